//! [`ImageWarning`]: what is odd about a manifest and a config together.

use core::fmt;

use crate::error::words;

words! {
    /// What is odd about an image, although its manifest and config belong together.
    #[derive(PartialOrd, Ord)]
    ImageWarningKind {
        /// The image has layers but no history, so that nothing is known about what made them.
        NoHistory = "no-history",
        /// Fewer history steps made a layer than there are layers. Which layers they made is a guess: the lowest ones.
        ShortHistory = "short-history",
        /// The manifest states that a layer is not compressed, but the digest of its blob is not its diff ID.
        UncompressedDigest = "uncompressed-digest",
    }
}

/// A warning about an image: its kind, the layer where it begins, and a sentence.
///
/// ```
/// use imageref::image::{Image, ImageWarningKind};
/// use imageref::manifest::{Descriptor, ImageManifest};
/// use imageref::{Document, ImageConfig, MediaType};
///
/// let config = br#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":
///     ["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]}}"#;
/// let config = Document::<ImageConfig>::from_bytes(&config[..])?;
/// let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"compressed");
/// let manifest = ImageManifest::new(config.descriptor()).with_layer(layer);
/// let image = Image::new(Document::from_value(&manifest)?, config)?;
///
/// let warning = image.warnings()[0];
/// assert_eq!((warning.kind(), warning.layer()), (ImageWarningKind::NoHistory, 0));
/// assert_eq!(warning.to_string(), "no history step for layer 0 and those above it: the config has no history");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ImageWarning {
    pub(super) kind: ImageWarningKind,
    pub(super) layer: usize,
}

impl ImageWarning {
    /// Returns what is odd.
    pub fn kind(&self) -> ImageWarningKind {
        self.kind
    }

    /// Returns the index of the layer that the warning is about, counted from 0 at the base: the lowest one if it is about
    /// several.
    pub fn layer(&self) -> usize {
        self.layer
    }
}

impl fmt::Display for ImageWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let layer = self.layer;
        match self.kind {
            ImageWarningKind::NoHistory | ImageWarningKind::ShortHistory => {
                write!(f, "no history step for layer {layer} and those above it")?;
                let none = self.kind == ImageWarningKind::NoHistory;
                f.write_str(if none { ": the config has no history" } else { "" })
            }
            ImageWarningKind::UncompressedDigest => {
                write!(f, "the digest of uncompressed layer {layer} is not its diff ID")
            }
        }
    }
}
