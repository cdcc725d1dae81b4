//! Sorting whose code exists once, for lists that are short or seldom sorted.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// The items in the order of their keys; those of one key stay in their order.
pub(crate) fn sorted<'a, T, K: Ord>(items: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<&'a T> {
    let key = |index| items.get(index).map(&key);
    let indices = indices(items.len(), &|a, b| key(a).cmp(&key(b)));
    indices.iter().filter_map(|index| items.get(*index)).collect()
}

/// Entries of a map in the order of their keys; of those with one key, the last.
pub(crate) fn sorted_map<'a>(
    entries: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<(&'a str, &'a str)> {
    let entries: Vec<_> = entries.collect();
    let mut map: Vec<(&str, &str)> = Vec::with_capacity(entries.len());
    for entry in sorted(&entries, |(key, _)| *key) {
        match map.last_mut() {
            Some(last) if last.0 == entry.0 => *last = *entry,
            _ => map.push(*entry),
        }
    }
    map
}

fn indices(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..len).collect();
    indices.sort_by(|a, b| compare(*a, *b));
    indices
}
