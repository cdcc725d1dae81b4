//! [`ArtifactManifest`]: the withdrawn manifest of artifacts.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::descriptor::Descriptor;
use crate::document::{Annotations, Reading, UnknownMembers, impl_model, values};
use crate::json::{DocumentWarningKind, Layout, MemberOrder, Reader, Result, Writer, members};
use crate::media_type::{MediaType, MediaTypeKind};

/// The artifact manifest of image-spec 1.1's release candidates, withdrawn before 1.1.0 and still in use: read only.
/// Today an artifact is an [`ImageManifest`](super::ImageManifest).
///
/// `Eq` compares content and ignores member order and spacing.
///
/// ```
/// use imageref::manifest::ArtifactManifest;
///
/// let manifest = ArtifactManifest::from_slice(
///     br#"{"mediaType":"application/vnd.oci.artifact.manifest.v1+json","artifactType":"text/example","blobs":[]}"#,
/// )?;
/// assert_eq!(manifest.artifact_type().unwrap().as_str(), "text/example");
/// assert!(manifest.blobs().is_empty());
/// # Ok::<(), imageref::DocumentError>(())
/// ```
///
/// Source: image-spec 1.1.0-rc2, artifact.md.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArtifactManifest {
    media_type: MediaType,
    artifact_type: Option<MediaType>,
    blobs: Vec<Descriptor>,
    subject: Option<Box<Descriptor>>,
    annotations: Annotations,
    order: MemberOrder,
    layout: Layout,
}

members! {
    MEMBERS: Slot, "an artifact manifest", Reject,
        foreign [], others ["config", "layers", "manifests", "fsLayers"];
    MediaType "mediaType" Reject Yes,
    ArtifactType "artifactType" Warn Yes,
    Blobs "blobs" Warn Yes,
    Subject "subject" Warn Yes,
    Annotations "annotations" Warn Yes,
}

impl ArtifactManifest {
    /// The artifact type.
    pub fn artifact_type(&self) -> Option<&MediaType> {
        self.artifact_type.as_ref()
    }

    /// The content of the artifact.
    pub fn blobs(&self) -> &[Descriptor] {
        &self.blobs
    }

    /// The manifest that this one refers to.
    pub fn subject(&self) -> Option<&Descriptor> {
        self.subject.as_deref()
    }

    /// The annotations.
    pub fn annotations(&self) -> &Annotations {
        &self.annotations
    }

    /// The members that the draft did not specify: name and value as JSON.
    pub fn unknown_members(&self) -> UnknownMembers<'_> {
        self.order.unknown()
    }
}

impl Reading for ArtifactManifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let (mut media_type, mut artifact_type, mut subject) = (None, None, None);
        let (mut blobs, mut annotations) = (Vec::new(), Annotations::new());
        let mut order = MemberOrder::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut order)? {
            match slot {
                Slot::MediaType => {
                    media_type = Some((reader.position(), values::media_type(reader)?));
                }
                Slot::ArtifactType => artifact_type = values::optional_media_type(reader)?,
                Slot::Blobs => reader.elements(|reader| {
                    blobs.push(Descriptor::read_nested(reader)?);
                    Ok(())
                })?,
                Slot::Subject => subject = Some(Box::new(Descriptor::read_nested(reader)?)),
                Slot::Annotations => annotations = Annotations::read(reader)?,
            }
        }
        let (at, media_type) = media_type.ok_or_else(|| values::missing("mediaType", start))?;
        let kind = MediaTypeKind::ArtifactManifest;
        values::check_media_type(Some((&media_type, at)), content_type, kind)?;
        reader.note(DocumentWarningKind::Deprecated, at);
        Ok(Self { media_type, artifact_type, blobs, subject, annotations, order, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.order, |writer, slot| match slot {
            Slot::MediaType => writer.string(self.media_type.as_str()),
            Slot::ArtifactType => {
                writer.string(self.artifact_type().map_or("", MediaType::as_str));
            }
            Slot::Blobs => writer.array(&self.blobs, |writer, blob| blob.write_nested(writer)),
            Slot::Subject => {
                if let Some(subject) = self.subject() {
                    subject.write_nested(writer);
                }
            }
            Slot::Annotations => self.annotations.write(writer),
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn inferred_media_type(&self) -> MediaType {
        self.media_type.clone()
    }
}

impl_model!(ArtifactManifest);
