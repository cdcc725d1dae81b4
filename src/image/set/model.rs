//! [`ImageSet`]: the layers of many images, each kept once.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::member::Member;
use super::numbers::Numbers;
use crate::digest::Digest;
use crate::image::{Image, SizeOverflowError};

/// Any number of images, and what they share.
///
/// What is shared depends on who asks. A registry and a transfer share **blobs**, by digest. Content is the same where
/// **diff IDs** are, however it was compressed. Storage that stacks layers shares **chain prefixes** only: the same layer
/// on another one is kept again.
///
/// Adding an image takes time in proportion to its layers.
///
/// ```
/// # use imageref::config::{History, ImageConfig};
/// # use imageref::image::{Image, ImageSet};
/// # use imageref::manifest::{Descriptor, ImageManifest};
/// # use imageref::{DiffId, Digest, Document, MediaType};
/// # fn image(layers: &[&str]) -> Result<Image, Box<dyn std::error::Error>> {
/// #     let mut config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"));
/// #     for layer in layers {
/// #         config = config.with_layer(DiffId::new(Digest::sha256(layer.as_bytes())), History::new("COPY . ."));
/// #     }
/// #     let config = Document::from_value(&config)?;
/// #     let mut manifest = ImageManifest::new(config.descriptor());
/// #     for layer in layers {
/// #         manifest = manifest.with_layer(Descriptor::of(MediaType::OCI_LAYER_GZIP, layer.as_bytes()));
/// #     }
/// #     Ok(Image::new(Document::from_value(&manifest)?, config)?)
/// # }
/// let (base, app) = (image(&["debian"])?, image(&["debian", "my app"])?);
/// let mut set = ImageSet::new();
/// set.insert("debian", &base)?;
/// set.insert("app", &app)?;
///
/// assert_eq!((set.compressed_size(), set.stored_size()), (18, 12));
/// let app = set.find("app").unwrap();
/// assert_eq!((app.shared_bytes(), app.unique_bytes()), (6, 6));
/// assert_eq!(app.nearest_bases().next().unwrap().name(), "debian");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ImageSet<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    /// The numbers of each image's parts, one image after the other.
    pub(super) parts: Vec<u32>,
    pub(super) blobs: Interned<Blob>,
    /// How many images have each diff ID.
    pub(super) diff_ids: Interned<u32>,
    pub(super) chains: Interned<Chain>,
    /// All layers of all images. INVARIANT: every other sum of compressed sizes is of a part of it.
    pub(super) compressed: u64,
    /// All layers of all images whose size is known. INVARIANT: as above.
    pub(super) uncompressed: u64,
}

/// An image of the set, and where its parts' numbers are: chains, blobs, diff IDs.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) name: Box<str>,
    pub(super) image: &'a Image,
    pub(super) start: usize,
    /// As many as there are layers, the base first.
    pub(super) chains: usize,
    /// Sorted, each once.
    pub(super) blobs: usize,
    /// Sorted, each once.
    pub(super) diff_ids: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Blob {
    pub(super) size: u64,
    /// How many images have it.
    pub(super) images: u32,
}

/// A layer on all that lie under it.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// The first image that has it, and the layer's number.
    pub(super) layer: (u32, u32),
    /// The chain under it.
    pub(super) below: Option<u32>,
    /// The layer's blob in that first image.
    pub(super) blob: u32,
    pub(super) diff_id: u32,
    /// How many images have it.
    pub(super) images: u32,
    pub(super) uncompressed: Option<u64>,
    /// The images that end with it.
    pub(super) ends: Vec<u32>,
}

/// Values by digest, numbered in the order of their first coming.
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
    /// The number of a digest, with a new value where it is new; `None` where there are no more numbers.
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

    /// INVARIANT: the number is one of this list's, which only grows.
    pub(super) fn value(&self, number: u32) -> &V {
        &self.values[number as usize]
    }

    pub(super) fn value_mut(&mut self, number: u32) -> &mut V {
        &mut self.values[number as usize]
    }
}

