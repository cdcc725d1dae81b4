//! [`Manifest`]: what a registry has under a tag.

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

/// What a registry has under a tag: an image, an index, or one of the deprecated kinds.
///
/// Content type, `mediaType` and members decide the kind, see [`DocumentKind::detect`]; a contradiction among them is an
/// error. `Eq` compares content and ignores member order and spacing.
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
    /// An image, or an artifact that is written as one.
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
        match reader.lookahead(|reader| DocumentKind::read(reader, content_type))? {
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

    fn inferred_media_type(&self) -> MediaType {
        match self {
            Self::Image(manifest) => manifest.inferred_media_type(),
            Self::Index(index) => index.inferred_media_type(),
            Self::Schema1(manifest) => manifest.inferred_media_type(),
            Self::Artifact(manifest) => manifest.inferred_media_type(),
        }
    }

    fn payload(bytes: &[u8]) -> core::result::Result<Cow<'_, [u8]>, DocumentError> {
        jws::payload(bytes)
    }
}

impl_model!(Manifest);

impl Manifest {
    /// The media type that the manifest states or, if it states none, that its members suggest.
    pub fn media_type(&self) -> MediaType {
        self.inferred_media_type()
    }

    /// The kind of document.
    pub fn kind(&self) -> DocumentKind {
        match self {
            Self::Image(_) => DocumentKind::Manifest,
            Self::Index(_) => DocumentKind::Index,
            Self::Schema1(_) => DocumentKind::Schema1,
            Self::Artifact(_) => DocumentKind::ArtifactManifest,
        }
    }

    /// The image manifest, if it is one.
    pub fn as_image(&self) -> Option<&ImageManifest> {
        if let Self::Image(manifest) = self { Some(manifest) } else { None }
    }

    /// The image manifest, if it is one.
    pub fn into_image(self) -> Option<ImageManifest> {
        if let Self::Image(manifest) = self { Some(manifest) } else { None }
    }

    /// The image index, if it is one.
    pub fn as_index(&self) -> Option<&ImageIndex> {
        if let Self::Index(index) = self { Some(index) } else { None }
    }

    /// The image index, if it is one.
    pub fn into_index(self) -> Option<ImageIndex> {
        if let Self::Index(index) = self { Some(index) } else { None }
    }
}

impl From<ImageManifest> for Manifest {
    fn from(manifest: ImageManifest) -> Self {
        Self::Image(manifest)
    }
}

impl From<ImageIndex> for Manifest {
    fn from(index: ImageIndex) -> Self {
        Self::Index(index)
    }
}

impl From<Schema1Manifest> for Manifest {
    fn from(manifest: Schema1Manifest) -> Self {
        Self::Schema1(manifest)
    }
}

impl From<ArtifactManifest> for Manifest {
    fn from(manifest: ArtifactManifest) -> Self {
        Self::Artifact(manifest)
    }
}
