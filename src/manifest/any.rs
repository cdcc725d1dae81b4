//! [`Manifest`]: whatever a registry has under a tag.

use alloc::borrow::Cow;

use super::artifact::ArtifactManifest;
use super::image_manifest::ImageManifest;
use super::index::ImageIndex;
use super::jws;
use super::schema1::Schema1Manifest;
use crate::document::{DocumentKind, Reading, impl_model};
use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::{Fault, Layout, Reader, Result, Writer};
use crate::media_type::MediaType;

/// Whatever a registry has under a tag: an image, an index, or one of the kinds of old.
///
/// The kind is told by content type, `mediaType` and members, see [`DocumentKind::detect`]; where these contradict each other the
/// document is refused.
///
/// ```
/// use imageref::manifest::Manifest;
///
/// let manifest = Manifest::from_slice(br#"{"schemaVersion":2,"manifests":[]}"#)?;
/// assert!(matches!(manifest, Manifest::Index(_)));
/// assert!(Manifest::from_slice(br#"{"schemaVersion":2,"manifests":[],"layers":[]}"#).is_err());
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Manifest {
    /// An image, or an artifact in the form of one.
    Image(ImageManifest),
    /// Manifests by platform.
    Index(ImageIndex),
    /// Docker's schema 1.
    Schema1(Schema1Manifest),
    /// The withdrawn artifact manifest.
    Artifact(ArtifactManifest),
}

impl Reading for Manifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let start = reader.position();
        match reader.ahead(|reader| DocumentKind::read(reader, content_type))? {
            DocumentKind::Manifest => ImageManifest::read(reader, content_type).map(Self::Image),
            DocumentKind::Index => ImageIndex::read(reader, content_type).map(Self::Index),
            DocumentKind::Schema1 => Schema1Manifest::read(reader, content_type).map(Self::Schema1),
            DocumentKind::ArtifactManifest => {
                ArtifactManifest::read(reader, content_type).map(Self::Artifact)
            }
            _ => Err(Fault::new(DocumentErrorKind::UnknownKind, start)),
        }
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Image(manifest) => manifest.write(writer),
            Self::Index(index) => index.write(writer),
            Self::Schema1(manifest) => manifest.write(writer),
            Self::Artifact(manifest) => manifest.write(writer),
        }
    }

    fn layout(&self) -> Layout {
        match self {
            Self::Image(manifest) => manifest.layout(),
            Self::Index(index) => index.layout(),
            Self::Schema1(manifest) => manifest.layout(),
            Self::Artifact(manifest) => manifest.layout(),
        }
    }

    fn told_media_type(&self) -> MediaType {
        match self {
            Self::Image(manifest) => manifest.told_media_type(),
            Self::Index(index) => index.told_media_type(),
            Self::Schema1(manifest) => manifest.told_media_type(),
            Self::Artifact(manifest) => manifest.told_media_type(),
        }
    }

    fn payload(bytes: &[u8]) -> core::result::Result<Cow<'_, [u8]>, DocumentError> {
        jws::payload(bytes)
    }
}

impl_model!(Manifest);
