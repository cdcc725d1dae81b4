//! [`SetMember`]: an image of a set, and what it has alone.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::iter::{Enumerate, FusedIterator};
use core::slice::Iter;

use imageref::image::{Image, Layer};

use super::set::{Entry, ImageSet};

/// An image of an [`ImageSet`].
///
/// Members are equal if they are the same entry of the same set: two entries with the same image differ.
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
/// let member = set.get("web").unwrap();
/// assert_eq!(member.image().image_id(), image.image_id());
/// assert_eq!(member.unique_compressed_size(), image.compressed_size()); // nothing to share with
/// assert_eq!(member.bytes_to_pull(&[member]), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SetMember<'s> {
    pub(super) set: &'s ImageSet<'s>,
    pub(super) index: usize,
    entry: &'s Entry<'s>,
}

/// An iterator over the images of an [`ImageSet`], in the order in which they were added.
///
/// # Examples
///
/// ```
/// use imageref_layers::sharing::ImageSet;
///
/// let set = ImageSet::new();
/// assert_eq!(set.iter().len(), 0);
/// for member in &set {
///     println!("{}", member.name());
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct SetMembers<'s> {
    set: &'s ImageSet<'s>,
    entries: Enumerate<Iter<'s, Entry<'s>>>,
}

impl<'s> SetMembers<'s> {
    fn member(&self, (index, entry): (usize, &'s Entry<'s>)) -> SetMember<'s> {
        SetMember { set: self.set, index, entry }
    }
}

impl<'s> Iterator for SetMembers<'s> {
    type Item = SetMember<'s>;

    fn next(&mut self) -> Option<Self::Item> {
        self.entries.next().map(|entry| self.member(entry))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }

    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        self.entries.nth(n).map(|entry| self.member(entry))
    }
}

impl DoubleEndedIterator for SetMembers<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.entries.next_back().map(|entry| self.member(entry))
    }
}

impl ExactSizeIterator for SetMembers<'_> {}
impl FusedIterator for SetMembers<'_> {}

impl ImageSet<'_> {
    /// Returns the images, in the order in which they were added.
    pub fn iter(&self) -> SetMembers<'_> {
        SetMembers { set: self, entries: self.entries.iter().enumerate() }
    }

    /// Returns the first image that was added under a name.
    #[doc(alias = "find")]
    pub fn get(&self, name: &str) -> Option<SetMember<'_>> {
        self.iter().find(|member| member.name() == name)
    }

    pub(super) fn members_of(&self, numbers: &[u32]) -> Vec<SetMember<'_>> {
        numbers.iter().filter_map(|&number| self.member(number)).collect()
    }

    pub(super) fn member(&self, number: u32) -> Option<SetMember<'_>> {
        let index = number as usize;
        self.entries.get(index).map(|entry| SetMember { set: self, index, entry })
    }
}

impl<'s> IntoIterator for &'s ImageSet<'_> {
    type Item = SetMember<'s>;
    type IntoIter = SetMembers<'s>;

    fn into_iter(self) -> SetMembers<'s> {
        self.iter()
    }
}

impl PartialEq for SetMember<'_> {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.set, other.set) && self.index == other.index
    }
}

impl Eq for SetMember<'_> {}

impl<'s> SetMember<'s> {
    /// Returns the index of the image in the set, in the order in which images were added.
    pub fn index(self) -> usize {
        self.index
    }

    /// Returns the name that the image was added under.
    pub fn name(self) -> &'s str {
        &self.entry.name
    }

    /// Returns the image.
    pub fn image(self) -> &'s Image {
        self.entry.image
    }

    /// Returns the sum of the compressed sizes of the image's distinct layers, in bytes: what pulling it transfers.
    ///
    /// Config and manifest are not included.
    pub fn compressed_size(self) -> u64 {
        self.set.blobs.values_of(self.blobs()).map(|blob| blob.size).sum()
    }

    /// Returns the part of [`compressed_size`](Self::compressed_size) in blobs that no other image of the set has: what a
    /// registry can free by deleting this image.
    #[doc(alias = "UNIQUE SIZE")]
    pub fn unique_compressed_size(self) -> u64 {
        let blobs = self.set.blobs.values_of(self.blobs());
        blobs.filter(|blob| blob.images == 1).map(|blob| blob.size).sum()
    }

    /// Returns the part of [`compressed_size`](Self::compressed_size) in blobs that another image of the set has, too.
    #[doc(alias = "SHARED SIZE")]
    pub fn shared_compressed_size(self) -> u64 {
        self.compressed_size() - self.unique_compressed_size()
    }

    /// Returns the layers that no other image has on top of the same layers: what storage can free by deleting this image.
    pub fn unique_layers(self) -> Vec<Layer<'s>> {
        let layers = self.image().layers().zip(self.set.chains.values_of(self.chains()));
        layers.filter(|(_, chain)| chain.images == 1).map(|(layer, _)| layer).collect()
    }

    /// Returns how many bytes remain to be pulled for this image if the images of `have` are present: the compressed sizes
    /// of its layers and the size of its config.
    pub fn bytes_to_pull(self, have: &[SetMember<'_>]) -> u64 {
        let mut digests = BTreeSet::new();
        for member in have {
            let image = member.image();
            digests.insert(image.manifest().value().config().digest());
            digests.extend(image.layers().map(Layer::digest));
        }
        self.image().bytes_to_pull(|digest| digests.contains(digest))
    }

    /// The numbers of its chains, base first.
    pub(super) fn chains(self) -> &'s [u32] {
        let entry = self.entry;
        self.parts(entry.start, entry.chains)
    }

    /// The numbers of its distinct blobs, sorted.
    pub(super) fn blobs(self) -> &'s [u32] {
        let entry = self.entry;
        self.parts(entry.start + entry.chains, entry.blobs)
    }

    /// The numbers of its distinct diff IDs, sorted.
    pub(super) fn diff_ids(self) -> &'s [u32] {
        let entry = self.entry;
        self.parts(entry.start + entry.chains + entry.blobs, entry.diff_ids)
    }

    fn parts(self, start: usize, count: usize) -> &'s [u32] {
        self.set.parts.get(start..start + count).unwrap_or_default() // INVARIANT: added with the entry
    }
}
