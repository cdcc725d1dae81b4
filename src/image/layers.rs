//! [`Layers`] and [`HistorySteps`]: the layers and history steps of an image.

use core::ops::Range;

use super::layer::{HistoryStep, Layer};
use super::model::Image;

/// An iterator over the layers of an image, base first, returned by [`Image::layers`].
///
/// # Examples
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
pub struct Layers<'a> {
    image: &'a Image,
    range: Range<usize>,
}

/// An iterator over the history steps of an image, oldest first, returned by [`Image::steps`].
///
/// # Examples
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
pub struct HistorySteps<'a> {
    image: &'a Image,
    range: Range<usize>,
}

/// Implements the iterator traits for a struct whose field `range` holds the remaining indices.
macro_rules! iterate {
    ($iterator:ident, $item:ident, $of:ident) => {
        impl<'a> Iterator for $iterator<'a> {
            type Item = $item<'a>;

            fn next(&mut self) -> Option<Self::Item> {
                self.image.$of(self.range.next()?)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.range.size_hint()
            }

            fn nth(&mut self, n: usize) -> Option<Self::Item> {
                self.image.$of(self.range.nth(n)?)
            }
        }

        impl DoubleEndedIterator for $iterator<'_> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.image.$of(self.range.next_back()?)
            }
        }

        impl ExactSizeIterator for $iterator<'_> {}
        impl core::iter::FusedIterator for $iterator<'_> {}
    };
}
iterate!(Layers, Layer, layer);
iterate!(HistorySteps, HistoryStep, step);

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
        let chain_id = self.chain_ids.get(index)?;
        let descriptor = self.manifest.value().layers().get(index)?;
        let diff_id = self.config.value().diff_ids().get(index)?;
        Some(Layer { image: self, index, descriptor, diff_id, chain_id })
    }

    /// Returns the steps of the history, oldest first.
    #[doc(alias = "history")]
    pub fn steps(&self) -> HistorySteps<'_> {
        HistorySteps { image: self, range: 0..self.layer_of_step.len() }
    }

    /// The step with an index, counted from 0 at the oldest.
    pub(super) fn step(&self, index: usize) -> Option<HistoryStep<'_>> {
        let history = self.config.value().history().get(index)?;
        Some(HistoryStep { image: self, index, history })
    }
}
