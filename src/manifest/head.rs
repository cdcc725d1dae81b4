//! [`Head`]: the members that image manifests and image indexes share.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::descriptor::Descriptor;
use crate::digest::Digest;
use crate::document::{Annotations, values};
use crate::json::{DocumentWarningKind, Layout, MemberOrder, Members, Reader, Result, Writer};
use crate::media_type::{Family, MediaType, MediaTypeKind};

/// The members of image manifests and image indexes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Slot {
    SchemaVersion,
    MediaType,
    ArtifactType,
    Config,
    Layers,
    Manifests,
    Subject,
    Annotations,
}

/// What image manifests and image indexes share: all members but `config`, `layers` and `manifests`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) media_type: Option<MediaType>,
    pub(super) artifact_type: Option<MediaType>,
    pub(super) subject: Option<Box<Descriptor>>,
    pub(super) annotations: Annotations,
    pub(super) order: MemberOrder,
    pub(super) layout: Layout,
}

/// Where the parts of a document that is being read begin.
#[derive(Default)]
pub(super) struct Places {
    pub(super) start: usize,
    media_type: usize,
    /// The members that Docker's documents do not have.
    oci_members: Vec<usize>,
}

impl Head {
    /// The head of a new document with these members.
    pub(super) fn new(media_type: MediaType, members: &Members<Slot>, slots: &[Slot]) -> Self {
        let mut order = MemberOrder::default();
        for &slot in slots {
            order.set(members, slot);
        }
        Self { media_type: Some(media_type), order, ..Self::empty(Layout::default()) }
    }

    fn empty(layout: Layout) -> Self {
        Self {
            media_type: None,
            artifact_type: None,
            subject: None,
            annotations: Annotations::new(),
            order: MemberOrder::default(),
            layout,
        }
    }

    /// Reads a document of `kind`; `body` reads the members that are not the head's.
    pub(super) fn read<'a>(
        reader: &mut Reader<'a>,
        members: &Members<Slot>,
        (kind, content_type): (MediaTypeKind, Option<&MediaType>),
        mut body: impl FnMut(&mut Reader<'a>, Slot) -> Result<()>,
    ) -> Result<(Self, Places)> {
        let mut head = Self::empty(reader.layout());
        let mut places = Places { start: reader.position(), ..Places::default() };
        reader.open_object()?;
        while let Some(slot) = reader.member(members, &mut head.order)? {
            let at = reader.position();
            match slot {
                Slot::SchemaVersion => values::schema_version(reader, 2)?,
                Slot::MediaType => {
                    places.media_type = at;
                    head.media_type = values::optional_media_type(reader)?;
                }
                Slot::ArtifactType => {
                    places.oci_members.push(at);
                    head.artifact_type = values::optional_media_type(reader)?;
                }
                Slot::Subject => {
                    places.oci_members.push(at);
                    head.subject = Some(Box::new(Descriptor::read_nested(reader)?));
                }
                Slot::Annotations => {
                    places.oci_members.push(at);
                    head.annotations = Annotations::read(reader)?;
                }
                Slot::Config | Slot::Layers | Slot::Manifests => body(reader, slot)?,
            }
        }
        for member in members.list {
            let required = matches!(
                member.slot,
                Slot::SchemaVersion | Slot::Config | Slot::Layers | Slot::Manifests
            );
            if required && !head.order.has(members, member.slot) {
                return Err(values::missing(member.name, places.start));
            }
        }
        let stated = head.media_type.as_ref().map(|media_type| (media_type, places.media_type));
        values::check_media_type(stated, content_type, kind)?;
        Ok((head, places))
    }

    /// Reports what a document of `family` does not have, and descriptors of one digest that contradict each other.
    pub(super) fn check(
        &self,
        reader: &mut Reader<'_>,
        places: &Places,
        family: Family,
        descriptors: &[(&Descriptor, usize)],
    ) {
        if family == Family::Docker {
            if self.media_type.is_none() {
                reader.note(DocumentWarningKind::MediaTypeMissing, places.start);
            }
            for &at in &places.oci_members {
                reader.note(DocumentWarningKind::ForeignMember, at);
            }
            for (descriptor, at) in descriptors {
                if descriptor.has_oci_members() {
                    reader.note(DocumentWarningKind::ForeignMember, *at);
                }
            }
        }
        check_digests(reader, descriptors);
    }

