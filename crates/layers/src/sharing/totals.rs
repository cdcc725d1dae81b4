//! Totals over all images of a set.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::member::SetMember;
use super::set::ImageSet;

/// The images of a set that have the same number of layers.
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
/// let mut set = ImageSet::new();
/// set.insert("tools", &tools)?;
/// set.insert("web", &web)?;
/// let rows = set.by_layer_count();
/// assert_eq!([(rows[0].layers, rows[0].images), (rows[1].layers, rows[1].images)], [(3, 1), (7, 1)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LayerCount {
    /// The number of layers that each image has.
    pub layers: usize,
    /// The number of images.
    pub images: usize,
    /// The sum of the images' compressed sizes, in bytes; what they share counts for each.
    pub compressed_size: u64,
}

impl ImageSet<'_> {
    /// Returns the bytes that pulling each image on its own transfers: the sum of the compressed sizes of the distinct
    /// layers of each image.
    ///
    /// Configs and manifests are not included.
    pub fn compressed_size(&self) -> u64 {
        self.iter().map(SetMember::compressed_size).sum()
    }

    /// Returns the bytes that a registry stores, and that pulling all images transfers: the sum of the compressed sizes of
    /// the distinct layers of all images.
    ///
    /// Configs and manifests are not included.
    #[doc(alias = "stored_size")]
    pub fn deduplicated_compressed_size(&self) -> u64 {
        self.blobs.values.iter().map(|blob| blob.size).sum()
    }

    /// Returns the compressed bytes that sharing blobs saves: [`compressed_size`](Self::compressed_size) minus
    /// [`deduplicated_compressed_size`](Self::deduplicated_compressed_size).
    pub fn saved_compressed_size(&self) -> u64 {
        self.compressed_size() - self.deduplicated_compressed_size()
    }

    /// Returns the sum of the uncompressed sizes of all images, in bytes, or `None` unless all are known.
    ///
    /// What images share counts for each.
    pub fn uncompressed_size(&self) -> Option<u64> {
        self.entries.iter().map(|entry| entry.image.uncompressed_size()).sum()
    }

    /// Returns the bytes that storage keeps if it shares chains: the sum of the uncompressed sizes of the distinct chains,
    /// or `None` unless all are known.
    ///
    /// Source: Docker's layer store and containerd's snapshotters, which identify layers by chain ID.
    #[doc(alias = "size_on_disk")]
    pub fn deduplicated_uncompressed_size(&self) -> Option<u64> {
        self.chains.values.iter().map(|chain| chain.uncompressed).sum()
    }

    /// Returns the uncompressed bytes that sharing chains saves, or `None` unless all sizes are known.
    pub fn saved_uncompressed_size(&self) -> Option<u64> {
        Some(self.uncompressed_size()? - self.deduplicated_uncompressed_size()?)
    }

    /// Returns the images grouped by their number of layers, in ascending order.
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// use imageref_layers::sharing::ImageSet;
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
    /// # let image = Image::new(manifest, config)?;
    /// let mut set = ImageSet::new();
    /// set.insert("web", &image)?;
    /// set.insert("web again", &image)?;
    /// let [row] = set.by_layer_count()[..] else { panic!("all images have seven layers") };
    /// assert_eq!((row.layers, row.images, row.compressed_size), (7, 2, 2 * image.compressed_size()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
}
