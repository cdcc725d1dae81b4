//! [`Manifest`]: what a registry has under a tag.

use super::artifact::ArtifactManifest;
use super::image_manifest::ImageManifest;
use super::index::ImageIndex;
use super::jws;
use super::schema1::Schema1Manifest;
use crate::document::any_of;

any_of! {
    /// What a registry has under a tag: an image, an index, or one of the deprecated kinds.
    ///
    /// Content type, `mediaType` and members decide the kind, see
    /// [`DocumentKind::detect`](crate::document::DocumentKind::detect); a contradiction among them is an error.
    ///
    /// ```
    /// use imageref::manifest::Manifest;
    ///
    /// let manifest = Manifest::from_slice(br#"{"schemaVersion":2,"manifests":[]}"#)?;
    /// assert!(matches!(manifest, Manifest::Index(_)));
    /// assert!(Manifest::from_slice(br#"{"schemaVersion":2,"manifests":[],"layers":[]}"#).is_err());
    /// # Ok::<(), imageref::DocumentError>(())
    /// ```
    pub enum Manifest |bytes| jws::payload(bytes);

    /// An image, or an artifact that is written as one.
    Image(ImageManifest) = Manifest,
    /// Manifests by platform.
    Index(ImageIndex) = Index,
    /// Docker's schema 1.
    Schema1(Schema1Manifest) = Schema1,
    /// The withdrawn artifact manifest.
    Artifact(ArtifactManifest) = ArtifactManifest,
}
