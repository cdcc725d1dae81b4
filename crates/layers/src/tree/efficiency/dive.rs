//! dive's computation, step by step: its figures follow from how its trees are stacked, quirks included.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, btree_map};
use alloc::vec;
use alloc::vec::Vec;

use super::figures::{Efficiency, PathCopy, PathCost, sizes, sort};
use crate::tree::arena::{Arena, Data, Ino, ROOT};
use crate::tree::layer::Changeset;
use crate::tree::names::Name;
use crate::tree::path;
use crate::tree::strays::Stray;
use crate::tree::whiteout::PREFIX;

pub(super) fn compute(layers: &[&Changeset]) -> Efficiency {
    let mut costs: BTreeMap<Vec<u8>, Cost> = BTreeMap::new();
    let mut stacked = Files::new();
    for (number, layer) in layers.iter().enumerate() {
        let files = Files::of_layer(layer);
        // The base is stacked on nothing but a copy of itself.
        if number == 0 {
            stacked = files.clone();
        }
        count_layer(number, &files, &stacked, &mut costs);
        stacked.stack(&files);
    }
    let mut needed = 0i64;
    let mut found = 0i64;
    for cost in costs.values() {
        needed = needed.saturating_add(cost.smallest);
        found = found.saturating_add(signed(cost.total()));
    }
    let mut paths: Vec<PathCost> = costs
        .into_iter()
        .filter(|(_, cost)| cost.copies.len() > 1)
        .map(|(path, cost)| PathCost { path, copies: cost.copies })
        .collect();
    sort(&mut paths);
    let wasted = paths.iter().fold(0u64, |sum, path| sum.saturating_add(path.total_bytes()));
    let (size_bytes, user_size_bytes) = sizes(layers.iter().map(|l| l.stats.stated_bytes));
    let score = if found == 0 { 1.0 } else { share(needed, found) };
    Efficiency { score, size_bytes, user_size_bytes, wasted_bytes: wasted, paths }
}

struct Cost {
    copies: Vec<PathCopy>,
    /// Starts at -1, and stays so for a path that is only ever removed where it is missing.
    smallest: i64,
}

impl Cost {
    fn total(&self) -> u64 {
        self.copies.iter().fold(0, |sum, copy| sum.saturating_add(copy.bytes))
    }
}

/// Adds up a layer's leaves, depth first by name, until a whiteout of nothing.
fn count_layer(layer: usize, files: &Files, stacked: &Files, costs: &mut BTreeMap<Vec<u8>, Cost>) {
    let mut walk = ChildrenFirst::new(files);
    while let Some((path, id)) = walk.next() {
        let file = files.get(id);
        if !file.children.is_empty() {
            continue;
        }
        let (shown, whiteout) = without_prefix(path);
        let cost =
            costs.entry(shown.clone()).or_insert_with(|| Cost { copies: Vec::new(), smallest: -1 });
        let bytes = if whiteout {
            let Some(below) = stacked.find(&shown) else { return };
            if stacked.get(below).directory { stacked.size_below(below) } else { 0 }
        } else {
            file.size
        };
        cost.copies.push(PathCopy { layer, bytes });
        let bytes = signed(bytes);
        if cost.smallest < 0 || bytes < cost.smallest {
            cost.smallest = bytes;
        }
    }
}

/// Returns the path that a whiteout hides.
fn without_prefix(path: &[u8]) -> (Vec<u8>, bool) {
    let (directory, name) = path::split_last(path).unwrap_or((b"", b""));
    match name.strip_prefix(PREFIX) {
        Some(name) => (path::join(directory, name), true),
        None => (path.to_vec(), false),
    }
}

/// A tree as dive has it: whiteouts are files, and a file may have children left over from a directory.
///
/// INVARIANT: a file's number is its place, and no file is ever taken out.
#[derive(Clone)]
struct Files(Vec<File>);

#[derive(Clone, Default)]
struct File {
    size: u64,
    directory: bool,
    children: BTreeMap<Box<[u8]>, usize>,
}

impl Files {
    fn new() -> Self {
        Self(vec![File::default()])
    }

    #[expect(clippy::indexing_slicing, reason = "every number was returned by this tree's `child`")]
    fn get(&self, id: usize) -> &File {
        &self.0[id]
    }

    #[expect(clippy::indexing_slicing, reason = "every number was returned by this tree's `child`")]
    fn get_mut(&mut self, id: usize) -> &mut File {
        &mut self.0[id]
    }

