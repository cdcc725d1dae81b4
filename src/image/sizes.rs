//! Sizes, each named for what it is: bytes that are transferred, bytes on a disk.

use alloc::collections::{BTreeMap, BTreeSet};

use super::error::SizeOverflowError;
use super::join::sum_known;
use super::layer::{HistoryStep, Layer};
use super::model::Image;
use crate::digest::{DiffId, Digest};

impl Image {
    /// The layers' sizes together as they are transferred, compressed.
    ///
    /// **Unit** bytes. A layer that is listed twice counts twice; manifest and config are not included.
    pub fn compressed_size(&self) -> u64 {
        self.layers().map(Layer::compressed_size).sum() // INVARIANT: `Image::new` added it up
    }

    /// The layers' sizes together as tar streams, uncompressed; `None` unless all are known.
    ///
    /// **Unit** bytes. What a disk holds is this, without tar headers and rounded up to its blocks.
    pub fn uncompressed_size(&self) -> Option<u64> {
        self.layers().map(Layer::uncompressed_size).sum() // INVARIANT: added up when it was told
    }

    /// The same image with the sizes of its layers' tar streams, for those that `known` tells.
    ///
    /// Documents state no such size, but for layers that are not compressed.
    /// **Errors** where the sum overflows.
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

    /// The sizes of the layers' tar streams, as far as they are known.
    pub(super) fn known_sizes(&self) -> BTreeMap<&DiffId, u64> {
        let known = |layer: Layer<'_>| layer.uncompressed_size();
        self.layers().filter_map(|layer| Some((layer.diff_id(), known(layer)?))).collect()
    }

    /// What is still to be transferred for this image, where `have` says of a blob that it is there.
    ///
    /// **Unit** bytes. **Shape** one term for each distinct blob among the layers and the config; the manifest, which is
    /// fetched to know, is not included.
    ///
    /// ```
    /// # use imageref::{Document, ImageConfig};
    /// # use imageref::{image::Image, manifest::ImageManifest};
    /// # let config = Document::from_value(&ImageConfig::builder("linux", "amd64").build())?;
    /// # let manifest = Document::from_value(&ImageManifest::builder(config.descriptor()).build())?;
    /// # let image = Image::new(manifest, config)?;
    /// assert_eq!(image.bytes_to_pull(|_| true), 0);
    /// assert_eq!(image.bytes_to_pull(|_| false), image.config().size()); // it has no layers
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn bytes_to_pull(&self, have: impl Fn(&Digest) -> bool) -> u64 {
        let manifest = self.manifest.value();
        let mut seen = BTreeSet::new();
        let blobs = [manifest.config()].into_iter().chain(manifest.layers());
        let missing = blobs.filter(|blob| seen.insert(blob.digest()) && !have(blob.digest()));
        missing.map(crate::manifest::Descriptor::size).sum() // INVARIANT: `Image::new` added it up
    }
}

impl Layer<'_> {
    /// The size of what is transferred, as the manifest states it.
    ///
    /// **Unit** bytes, as a rule compressed.
    pub fn compressed_size(self) -> u64 {
        self.descriptor().size()
    }

    /// The size of the layer's tar stream, where it is known: of a layer that is not compressed, or told by
    /// [`Image::with_uncompressed_sizes`].
    ///
    /// **Unit** bytes.
    pub fn uncompressed_size(self) -> Option<u64> {
        self.image.uncompressed[self.index]
    }
}

impl HistoryStep<'_> {
    /// The size of what is transferred for this step: that of its layer, or 0.
    ///
    /// **Unit** bytes, as a rule compressed.
    pub fn compressed_size(self) -> u64 {
        self.layer().map_or(0, Layer::compressed_size)
    }

    /// The size of the step's tar stream, where it is known: that of its layer, or 0.
    ///
    /// **Unit** bytes.
    pub fn uncompressed_size(self) -> Option<u64> {
        self.layer().map_or(Some(0), Layer::uncompressed_size)
    }
}
