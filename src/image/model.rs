//! [`Image`]: a manifest and its config, joined.

use alloc::vec::Vec;

use super::error::ImageWarning;
use super::layer::{HistoryStep, Layer};
use crate::config::{ImageConfig, RunConfig};
use crate::digest::{ChainId, ImageId};
use crate::document::Document;
use crate::manifest::ImageManifest;

/// An image of one platform: its manifest and its config, known to belong together.
///
/// What holds of every `Image`: the config has the digest and the size that the manifest states, there are as many
/// layers as diff IDs, and no more steps of the history that made a layer; all sizes together fit in 64 bits.
///
/// ```
/// use imageref::config::{History, ImageConfig};
/// use imageref::image::{Image, InstructionKind};
/// use imageref::manifest::{Descriptor, ImageManifest};
/// use imageref::{DiffId, Digest, Document, MediaType};
///
/// let config = ImageConfig::builder("linux", "amd64")
///     .layer(DiffId::new(Digest::sha256(b"files")), History::new("COPY app / # buildkit"))
///     .empty_step(History::new(r#"CMD ["/app"]"#))
///     .build();
/// let config = Document::from_value(&config)?;
/// let manifest = ImageManifest::builder(config.descriptor())
///     .layer(Descriptor::of(MediaType::OCI_LAYER_GZIP, b"files, compressed"))
///     .build();
///
/// let image = Image::new(Document::from_value(&manifest)?, config)?;
/// assert_eq!(image.compressed_size(), 17);
/// let layer = image.layers().next().unwrap();
/// assert_eq!(layer.instruction().unwrap().to_string(), "COPY app /");
/// let last = image.steps().last().unwrap();
/// assert_eq!((last.instruction().kind(), last.layer().is_some()), (InstructionKind::Cmd, false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Image {
    pub(super) manifest: Document<ImageManifest>,
    pub(super) config: Document<ImageConfig>,
    pub(super) chain_ids: Vec<ChainId>,
    /// The layer that each step of the history made.
    pub(super) layer_of_step: Vec<Option<usize>>,
    /// The step that made each layer.
    pub(super) step_of_layer: Vec<Option<usize>>,
    /// The sizes of the layers' tar streams, where they are known. INVARIANT: their sum does not overflow.
    pub(super) uncompressed: Vec<Option<u64>>,
    pub(super) warnings: Vec<ImageWarning>,
}

impl Image {
    /// The manifest.
    pub fn manifest(&self) -> &Document<ImageManifest> {
        &self.manifest
    }

    /// The config.
    pub fn config(&self) -> &Document<ImageConfig> {
        &self.config
    }

    /// Manifest and config.
    pub fn into_documents(self) -> (Document<ImageManifest>, Document<ImageConfig>) {
        (self.manifest, self.config)
    }

    /// The image's ID: the digest of its config, as the manifest states it and the config has it.
    pub fn image_id(&self) -> ImageId {
        ImageId::new(self.manifest.value().config().digest().clone())
    }

    /// The identity of all layers together; `None` for an image without layers.
    pub fn chain_id(&self) -> Option<&ChainId> {
        self.chain_ids.last()
    }

    /// The chain ID of each layer with all that lie under it, the base first.
    pub fn chain_ids(&self) -> &[ChainId] {
        &self.chain_ids
    }

    /// The layers, the base first.
    pub fn layers(&self) -> impl DoubleEndedIterator<Item = Layer<'_>> + ExactSizeIterator {
        (0..self.chain_ids.len()).map(|index| Layer { image: self, index })
    }

    /// The layer of a number, the base being 0.
    pub fn layer(&self, index: usize) -> Option<Layer<'_>> {
        (index < self.chain_ids.len()).then_some(Layer { image: self, index })
    }

    /// The steps of the history, the oldest first.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = HistoryStep<'_>> + ExactSizeIterator {
        (0..self.layer_of_step.len()).map(|index| HistoryStep { image: self, index })
    }

    /// How the image is run: user, ports, environment, volumes, labels, health check, process arguments.
    pub fn run_config(&self) -> &RunConfig {
        self.config.value().run_config()
    }

    /// What is odd about manifest and config together; what is odd about each is in its
    /// [`warnings`](Document::warnings).
    pub fn warnings(&self) -> &[ImageWarning] {
        &self.warnings
    }
}
