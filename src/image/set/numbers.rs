//! [`Numbers`]: a number for each digest, in the order of their first coming.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::digest::Digest;

/// A digest and a depth: that of a chain, 0 for all else. A diff ID may be stated that is the chain ID of other layers.
pub(super) type Key = (u32, Digest);

/// Keys, each with a number.
///
/// A table of hashes with open addressing: digests are hashes, so that a look-up waits for memory once or twice, and a
/// tree's as often as it is deep. But they are only stated, and may be chosen to fall on one place: what does not find a
/// place near its own goes to a tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// INVARIANT: none, or a power of two, at most half of them taken.
    slots: Vec<Slot>,
    keys: Vec<Key>,
    /// Those for which there was no slot among the `PROBES` from their own on.
    crowded: BTreeMap<Key, u32>,
}

/// A key's place: the half of its hash that does not say where it is, and its number.
#[derive(Clone, Copy, Debug)]
struct Slot {
    tag: u32,
    number: u32,
}

/// Eight bytes of a digest: four that say where it is, four to know it by.
#[derive(Clone, Copy)]
struct Hash {
    place: u32,
    tag: u32,
}

const FREE: Slot = Slot { tag: 0, number: u32::MAX };

/// How far from its own place a key may be.
const PROBES: usize = 16;

/// The first places of a table.
const FIRST: usize = 64;

impl Hash {
    /// All alike where the algorithm is not known: these go to the tree.
    fn of(digest: &Digest) -> Self {
        let hash = digest.as_hash().unwrap_or_default();
        let four = |from: usize| hash.get(from..).and_then(|bytes| bytes.first_chunk());
        let number = |from| four(from).map_or(0, |bytes| u32::from_be_bytes(*bytes));
        Self { place: number(0), tag: number(4) }
    }

    /// The place among a power of two.
    fn place(self, places: usize) -> usize {
        self.place as usize & places.saturating_sub(1)
    }
}

impl Numbers {
    /// The number of a key.
    pub(super) fn get(&self, depth: u32, digest: &Digest) -> Option<u32> {
        let hash = Hash::of(digest);
        for slot in self.places(hash) {
            if slot.number == FREE.number {
                return None;
            }
            if slot.tag == hash.tag && self.is(slot.number, depth, digest) {
                return Some(slot.number);
            }
        }
        if self.crowded.is_empty() {
            return None;
        }
        self.crowded.get(&(depth, digest.clone())).copied()
    }

    /// The number of a key, and whether the key is new; `None` if there are as many as can be numbered.
    pub(super) fn get_or_insert(&mut self, depth: u32, digest: &Digest) -> Option<(u32, bool)> {
        if let Some(number) = self.get(depth, digest) {
            return Some((number, false));
        }
        let number = u32::try_from(self.keys.len()).ok().filter(|&it| it != FREE.number)?;
        self.keys.push((depth, digest.clone()));
        if self.keys.len() * 2 > self.slots.len() {
            self.grow();
        } else {
            self.place(number);
        }
        Some((number, true))
    }

    /// The digest of a number.
    pub(super) fn digest(&self, number: u32) -> Option<&Digest> {
        self.keys.get(number as usize).map(|(_, digest)| digest)
    }

    fn is(&self, number: u32, depth: u32, digest: &Digest) -> bool {
        self.keys.get(number as usize).is_some_and(|key| key.0 == depth && key.1 == *digest)
    }

    /// The places that a key may have.
    fn places(&self, hash: Hash) -> impl Iterator<Item = Slot> {
        let (before, from) = self.slots.split_at(hash.place(self.slots.len()));
        from.iter().chain(before).take(PROBES).copied()
    }

    fn place(&mut self, number: u32) {
        let Some((depth, digest)) = self.keys.get(number as usize) else { return };
        let hash = Hash::of(digest);
        let own = hash.place(self.slots.len());
        let (before, from) = self.slots.split_at_mut(own);
        let mut places = from.iter_mut().chain(before).take(PROBES);
        match places.find(|slot| slot.number == FREE.number) {
            Some(slot) => *slot = Slot { tag: hash.tag, number },
            None => {
                self.crowded.insert((*depth, digest.clone()), number);
            }
        }
    }

    /// Twice the places, every key in its own.
    fn grow(&mut self) {
        let count = (self.slots.len() * 2).max(FIRST);
        self.slots.clear();
        self.slots.resize(count, FREE);
        self.crowded.clear();
        for number in (0..).take(self.keys.len()) {
            self.place(number);
        }
    }
}
