//! [`Layers`] and [`HistorySteps`]: the layers and history steps of an image.

use core::ops::Range;

use super::iterate::iterate_over_range;
use super::layer::{HistoryStep, Layer};
use super::model::Image;

/// An iterator over layers of an image, base first.
///
/// Returned by [`Image::layers`], [`Image::common_layers`] and the views that compare two images.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// assert_eq!(image.layers().len(), 7);
/// let largest = image.layers().max_by_key(|layer| layer.compressed_size()).unwrap();
/// assert_eq!((largest.index(), largest.compressed_size()), (0, 3_541_654));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct Layers<'a> {
    image: &'a Image,
    /// INVARIANT: each index is less than the number of layers.
    range: Range<usize>,
}

/// An iterator over history steps of an image, oldest first.
///
/// Returned by [`Image::steps`] and [`CacheReuse::cached_steps`](super::CacheReuse::cached_steps).
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// let last = image.steps().next_back().unwrap();
/// assert_eq!(last.instruction().to_string(), r#"CMD ["/usr/local/bin/tool","web"]"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct HistorySteps<'a> {
    image: &'a Image,
    /// INVARIANT: each index is less than the number of steps.
    range: Range<usize>,
}

impl<'a> Layers<'a> {
    fn at(&self, index: usize) -> Layer<'a> {
        Layer { image: self.image, index }
    }

    /// Keeps the lowest `count` layers.
    pub(super) fn lowest(mut self, count: usize) -> Self {
        self.range.end = self.range.end.min(count);
        self
    }

    /// Leaves out the lowest `count` layers.
    pub(super) fn above(mut self, count: usize) -> Self {
        self.range.start = self.range.end.min(count);
        self
    }
}

iterate_over_range!(Layers, Layer<'a>);

impl<'a> HistorySteps<'a> {
    fn at(&self, index: usize) -> HistoryStep<'a> {
        HistoryStep { image: self.image, index }
    }

    /// Keeps the oldest `count` steps.
    pub(super) fn oldest(mut self, count: usize) -> Self {
        self.range.end = self.range.end.min(count);
        self
    }
}

iterate_over_range!(HistorySteps, HistoryStep<'a>);

impl Image {
    /// Returns the layers, base first.
    #[doc(alias = "rootfs")]
    #[doc(alias = "diffIDs")]
    #[doc(alias = "diff_ids")]
    pub fn layers(&self) -> Layers<'_> {
        Layers { image: self, range: 0..self.chain_ids.len() }
    }

    /// Returns the layer with an index, counted from 0 at the base.
    pub fn layer(&self, index: usize) -> Option<Layer<'_>> {
        self.layers().nth(index)
    }

    /// Returns the steps of the history, oldest first.
    ///
    /// [`docker_history`](Self::docker_history) returns them as `docker history` prints them, newest first.
    #[doc(alias = "history")]
    pub fn steps(&self) -> HistorySteps<'_> {
        HistorySteps { image: self, range: 0..self.layer_of_step.len() }
    }

    /// Returns the lowest layers that this image shares with another one, compared by diff ID.
    pub fn common_layers(&self, other: &Image) -> Layers<'_> {
        self.layers().lowest(self.common_prefix(other))
    }

    /// The number of lowest layers that two images share, compared by diff ID.
    pub(super) fn common_prefix(&self, other: &Image) -> usize {
        let pairs = self.chain_ids.iter().zip(&other.chain_ids);
        pairs.take_while(|(a, b)| a == b).count()
    }
}
