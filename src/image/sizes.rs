//! Sizes: compressed ones as blobs are transferred, uncompressed ones as tar streams are unpacked.

use alloc::vec::Vec;

use super::error::SizeOverflowError;
use super::join::sum_known;
use super::layer::Layer;
use super::model::Image;
use crate::digest::{DiffId, Digest};
use crate::sorting::sorted;

impl Image {
    /// Returns the sum of the layers' compressed sizes, in bytes.
    ///
    /// A layer that is listed twice counts twice. The sizes of the manifest and the config are not included.
    #[doc(alias("size", "transfer size"))]
    pub fn compressed_size(&self) -> u64 {
        self.layers().map(Layer::compressed_size).sum() // INVARIANT: `Image::new` checked the sum
    }

    /// Returns the sum of the sizes of the layers' uncompressed tar streams, in bytes, or `None` unless all are known.
    ///
    /// The space on a disk differs: tar headers are not stored, and files occupy whole blocks.
    #[doc(alias("size", "disk usage"))]
    pub fn uncompressed_size(&self) -> Option<u64> {
        // INVARIANT: `Image::with_uncompressed_sizes` checked the sum
        self.layers().map(Layer::uncompressed_size).sum()
    }

    /// Returns the image with the uncompressed sizes of those layers for which `known` returns one, in bytes.
    ///
    /// The documents state no uncompressed sizes, except those of layers whose blobs are not compressed.
    ///
    /// # Errors
    ///
    /// [`SizeOverflowError`] if the sum of the sizes does not fit in 64 bits.
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// # let manifest = Document::from_bytes(&include_bytes!("../docs/deb-web/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../docs/deb-web/config.json")[..])?;
    /// let image = Image::new(manifest, config)?; // of seven layers
    /// assert_eq!((image.compressed_size(), image.uncompressed_size()), (3_543_417, None));
    /// let image = image.with_uncompressed_sizes(|_diff_id| Some(1024))?;
    /// assert_eq!(image.uncompressed_size(), Some(7 * 1024));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_uncompressed_sizes(
        mut self,
        known: impl Fn(&DiffId) -> Option<u64>,
    ) -> Result<Self, SizeOverflowError> {
        for (size, diff_id) in self.uncompressed.iter_mut().zip(self.config.value().diff_ids()) {
            *size = size.or_else(|| known(diff_id));
        }
        sum_known(self.uncompressed.iter().copied())?;
        Ok(self)
    }

    /// Returns how many bytes remain to be pulled for this image: the compressed sizes of its layers and the size of its
    /// config, without the blobs for which `have` returns `true`.
    ///
    /// A blob that is listed twice counts once. The manifest is not included: it has been pulled already.
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// # let manifest = Document::from_bytes(&include_bytes!("../docs/deb-web/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../docs/deb-web/config.json")[..])?;
    /// let image = Image::new(manifest, config)?;
    /// assert_eq!(image.bytes_to_pull(|_digest| true), 0);
    /// assert_eq!(image.bytes_to_pull(|_digest| false), image.compressed_size() + image.config().size());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn bytes_to_pull(&self, have: impl Fn(&Digest) -> bool) -> u64 {
        let manifest = self.manifest.value();
        let blobs: Vec<_> = [manifest.config()].into_iter().chain(manifest.layers()).collect();
        let mut blobs = sorted(&blobs, |blob| blob.digest());
        blobs.dedup_by_key(|blob| blob.digest());
        let missing = blobs.iter().filter(|blob| !have(blob.digest()));
        missing.map(|blob| blob.size()).sum() // INVARIANT: `Image::new` checked the sum
    }
}
