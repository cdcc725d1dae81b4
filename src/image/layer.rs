//! [`Layer`] and [`HistoryStep`]: a layer of an image and the history step that made it; their iterators.

use core::iter::FusedIterator;
use core::ops::Range;

use super::model::Image;
use crate::config::History;
use crate::digest::{ChainId, DiffId, Digest};
use crate::manifest::Descriptor;

/// A layer of an image: its descriptor in the manifest, its diff ID in the config, and its history step.
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
        self.image.step((*self.image.step_of_layer.get(self.index)?)?)
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

/// An iterator over the layers of an image, base first, returned by [`Image::layers`].
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../docs/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../docs/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// assert_eq!(image.layers().len(), 7);
/// let largest = image.layers().max_by_key(|layer| layer.compressed_size()).unwrap();
/// assert_eq!((largest.index(), largest.compressed_size()), (0, 3_541_654));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct Layers<'a>(&'a Image, Range<usize>);

/// An iterator over the history steps of an image, oldest first, returned by [`Image::steps`].
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../docs/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../docs/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// let last = image.steps().next_back().unwrap();
/// let text = r#"/bin/sh -c #(nop) CMD ["/usr/local/bin/tool","web"]"#;
/// assert_eq!((last.history().created_by(), last.layer().is_some()), (Some(text), false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct HistorySteps<'a>(&'a Image, Range<usize>);

/// Implements the iterator traits by the function that returns the item with an index.
macro_rules! iterate {
    ($($iterator:ident: $item:ident by $get:ident;)*) => {$(
        impl<'a> Iterator for $iterator<'a> {
            type Item = $item<'a>;

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                self.0.$get(self.1.next()?)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.1.size_hint()
            }

            fn nth(&mut self, n: usize) -> Option<Self::Item> {
                self.0.$get(self.1.nth(n)?)
            }
        }

        impl DoubleEndedIterator for $iterator<'_> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.$get(self.1.next_back()?)
            }
        }

        impl ExactSizeIterator for $iterator<'_> {}
        impl FusedIterator for $iterator<'_> {}
    )*};
}
iterate! {
    Layers: Layer by layer;
    HistorySteps: HistoryStep by step;
}

impl Image {
    /// Returns the layers, base first.
    #[doc(alias("rootfs", "diffIDs", "diff_ids"))]
    pub fn layers(&self) -> Layers<'_> {
        Layers(self, 0..self.chain_ids.len())
    }

    /// Returns the layer with an index, counted from 0 at the base.
    #[inline]
    pub fn layer(&self, index: usize) -> Option<Layer<'_>> {
        let descriptor = self.manifest.value().layers().get(index)?;
        let diff_id = self.config.value().diff_ids().get(index)?;
        let chain_id = self.chain_ids.get(index)?;
        Some(Layer { image: self, index, descriptor, diff_id, chain_id })
    }

    /// Returns the steps of the history, oldest first.
    #[doc(alias = "history")]
    pub fn steps(&self) -> HistorySteps<'_> {
        HistorySteps(self, 0..self.layer_of_step.len())
    }

    /// The step with an index.
    pub(super) fn step(&self, index: usize) -> Option<HistoryStep<'_>> {
        let history = self.config.value().history().get(index)?;
        Some(HistoryStep { image: self, index, history })
    }
}
