//! [`ImageSet::insert`]: adds an image to a set.

use alloc::boxed::Box;
use alloc::vec::Vec;

use imageref::image::{Image, Layer};
use imageref::manifest::Descriptor;

use super::set::{Blob, Chain, Entry, ImageSet, ImageSetError};

/// The numbers of those parts of an image that a set has already.
struct Known {
    /// One for each layer up to the highest chain that is known.
    chains: Vec<u32>,
    diff_ids: Vec<u32>,
    /// One for each layer.
    blobs: Vec<Option<u32>>,
}

impl<'a> ImageSet<'a> {
    /// Adds an image under a name for display, which need not be unique.
    ///
    /// # Errors
    ///
    /// [`ImageSetError`] if the image states another size for a blob than an image of the set, or itself, does; if the sum
    /// of the sizes overflows; or if the set is full. The set is left unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::{Descriptor, Document, Image};
    /// use imageref_layers::sharing::{ImageSet, ImageSetError};
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-slim/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-slim/config.json")[..])?;
    /// # let image = Image::new(manifest, config.clone())?;
    /// # let layer = image.layer(0).unwrap().descriptor();
    /// # let layer = Descriptor::new(layer.media_type().clone(), layer.digest().clone(), 1);
    /// # let manifest = image.manifest().value().clone().with_layers(vec![layer]);
    /// # let other = Image::new(Document::from_value(&manifest)?, config)?;
    /// let mut set = ImageSet::new();
    /// set.insert("slim", &image)?;
    /// // The same layer, said to have a size of 1 byte.
    /// let error = set.insert("other", &other).unwrap_err();
    /// assert!(matches!(error, ImageSetError::SizeConflict { found: 1, .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn insert(&mut self, name: &str, image: &'a Image) -> Result<(), ImageSetError> {
        let known = self.known(image);
        self.check_sizes(image, &known.blobs)?;
        let compressed = self
            .compressed
            .checked_add(image.compressed_size())
            .ok_or(ImageSetError::SizeOverflow)?;
        let disk: u64 = image.layers().filter_map(Layer::uncompressed_size).sum();
        let uncompressed =
            self.uncompressed.checked_add(disk).ok_or(ImageSetError::SizeOverflow)?;
        let number = self.room_for(image).ok_or(ImageSetError::Full)?;

        (self.compressed, self.uncompressed) = (compressed, uncompressed);
        let Known { mut chains, mut diff_ids, blobs: known } = known;
        let mut blobs = Vec::with_capacity(known.len());
        for ((depth, layer), blob) in (0..).zip(image.layers()).zip(known) {
            let new = || Blob { size: layer.compressed_size(), images: 0 };
            let blob = blob.or_else(|| self.blobs.number(0, layer.digest(), new));
            let blob = blob.ok_or(ImageSetError::Full)?;
            blobs.push(blob);
            let chain = if let Some(&chain) = chains.get(layer.index()) {
                chain
            } else {
                let diff_id = self.diff_ids.number(0, layer.diff_id().as_digest(), || ());
                let diff_id = diff_id.ok_or(ImageSetError::Full)?;
                let new = || Chain {
                    layer: (number, depth),
                    below: chains.last().copied(),
                    blob,
                    diff_id,
                    images: 0,
                    uncompressed: None,
                    ends: Vec::new(),
                };
                let chain = self.chains.number(depth + 1, layer.chain_id().as_digest(), new);
                let chain = chain.ok_or(ImageSetError::Full)?;
                diff_ids.push(diff_id);
                chains.push(chain);
                chain
            };
            if let Some(chain) = self.chains.value_mut(chain) {
                chain.images += 1;
                chain.uncompressed = chain.uncompressed.or(layer.uncompressed_size());
            }
        }
        if let Some(top) = chains.last().and_then(|&top| self.chains.value_mut(top)) {
            top.ends.push(number);
        }
        for list in [&mut blobs, &mut diff_ids] {
            list.sort_unstable();
            list.dedup();
        }
        for &blob in &blobs {
            if let Some(blob) = self.blobs.value_mut(blob) {
                blob.images += 1;
            }
        }
        self.entries.push(Entry {
            name: name.into(),
            image,
            start: self.parts.len(),
            chains: chains.len(),
            blobs: blobs.len(),
            diff_ids: diff_ids.len(),
        });
        for list in [chains, blobs, diff_ids] {
            self.parts.extend(list);
        }
        Ok(())
    }

    /// Returns the image's number, if enough numbers are left for it and its parts.
    fn room_for(&self, image: &Image) -> Option<u32> {
        let layers = u32::try_from(image.chain_ids().len()).ok()?;
        let most = self.blobs.values.len().max(self.diff_ids.values.len());
        let most = u32::try_from(most.max(self.chains.values.len())).ok()?;
        most.checked_add(layers)?.checked_add(1)?; // the last number marks a free slot
        u32::try_from(self.entries.len()).ok()
    }

    /// Looks up the parts of an image: the chains and diff IDs up to the highest chain that the set has, and all blobs.
    ///
    /// A chain leads to those below it, so that one look-up finds all layers of a base.
    fn known(&self, image: &Image) -> Known {
        let count = image.chain_ids().len();
        let mut chains = Vec::with_capacity(count);
        let mut diff_ids = Vec::with_capacity(count);
        let mut guesses = Vec::with_capacity(count);
        let mut chain = None;
        for (layer, chain_id) in image.chain_ids().iter().enumerate().rev() {
            let Ok(depth) = u32::try_from(layer + 1) else { continue };
            chain = self.chains.numbers.get(depth, chain_id.as_digest());
            if chain.is_some() {
                break;
            }
        }
        while let Some((number, known)) = chain.and_then(|it| Some((it, self.chains.value(it)?))) {
            chains.push(number);
            diff_ids.push(known.diff_id);
            guesses.push(known.blob);
            chain = known.below;
        }
        for list in [&mut chains, &mut diff_ids, &mut guesses] {
            list.reverse();
        }
        // The blob of a known chain is only likely: the layer may be compressed differently here.
        let mut guesses = guesses.into_iter();
        let blobs = image.manifest().value().layers().iter().map(|layer| {
            let is = |blob: &u32| self.blobs.numbers.digest(*blob) == Some(layer.digest());
            guesses.next().filter(is).or_else(|| self.blobs.numbers.get(0, layer.digest()))
        });
        let blobs = blobs.collect();
        Known { chains, diff_ids, blobs }
    }

    /// Checks that each blob has the size that it has elsewhere in the set and in the image.
    fn check_sizes(&self, image: &Image, blobs: &[Option<u32>]) -> Result<(), ImageSetError> {
        let conflict = |layer: &Descriptor, expected| {
            let (digest, found) = (Box::new(layer.digest().clone()), layer.size());
            Err(ImageSetError::SizeConflict { digest, expected, found })
        };
        let mut new = Vec::new();
        for (layer, blob) in image.manifest().value().layers().iter().zip(blobs) {
            match blob.and_then(|blob| self.blobs.value(blob)).map(|blob| blob.size) {
                Some(size) if size != layer.size() => return conflict(layer, size),
                Some(_) => {}
                None => new.push(layer),
            }
        }
        new.sort_unstable_by_key(|layer| layer.digest());
        for (a, b) in new.iter().zip(new.iter().skip(1)) {
            if a.digest() == b.digest() && a.size() != b.size() {
                return conflict(b, a.size());
            }
        }
        Ok(())
    }
}
