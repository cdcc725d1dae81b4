//! Why a manifest and a config are no image together, and what is odd about one.

use crate::digest::VerifyError;
use crate::media_type::MediaType;

/// Why a manifest and a config are no image together.
///
/// ```
/// use imageref::image::{Image, JoinError};
/// use imageref::manifest::{Descriptor, ImageManifest};
/// use imageref::{Document, ImageConfig, MediaType};
///
/// let config = Document::from_value(&ImageConfig::new(&imageref::Platform::new("linux", "amd64")))?;
/// let other = Descriptor::of(MediaType::OCI_CONFIG, b"{}");
/// let manifest = Document::from_value(&ImageManifest::new(other))?;
/// let error = Image::new(manifest, config).unwrap_err();
/// assert_eq!(error.to_string(), "the config has 90 bytes, not the 2 that the manifest states");
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JoinError {
    /// The manifest is not one of an image.
    #[error(transparent)]
    NotAnImageError(#[from] NotAnImageError),
    /// The config has another size than the manifest states.
    #[error("the config has {found} bytes, not the {expected} that the manifest states")]
    #[non_exhaustive]
    ConfigSize {
        /// The size that the manifest states, in bytes.
        expected: u64,
        /// The config's size, in bytes.
        found: u64,
    },
    /// The config is not the one that the manifest names.
    #[error("the config is not the manifest's")]
    ConfigDigest(#[source] VerifyError),
    /// The manifest has more or fewer layers than the config has diff IDs.
    #[error("the manifest has {layers} layers, the config {diff_ids} diff IDs")]
    #[non_exhaustive]
    LayerCount {
        /// The layers in the manifest.
        layers: usize,
        /// The diff IDs in the config.
        diff_ids: usize,
    },
    /// The history tells of more layers than there are.
    ///
    /// Source: moby `image_history.go`: "too many non-empty layers in History section".
    #[error("the history tells of {steps} layers, and there are {layers}")]
    #[non_exhaustive]
    HistoryTooLong {
        /// The steps of the history that made a layer.
        steps: usize,
        /// The layers that there are.
        layers: usize,
    },
    /// The sizes are more than a sum can hold.
    #[error(transparent)]
    SizeOverflowError(#[from] SizeOverflowError),
}

impl JoinError {
    /// The kind of error as one word: `config-digest`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::NotAnImageError(_) => "not-an-image",
            Self::ConfigSize { .. } => "config-size",
            Self::ConfigDigest(_) => "config-digest",
            Self::LayerCount { .. } => "layer-count",
            Self::HistoryTooLong { .. } => "history-too-long",
            Self::SizeOverflowError(_) => "overflow",
        }
    }
}

/// What a manifest is that has a config and layers and is no image.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAnImageError {
    /// An artifact: its config is not an image's.
    #[error("not an image but an artifact of type `{}`", .0.as_str().escape_debug())]
    Artifact(MediaType),
    /// An attestation of `BuildKit`'s about an image: its layers are in-toto statements.
    ///
    /// Source: `BuildKit`, docs/attestations/attestation-storage.md.
    #[error("not an image but an attestation about one")]
    Attestation,
}

/// Sizes whose sum is more than 2^64 - 1 bytes: stated by someone who did not measure them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sizes together are more than 2^64 bytes")]
pub struct SizeOverflowError;

/// What is odd about an image and does not keep its parts from belonging together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImageWarning {
    /// There are layers and no history: nothing is known of what made them.
    NoHistory,
    /// The history tells of fewer layers than there are; which of them it leaves out can't be known.
    #[non_exhaustive]
    ShortHistory {
        /// The steps of the history that made a layer.
        steps: usize,
        /// The layers that there are.
        layers: usize,
    },
    /// The manifest says that a layer is not compressed, and its digest is not its diff ID.
    #[non_exhaustive]
    PlainLayerDigest {
        /// The layer's number, the base being 0.
        layer: usize,
    },
}

impl ImageWarning {
    /// The kind of finding as one word: `short-history`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::NoHistory => "no-history",
            Self::ShortHistory { .. } => "short-history",
            Self::PlainLayerDigest { .. } => "plain-layer-digest",
        }
    }
}
