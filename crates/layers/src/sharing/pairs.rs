//! [`SharedContent`]: what two images of a set share.

use alloc::vec;
use alloc::vec::{self as vector, Vec};

use super::member::{SetMember, SetMembers};
use super::set::ImageSet;

/// What two images share, in each of the three ways to share.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::ImageSet;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let web = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/config.json")[..])?;
/// # let db = Image::new(manifest, config)?;
/// let mut set = ImageSet::new();
/// set.insert("web", &web)?;
/// set.insert("db", &db)?;
/// let shared = set.get("web").unwrap().shared_with(set.get("db").unwrap());
/// assert_eq!((shared.common_layers, shared.blobs, shared.diff_ids), (3, 3, 3));
/// assert_eq!(shared.compressed_size, 3_542_161); // bytes
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SharedContent {
    /// The number of lowest layers that both have, by diff ID: what storage shares.
    pub common_layers: usize,
    /// The number of distinct blobs that both have: what a registry and a transfer share.
    pub blobs: usize,
    /// The sum of the compressed sizes of these blobs, in bytes.
    pub compressed_size: u64,
    /// The number of distinct diff IDs that both have: the same content, in any compression and at any place.
    pub diff_ids: usize,
}

impl SharedContent {
    /// Returns `true` if the images share nothing.
    pub fn is_empty(&self) -> bool {
        self.blobs == 0 && self.diff_ids == 0
    }
}

impl<'s> SetMember<'s> {
    /// Returns what this image shares with another one of the same set; nothing if `other` is of another set.
    pub fn shared_with(self, other: SetMember<'s>) -> SharedContent {
        if !core::ptr::eq(self.set, other.set) {
            return SharedContent::default();
        }
        let same = self.chains().iter().zip(other.chains()).take_while(|(a, b)| a == b);
        let mut shared = SharedContent { common_layers: same.count(), ..SharedContent::default() };
        for blob in common(self.blobs(), other.blobs()) {
            shared.blobs += 1;
            shared.compressed_size += self.set.blobs.value(blob).map_or(0, |blob| blob.size);
        }
        shared.diff_ids = common(self.diff_ids(), other.diff_ids()).count();
        shared
    }
}

impl ImageSet<'_> {
    /// Returns the pairs of images that share something, each once: the image that was added first, the other one, and
    /// what they share.
    ///
    /// The number of pairs grows with the square of the number of images if all of them have the same base.
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// use imageref_layers::sharing::ImageSet;
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/config.json")[..])?;
    /// # let db = Image::new(manifest, config)?;
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
    /// # let web = Image::new(manifest, config)?;
    /// let mut set = ImageSet::new();
    /// set.insert("web", &web)?;
    /// set.insert("db", &db)?;
    /// for (a, b, shared) in set.pairs() {
    ///     assert_eq!((a.name(), b.name()), ("web", "db"));
    ///     assert_eq!((shared.common_layers, shared.compressed_size), (3, 3_542_161));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pairs(&self) -> SetPairs<'_> {
        SetPairs {
            images_of_blob: Owners::new(self, self.blobs.values.len(), SetMember::blobs),
            images_of_diff_id: Owners::new(self, self.diff_ids.values.len(), SetMember::diff_ids),
            left: None,
            next_left: self.iter(),
            right: Vec::new().into_iter(),
        }
    }
}

/// An iterator over the pairs of images that share something.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::ImageSet;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let web = Image::new(manifest, config)?;
/// let mut set = ImageSet::new();
/// for name in ["a", "b", "c"] {
///     set.insert(name, &web)?;
/// }
/// let pairs: Vec<_> = set.pairs().map(|(a, b, _)| [a.name(), b.name()]).collect();
/// assert_eq!(pairs, [["a", "b"], ["a", "c"], ["b", "c"]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct SetPairs<'s> {
    images_of_blob: Owners,
    images_of_diff_id: Owners,
    left: Option<SetMember<'s>>,
    next_left: SetMembers<'s>,
    /// The numbers of the images that share something with `left` and were not returned yet.
    right: vector::IntoIter<u32>,
}

impl SetPairs<'_> {
    /// The images after `left` that share something with it.
    fn later(&self, left: SetMember<'_>) -> Vec<u32> {
        let blobs = left.blobs().iter().map(|&blob| self.images_of_blob.of(blob));
        let diff_ids = left.diff_ids().iter().map(|&diff_id| self.images_of_diff_id.of(diff_id));
        let mut later = Vec::new();
        for images in blobs.chain(diff_ids) {
            let from = images.partition_point(|&number| number as usize <= left.index);
            later.extend(images.iter().skip(from));
        }
        later.sort_unstable();
        later.dedup();
        later
    }
}

impl<'s> Iterator for SetPairs<'s> {
    type Item = (SetMember<'s>, SetMember<'s>, SharedContent);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((left, number)) = self.left.zip(self.right.next()) {
                let right = left.set.member(number)?;
                return Some((left, right, left.shared_with(right)));
            }
            let left = self.next_left.next()?;
            self.right = self.later(left).into_iter();
            self.left = Some(left);
        }
    }
}

impl core::iter::FusedIterator for SetPairs<'_> {}

/// The images that have each part: all in one list, sorted by part.
#[derive(Clone, Debug)]
struct Owners {
    /// The start of each part's images in the list, and the end of the last one's.
    starts: Vec<usize>,
    images: Vec<u32>,
}

impl Owners {
    fn new<'s>(set: &'s ImageSet<'s>, parts: usize, of: fn(SetMember<'s>) -> &'s [u32]) -> Self {
        let mut starts = vec![0; parts + 2];
        let all = || {
            (0..)
                .zip(set.iter())
                .flat_map(|(image, it)| of(it).iter().map(move |&part| (image, part as usize)))
        };
        for (_, part) in all() {
            if let Some(start) = starts.get_mut(part + 2) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Now `starts[part + 1]` is where `part` starts. It moves on with each image, to where the next part starts.
        let mut images = vec![0; sum];
        for (image, part) in all() {
            if let Some(start) = starts.get_mut(part + 1)
                && let Some(slot) = images.get_mut(*start)
            {
                *slot = image;
                *start += 1;
            }
        }
        Self { starts, images }
    }

    fn of(&self, part: u32) -> &[u32] {
        let part = part as usize;
        let range = self.starts.get(part).zip(self.starts.get(part + 1));
        range.and_then(|(&start, &end)| self.images.get(start..end)).unwrap_or_default()
    }
}

/// Returns the numbers that two sorted lists have in common.
fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut b = b.iter().peekable();
    a.iter().copied().filter(move |number| {
        while b.next_if(|other| *other < number).is_some() {}
        b.next_if(|other| *other == number).is_some()
    })
}
