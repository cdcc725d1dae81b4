//! [`AnyDocument`]: a document of any kind.

use alloc::borrow::Cow;
use alloc::sync::Arc;

use crate::config::ImageConfig;
use crate::document::{Document, DocumentKind, Reading, impl_model};
use crate::error::DocumentError;
use crate::json::{Layout, Reader, Result, Writer};
use crate::manifest::{
    ArtifactManifest, Descriptor, DockerSave, ImageIndex, ImageManifest, Manifest, OciLayout,
    Schema1Manifest,
};
use crate::media_type::MediaType;

/// A document of any kind.
///
/// Content type, `mediaType` and members decide the kind, see [`DocumentKind::detect`]; a contradiction among them is an
/// error. `Eq` compares content and ignores member order and spacing.
///
/// ```
/// use imageref::AnyDocument;
/// use imageref::document::DocumentKind;
///
/// let document = AnyDocument::from_bytes(&br#"{"schemaVersion":2,"manifests":null}"#[..])?;
/// assert_eq!(document.value().kind(), DocumentKind::Index);
/// assert_eq!(document.warnings()[0].pointer(), "/manifests");
/// match AnyDocument::from_slice(document.bytes())? {
///     AnyDocument::Index(index) => assert!(index.manifests().is_empty()),
///     other => panic!("not an index but a {}", other.kind()),
/// }
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnyDocument {
    /// An image manifest.
    Manifest(ImageManifest),
    /// An image index or Docker manifest list.
    Index(ImageIndex),
    /// An image's config.
    Config(ImageConfig),
    /// A descriptor as a document of its own.
    Descriptor(Descriptor),
    /// Docker's manifest schema 1.
    Schema1(Schema1Manifest),
    /// The withdrawn artifact manifest.
    ArtifactManifest(ArtifactManifest),
    /// `manifest.json` of `docker save`.
    DockerSave(DockerSave),
    /// The `oci-layout` file.
    OciLayout(OciLayout),
}

impl AnyDocument {
    /// Reads a document with its digest and warnings; [`Document::from_bytes_with`] checks it against more.
    ///
    /// # Errors
    ///
    /// If the bytes are not a document of a known kind, or exceed the default
    /// [`DocumentLimits`](crate::document::DocumentLimits).
    pub fn from_bytes(
        bytes: impl Into<Arc<[u8]>>,
    ) -> core::result::Result<Document<Self>, DocumentError> {
        Document::from_bytes(bytes)
    }

    /// The kind of document.
    pub fn kind(&self) -> DocumentKind {
        match self {
            Self::Manifest(_) => DocumentKind::Manifest,
            Self::Index(_) => DocumentKind::Index,
            Self::Config(_) => DocumentKind::Config,
            Self::Descriptor(_) => DocumentKind::Descriptor,
            Self::Schema1(_) => DocumentKind::Schema1,
            Self::ArtifactManifest(_) => DocumentKind::ArtifactManifest,
            Self::DockerSave(_) => DocumentKind::DockerSave,
            Self::OciLayout(_) => DocumentKind::OciLayout,
        }
    }

    /// The media type that the document states or, if it states none, that its members suggest.
    pub fn media_type(&self) -> MediaType {
        self.inferred_media_type()
    }
}

/// Calls the same method of every kind.
macro_rules! each {
    ($document:expr, $value:ident => $call:expr) => {
        match $document {
            AnyDocument::Manifest($value) => $call,
            AnyDocument::Index($value) => $call,
            AnyDocument::Config($value) => $call,
            AnyDocument::Descriptor($value) => $call,
            AnyDocument::Schema1($value) => $call,
            AnyDocument::ArtifactManifest($value) => $call,
            AnyDocument::DockerSave($value) => $call,
            AnyDocument::OciLayout($value) => $call,
        }
    };
}

impl Reading for AnyDocument {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let kind = reader.lookahead(|reader| DocumentKind::read(reader, content_type))?;
        Ok(match kind {
            DocumentKind::Manifest => Self::Manifest(Reading::read(reader, content_type)?),
            DocumentKind::Index => Self::Index(Reading::read(reader, content_type)?),
            DocumentKind::Config => Self::Config(Reading::read(reader, content_type)?),
            DocumentKind::Descriptor => Self::Descriptor(Reading::read(reader, content_type)?),
            DocumentKind::Schema1 => Self::Schema1(Reading::read(reader, content_type)?),
            DocumentKind::ArtifactManifest => {
                Self::ArtifactManifest(Reading::read(reader, content_type)?)
            }
            DocumentKind::DockerSave => Self::DockerSave(Reading::read(reader, content_type)?),
            DocumentKind::OciLayout => Self::OciLayout(Reading::read(reader, content_type)?),
        })
    }

    fn write(&self, writer: &mut Writer) {
        each!(self, value => value.write(writer));
    }

    fn layout(&self) -> Layout {
        each!(self, value => value.layout())
    }

    fn inferred_media_type(&self) -> MediaType {
        each!(self, value => value.inferred_media_type())
    }

    fn payload(bytes: &[u8]) -> core::result::Result<Cow<'_, [u8]>, DocumentError> {
        match bytes.trim_ascii_start().first() {
            Some(b'[') => Ok(Cow::Borrowed(bytes)), // `docker save`
            _ => Manifest::payload(bytes),
        }
    }
}

impl_model!(AnyDocument);

/// `From` each kind.
macro_rules! from {
    ($($kind:ident: $model:ty),*) => {$(
        impl From<$model> for AnyDocument {
            fn from(value: $model) -> Self {
                Self::$kind(value)
            }
        }
    )*};
}
from!(
    Manifest: ImageManifest,
    Index: ImageIndex,
    Config: ImageConfig,
    Descriptor: Descriptor,
    Schema1: Schema1Manifest,
    ArtifactManifest: ArtifactManifest,
    DockerSave: DockerSave,
    OciLayout: OciLayout
);

impl From<Manifest> for AnyDocument {
    fn from(manifest: Manifest) -> Self {
        match manifest {
            Manifest::Image(manifest) => Self::Manifest(manifest),
            Manifest::Index(index) => Self::Index(index),
            Manifest::Schema1(manifest) => Self::Schema1(manifest),
            Manifest::Artifact(manifest) => Self::ArtifactManifest(manifest),
        }
    }
}
