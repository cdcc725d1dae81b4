//! [`ImageIndex`]: manifests by platform.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::builder::ImageIndexBuilder;
use super::descriptor::Descriptor;
use crate::document::{Annotations, Reading, impl_model, values};
use crate::error::DocumentErrorKind;
use crate::json::{
    Case, DocumentWarningKind, Fault, Form, Layout, Member, Members, Null, Omit, Reader, Result,
    Writer,
};
use crate::media_type::{MediaType, MediaTypeKind};

/// An image index, OCI's or Docker's manifest list: the manifests of an image, one a platform, or whatever else belongs
/// together. Also the `index.json` of an OCI layout, and a registry's answer to a question for referrers.
///
/// Source: image-spec 1.1, image-index.md; distribution, manifest-v2-2.md.
///
/// ```
/// use imageref::manifest::{Descriptor, ImageIndex};
/// use imageref::{MediaType, Platform};
///
/// let manifest = Descriptor::of(MediaType::OCI_MANIFEST, b"...")
///     .with_platform(Platform::new("linux", "arm").with_variant("v7"));
/// let index = ImageIndex::builder().manifest(manifest).build();
/// let read = ImageIndex::from_slice(&index.to_bytes())?;
/// assert_eq!(read.manifests()[0].platform().unwrap().variant(), Some("v7"));
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageIndex {
    media_type: Option<MediaType>,
    artifact_type: Option<MediaType>,
    manifests: Vec<Descriptor>,
    subject: Option<Box<Descriptor>>,
    annotations: Annotations,
    form: Form,
    layout: Layout,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    SchemaVersion,
    MediaType,
    ArtifactType,
    Manifests,
    Subject,
    Annotations,
    /// A member of another kind of document.
    Foreign,
}

const fn member(slot: Slot, name: &'static str, null: Null, omit: Omit) -> Member<Slot> {
    Member { slot, name, null, omit }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::SchemaVersion, "schemaVersion", Null::Refused, Omit::Never),
        member(Slot::MediaType, "mediaType", Null::Odd, Omit::Empty),
        member(Slot::ArtifactType, "artifactType", Null::Odd, Omit::Empty),
        member(Slot::Manifests, "manifests", Null::Odd, Omit::Never),
        member(Slot::Subject, "subject", Null::Odd, Omit::Empty),
        member(Slot::Annotations, "annotations", Null::Odd, Omit::Empty),
        member(Slot::Foreign, "config", Null::Refused, Omit::Empty),
        member(Slot::Foreign, "layers", Null::Refused, Omit::Empty),
        member(Slot::Foreign, "fsLayers", Null::Refused, Omit::Empty),
        member(Slot::Foreign, "history", Null::Refused, Omit::Empty),
    ],
    others: &["signatures"],
    case: Case::Refused,
};

impl ImageIndex {
    /// Begins a new OCI index, empty so far.
    pub fn builder() -> ImageIndexBuilder {
        let mut form = Form::default();
        for slot in [Slot::SchemaVersion, Slot::MediaType, Slot::Manifests] {
            form.set(&MEMBERS, slot);
        }
        ImageIndexBuilder::from(Self {
            media_type: Some(MediaType::OCI_INDEX),
            artifact_type: None,
            manifests: Vec::new(),
            subject: None,
            annotations: Annotations::new(),
            form,
            layout: Layout::default(),
        })
    }

    /// A new Docker manifest list, written as containers/image does.
    pub(super) fn docker(manifests: Vec<Descriptor>) -> Self {
        let mut index = Self::builder().build().with_manifests(manifests);
        index.media_type = Some(MediaType::DOCKER_LIST);
        index
    }

    /// The media type that the index states; OCI indexes may leave it out.
    pub fn media_type(&self) -> Option<&MediaType> {
        self.media_type.as_ref()
    }

    /// What kind of artifact it is, if it says so.
    pub fn artifact_type(&self) -> Option<&MediaType> {
        self.artifact_type.as_ref()
    }

    /// The entries: manifests, other indexes, anything that is known by its descriptor.
    pub fn manifests(&self) -> &[Descriptor] {
        &self.manifests
    }

    /// The manifest that this index says something about.
    pub fn subject(&self) -> Option<&Descriptor> {
        self.subject.as_deref()
    }

    /// What its author says of it.
    pub fn annotations(&self) -> &Annotations {
        &self.annotations
    }

