//! [`Strays`]: entries that dive counts where the layer's tree shows something else.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;

use super::path;

/// The entries of a layer that are not at their verbatim paths in its tree: replaced by later entries, resolved
/// through links, or ignored.
///
/// dive keeps every path that appears in a layer, whatever comes later.
#[derive(Clone, Debug, Default)]
pub(super) struct Strays(BTreeMap<Box<[u8]>, Stray>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stray {
    /// An entry.
    Entry { size: u64, directory: bool },
    /// A directory that the path of an ignored entry implies.
    Implied,
    /// A whiteout or a file of the tree that no entry states at this path.
    Synthetic,
}

/// dive drops names with this prefix, and what is below them.
const DROPPED: &[u8] = b".wh..wh..";

impl Strays {
    /// Records an entry as dive adds it: up to a name that dive drops. Returns the bytes that are kept.
    pub(super) fn add(&mut self, path: &[u8], size: u64, directory: bool) -> u64 {
        let dropped = path::names(path).any(|name| name.starts_with(DROPPED));
        if !dropped {
            return self.insert(path, Stray::Entry { size, directory });
        }
        let mut end = 0;
        for name in path::names(path).take_while(|name| !name.starts_with(DROPPED)) {
            end += name.len() + usize::from(end > 0);
        }
        match path.get(..end) {
            Some(above) if end > 0 => self.imply(above),
            _ => 0,
        }
    }

    /// Records a directory that the path of an ignored entry implies.
    pub(super) fn imply(&mut self, path: &[u8]) -> u64 {
        if self.0.contains_key(path) { 0 } else { self.insert(path, Stray::Implied) }
    }

    pub(super) fn insert(&mut self, path: &[u8], stray: Stray) -> u64 {
        match self.0.insert(path.into(), stray) {
            Some(_) => 0,
            None => path.len() as u64 + 64,
        }
    }

    /// Records that the tree has something at a path that no entry states, unless an earlier entry did.
    pub(super) fn replace(&mut self, path: &[u8]) -> u64 {
        if self.0.contains_key(path) { 0 } else { self.insert(path, Stray::Synthetic) }
    }

    pub(super) fn get(&self, path: &[u8]) -> Option<Stray> {
        if self.0.is_empty() { None } else { self.0.get(path).copied() }
    }

    /// Records that an entry states what the tree has at a path.
    pub(super) fn state(&mut self, path: &[u8]) {
        if self.get(path) == Some(Stray::Synthetic) {
            self.0.remove(path);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8], Stray)> {
        self.0.iter().map(|(path, stray)| (&path[..], *stray))
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().map(|(path, stray)| (path.clone(), *stray)));
    }
}
