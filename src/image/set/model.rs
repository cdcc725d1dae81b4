//! [`ImageSet`]: the layers of many images, each kept once.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::member::Member;
use crate::digest::Digest;
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
    pub(super) blobs: Interned<'a, Blob<'a>>,
    /// The images that have each diff ID.
    pub(super) diff_ids: Interned<'a, Vec<usize>>,
    pub(super) chains: Interned<'a, Chain>,
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
pub(super) struct Blob<'a> {
    digest: &'a Digest,
    pub(super) size: u64,
    pub(super) images: Vec<usize>,
}

/// A layer on all that lie under it.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// The first image that has it, and the layer's number.
    pub(super) layer: (usize, usize),
    /// The chain under it.
    pub(super) below: Option<usize>,
    /// The layer's blob in that first image.
    blob: usize,
    diff_id: usize,
    pub(super) uncompressed: Option<u64>,
    /// How many images have it.
    pub(super) images: usize,
    /// The images that end with it.
    pub(super) ends: Vec<usize>,
}

/// The number of a blob that the set does not have.
const UNKNOWN: usize = usize::MAX;

impl<'a> Blob<'a> {
    fn of(layer: Layer<'a>) -> Self {
        Self { digest: layer.digest(), size: layer.compressed_size(), images: Vec::new() }
    }
}

/// Values by digest, numbered in the order of their first coming.
#[derive(Clone, Debug)]
pub(super) struct Interned<'a, V> {
    numbers: BTreeMap<Key<'a>, usize>,
    pub(super) values: Vec<V>,
}

/// A digest with its first eight bytes: they are enough to tell most apart without a look at the digest itself, which
/// lies in its image, somewhere else in memory. In the order of these bytes, then of the depth, then of the digests.
///
/// The depth is that of a chain, 0 for all else: a diff ID may be stated that is the chain ID of other layers.
type Key<'a> = (u64, usize, &'a Digest);

fn key(digest: &Digest, depth: usize) -> Key<'_> {
    let first = digest.as_hash().and_then(|hash| hash.first_chunk());
    (first.map_or(0, |first| u64::from_be_bytes(*first)), depth, digest)
}

fn chain_key(layer: Layer<'_>) -> Key<'_> {
    key(layer.chain_id().as_digest(), layer.index() + 1)
}

impl<V> Default for Interned<'_, V> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), values: Vec::new() }
    }
}

impl<'a, V> Interned<'a, V> {
    fn get_or_insert(&mut self, key: Key<'a>, new: impl FnOnce() -> V) -> usize {
        *self.numbers.entry(key).or_insert_with(|| {
            self.values.push(new());
            self.values.len() - 1
        })
    }

    fn get(&self, key: &Key<'_>) -> Option<usize> {
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
        let mut entry = self.known_part(name, image);
        self.check_sizes(image, &entry.blobs)?;
        let bytes: u64 = image.layers().map(Layer::compressed_size).sum();
        let compressed = self.compressed.checked_add(bytes).ok_or(Overflow)?;
        let known: u64 = image.layers().filter_map(Layer::uncompressed_size).sum();
        let uncompressed = self.uncompressed.checked_add(known).ok_or(Overflow)?;
        (self.compressed, self.uncompressed) = (compressed, uncompressed);

        let number = self.entries.len();
        for layer in image.layers() {
            let blob = match entry.blobs[layer.index()] {
                UNKNOWN => self.blobs.get_or_insert(key(layer.digest(), 0), || Blob::of(layer)),
                known => known,
            };
            entry.blobs[layer.index()] = blob;
            if entry.chains.len() == layer.index() {
                let diff_id = key(layer.diff_id().as_digest(), 0);
                let chain = Chain {
                    layer: (number, layer.index()),
                    below: entry.chains.last().copied(),
                    blob,
                    diff_id: self.diff_ids.get_or_insert(diff_id, Vec::new),
                    uncompressed: None,
                    images: 0,
                    ends: Vec::new(),
                };
                entry.diff_ids.push(chain.diff_id);
                entry.chains.push(self.chains.get_or_insert(chain_key(layer), || chain));
            }
            let chain = &mut self.chains.values[entry.chains[layer.index()]];
            chain.images += 1;
            chain.uncompressed = chain.uncompressed.or(layer.uncompressed_size());
        }
        if let Some(&top) = entry.chains.last() {
            self.chains.values[top].ends.push(number);
        }
        for list in [&mut entry.blobs, &mut entry.diff_ids] {
            list.sort_unstable();
            list.dedup();
        }
        for &blob in &entry.blobs {
            self.blobs.values[blob].images.push(number);
        }
        for &diff_id in &entry.diff_ids {
            self.diff_ids.values[diff_id].push(number);
        }
        self.entries.push(entry);
        Ok(())
    }

    /// What the set knows of an image: the chains and diff IDs up to the highest that it has, and the blob of each layer.
    ///
    /// A chain tells all that lies under it, so that one look-up does for the layers of a base.
    fn known_part(&self, name: &str, image: &'a Image) -> Entry<'a> {
        let count = image.chain_ids().len();
        let mut entry = Entry {
            name: name.into(),
            image,
            blobs: Vec::with_capacity(count),
            diff_ids: Vec::with_capacity(count),
            chains: Vec::with_capacity(count),
        };
        let mut chain = image.layers().rev().find_map(|layer| self.chains.get(&chain_key(layer)));
        while let Some(number) = chain {
            let known = &self.chains.values[number];
            entry.chains.push(number);
            entry.diff_ids.push(known.diff_id);
            entry.blobs.push(known.blob);
            chain = known.below;
        }
        for list in [&mut entry.chains, &mut entry.diff_ids, &mut entry.blobs] {
            list.reverse();
        }
        for layer in image.layers() {
            let digest = layer.digest();
            let guess = entry.blobs.get(layer.index()).copied();
            // The same layer may be compressed in another way.
            let blob = guess.filter(|&blob| self.blobs.values[blob].digest == digest);
            let blob = blob.or_else(|| self.blobs.get(&key(digest, 0))).unwrap_or(UNKNOWN);
            match entry.blobs.get_mut(layer.index()) {
                Some(guess) => *guess = blob,
                None => entry.blobs.push(blob),
            }
        }
        entry
    }

    /// Whether each blob has the size that it has elsewhere, in the set or in the image itself.
    fn check_sizes(&self, image: &Image, blobs: &[usize]) -> Result<(), SetError> {
        let conflict = |layer: Layer<'_>, expected| {
            let (digest, found) = (Box::new(layer.digest().clone()), layer.compressed_size());
            Err(SetError::SizeConflict { digest, expected, found })
        };
        let mut new = Vec::new();
        for (layer, &blob) in image.layers().zip(blobs) {
            match self.blobs.values.get(blob) {
                Some(blob) if blob.size != layer.compressed_size() => {
                    return conflict(layer, blob.size);
                }
                Some(_) => {}
                None => new.push(layer),
            }
        }
        new.sort_unstable_by_key(|layer| layer.digest());
        for pair in new.windows(2) {
            let size = pair[0].compressed_size();
            if pair[0].digest() == pair[1].digest() && size != pair[1].compressed_size() {
                return conflict(pair[1], size);
            }
        }
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
