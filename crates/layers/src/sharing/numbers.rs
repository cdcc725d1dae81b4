//! [`Numbers`]: a number for each digest, in the order in which they were added.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use imageref::Digest;

/// A digest and the number of layers that a chain has, or 0 for a blob or a diff ID. A config may state a diff ID that is
/// also the chain ID of other layers; the depth keeps the two apart.
pub(super) type Key = (u32, Digest);

/// Keys, each with a number.
///
/// A hash table with open addressing, whose hashes are the digests themselves: a look-up misses the processor's cache once
/// or twice, where a tree does at each level. Since digests are stated by documents, they may be chosen to collide: a key
/// that finds no free slot near its own goes to a tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// INVARIANT: the number of slots is 0 or a power of two, and at most half of them are taken.
    slots: Vec<Slot>,
    keys: Vec<Key>,
    /// The keys that found no free slot among the `PROBES` from their own on.
    crowded: BTreeMap<Key, u32>,
}

/// A taken slot: the half of the hash that does not determine the place, and the number of the key.
#[derive(Clone, Copy, Debug)]
struct Slot {
    tag: u32,
    number: u32,
}

/// Eight bytes of a digest: four that determine the place, and four to recognize it by.
#[derive(Clone, Copy)]
struct Hash {
    place: u32,
    tag: u32,
}

const FREE: Slot = Slot { tag: 0, number: u32::MAX };

/// The number of slots that may hold a key.
const PROBES: usize = 16;

/// The initial number of slots.
const FIRST: usize = 64;

impl Hash {
    /// All digests of unknown algorithms have the same hash: most of them go to the tree.
    fn of(digest: &Digest) -> Self {
        let hash = digest.as_hash().unwrap_or_default();
        let four = |from: usize| hash.get(from..).and_then(|bytes| bytes.first_chunk());
        let number = |from| four(from).map_or(0, |bytes| u32::from_be_bytes(*bytes));
        Self { place: number(0), tag: number(4) }
    }

    /// Returns the place among a power of two.
    fn place(self, places: usize) -> usize {
        self.place as usize & places.saturating_sub(1)
    }
}

impl Numbers {
    /// Returns the number of a key.
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

    /// Returns the number of a key, and `true` if the key is new; `None` if no number is left.
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

    /// Returns the digest that has a number.
    pub(super) fn digest(&self, number: u32) -> Option<&Digest> {
        self.keys.get(number as usize).map(|(_, digest)| digest)
    }

    fn is(&self, number: u32, depth: u32, digest: &Digest) -> bool {
        self.keys.get(number as usize).is_some_and(|key| key.0 == depth && key.1 == *digest)
    }

    /// Returns the slots that may hold a key.
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

    /// Doubles the number of slots and places every key again.
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
