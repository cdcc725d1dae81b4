//! Making new manifests and indexes.

use super::descriptor::Descriptor;
use super::image_manifest::ImageManifest;
use super::index::ImageIndex;
use crate::media_type::MediaType;

/// Makes a new [`ImageManifest`], written as Go writes image-spec's structs.
///
/// ```
/// use imageref::document::Document;
/// use imageref::manifest::{Descriptor, ImageManifest};
/// use imageref::MediaType;
///
/// let config = Descriptor::of(MediaType::OCI_CONFIG, b"{}");
/// let layer = Descriptor::of(MediaType::OCI_LAYER, b"...");
/// let manifest = ImageManifest::builder(config).layer(layer).annotation("a", "b").build();
/// assert!(manifest.to_bytes().starts_with(br#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image"#));
/// let document = Document::from_value(&manifest)?;
/// assert_eq!(document.value(), &manifest);
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ImageManifestBuilder(ImageManifest);

impl ImageManifestBuilder {
    /// Adds a layer on top.
    #[must_use]
    pub fn layer(self, layer: Descriptor) -> Self {
        Self(self.0.with_layer(layer))
    }

    /// Sets an annotation.
    #[must_use]
    pub fn annotation(self, key: &str, value: &str) -> Self {
        Self(self.0.with_annotation(key, value))
    }

    /// Sets the subject: what this manifest says something about.
    #[must_use]
    pub fn subject(self, subject: Descriptor) -> Self {
        Self(self.0.with_subject(subject))
    }

    /// Sets the artifact type.
    #[must_use]
    pub fn artifact_type(self, artifact_type: MediaType) -> Self {
        Self(self.0.with_artifact_type(artifact_type))
    }

    /// The manifest.
    pub fn build(self) -> ImageManifest {
        self.0
    }
}

/// Makes a new [`ImageIndex`], written as Go writes image-spec's structs.
#[derive(Clone, Debug)]
pub struct ImageIndexBuilder(ImageIndex);

impl ImageIndexBuilder {
    /// Adds an entry behind the others.
    #[must_use]
    pub fn manifest(self, manifest: Descriptor) -> Self {
        Self(self.0.with_manifest(manifest))
    }

    /// Sets an annotation.
    #[must_use]
    pub fn annotation(self, key: &str, value: &str) -> Self {
        Self(self.0.with_annotation(key, value))
    }

    /// Sets the subject: what this index says something about.
    #[must_use]
    pub fn subject(self, subject: Descriptor) -> Self {
        Self(self.0.with_subject(subject))
    }

    /// Sets the artifact type.
    #[must_use]
    pub fn artifact_type(self, artifact_type: MediaType) -> Self {
        Self(self.0.with_artifact_type(artifact_type))
    }

    /// The index.
    pub fn build(self) -> ImageIndex {
        self.0
    }
}

impl From<ImageManifest> for ImageManifestBuilder {
    /// Goes on from a manifest that there is.
    fn from(manifest: ImageManifest) -> Self {
        Self(manifest)
    }
}

impl From<ImageIndex> for ImageIndexBuilder {
    /// Goes on from an index that there is.
    fn from(index: ImageIndex) -> Self {
        Self(index)
    }
}
