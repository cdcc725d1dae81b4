//! [`Shared`]: what two images of a set have in common.

use alloc::vec;
use alloc::vec::Vec;

use super::member::Member;
use super::model::ImageSet;

/// What two images have in common, by each of the three ways to share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shared {
    /// The layers that both begin with, by diff ID: what storage shares.
    pub common_chain_prefix: usize,
    /// The distinct blobs that both have: what a registry and a transfer share.
    pub blobs: usize,
    /// The sizes of these blobs together, in bytes.
    pub blob_bytes: u64,
    /// The distinct diff IDs that both have: the same content, however compressed and wherever in the stack.
    pub diff_ids: usize,
}

impl Shared {
    /// Whether there is nothing that both have.
    pub fn is_nothing(&self) -> bool {
        self.blobs == 0 && self.diff_ids == 0
    }
}

impl<'s> Member<'s> {
    /// What this image and another one have in common.
    ///
    /// Of two different sets nothing can be said but nothing.
    pub fn shared_with(self, other: Member<'s>) -> Shared {
        if !core::ptr::eq(self.set, other.set) {
            return Shared::default();
        }
        let same = self.chains().iter().zip(other.chains()).take_while(|(a, b)| a == b);
        let mut shared = Shared { common_chain_prefix: same.count(), ..Shared::default() };
        for blob in common(self.blobs(), other.blobs()) {
            shared.blobs += 1;
            shared.blob_bytes += self.set.blobs.value(blob).size;
        }
        shared.diff_ids = common(self.diff_ids(), other.diff_ids()).count();
        shared
    }
}

impl ImageSet<'_> {
    /// The pairs of images that share anything, each once, the one that was added first before the other.
    ///
    /// As many as the square of the number of images, where all stand on one base.
    pub fn pairs(&self) -> impl Iterator<Item = (Member<'_>, Member<'_>, Shared)> {
        let images_of_blob = Owners::new(self, self.blobs.values.len(), Member::blobs);
        let images_of_diff_id = Owners::new(self, self.diff_ids.values.len(), Member::diff_ids);
        self.members().flat_map(move |a| {
            let blobs = a.blobs().iter().map(|&blob| images_of_blob.of(blob));
            let diff_ids = a.diff_ids().iter().map(|&diff_id| images_of_diff_id.of(diff_id));
            let mut later = Vec::new();
            for images in blobs.chain(diff_ids) {
                let from = images.partition_point(|&number| number as usize <= a.number);
                later.extend(images.iter().skip(from));
            }
            later.sort_unstable();
            later.dedup();
            later.into_iter().map(move |number| {
                let b = a.set.member(number);
                (a, b, a.shared_with(b))
            })
        })
    }
}

/// The images that have each part: all in one list, those of one part in their order.
struct Owners {
    /// Where each part's images begin, and the end.
    starts: Vec<usize>,
    images: Vec<u32>,
}

impl Owners {
    fn new<'s>(set: &'s ImageSet<'s>, parts: usize, of: fn(Member<'s>) -> &'s [u32]) -> Self {
        let mut starts = vec![0; parts + 2];
        let all = || {
            (0..)
                .zip(set.members())
                .flat_map(|(image, it)| of(it).iter().map(move |&part| (image, part as usize)))
        };
        for (_, part) in all() {
            starts[part + 2] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Each part's images go where the next one's begin to be counted, which moves on to where they do begin.
        let mut images = vec![0; sum];
        for (image, part) in all() {
            images[starts[part + 1]] = image;
            starts[part + 1] += 1;
        }
        Self { starts, images }
    }

    fn of(&self, part: u32) -> &[u32] {
        let part = part as usize;
        let range = self.starts.get(part).zip(self.starts.get(part + 1));
        range.and_then(|(&start, &end)| self.images.get(start..end)).unwrap_or_default()
    }
}

/// The numbers that two sorted lists have in common.
fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut b = b.iter().peekable();
    a.iter().copied().filter(move |number| {
        while b.next_if(|other| *other < number).is_some() {}
        b.next_if(|other| *other == number).is_some()
    })
}