/// Why an image can't be part of a set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetError {
    /// Two manifests state different sizes of one blob: one of them is wrong.
    #[error("{digest} has {found} bytes in this image and {expected} in another")]
    #[non_exhaustive]
    SizeConflict {
        /// The blob.
        digest: Box<Digest>,
        /// Its size in the set, in bytes.
        expected: u64,
        /// Its size in the image that was to be added, in bytes.
        found: u64,
    },
    /// The sizes of all images together are more than a sum can hold.
    #[error(transparent)]
    SizeOverflowError(#[from] SizeOverflowError),
    /// The set has as many layers as it can number: more than 4,000,000,000.
    #[error("the set has as many layers as it can number")]
    Full,
}

/// The images of a set that have the same number of layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LayerCount {
    /// How many layers each has.
    pub layers: usize,
    /// How many images have so many.
    pub images: usize,
    /// Their compressed sizes together, in bytes; what they share counts for each.
    pub compressed_size: u64,
}

impl ImageSet<'_> {
    /// No images.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many images there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The images, in the order in which they were added.
    pub fn members(&self) -> impl DoubleEndedIterator<Item = Member<'_>> + ExactSizeIterator {
        (0..self.entries.len()).map(|number| Member { set: self, number })
    }

    /// The first image of that name.
    pub fn find(&self, name: &str) -> Option<Member<'_>> {
        self.members().find(|member| member.name() == name)
    }

    /// What transferring each image alone would take: the distinct blobs of its layers, of all images.
    ///
    /// **Unit** bytes, as a rule compressed. Configs and manifests are not included.
    pub fn compressed_size(&self) -> u64 {
        self.members().map(Member::compressed_size).sum()
    }

    /// What a registry stores, and what transferring all images takes: each blob once.
    ///
    /// **Unit** bytes, as a rule compressed. Configs and manifests are not included.
    pub fn stored_size(&self) -> u64 {
        self.blobs.values.iter().map(|blob| blob.size).sum()
    }

    /// What sharing saves in transfer: [`compressed_size`](Self::compressed_size) less
    /// [`stored_size`](Self::stored_size), in bytes.
    pub fn saved_in_transfer(&self) -> u64 {
        self.compressed_size() - self.stored_size()
    }

    /// The layers of all images uncompressed, those that are shared again for each; `None` unless all are known.
    ///
    /// **Unit** bytes of tar streams.
    pub fn uncompressed_size(&self) -> Option<u64> {
        self.entries.iter().map(|entry| entry.image.uncompressed_size()).sum()
    }

    /// What storage that shares chain prefixes keeps: each layer on each stack under it once; `None` unless all sizes
    /// are known.
    ///
    /// **Unit** bytes of tar streams.
    /// **Source** Docker's layer store and containerd's snapshotters, which key layers by chain ID.
    pub fn size_on_disk(&self) -> Option<u64> {
        self.chains.values.iter().map(|chain| chain.uncompressed).sum()
    }

    /// What sharing saves on disk, in bytes of tar streams; `None` unless all sizes are known.
    pub fn saved_on_disk(&self) -> Option<u64> {
        Some(self.uncompressed_size()? - self.size_on_disk()?)
    }

    /// Size against number of layers, the fewest layers first.
    pub fn by_layer_count(&self) -> Vec<LayerCount> {
        let mut counts = BTreeMap::new();
        for entry in &self.entries {
            let layers = entry.chains;
            let new = LayerCount { layers, images: 0, compressed_size: 0 };
            let count = counts.entry(layers).or_insert(new);
            count.images += 1;
            count.compressed_size += entry.image.compressed_size();
        }
        counts.into_values().collect()
    }

    /// INVARIANT: the number is an image's.
    pub(super) fn member(&self, number: u32) -> Member<'_> {
        Member { set: self, number: number as usize }
    }
}