    /// The members that image-spec 1.1 does not know: name and value as JSON text.
    pub fn unknown_members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.unknown()
    }

    /// The same index with an annotation set.
    #[must_use]
    pub fn with_annotation(mut self, key: &str, value: &str) -> Self {
        self.annotations.insert(key, value);
        self.form.set(&MEMBERS, Slot::Annotations);
        self
    }

    /// The same index without an annotation; without `annotations` if that was the last.
    #[must_use]
    pub fn without_annotation(mut self, key: &str) -> Self {
        if self.annotations.remove(key) {
            self.form.put(&MEMBERS, Slot::Annotations, self.annotations.is_empty());
        }
        self
    }

    /// The same index with another entry behind the others.
    #[must_use]
    pub fn with_manifest(mut self, manifest: Descriptor) -> Self {
        self.manifests.push(manifest);
        self.form.set(&MEMBERS, Slot::Manifests);
        self
    }

    /// The same index with other entries.
    #[must_use]
    pub fn with_manifests(mut self, manifests: Vec<Descriptor>) -> Self {
        self.manifests = manifests;
        self.form.set(&MEMBERS, Slot::Manifests);
        self
    }

    /// The same index with a subject.
    #[must_use]
    pub fn with_subject(mut self, subject: Descriptor) -> Self {
        self.subject = Some(Box::new(subject));
        self.form.set(&MEMBERS, Slot::Subject);
        self
    }

    /// The same index with an artifact type.
    #[must_use]
    pub fn with_artifact_type(mut self, artifact_type: MediaType) -> Self {
        self.artifact_type = Some(artifact_type);
        self.form.set(&MEMBERS, Slot::ArtifactType);
        self
    }
}

impl Reading for ImageIndex {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let (mut version, mut stated_at) = (false, start);
        let (mut media_type, mut artifact_type, mut subject) = (None, None, None);
        let (mut manifests, mut annotations) = (Vec::new(), Annotations::new());
        let mut form = Form::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut form)? {
            let at = reader.position();
            match slot {
                Slot::SchemaVersion => {
                    values::schema_version(reader, 2)?;
                    version = true;
                }
                Slot::MediaType => {
                    stated_at = at;
                    media_type = values::optional_media_type(reader)?;
                }
                Slot::ArtifactType => artifact_type = values::optional_media_type(reader)?,
                Slot::Manifests => {
                    reader.elements(|reader| {
                        let at = reader.position();
                        let entry = Descriptor::read_inside(reader)?;
                        if entry.media_type().kind() == MediaTypeKind::Schema1 {
                            reader.note(DocumentWarningKind::Schema1Entry, at);
                        }
                        manifests.push(entry);
                        Ok(())
                    })?;
                    if manifests.is_empty() {
                        reader.note(DocumentWarningKind::Empty, at);
                    }
                }
                Slot::Subject => subject = Some(Box::new(Descriptor::read_inside(reader)?)),
                Slot::Annotations => annotations = Annotations::read(reader)?,
                Slot::Foreign => {
                    let kind = DocumentErrorKind::Ambiguous { kind: "an image index" };
                    return Err(Fault::new(kind, at));
                }
            }
        }
        if !version {
            return Err(values::missing("schemaVersion", start));
        }
        if !form.has(&MEMBERS, Slot::Manifests) {
            return Err(values::missing("manifests", start));
        }
        let stated = media_type.as_ref().map(|media_type| (media_type, stated_at));
        values::agree(stated, content_type, MediaTypeKind::Index)?;
        Ok(Self { media_type, artifact_type, manifests, subject, annotations, form, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::SchemaVersion => writer.integer(2),
            Slot::MediaType => writer.string(self.media_type().map_or("", MediaType::as_str)),
            Slot::ArtifactType => {
                writer.string(self.artifact_type().map_or("", MediaType::as_str));
            }
            Slot::Manifests => {
                writer.array(&self.manifests, |writer, entry| entry.write_inside(writer));
            }
            Slot::Subject => {
                if let Some(subject) = self.subject() {
                    subject.write_inside(writer);
                }
            }
            Slot::Annotations => self.annotations.write(writer),
            Slot::Foreign => {}
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn told_media_type(&self) -> MediaType {
        self.media_type.clone().unwrap_or(MediaType::OCI_INDEX)
    }
}

impl_model!(ImageIndex);
