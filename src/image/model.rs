//! [`Image`]: a manifest and its config, joined.

use alloc::vec::Vec;

use super::warning::ImageWarning;
use crate::config::{ImageConfig, RunConfig};
use crate::digest::{ChainId, ImageId};
use crate::document::Document;
use crate::manifest::{Descriptor, ImageManifest};
use crate::platform::Platform;

/// An image for one platform: a manifest and a config that belong together.
///
/// Each `Image` satisfies these invariants: the config has the digest and size that the manifest states; there are as
/// many layers as diff IDs, and at least as many layers as history steps that made one; the sum of all sizes fits in 64
/// bits.
///
/// Images do not implement `PartialEq`: compare the digests of their manifests, their [`image_id`](Self::image_id)s, or
/// their [`chain_id`](Self::chain_id)s, which cover the content of the layers alone.
///
/// # Examples
///
/// ```
/// use imageref::config::{History, ImageConfig};
/// use imageref::image::Image;
/// use imageref::manifest::{Descriptor, ImageManifest};
/// use imageref::{DiffId, Digest, Document, MediaType};
///
/// let config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"))
///     .with_layer(DiffId::new(Digest::sha256(b"files")), History::new("COPY app / # buildkit"))
///     .with_empty_step(History::new(r#"CMD ["/app"]"#));
/// let config = Document::from_value(&config)?;
/// let manifest = ImageManifest::new(config.descriptor())
///     .with_layer(Descriptor::of(MediaType::OCI_LAYER_GZIP, b"files, compressed"));
///
/// let image = Image::new(Document::from_value(&manifest)?, config)?;
/// assert_eq!(image.compressed_size(), 17);
/// let layer = image.layers().next().unwrap();
/// assert_eq!(layer.step().unwrap().history().created_by(), Some("COPY app / # buildkit"));
/// let last = image.steps().next_back().unwrap();
/// assert_eq!((last.index(), last.layer().is_some()), (1, false)); // CMD made no layer
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "ContainerImage")]
#[derive(Clone, Debug)]
pub struct Image {
    pub(super) manifest: Document<ImageManifest>,
    pub(super) config: Document<ImageConfig>,
    pub(super) chain_ids: Vec<ChainId>,
    /// For each history step, the index of the layer it made.
    pub(super) layer_of_step: Vec<Option<usize>>,
    /// For each layer, the index of the step that made it.
    pub(super) step_of_layer: Vec<Option<usize>>,
    /// For each layer, the size of its tar stream if known. INVARIANT: the sum does not overflow.
    pub(super) uncompressed: Vec<Option<u64>>,
    pub(super) warnings: Vec<ImageWarning>,
}

impl Image {
    /// Returns the manifest.
    pub fn manifest(&self) -> &Document<ImageManifest> {
        &self.manifest
    }

    /// Returns the config.
    #[doc(alias = "ConfigFile")]
    pub fn config(&self) -> &Document<ImageConfig> {
        &self.config
    }

    /// Returns the manifest and the config, without a copy.
    pub fn into_documents(self) -> (Document<ImageManifest>, Document<ImageConfig>) {
        (self.manifest, self.config)
    }

    /// Returns the platform that the config states.
    pub fn platform(&self) -> Platform {
        self.config.value().platform()
    }

    /// Returns the descriptor of the manifest with the image's platform, as the entries of an index have it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// # let manifest = Document::from_bytes(&include_bytes!("../docs/deb-web/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../docs/deb-web/config.json")[..])?;
    /// let image = Image::new(manifest, config)?;
    /// let entry = image.index_entry();
    /// assert_eq!((entry.digest(), entry.size()), (image.manifest().digest(), 1525));
    /// assert_eq!(entry.platform().unwrap().to_string(), "linux/amd64");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "descriptor")]
    pub fn index_entry(&self) -> Descriptor {
        self.manifest.descriptor().with_platform(self.platform())
    }

    /// Returns the image ID: the digest of the config, which is not the digest that the image is pulled by.
    #[doc(alias = "ConfigName")]
    pub fn image_id(&self) -> ImageId {
        ImageId::new(self.manifest.value().config().digest().clone())
    }

    /// Returns the chain ID of the top layer, which identifies all layers together, or `None` if there are no layers.
    #[doc(alias = "ChainID")]
    pub fn chain_id(&self) -> Option<&ChainId> {
        self.chain_ids.last()
    }

    /// Returns the chain ID of each layer, base first.
    ///
    /// A chain ID identifies a layer together with all layers below it.
    ///
    /// Source: image-spec 1.1, config.md, "Layer `ChainID`".
    #[doc(alias = "ChainIDs")]
    pub fn chain_ids(&self) -> &[ChainId] {
        &self.chain_ids
    }

    /// Returns how the image is run: user, ports, environment, volumes, labels, health check, process arguments.
    pub fn run_config(&self) -> &RunConfig {
        self.config.value().run_config()
    }

    /// Returns what is odd about the manifest and the config together.
    ///
    /// What is odd about one of them alone is among that document's [`warnings`](Document::warnings).
    pub fn warnings(&self) -> &[ImageWarning] {
        &self.warnings
    }
}
