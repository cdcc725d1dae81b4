//! [`AnyDocument`]: a document of any kind.

use alloc::borrow::Cow;

use crate::config::ImageConfig;
use crate::document::{Document, any_of};
use crate::error::DocumentError;
use crate::manifest::{
    ArtifactManifest, Descriptor, DockerSave, ImageIndex, ImageManifest, Manifest, OciLayout,
    Schema1Manifest,
};

any_of! {
    /// A document of any kind.
    ///
    /// Content type, `mediaType` and members decide the kind, see
    /// [`DocumentKind::detect`](crate::document::DocumentKind::detect); a contradiction among them is an error. `Eq`
    /// compares content and ignores member order and spacing.
    ///
    /// ```
    /// use imageref::AnyDocument;
    /// use imageref::document::DocumentKind;
    ///
    /// let document = AnyDocument::from_bytes(br#"{"schemaVersion":2,"manifests":null}"#)?;
    /// assert_eq!(document.value().kind(), DocumentKind::Index);
    /// assert_eq!(document.warnings()[0].pointer(), "/manifests");
    /// match AnyDocument::from_slice(document.bytes())? {
    ///     AnyDocument::Index(index) => assert!(index.manifests().is_empty()),
    ///     other => panic!("not an index but a {}", other.kind()),
    /// }
    /// # Ok::<(), imageref::DocumentError>(())
    /// ```
    pub enum AnyDocument |bytes| match bytes.trim_ascii_start().first() {
        Some(b'[') => Ok(Cow::Borrowed(bytes)), // `docker save`
        _ => Manifest::payload(bytes),
    };

    /// An image manifest.
    Manifest(ImageManifest) = Manifest,
    /// An image index or Docker manifest list.
    Index(ImageIndex) = Index,
    /// An image's config.
    Config(ImageConfig) = Config,
    /// A descriptor as a document of its own.
    Descriptor(Descriptor) = Descriptor,
    /// Docker's manifest schema 1.
    Schema1(Schema1Manifest) = Schema1,
    /// The withdrawn artifact manifest.
    ArtifactManifest(ArtifactManifest) = ArtifactManifest,
    /// `manifest.json` of `docker save`.
    DockerSave(DockerSave) = DockerSave,
    /// The `oci-layout` file.
    OciLayout(OciLayout) = OciLayout,
}

impl AnyDocument {
    /// Reads a document with its digest and warnings, as [`Document::from_bytes`] does;
    /// [`Document::from_bytes_with`] checks it against more.
    ///
    /// # Errors
    ///
    /// If the bytes are not a document of a known kind, or exceed the default
    /// [`DocumentLimits`](crate::document::DocumentLimits).
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Result<Document<Self>, DocumentError> {
        Document::from_bytes(bytes)
    }
}

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
