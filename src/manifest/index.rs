//! [`ImageIndex`]: manifests by platform.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::descriptor::Descriptor;
use super::head::{Head, Slot, impl_head};
use super::index_check;
use crate::document::{Annotations, Reading, UnknownMembers, impl_model};
use crate::json::{Layout, Reader, Result, Writer, members};
use crate::media_type::{Family, MediaType, MediaTypeKind};

/// An image index, OCI's or Docker's manifest list: the manifests of an image, one for each platform, or whatever else
/// belongs together. Also the `index.json` of an OCI layout, and a registry's list of referrers.
///
/// `Eq` compares content and ignores member order and spacing; compare bytes through
/// [`Document`](crate::document::Document).
///
/// Source: image-spec 1.1, image-index.md; distribution, manifest-v2-2.md.
///
/// ```
/// use imageref::manifest::{Descriptor, ImageIndex};
/// use imageref::{MediaType, Platform};
///
/// let manifest = Descriptor::of(MediaType::OCI_MANIFEST, b"...")
///     .with_platform(Platform::new("linux", "arm").with_variant("v7"));
/// let index = ImageIndex::new().with_manifest(manifest);
/// let read = ImageIndex::from_slice(&index.to_bytes())?;
/// assert_eq!(read.manifests()[0].platform().unwrap().variant(), Some("v7"));
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageIndex {
    head: Head,
    manifests: Vec<Descriptor>,
}

members! {
    MEMBERS: in Slot, "an image index", Reject,
        foreign ["config", "layers", "fsLayers", "history"], others ["signatures"];
    SchemaVersion "schemaVersion" Reject No,
    MediaType "mediaType" Warn Yes,
    ArtifactType "artifactType" Warn Yes,
    Manifests "manifests" Warn No,
    Subject "subject" Warn Yes,
    Annotations "annotations" Warn Yes,
}

impl_head!(ImageIndex, MEMBERS);

impl ImageIndex {
    /// A new OCI index without entries.
    pub fn new() -> Self {
        let slots = [Slot::SchemaVersion, Slot::MediaType, Slot::Manifests];
        let head = Head::new(MediaType::OCI_INDEX, &MEMBERS, &slots);
        Self { head, manifests: Vec::new() }
    }

    /// A new Docker manifest list, as containers/image writes it.
    pub(super) fn docker(manifests: Vec<Descriptor>) -> Self {
        let mut index = Self::new().with_manifests(manifests);
        index.head.media_type = Some(MediaType::DOCKER_LIST);
        index
    }

    /// The entries: manifests, other indexes, whatever has a descriptor.
    pub fn manifests(&self) -> &[Descriptor] {
        &self.manifests
    }

    /// Returns the index with another entry after the others.
    #[must_use]
    pub fn with_manifest(mut self, manifest: Descriptor) -> Self {
        self.manifests.push(manifest);
        self.head.order.set(&MEMBERS, Slot::Manifests);
        self
    }

    /// Returns the index with other entries.
    #[must_use]
    pub fn with_manifests(mut self, manifests: Vec<Descriptor>) -> Self {
        self.manifests = manifests;
        self.head.order.set(&MEMBERS, Slot::Manifests);
        self
    }

    /// Keeps the entries for which `keep` returns `true`.
    pub fn retain_manifests(&mut self, keep: impl FnMut(&Descriptor) -> bool) {
        self.manifests.retain(keep);
    }
}

impl Default for ImageIndex {
    fn default() -> Self {
        Self::new()
    }
}

impl Reading for ImageIndex {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let (mut manifests, mut starts, mut manifests_at) = (Vec::new(), Vec::new(), None);
        let expected = (MediaTypeKind::Index, content_type);
        let (head, places) = Head::read(reader, &MEMBERS, expected, |reader, _| {
            manifests_at = Some(reader.position());
            reader.elements(|reader| {
                starts.push(reader.position());
                manifests.push(Descriptor::read_nested(reader)?);
                Ok(())
            })
        })?;
        let index = Self { head, manifests };
        let family = index.media_type().or(content_type).map_or(Family::Oci, MediaType::family);
        let entries: Vec<_> = index.manifests.iter().zip(starts).collect();
        index.head.check(reader, &places, family, &entries);
        index_check::check(reader, family, manifests_at, &entries);
        Ok(index)
    }

    fn write(&self, writer: &mut Writer) {
        self.head.write(writer, &MEMBERS, |writer, _| {
            writer.array(&self.manifests, |writer, entry| entry.write_nested(writer));
        });
    }

    fn layout(&self) -> Layout {
        self.head.layout.clone()
    }

    fn inferred_media_type(&self) -> MediaType {
        self.media_type().cloned().unwrap_or(MediaType::OCI_INDEX)
    }
}

impl_model!(ImageIndex);
