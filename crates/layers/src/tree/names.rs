//! [`Names`]: a directory's names in byte order; few in a list, more in a B-tree.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, btree_map};
use alloc::vec::Vec;
use core::{mem, slice};

use super::arena::Ino;

/// So many names are kept in a list, which takes half of the memory; an insertion moves them all at worst.
const FEW: usize = 64;

/// A name in a directory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) ino: Ino,
    /// The layer that put it there.
    pub(super) layer: u16,
    /// `true` if a hard link entry made it.
    pub(super) link: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Names {
    /// Sorted.
    Few(Vec<(Box<[u8]>, Name)>),
    Many(BTreeMap<Box<[u8]>, Name>),
}

impl Default for Names {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Names {
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(map) => map.len(),
        }
    }

    pub(super) fn get(&self, name: &[u8]) -> Option<&Name> {
        match self {
            Self::Few(list) => {
                find(list, name).ok().and_then(|at| list.get(at)).map(|(_, found)| found)
            }
            Self::Many(map) => map.get(name),
        }
    }

    pub(super) fn insert(&mut self, name: &[u8], entry: Name) {
        if let Self::Few(list) = self {
            match find(list, name) {
                Ok(at) => {
                    if let Some((_, old)) = list.get_mut(at) {
                        *old = entry;
                    }
                    return;
                }
                Err(at) if list.len() < FEW => return list.insert(at, (name.into(), entry)),
                Err(_) => *self = Self::Many(mem::take(list).into_iter().collect()),
            }
        }
        if let Self::Many(map) = self {
            map.insert(name.into(), entry);
        }
    }

    pub(super) fn remove(&mut self, name: &[u8]) -> Option<Name> {
        match self {
            Self::Few(list) => find(list, name).ok().map(|at| list.remove(at).1),
            Self::Many(map) => map.remove(name),
        }
    }

    pub(super) fn iter(&self) -> NamesIter<'_> {
        match self {
            Self::Few(list) => NamesIter::Few(list.iter()),
            Self::Many(map) => NamesIter::Many(map.iter()),
        }
    }

    /// Calls `change` with each inode.
    pub(super) fn change(&mut self, mut change: impl FnMut(&mut Ino)) {
        match self {
            Self::Few(list) => list.iter_mut().for_each(|(_, name)| change(&mut name.ino)),
            Self::Many(map) => map.values_mut().for_each(|name| change(&mut name.ino)),
        }
    }

    /// Gives memory back that insertions left unused.
    pub(super) fn compact(&mut self) {
        match self {
            Self::Few(list) => list.shrink_to_fit(),
            Self::Many(map) => *map = mem::take(map).into_iter().collect(),
        }
    }
}

/// Where a name is in a sorted list, or where it belongs; most names come in order.
fn find(list: &[(Box<[u8]>, Name)], name: &[u8]) -> Result<usize, usize> {
    match list.last() {
        Some((end, _)) if **end < *name => Err(list.len()),
        _ => list.binary_search_by(|(other, _)| (**other).cmp(name)),
    }
}

/// Collects names that are in byte order.
impl FromIterator<(Box<[u8]>, Name)> for Names {
    fn from_iter<I: IntoIterator<Item = (Box<[u8]>, Name)>>(names: I) -> Self {
        let list: Vec<_> = names.into_iter().collect();
        if list.len() <= FEW { Self::Few(list) } else { Self::Many(list.into_iter().collect()) }
    }
}

/// The names of a directory in byte order.
#[derive(Clone)]
pub(super) enum NamesIter<'a> {
    Few(slice::Iter<'a, (Box<[u8]>, Name)>),
    Many(btree_map::Iter<'a, Box<[u8]>, Name>),
}

impl<'a> Iterator for NamesIter<'a> {
    type Item = (&'a [u8], &'a Name);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Few(list) => list.next().map(|(name, entry)| (&**name, entry)),
            Self::Many(map) => map.next().map(|(name, entry)| (&**name, entry)),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Few(list) => list.size_hint(),
            Self::Many(map) => map.size_hint(),
        }
    }
}

impl<'a> IntoIterator for &'a Names {
    type Item = (&'a [u8], &'a Name);
    type IntoIter = NamesIter<'a>;

    fn into_iter(self) -> NamesIter<'a> {
        self.iter()
    }
}
