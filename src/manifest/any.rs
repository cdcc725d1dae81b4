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
    /// [`DocumentKind::detect`](crate::document::DocumentKind::detect); a contradiction among them is an error. `Eq`
    /// compares content and ignores member order and spacing.
    ///
    /// ```
    /// use imageref::manifest::Manifest;
    ///
    /// let manifest = Manifest::from_slice(br#"{"schemaVersion":2,"manifests":[]}"#)?;
    /// assert!(matches!(manifest, Manifest::Index(_)));
    /// assert!(Manifest::from_slice(br#"{"schemaVersion":2,"manifests":[],"layers":[]}"#).is_err());
    /// # Ok::<(), imageref::DocumentError>(())
    /// ```
    #[expect(clippy::large_enum_variant, reason = "read once and matched on, seldom stored in numbers")]
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

impl Manifest {
    /// Returns the image manifest, if it is one.
    pub fn as_image(&self) -> Option<&ImageManifest> {
        if let Self::Image(manifest) = self { Some(manifest) } else { None }
    }

    /// Returns the image manifest, if it is one.
    pub fn into_image(self) -> Option<ImageManifest> {
        if let Self::Image(manifest) = self { Some(manifest) } else { None }
    }

    /// Returns the image index, if it is one.
    pub fn as_index(&self) -> Option<&ImageIndex> {
        if let Self::Index(index) = self { Some(index) } else { None }
    }

    /// Returns the image index, if it is one.
    pub fn into_index(self) -> Option<ImageIndex> {
        if let Self::Index(index) = self { Some(index) } else { None }
    }
}