    /// Writes the document; `body` writes the members that are not the head's.
    pub(super) fn write(
        &self,
        writer: &mut Writer,
        members: &Members<Slot>,
        mut body: impl FnMut(&mut Writer, Slot),
    ) {
        writer.object(members, &self.order, |writer, slot| match slot {
            Slot::SchemaVersion => writer.integer(2),
            Slot::MediaType => {
                writer.string(self.media_type.as_ref().map_or("", MediaType::as_str));
            }
            Slot::ArtifactType => {
                writer.string(self.artifact_type.as_ref().map_or("", MediaType::as_str));
            }
            Slot::Subject => {
                if let Some(subject) = &self.subject {
                    subject.write_nested(writer);
                }
            }
            Slot::Annotations => self.annotations.write(writer),
            Slot::Config | Slot::Layers | Slot::Manifests => body(writer, slot),
        });
    }
}

/// Reports descriptors of one digest with different sizes or media types.
fn check_digests(reader: &mut Reader<'_>, descriptors: &[(&Descriptor, usize)]) {
    // The first bytes decide nearly always.
    let prefix = |digest: &Digest| digest.as_hash().and_then(<[u8]>::first_chunk).copied();
    let keyed =
        descriptors.iter().map(|one| (prefix(one.0.digest()).map_or(0, u64::from_le_bytes), one));
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_unstable_by_key(|(prefix, _)| *prefix);
    for run in keyed.chunk_by_mut(|(a, _), (b, _)| a == b).filter(|run| run.len() > 1) {
        run.sort_unstable_by_key(|(_, (descriptor, at))| (descriptor.digest(), *at));
        for pair in run.windows(2) {
            let [(_, (one, _)), (_, (other, at))] = pair else { continue };
            if one.digest() != other.digest() {
                continue;
            }
            if one.size() != other.size() {
                reader.note(DocumentWarningKind::SizeConflict, *at);
            }
            if one.media_type() != other.media_type() {
                reader.note(DocumentWarningKind::MediaTypeConflict, *at);
            }
        }
    }
}

/// The accessors and edits of what manifests and indexes share.
macro_rules! impl_head {
    ($model:ty, $members:ident) => {
        impl $model {
            /// The media type that the document states; OCI documents may omit it.
            pub fn media_type(&self) -> Option<&MediaType> {
                self.head.media_type.as_ref()
            }

            /// The artifact type, if stated.
            pub fn artifact_type(&self) -> Option<&MediaType> {
                self.head.artifact_type.as_ref()
            }

            /// The manifest that this one refers to, such as the image of a signature.
            pub fn subject(&self) -> Option<&Descriptor> {
                self.head.subject.as_deref()
            }

            /// The annotations.
            pub fn annotations(&self) -> &Annotations {
                &self.head.annotations
            }

            /// The members that image-spec 1.1 does not specify: name and value as JSON.
            pub fn unknown_members(&self) -> UnknownMembers<'_> {
                self.head.order.unknown()
            }

            /// Returns the document with an annotation set.
            #[must_use]
            pub fn with_annotation(self, key: &str, value: &str) -> Self {
                self.with_annotations([(key, value)])
            }

            /// Returns the document with all these annotations set; others stay.
            #[must_use]
            pub fn with_annotations<K: AsRef<str>, V: AsRef<str>>(
                mut self,
                annotations: impl IntoIterator<Item = (K, V)>,
            ) -> Self {
                self.head.annotations.extend(annotations);
                self.head.order.set(&$members, Slot::Annotations);
                self
            }

            /// Returns the document without an annotation; without `annotations` if that was the last.
            #[must_use]
            pub fn without_annotation(mut self, key: &str) -> Self {
                if self.head.annotations.remove(key) {
                    let empty = self.head.annotations.is_empty();
                    self.head.order.put(&$members, Slot::Annotations, empty);
                }
                self
            }

            /// Returns the document with a subject.
            #[must_use]
            pub fn with_subject(mut self, subject: Descriptor) -> Self {
                self.head.subject = Some(Box::new(subject));
                self.head.order.set(&$members, Slot::Subject);
                self
            }

            /// Returns the document without subject.
            #[must_use]
            pub fn without_subject(mut self) -> Self {
                self.head.subject = None;
                self.head.order.remove(&$members, Slot::Subject);
                self
            }

            /// Returns the document with an artifact type.
            #[must_use]
            pub fn with_artifact_type(mut self, artifact_type: MediaType) -> Self {
                self.head.artifact_type = Some(artifact_type);
                self.head.order.set(&$members, Slot::ArtifactType);
                self
            }

            /// Returns the document without artifact type.
            #[must_use]
            pub fn without_artifact_type(mut self) -> Self {
                self.head.artifact_type = None;
                self.head.order.remove(&$members, Slot::ArtifactType);
                self
            }
        }
    };
}
pub(super) use impl_head;
