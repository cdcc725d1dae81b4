//! [`Shared`]: what two images of a set have in common.

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
        let (a, b) = (self.entry(), other.entry());
        let same = a.chains.iter().zip(&b.chains).take_while(|(a, b)| a == b);
        let mut shared = Shared { common_chain_prefix: same.count(), ..Shared::default() };
        for blob in common(&a.blobs, &b.blobs) {
            shared.blobs += 1;
            shared.blob_bytes += self.set.blobs.values[blob].size;
        }
        shared.diff_ids = common(&a.diff_ids, &b.diff_ids).count();
        shared
    }

    /// The images added after this one that share anything with it, in their order.
    fn sharing_later(self) -> Vec<usize> {
        let (set, entry) = (self.set, self.entry());
        let blobs = entry.blobs.iter().map(|&blob| &set.blobs.values[blob].images);
        let diff_ids = entry.diff_ids.iter().map(|&diff_id| &set.diff_ids.values[diff_id]);
        let mut later = Vec::new();
        for images in blobs.chain(diff_ids) {
            let from = images.partition_point(|&number| number <= self.number);
            later.extend_from_slice(&images[from..]);
        }
        later.sort_unstable();
        later.dedup();
        later
    }
}

impl ImageSet<'_> {
    /// The pairs of images that share anything, each once, the one that was added first before the other.
    ///
    /// As many as the square of the number of images, where all stand on one base.
    pub fn pairs(&self) -> impl Iterator<Item = (Member<'_>, Member<'_>, Shared)> {
        self.members().flat_map(|a| {
            a.sharing_later().into_iter().map(move |number| {
                let b = a.set.member(number);
                (a, b, a.shared_with(b))
            })
        })
    }
}

/// The numbers that two sorted lists have in common.
fn common<'a>(a: &'a [usize], b: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let mut b = b.iter().peekable();
    a.iter().copied().filter(move |number| {
        while b.next_if(|other| *other < number).is_some() {}
        b.next_if(|other| *other == number).is_some()
    })
}