    fn of_layer(layer: &Changeset) -> Self {
        let arena = &layer.arena;
        let mut files = Self::new();
        for (path, stray) in layer.strays.iter().filter(|(_, stray)| *stray != Stray::Synthetic) {
            let place = path::names(path).fold(0, |id, name| files.child(id, name));
            if let Stray::Entry { size, directory } = stray {
                let file = files.get_mut(place);
                (file.size, file.directory) = (size, directory);
            }
        }
        let mut pending: Vec<(Ino, usize, Vec<u8>)> = vec![(ROOT, 0, Vec::new())];
        while let Some((ino, id, path)) = pending.pop() {
            let Some(directory) = arena.directory(ino) else { continue };
            for name in &directory.whiteouts {
                if layer.strays.get(&path::whiteout(&path, name)) != Some(Stray::Synthetic) {
                    files.child(id, &[PREFIX, name].concat());
                }
            }
            for (name, child) in &directory.children {
                let path = path::join(&path, name);
                let is_directory = arena.inode(child.ino).is_directory();
                if !is_directory && layer.strays.get(&path) == Some(Stray::Synthetic) {
                    continue;
                }
                let below = files.child(id, name);
                let stated = layer.stated_sizes.get(path.as_slice()).copied();
                // A path that entries only imply keeps what an earlier entry stated.
                if arena.directory(child.ino).is_none_or(|d| d.explicit) {
                    let file = files.get_mut(below);
                    file.size = stated.unwrap_or_else(|| size(arena, *child));
                    file.directory = is_directory;
                }
                if is_directory {
                    pending.push((child.ino, below, path));
                }
            }
        }
        files
    }

    /// Returns the child of a name, made where it is missing.
    fn child(&mut self, id: usize, name: &[u8]) -> usize {
        if let Some(child) = self.get(id).children.get(name) {
            return *child;
        }
        let child = self.0.len();
        self.0.push(File::default());
        self.get_mut(id).children.insert(name.into(), child);
        child
    }

    fn find(&self, path: &[u8]) -> Option<usize> {
        path::names(path).try_fold(0, |id, name| self.get(id).children.get(name).copied())
    }

    /// Sums the sizes of a file and of all below it. The layer's whiteout then removes them, so each is added once.
    fn size_below(&self, id: usize) -> u64 {
        let mut sum = 0u64;
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            let file = self.get(id);
            sum = sum.saturating_add(file.size);
            pending.extend(file.children.values());
        }
        sum
    }

    /// Puts another tree on top, children before their directory, whiteouts in their order among the names.
    ///
    /// An implied directory overwrites what is known of it; a file in the place of a directory keeps the children.
    fn stack(&mut self, upper: &Files) {
        let mut walk = ChildrenFirst::new(upper);
        while let Some((path, id)) = walk.next() {
            let (shown, whiteout) = without_prefix(path);
            if whiteout {
                let (directory, name) = path::split_last(&shown).unwrap_or((b"", b""));
                if let Some(above) = self.find(directory) {
                    self.get_mut(above).children.remove(name);
                }
                continue;
            }
            let place = path::names(path).fold(0, |id, name| self.child(id, name));
            let file = upper.get(id);
            let below = self.get_mut(place);
            (below.size, below.directory) = (file.size, file.directory);
        }
    }
}

/// Returns the size in a name's header: a hard link has none.
fn size(arena: &Arena, name: Name) -> u64 {
    match arena.inode(name.ino).data {
        Data::File { size } if !name.link => size,
        _ => 0,
    }
}

type Children<'a> = btree_map::Iter<'a, Box<[u8]>, usize>;

/// All files but the root, each after its children, names in byte order.
struct ChildrenFirst<'a> {
    files: &'a Files,
    /// A file, its children still to come, and its path's length.
    stack: Vec<(usize, Children<'a>, usize)>,
    path: Vec<u8>,
}

impl<'a> ChildrenFirst<'a> {
    fn new(files: &'a Files) -> Self {
        Self { files, stack: vec![(0, files.get(0).children.iter(), 0)], path: Vec::new() }
    }

    fn next(&mut self) -> Option<(&[u8], usize)> {
        loop {
            let (id, children, length) = self.stack.last_mut()?;
            let (id, length) = (*id, *length);
            self.path.truncate(length);
            if let Some((name, child)) = children.next() {
                path::push(&mut self.path, name);
                let children = self.files.get(*child).children.iter();
                self.stack.push((*child, children, self.path.len()));
                continue;
            }
            self.stack.pop();
            return if self.stack.is_empty() { None } else { Some((&self.path, id)) };
        }
    }
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "as Go's float64(n)")]
fn share(needed: i64, found: i64) -> f64 {
    needed as f64 / found as f64
}
