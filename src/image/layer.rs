//! [`Layer`] and [`HistoryStep`]: a layer of an image and the history step that made it.

use super::model::Image;
use crate::config::History;
use crate::digest::{ChainId, DiffId, Digest};
use crate::manifest::Descriptor;

/// A layer of an image: its descriptor in the manifest, its diff ID in the config, and its history step.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../docs/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../docs/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// let top = image.layers().next_back().unwrap();
/// assert_eq!((top.index(), top.compressed_size()), (6, 147));
/// let made_by = top.step().unwrap().history().created_by();
/// assert_eq!(made_by, Some("/bin/sh -c rm -f /etc/tool.conf"));
/// assert_eq!(image.chain_id(), Some(top.chain_id()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    pub(super) image: &'a Image,
    pub(super) index: usize,
    pub(super) descriptor: &'a Descriptor,
    pub(super) diff_id: &'a DiffId,
    pub(super) chain_id: &'a ChainId,
}

impl<'a> Layer<'a> {
    /// Returns the layer's index, counted from 0 at the base.
    pub fn index(self) -> usize {
        self.index
    }

    /// Returns the layer's descriptor in the manifest.
    pub fn descriptor(self) -> &'a Descriptor {
        self.descriptor
    }

    /// Returns the digest of the layer's blob, which is usually compressed.
    pub fn digest(self) -> &'a Digest {
        self.descriptor.digest()
    }

    /// Returns the digest of the layer's uncompressed tar stream.
    pub fn diff_id(self) -> &'a DiffId {
        self.diff_id
    }

    /// Returns the chain ID: the identity of this layer together with all layers below it, by which storage shares it.
    #[doc(alias = "ChainID")]
    pub fn chain_id(self) -> &'a ChainId {
        self.chain_id
    }

    /// Returns the history step that made the layer, or `None` if the history has none for it.
    pub fn step(self) -> Option<HistoryStep<'a>> {
        self.image.steps().nth((*self.image.step_of_layer.get(self.index)?)?)
    }

    /// Returns the size of the layer's blob, in bytes, as the manifest states it.
    pub fn compressed_size(self) -> u64 {
        self.descriptor.size()
    }

    /// Returns the size of the layer's uncompressed tar stream, in bytes, or `None` if it is not known.
    ///
    /// It is known if the blob is not compressed, or from [`Image::with_uncompressed_sizes`].
    pub fn uncompressed_size(self) -> Option<u64> {
        *self.image.uncompressed.get(self.index)?
    }
}

/// A step of an image's history and the layer it made.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../docs/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../docs/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// let oldest = image.steps().next().unwrap();
/// assert_eq!(oldest.layer().unwrap().index(), 0);
/// assert_eq!(oldest.history().created().unwrap().as_str(), "2023-11-14T22:13:20Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct HistoryStep<'a> {
    pub(super) image: &'a Image,
    pub(super) index: usize,
    pub(super) history: &'a History,
}

impl<'a> HistoryStep<'a> {
    /// Returns the step's index, counted from 0 at the oldest.
    pub fn index(self) -> usize {
        self.index
    }

    /// Returns the step's history entry in the config.
    pub fn history(self) -> &'a History {
        self.history
    }

    /// Returns the layer that the step made, or `None` if it made none.
    pub fn layer(self) -> Option<Layer<'a>> {
        self.image.layer((*self.image.layer_of_step.get(self.index)?)?)
    }

    /// Returns the compressed size of the step's layer, in bytes, or 0 if the step made none.
    pub fn compressed_size(self) -> u64 {
        self.layer().map_or(0, Layer::compressed_size)
    }

    /// Returns the uncompressed size of the step's layer, in bytes: 0 if the step made none, `None` if it is not known.
    pub fn uncompressed_size(self) -> Option<u64> {
        self.layer().map_or(Some(0), Layer::uncompressed_size)
    }
}
