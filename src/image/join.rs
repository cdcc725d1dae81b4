//! Joining a manifest and a config: checks that they belong together, and finds the step that made each layer.

use alloc::vec::Vec;

use super::error::{JoinError, NotAnImageError, SizeOverflowError};
use super::model::Image;
use super::warning::{ImageWarning, ImageWarningKind};
use crate::config::{History, ImageConfig};
use crate::document::Document;
use crate::manifest::{Descriptor, ImageManifest};
use crate::media_type::{Compression, Family};

/// The media type of the layers of `BuildKit`'s attestations, and the artifact type that newer versions add.
const IN_TOTO: &str = "application/vnd.in-toto+json";
const ATTESTATION: &str = "application/vnd.docker.attestation.manifest.v1+json";

impl Image {
    /// Joins a manifest and its config.
    ///
    /// History steps are matched to layers as moby does: the n-th step that is not marked `empty_layer` made the n-th
    /// layer.
    ///
    /// Source: image-spec 1.1, config.md; moby `image_history.go`.
    ///
    /// # Errors
    ///
    /// [`JoinError`] if the two do not belong together: the manifest is not an image's, the config has another size or
    /// digest than the manifest states, the numbers of layers, diff IDs and history steps do not fit, or the sizes
    /// overflow.
    ///
    /// ```
    /// use imageref::{Document, Image};
    ///
    /// # let manifest = &include_bytes!("../docs/deb-web/manifest.json")[..];
    /// # let config = &include_bytes!("../docs/deb-web/config.json")[..];
    /// let image = Image::new(Document::from_bytes(manifest)?, Document::from_bytes(config)?)?;
    /// assert_eq!((image.layers().len(), image.steps().len()), (7, 12));
    /// assert_eq!(image.warnings(), []);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias("join", "Config", "manifest and config", "from_documents", "ConfigFile"))]
    pub fn new(
        manifest: Document<ImageManifest>,
        config: Document<ImageConfig>,
    ) -> Result<Self, JoinError> {
        let (layers, diff_ids) = (manifest.value().layers(), config.value().diff_ids());
        is_image(manifest.value())?;
        is_config_of(manifest.value(), &config)?;
        if layers.len() != diff_ids.len() {
            let (layers, diff_ids) = (layers.len(), diff_ids.len());
            return Err(JoinError::LayerCount { layers, diff_ids });
        }
        let (layer_of_step, step_of_layer) = join_history(config.value().history(), layers.len())?;
        let sizes = layers.iter().map(|layer| Some(layer.size()));
        let all = sizes.chain([Some(manifest.size()), Some(config.size())]);
        sum_known(all)?;
        let uncompressed =
            layers.iter().map(|it| is_uncompressed(it).then_some(it.size())).collect();
        let warnings = warnings(manifest.value(), config.value(), &step_of_layer);
        let chain_ids = config.value().chain_ids().collect();
        Ok(Self {
            manifest,
            config,
            chain_ids,
            layer_of_step,
            step_of_layer,
            uncompressed,
            warnings,
        })
    }
}

/// The sum of the sizes that are known.
pub(super) fn sum_known(
    mut sizes: impl Iterator<Item = Option<u64>>,
) -> Result<u64, SizeOverflowError> {
    sizes.try_fold(0u64, |sum, size| sum.checked_add(size.unwrap_or(0)).ok_or(SizeOverflowError))
}

fn is_image(manifest: &ImageManifest) -> Result<(), NotAnImageError> {
    let is = |media_type: &str| manifest.artifact_type().is_some_and(|it| *it == *media_type);
    let in_toto = |layer: &Descriptor| layer.media_type().as_str() == IN_TOTO;
    if is(ATTESTATION) || manifest.layers().iter().any(in_toto) {
        return Err(NotAnImageError::Attestation);
    }
    if !manifest.is_image() {
        return Err(NotAnImageError::Artifact(manifest.effective_artifact_type().clone()));
    }
    Ok(())
}

fn is_config_of(manifest: &ImageManifest, config: &Document<ImageConfig>) -> Result<(), JoinError> {
    let stated = manifest.config();
    if stated.size() != config.size() {
        return Err(JoinError::ConfigSize { expected: stated.size(), found: config.size() });
    }
    // The digest of a document was computed from its bytes or verified: there is nothing to hash if it is the stated one.
    if stated.digest() == config.digest() {
        return Ok(());
    }
    stated.digest().verify(config.bytes()).map_err(JoinError::ConfigDigest)
}

/// The layer of each step, and the step of each layer.
type Joined = (Vec<Option<usize>>, Vec<Option<usize>>);

fn join_history(history: &[History], layers: usize) -> Result<Joined, JoinError> {
    let mut step_of_layer = Vec::with_capacity(layers);
    let mut layer_of_step = Vec::with_capacity(history.len());
    for (number, step) in history.iter().enumerate() {
        if step.is_empty_layer() {
            layer_of_step.push(None);
        } else {
            layer_of_step.push(Some(step_of_layer.len()));
            step_of_layer.push(Some(number));
        }
    }
    let steps = step_of_layer.len();
    if steps > layers {
        return Err(JoinError::HistoryTooLong { steps, layers });
    }
    step_of_layer.resize(layers, None);
    Ok((layer_of_step, step_of_layer))
}

/// Returns `true` if the layer's blob is its tar stream. Docker's uncompressed type does not promise that: such blobs may
/// be compressed.
fn is_uncompressed(layer: &Descriptor) -> bool {
    let media_type = layer.media_type();
    media_type.family() == Family::Oci && media_type.compression() == Some(Compression::None)
}

fn warnings(
    manifest: &ImageManifest,
    config: &ImageConfig,
    step_of_layer: &[Option<usize>],
) -> Vec<ImageWarning> {
    let mut warnings = Vec::new();
    if let Some(layer) = step_of_layer.iter().position(Option::is_none) {
        let kind = match config.history() {
            [] => ImageWarningKind::NoHistory,
            _ => ImageWarningKind::ShortHistory,
        };
        warnings.push(ImageWarning { kind, layer });
    }
    for (layer, (blob, diff_id)) in manifest.layers().iter().zip(config.diff_ids()).enumerate() {
        let same_algorithm = blob.digest().algorithm() == diff_id.as_digest().algorithm();
        if is_uncompressed(blob) && same_algorithm && blob.digest() != diff_id.as_digest() {
            warnings.push(ImageWarning { kind: ImageWarningKind::UncompressedDigest, layer });
        }
    }
    warnings
}
