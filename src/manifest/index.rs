//! [`ImageIndex`]: manifests by platform.

use alloc::vec::Vec;

use super::descriptor::Descriptor;
use super::head::Places;
use super::index_check;
use crate::document::{Reading, SchemaVersion, impl_model, model, order_of, require, values};
use crate::json::{Layout, Reader, Result};
use crate::media_type::{Family, MediaType, MediaTypeKind};

model! {
    /// An image index, OCI's or Docker's manifest list: the manifests of an image, one for each platform, or whatever else
    /// belongs together. Also the `index.json` of an OCI layout, and a registry's list of referrers.
    ///
    /// `Eq` compares content; compare bytes through [`Document`](crate::document::Document).
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
    pub struct ImageIndex { layout: Layout, }
    TABLE Slot, "an image index", Reject, "image-spec 1.1 does not specify", blank unread,
        foreign ["config", "layers", "fsLayers", "history"], others ["signatures"];

    schema_version: plain<SchemaVersion<2>>, "schemaVersion" Reject No;
    /// OCI documents may omit it.
    media_type(with_media_type, without_media_type): optional<MediaType>, "mediaType" Warn Yes,
        "the media type that the index states";
    artifact_type(with_artifact_type, without_artifact_type): optional<MediaType>, "artifactType" Warn Yes,
        "the artifact type";
    manifests(with_manifests, with_manifest, retain_manifests): items<Descriptor>, "manifests" Warn No,
        "the entries: manifests, other indexes, whatever has a descriptor";
    subject(with_subject, without_subject): object<Descriptor>, "subject" Warn Yes,
        "the manifest that this index refers to";
    annotations(with_annotations, without_annotations, with_annotation, without_annotation): map,
        "annotations" Warn Yes, "the annotations";
}

impl ImageIndex {
    /// Creates an OCI index without entries.
    pub fn new() -> Self {
        let slots = [Slot::schema_version, Slot::media_type, Slot::manifests];
        let media_type = Some(MediaType::OCI_INDEX);
        Self { media_type, order: order_of(&slots), ..Self::unread() }
    }
}

impl Default for ImageIndex {
    fn default() -> Self {
        Self::new()
    }
}

impl Reading for ImageIndex {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let mut index = Self { layout: reader.layout(), ..Self::unread() };
        let mut places = Places { start: reader.position(), ..Places::default() };
        index.order = reader.object(&TABLE, &mut |reader, slot| {
            let at = reader.position();
            match slot {
                Slot::media_type => places.media_type = at,
                Slot::manifests => {
                    index.manifests = places.read_list(reader)?;
                    return Ok(());
                }
                Slot::artifact_type | Slot::subject | Slot::annotations => {
                    places.oci_members.push(at);
                }
                _ => {}
            }
            index.read_member(reader, slot)
        })?;
        let required = [Slot::schema_version, Slot::manifests];
        require(&TABLE, &index.order, &required, places.start)?;
        let stated = index.media_type().map(|media_type| (media_type, places.media_type));
        values::check_media_type(stated, content_type, MediaTypeKind::Index)?;
        let family = index.media_type().or(content_type).map_or(Family::Oci, MediaType::family);
        let entries: Vec<_> = index.manifests.iter().zip(places.elements.iter().copied()).collect();
        places.check(reader, family, index.media_type.is_some(), &entries);
        index_check::check(reader, family, places.list, &entries);
        Ok(index)
    }

    crate::document::layout_and_members!();

    fn inferred_media_type(&self) -> MediaType {
        self.media_type().cloned().unwrap_or(MediaType::OCI_INDEX)
    }
}

impl_model!(ImageIndex);
