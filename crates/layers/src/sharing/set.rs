//! [`ImageSet`]: the layers of many images, each stored once.

use alloc::boxed::Box;
use alloc::vec::Vec;

use imageref::{Digest, Image};

use super::numbers::Numbers;

/// A set of images, for questions about what they share.
///
/// What is shared depends on who stores it. A registry and a transfer share **blobs**, by digest. Content is the same if
/// its **diff ID** is, whatever the compression. Storage that stacks layers shares **chains**, by chain ID: the same layer
/// on top of other layers is stored again.
///
/// Adding an image takes time proportional to its layers.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::ImageSet;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/config.json")[..])?;
/// # let tools = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let web = Image::new(manifest, config)?;
///
/// let mut set = ImageSet::new();
/// set.insert("tools", &tools)?;
/// set.insert("web", &web)?;
///
/// assert_eq!((set.compressed_size(), set.deduplicated_compressed_size()), (7_085_578, 3_543_417));
/// let web = set.get("web").unwrap();
/// assert_eq!((web.shared_compressed_size(), web.unique_compressed_size()), (3_542_161, 1256));
/// assert_eq!(web.nearest_bases()[0].name(), "tools");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ImageSet<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    /// The numbers of the images' parts, one image after the other.
    pub(super) parts: Vec<u32>,
    pub(super) blobs: Interned<Blob>,
    pub(super) diff_ids: Interned<()>,
    pub(super) chains: Interned<Chain>,
    /// The compressed size of all layers of all images. INVARIANT: no other sum of compressed sizes exceeds it.
    pub(super) compressed: u64,
    /// The uncompressed size of all layers for which it is known. INVARIANT: as above.
    pub(super) uncompressed: u64,
}

/// An image of the set, and the place of its parts' numbers: chains, blobs, diff IDs.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) name: Box<str>,
    pub(super) image: &'a Image,
    pub(super) start: usize,
    /// The number of chains: one for each layer, base first.
    pub(super) chains: usize,
    /// The number of distinct blobs, which are sorted.
    pub(super) blobs: usize,
    /// The number of distinct diff IDs, which are sorted.
    pub(super) diff_ids: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Blob {
    pub(super) size: u64,
    /// The number of images that have it.
    pub(super) images: u32,
}

/// A layer together with all layers below it.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// The first image that has it, and the index of the layer.
    pub(super) layer: (u32, u32),
    /// The chain without the layer.
    pub(super) below: Option<u32>,
    /// The layer's blob in that first image.
    pub(super) blob: u32,
    pub(super) diff_id: u32,
    /// The number of images that have it.
    pub(super) images: u32,
    pub(super) uncompressed: Option<u64>,
    /// The images that end with it.
    pub(super) ends: Vec<u32>,
}

/// Values by digest, numbered in the order in which they were added.
#[derive(Clone, Debug)]
pub(super) struct Interned<V> {
    pub(super) numbers: Numbers,
    pub(super) values: Vec<V>,
}

impl<V> Default for Interned<V> {
    fn default() -> Self {
        Self { numbers: Numbers::default(), values: Vec::new() }
    }
}

impl<V> Interned<V> {
    /// Returns the number of a digest, which is added with a new value if it is missing, or `None` if no number is left.
    pub(super) fn number(
        &mut self,
        depth: u32,
        digest: &Digest,
        new: impl FnOnce() -> V,
    ) -> Option<u32> {
        let (number, is_new) = self.numbers.get_or_insert(depth, digest)?;
        if is_new {
            self.values.push(new());
        }
        Some(number)
    }

    pub(super) fn value(&self, number: u32) -> Option<&V> {
        self.values.get(number as usize)
    }

    pub(super) fn value_mut(&mut self, number: u32) -> Option<&mut V> {
        self.values.get_mut(number as usize)
    }

    pub(super) fn values_of(&self, numbers: &[u32]) -> impl Iterator<Item = &V> {
        numbers.iter().filter_map(|&number| self.value(number))
    }
}

/// The reason why an image cannot be added to a set.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::{ImageSet, ImageSetError};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let web = Image::new(manifest, config)?;
/// let huge = web.with_uncompressed_sizes(|_diff_id| Some(u64::MAX / 7))?; // of seven layers
/// let mut set = ImageSet::new();
/// set.insert("one", &huge)?;
/// assert_eq!(set.insert("two", &huge), Err(ImageSetError::SizeOverflow));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageSetError {
    /// Two descriptors state different sizes for the same blob.
    #[error("this image states {found} bytes for {digest}, another descriptor states {expected}")]
    #[non_exhaustive]
    SizeConflict {
        /// The blob's digest.
        digest: Box<Digest>,
        /// The size that another descriptor states, in bytes.
        expected: u64,
        /// The size that the image states, in bytes.
        found: u64,
    },
    /// The sum of the sizes does not fit in 64 bits.
    #[error("the sum of the sizes exceeds 2^64 - 1 bytes")]
    SizeOverflow,
    /// The set would have more than 2^32 - 2 layers.
    #[error("the set would have more than 2^32 - 2 layers")]
    Full,
}

impl ImageSet<'_> {
    /// Creates an empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the number of images.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns `true` if the set contains no images.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
