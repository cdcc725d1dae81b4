//! [`Layers`] and [`HistorySteps`]: the layers and history steps of an image.

use core::iter::{Enumerate, FusedIterator, Zip};
use core::slice::Iter;

use super::layer::{HistoryStep, Layer};
use super::model::Image;
use crate::config::History;
use crate::digest::{ChainId, DiffId};
use crate::manifest::Descriptor;

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
    parts: Enumerate<Zip<Iter<'a, Descriptor>, Ids<'a>>>,
}

/// The diff IDs and chain IDs of an image.
type Ids<'a> = Zip<Iter<'a, DiffId>, Iter<'a, ChainId>>;

/// A layer's index, descriptor, diff ID and chain ID.
type LayerParts<'a> = (usize, (&'a Descriptor, (&'a DiffId, &'a ChainId)));

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
    parts: Enumerate<Iter<'a, History>>,
}

impl<'a> Layers<'a> {
    fn item(&self, (index, (descriptor, (diff_id, chain_id))): LayerParts<'a>) -> Layer<'a> {
        Layer { image: self.image, index, descriptor, diff_id, chain_id }
    }
}

impl<'a> HistorySteps<'a> {
    fn item(&self, (index, history): (usize, &'a History)) -> HistoryStep<'a> {
        HistoryStep { image: self.image, index, history }
    }
}

/// Implements the iterator traits by the field `parts` and the method `item`.
macro_rules! iterate {
    ($iterator:ident, $item:ident) => {
        impl<'a> Iterator for $iterator<'a> {
            type Item = $item<'a>;

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                self.parts.next().map(|parts| self.item(parts))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.parts.size_hint()
            }

            fn nth(&mut self, n: usize) -> Option<Self::Item> {
                self.parts.nth(n).map(|parts| self.item(parts))
            }
        }

        impl DoubleEndedIterator for $iterator<'_> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.parts.next_back().map(|parts| self.item(parts))
            }
        }

        impl ExactSizeIterator for $iterator<'_> {}
        impl FusedIterator for $iterator<'_> {}
    };
}
iterate!(Layers, Layer);
iterate!(HistorySteps, HistoryStep);

impl Image {
    /// Returns the layers, base first.
    #[doc(alias = "rootfs")]
    #[doc(alias = "diffIDs")]
    #[doc(alias = "diff_ids")]
    pub fn layers(&self) -> Layers<'_> {
        let ids = self.config.value().diff_ids().iter().zip(&self.chain_ids);
        let parts = self.manifest.value().layers().iter().zip(ids);
        Layers { image: self, parts: parts.enumerate() }
    }

    /// Returns the layer with an index, counted from 0 at the base.
    pub fn layer(&self, index: usize) -> Option<Layer<'_>> {
        self.layers().nth(index)
    }

    /// Returns the steps of the history, oldest first.
    #[doc(alias = "history")]
    pub fn steps(&self) -> HistorySteps<'_> {
        HistorySteps { image: self, parts: self.config.value().history().iter().enumerate() }
    }
}
