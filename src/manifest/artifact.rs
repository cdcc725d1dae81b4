//! [`ArtifactManifest`]: the withdrawn manifest of artifacts.

use super::descriptor::Descriptor;
use crate::document::{Annotations, Reading, impl_model, model, require, values};
use crate::json::{DocumentWarningKind, Layout, Reader, Result};
use crate::media_type::{MediaType, MediaTypeKind};

model! {
    /// The artifact manifest of image-spec 1.1's release candidates, withdrawn before 1.1.0 and still in use: read only.
    /// Today an artifact is an [`ImageManifest`](super::ImageManifest).
    ///
    /// Source: image-spec 1.1.0-rc2, artifact.md.
    ///
    /// ```
    /// use imageref::manifest::ArtifactManifest;
    ///
    /// let manifest = ArtifactManifest::from_slice(
    ///     br#"{"mediaType":"application/vnd.oci.artifact.manifest.v1+json","artifactType":"text/x","blobs":[]}"#,
    /// )?;
    /// assert_eq!(manifest.artifact_type().unwrap().as_str(), "text/x");
    /// assert!(manifest.blobs().is_empty());
    /// # Ok::<(), imageref::DocumentError>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ArtifactManifest { layout: Layout, }
    TABLE Slot, "an artifact manifest", Reject, "the draft did not specify", blank unread,
        foreign [], others ["config", "layers", "manifests", "fsLayers"];

    media_type: plain<MediaType>, "mediaType" Reject Yes;
    artifact_type: optional<MediaType>, "artifactType" Warn Yes, "the artifact type";
    blobs: items<Descriptor>, "blobs" Warn Yes, "the content of the artifact";
    subject: object<Descriptor>, "subject" Warn Yes, "the manifest that this one refers to";
    annotations: required<Annotations>, "annotations" Warn Yes, "the annotations";
}

impl Reading for ArtifactManifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let mut manifest = Self { layout: reader.layout(), ..Self::unread() };
        let (start, mut type_at) = (reader.position(), 0);
        manifest.order = reader.object(&TABLE, &mut |reader, slot| {
            if slot == Slot::media_type {
                type_at = reader.position();
            }
            manifest.read_member(reader, slot)
        })?;
        require(&TABLE, &manifest.order, &[Slot::media_type], start)?;
        let kind = MediaTypeKind::ArtifactManifest;
        values::check_media_type(Some((&manifest.media_type, type_at)), content_type, kind)?;
        reader.note(DocumentWarningKind::Deprecated, type_at);
        Ok(manifest)
    }

    crate::document::layout_and_members!();

    fn inferred_media_type(&self) -> MediaType {
        self.media_type.clone()
    }
}

impl_model!(ArtifactManifest);
