//! Errors of joining a manifest and a config.

use crate::digest::VerifyError;
use crate::media_type::MediaType;

/// The reason why a manifest and a config do not form an image.
///
/// # Examples
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
/// assert!(matches!(error, JoinError::ConfigSize { expected: 2, found: 90, .. }));
/// assert_eq!(error.to_string(), "the config has 90 bytes, but the manifest states 2");
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JoinError {
    /// The manifest describes something other than an image.
    #[error(transparent)]
    NotAnImage(#[from] NotAnImageError),
    /// The size of the config differs from the one that the manifest states.
    #[error("the config has {found} bytes, but the manifest states {expected}")]
    #[non_exhaustive]
    ConfigSize {
        /// The size that the manifest states, in bytes.
        expected: u64,
        /// The config's size, in bytes.
        found: u64,
    },
    /// The digest of the config differs from the one that the manifest states.
    #[error("the config does not match the digest in the manifest")]
    ConfigDigest(#[source] VerifyError),
    /// The manifest has more or fewer layers than the config has diff IDs.
    #[error("the manifest has {layers} layers, but the config has {diff_ids} diff IDs")]
    #[non_exhaustive]
    LayerCount {
        /// The number of layers in the manifest.
        layers: usize,
        /// The number of diff IDs in the config.
        diff_ids: usize,
    },
    /// More history steps claim to have made a layer than there are layers.
    ///
    /// Source: moby `image_history.go`: "too many non-empty layers in History section".
    #[error("{steps} history steps made a layer, but the image has {layers} layers")]
    #[non_exhaustive]
    HistoryTooLong {
        /// The number of history steps that made a layer.
        steps: usize,
        /// The number of layers.
        layers: usize,
    },
    /// The sum of the sizes does not fit in 64 bits.
    #[error(transparent)]
    SizeOverflow(#[from] SizeOverflowError),
}

impl JoinError {
    /// Returns the kind of error in kebab case, such as `config-digest`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::NotAnImage(_) => "not-an-image",
            Self::ConfigSize { .. } => "config-size",
            Self::ConfigDigest(_) => "config-digest",
            Self::LayerCount { .. } => "layer-count",
            Self::HistoryTooLong { .. } => "history-too-long",
            Self::SizeOverflow(_) => "overflow",
        }
    }
}

/// The error for a manifest that has a config and layers but does not describe an image.
///
/// # Examples
///
/// ```
/// use imageref::image::{Image, JoinError, NotAnImageError};
/// use imageref::manifest::ImageManifest;
/// use imageref::{Document, ImageConfig, MediaType};
///
/// let config = Document::from_value(&ImageConfig::new(&imageref::Platform::new("linux", "amd64")))?;
/// let chart = MediaType::new("application/vnd.cncf.helm.config.v1+json");
/// let manifest = ImageManifest::new(config.descriptor().with_media_type(chart.clone()));
/// let error = Image::new(Document::from_value(&manifest)?, config).unwrap_err();
/// assert_eq!(error, JoinError::NotAnImage(NotAnImageError::Artifact(chart)));
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAnImageError {
    /// An artifact: the media type of its config is not one of image configs.
    #[error("not an image, but an artifact of type `{}`", .0.as_str().escape_debug())]
    Artifact(MediaType),
    /// A `BuildKit` attestation about an image: its layers are in-toto statements.
    ///
    /// Source: `BuildKit`, docs/attestations/attestation-storage.md.
    #[error("not an image, but an attestation about one")]
    Attestation,
}

/// The error for sizes whose sum exceeds 2^64 - 1 bytes, which nobody can have measured.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../docs/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../docs/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?; // of seven layers
/// let error = image.with_uncompressed_sizes(|_| Some(u64::MAX)).unwrap_err();
/// assert_eq!(error.to_string(), "the sum of the sizes exceeds 2^64 - 1 bytes");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sum of the sizes exceeds 2^64 - 1 bytes")]
#[non_exhaustive]
pub struct SizeOverflowError;
