//! [`ImageComparison`]: two images, layer by layer.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::iter::{Skip, Take, Zip};

use imageref::Image;
use imageref::image::{Layer, Layers};

/// Two images, layer by layer: the layers that both begin with, and the rest of each.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::instruction::Instruction;
/// use imageref_layers::sharing::ImageComparison;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let web = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/config.json")[..])?;
/// # let db = Image::new(manifest, config)?;
/// let comparison = ImageComparison::new(&web, &db);
/// assert_eq!(comparison.common().len(), 3);
/// assert_eq!((comparison.left().len(), comparison.right().len()), (4, 3));
/// let added: Vec<_> = comparison.right().filter_map(|layer| layer.step()).map(Instruction::from).collect();
/// assert!(added[2].to_string().starts_with("RUN "), "{}", added[2]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "diff")]
#[derive(Clone, Copy, Debug)]
pub struct ImageComparison<'a> {
    left: &'a Image,
    right: &'a Image,
    common: usize,
}

impl<'a> ImageComparison<'a> {
    /// Compares two images, layer by layer.
    pub fn new(left: &'a Image, right: &'a Image) -> Self {
        let pairs = left.chain_ids().iter().zip(right.chain_ids());
        Self { left, right, common: pairs.take_while(|(a, b)| a == b).count() }
    }

    /// Returns the layers that both images begin with, by diff ID, as pairs: their blobs may be compressed differently.
    pub fn common(self) -> Zip<Take<Layers<'a>>, Layers<'a>> {
        self.left.layers().take(self.common).zip(self.right.layers())
    }

    /// Returns the remaining layers of the first image.
    pub fn left(self) -> Skip<Layers<'a>> {
        self.left.layers().skip(self.common)
    }

    /// Returns the remaining layers of the second image.
    pub fn right(self) -> Skip<Layers<'a>> {
        self.right.layers().skip(self.common)
    }

    /// Returns those of [`right`](Self::right) whose content is also in the first image, on top of other layers.
    ///
    /// Storage keeps such content twice, although a registry may keep it once.
    pub fn moved(self) -> Vec<Layer<'a>> {
        let left: BTreeSet<_> = self.left.layers().map(Layer::diff_id).collect();
        self.right().filter(|layer| left.contains(layer.diff_id())).collect()
    }
}
