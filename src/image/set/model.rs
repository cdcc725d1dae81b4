//! [`ImageSet`]: the layers of many images, each kept once.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::member::Member;
use crate::digest::{ChainId, DiffId, Digest};
use crate::image::{Image, Layer, Overflow};

/// Any number of images, and what they share.
///
/// What is shared depends on who asks. A registry and a transfer share **blobs**, by digest. Content is the same where
/// **diff IDs** are, however it was compressed. Storage that stacks layers shares **chain prefixes** only: the same layer
/// on another one is kept again.
///
/// Adding an image takes time in proportion to its layers, and the logarithm of the number of layers in the set.
///
/// ```
/// # use imageref::config::{History, ImageConfig};
/// # use imageref::image::{Image, ImageSet};
/// # use imageref::manifest::{Descriptor, ImageManifest};
/// # use imageref::{DiffId, Digest, Document, MediaType};
/// # fn image(layers: &[&str]) -> Result<Image, Box<dyn std::error::Error>> {
/// #     let mut config = ImageConfig::builder("linux", "amd64");
/// #     for layer in layers {
/// #         config = config.layer(DiffId::new(Digest::sha256(layer.as_bytes())), History::new("COPY . ."));
/// #     }
/// #     let config = Document::from_value(&config.build())?;
/// #     let mut manifest = ImageManifest::builder(config.descriptor());
/// #     for layer in layers {
/// #         manifest = manifest.layer(Descriptor::of(MediaType::OCI_LAYER_GZIP, layer.as_bytes()));
/// #     }
/// #     Ok(Image::new(Document::from_value(&manifest.build())?, config)?)
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
    pub(super) blobs: Interned<&'a Digest, Blob>,
    pub(super) diff_ids: Interned<&'a DiffId, Vec<usize>>,
    pub(super) chains: Interned<&'a ChainId, Chain>,
    /// All layers of all images. INVARIANT: every other sum of compressed sizes is of a part of it.
    compressed: u64,
    /// All layers of all images whose size is known. INVARIANT: as above.
    uncompressed: u64,
}

/// An image of the set: its parts by their numbers in the set's lists.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) name: Box<str>,
    pub(super) image: &'a Image,
    /// Sorted, each once.
    pub(super) blobs: Vec<usize>,
    /// Sorted, each once.
    pub(super) diff_ids: Vec<usize>,
    /// The base first.
    pub(super) chains: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Blob {
    pub(super) size: u64,
    pub(super) images: Vec<usize>,
}

/// A layer on all that lie under it.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// The first image that has it, and the layer's number.
    pub(super) layer: (usize, usize),
    pub(super) uncompressed: Option<u64>,
    /// How many images have it.
    pub(super) images: usize,
    /// The images that end with it.
    pub(super) ends: Vec<usize>,
}

/// Values by key, numbered in the order of their first coming.
#[derive(Clone, Debug)]
pub(super) struct Interned<K, V> {
    numbers: BTreeMap<K, usize>,
    pub(super) values: Vec<V>,
}

impl<K, V> Default for Interned<K, V> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), values: Vec::new() }
    }
}

impl<K: Ord, V> Interned<K, V> {
    fn get_or_insert(&mut self, key: K, new: impl FnOnce() -> V) -> usize {
        *self.numbers.entry(key).or_insert_with(|| {
            self.values.push(new());
            self.values.len() - 1
        })
    }

    pub(super) fn number(&self, key: &K) -> Option<usize> {
        self.numbers.get(key).copied()
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
    Overflow(#[from] Overflow),
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

impl<'a> ImageSet<'a> {
    /// No images.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an image under a name, which is shown and need not be unique.
    ///
    /// **Errors** leave the set as it was.
    pub fn insert(&mut self, name: &str, image: &'a Image) -> Result<(), SetError> {
        let mut sizes = BTreeMap::new();
        for layer in image.layers() {
            let (digest, found) = (layer.digest(), layer.compressed_size());
            let known = self.blobs.number(&digest).map(|blob| self.blobs.values[blob].size);
            let expected = known.or(sizes.insert(digest, found)).unwrap_or(found);
            if expected != found {
                let digest = Box::new(digest.clone());
                return Err(SetError::SizeConflict { digest, expected, found });
            }
        }
        let bytes: u64 = image.layers().map(Layer::compressed_size).sum();
        let compressed = self.compressed.checked_add(bytes).ok_or(Overflow)?;
        let known: u64 = image.layers().filter_map(Layer::uncompressed_size).sum();
        let uncompressed = self.uncompressed.checked_add(known).ok_or(Overflow)?;
        (self.compressed, self.uncompressed) = (compressed, uncompressed);

        let number = self.entries.len();
        let count = image.chain_ids().len();
        let mut entry = Entry {
            name: name.into(),
            image,
            blobs: Vec::with_capacity(count),
            diff_ids: Vec::with_capacity(count),
            chains: Vec::with_capacity(count),
        };
        for layer in image.layers() {
            let size = layer.compressed_size();
            let new = || Blob { size, images: Vec::new() };
            entry.blobs.push(self.blobs.get_or_insert(layer.digest(), new));
            entry.diff_ids.push(self.diff_ids.get_or_insert(layer.diff_id(), Vec::new));
            let uncompressed = layer.uncompressed_size();
            let layer_of = (number, layer.index());
            let new = || Chain { layer: layer_of, uncompressed, images: 0, ends: Vec::new() };
            let chain = self.chains.get_or_insert(layer.chain_id(), new);
            let known = &mut self.chains.values[chain];
            known.images += 1;
            known.uncompressed = known.uncompressed.or(uncompressed);
            entry.chains.push(chain);
        }
        if let Some(&top) = entry.chains.last() {
            self.chains.values[top].ends.push(number);
        }
        for (list, distinct) in [(&mut entry.blobs, true), (&mut entry.diff_ids, false)] {
            list.sort_unstable();
            list.dedup();
            for &value in &*list {
                if distinct {
                    self.blobs.values[value].images.push(number);
                } else {
                    self.diff_ids.values[value].push(number);
                }
            }
        }
        self.entries.push(entry);
        Ok(())
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
            let layers = entry.chains.len();
            let new = LayerCount { layers, images: 0, compressed_size: 0 };
            let count = counts.entry(layers).or_insert(new);
            count.images += 1;
            count.compressed_size += entry.image.compressed_size();
        }
        counts.into_values().collect()
    }

    pub(super) fn member(&self, number: usize) -> Member<'_> {
        Member { set: self, number }
    }
}
