//! [`Member`]: one image of a set, and what it has alone.

use super::model::{Entry, ImageSet};
use crate::image::{Image, Layer};

/// One image of an [`ImageSet`].
#[derive(Clone, Copy, Debug)]
pub struct Member<'s> {
    pub(super) set: &'s ImageSet<'s>,
    /// INVARIANT: less than the number of images.
    pub(super) number: usize,
}

impl PartialEq for Member<'_> {
    /// Whether both are the same image of the same set.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.set, other.set) && self.number == other.number
    }
}

impl Eq for Member<'_> {}

impl<'s> Member<'s> {
    /// The image's number in the set, in the order in which they were added.
    pub fn number(self) -> usize {
        self.number
    }

    /// The name that it was added under.
    pub fn name(self) -> &'s str {
        &self.entry().name
    }

    /// The image.
    pub fn image(self) -> &'s Image {
        self.entry().image
    }

    /// What transferring this image alone takes: its distinct layers.
    ///
    /// **Unit** bytes, as a rule compressed. Config and manifest are not included.
    pub fn compressed_size(self) -> u64 {
        self.blobs().iter().map(|&blob| self.set.blobs.value(blob).size).sum()
    }

    /// The part of it that no other image of the set has, by blob digest.
    ///
    /// **Unit** bytes, as a rule compressed: what a registry could free without this image.
    pub fn unique_bytes(self) -> u64 {
        let blobs = self.blobs().iter().map(|&blob| self.set.blobs.value(blob));
        blobs.filter(|blob| blob.images == 1).map(|blob| blob.size).sum()
    }

    /// The part of it that another image of the set has too, by blob digest.
    ///
    /// **Unit** bytes, as a rule compressed.
    pub fn shared_bytes(self) -> u64 {
        self.compressed_size() - self.unique_bytes()
    }

    /// The layers that no other image has on the same stack: what storage could free without this image.
    pub fn unique_layers(self) -> impl Iterator<Item = Layer<'s>> {
        let chains = &self.set.chains;
        let layers = self.image().layers().zip(self.chains());
        layers.filter(|(_, chain)| chains.value(**chain).images == 1).map(|(layer, _)| layer)
    }

    /// What is still to be transferred for this image where those of `already_have` are there.
    ///
    /// **Unit** bytes. **Shape** as [`Image::bytes_to_pull`]: layers and config.
    pub fn bytes_to_pull(self, already_have: &[Member<'_>]) -> u64 {
        let mut have = alloc::collections::BTreeSet::new();
        for member in already_have {
            let image = member.image();
            have.insert(image.manifest().value().config().digest());
            have.extend(image.layers().map(Layer::digest));
        }
        self.image().bytes_to_pull(|digest| have.contains(digest))
    }

    /// The numbers of its chains, the base first.
    pub(super) fn chains(self) -> &'s [u32] {
        let entry = self.entry();
        self.parts(entry.start, entry.chains)
    }

    /// The numbers of its blobs, sorted, each once.
    pub(super) fn blobs(self) -> &'s [u32] {
        let entry = self.entry();
        self.parts(entry.start + entry.chains, entry.blobs)
    }

    /// The numbers of its diff IDs, sorted, each once.
    pub(super) fn diff_ids(self) -> &'s [u32] {
        let entry = self.entry();
        self.parts(entry.start + entry.chains + entry.blobs, entry.diff_ids)
    }

    fn parts(self, start: usize, count: usize) -> &'s [u32] {
        self.set.parts.get(start..start + count).unwrap_or_default() // INVARIANT: written with the entry
    }

    pub(super) fn entry(self) -> &'s Entry<'s> {
        &self.set.entries[self.number]
    }
}
