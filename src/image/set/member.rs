//! [`SetMember`]: an image of a set, and what it has alone.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::ops::Range;

use super::model::{Entry, ImageSet};
use crate::image::iterate::iterate_over_range;
use crate::image::{Image, Layer};

/// An image of an [`ImageSet`].
///
/// Members are equal if they are the same entry of the same set: two entries with the same image differ.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref::image::ImageSet;
/// # let manifest = Document::from_bytes(&include_bytes!("../../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../../examples/share/data/deb-web/config.json")[..])?;
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
    /// INVARIANT: less than the number of images.
    pub(super) index: usize,
}

/// An iterator over the images of an [`ImageSet`], in the order in which they were added.
///
/// # Examples
///
/// ```
/// use imageref::image::ImageSet;
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
    /// INVARIANT: each index is less than the number of images.
    range: Range<usize>,
}

impl<'s> SetMembers<'s> {
    fn at(&self, index: usize) -> SetMember<'s> {
        SetMember { set: self.set, index }
    }
}

iterate_over_range!(SetMembers, SetMember<'a>);

impl ImageSet<'_> {
    /// Returns the images, in the order in which they were added.
    pub fn iter(&self) -> SetMembers<'_> {
        SetMembers { set: self, range: 0..self.entries.len() }
    }

    /// Returns the first image that was added under a name.
    #[doc(alias = "find")]
    pub fn get(&self, name: &str) -> Option<SetMember<'_>> {
        self.iter().find(|member| member.name() == name)
    }

    /// INVARIANT: the numbers are those of images.
    pub(super) fn members_of(&self, numbers: &[u32]) -> Vec<SetMember<'_>> {
        numbers.iter().map(|&number| self.member(number)).collect()
    }

    /// INVARIANT: the number is that of an image.
    pub(super) fn member(&self, number: u32) -> SetMember<'_> {
        SetMember { set: self, index: number as usize }
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
        &self.entry().name
    }

    /// Returns the image.
    pub fn image(self) -> &'s Image {
        self.entry().image
    }

    /// Returns the sum of the compressed sizes of the image's distinct layers, in bytes: what pulling it transfers.
    ///
    /// Config and manifest are not included.
    pub fn compressed_size(self) -> u64 {
        self.blobs().iter().map(|&blob| self.set.blobs.value(blob).size).sum()
    }

    /// Returns the part of [`compressed_size`](Self::compressed_size) in blobs that no other image of the set has: what a
    /// registry can free by deleting this image.
    #[doc(alias = "UNIQUE SIZE")]
    pub fn unique_compressed_size(self) -> u64 {
        let blobs = self.blobs().iter().map(|&blob| self.set.blobs.value(blob));
        blobs.filter(|blob| blob.images == 1).map(|blob| blob.size).sum()
    }

    /// Returns the part of [`compressed_size`](Self::compressed_size) in blobs that another image of the set has, too.
    #[doc(alias = "SHARED SIZE")]
    pub fn shared_compressed_size(self) -> u64 {
        self.compressed_size() - self.unique_compressed_size()
    }

    /// Returns the layers that no other image has on top of the same layers: what storage can free by deleting this image.
    pub fn unique_layers(self) -> Vec<Layer<'s>> {
        let is_unique = |chain| self.set.chains.value(chain).images == 1;
        let layers = self.image().layers().zip(self.chains());
        layers.filter(|(_, chain)| is_unique(**chain)).map(|(layer, _)| layer).collect()
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
        let entry = self.entry();
        self.parts(entry.start, entry.chains)
    }

    /// The numbers of its distinct blobs, sorted.
    pub(super) fn blobs(self) -> &'s [u32] {
        let entry = self.entry();
        self.parts(entry.start + entry.chains, entry.blobs)
    }

    /// The numbers of its distinct diff IDs, sorted.
    pub(super) fn diff_ids(self) -> &'s [u32] {
        let entry = self.entry();
        self.parts(entry.start + entry.chains + entry.blobs, entry.diff_ids)
    }

    fn parts(self, start: usize, count: usize) -> &'s [u32] {
        self.set.parts.get(start..start + count).unwrap_or_default() // INVARIANT: added with the entry
    }

    pub(super) fn entry(self) -> &'s Entry<'s> {
        &self.set.entries[self.index]
    }
}
