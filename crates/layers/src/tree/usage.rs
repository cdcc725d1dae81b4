//! [`DirectoryUsages`]: how much each directory of a tree contains.

use alloc::vec;
use alloc::vec::Vec;

use super::arena::Arena;
use super::node::Node;
use super::path;
use super::tree::Tree;

/// The content and the names below a directory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Usage {
    /// Content in bytes; content that several names share counts once.
    pub bytes: u64,
    /// The number of names below, without the directory's own.
    pub entries: u64,
}

/// The usage of every directory of a tree, each before those in it; the root first.
///
/// Names are borrowed from the tree, so that deep directories do not repeat their parents' paths.
///
/// ```
/// use imageref_layers::{Changeset, Entry, Tree};
///
/// let tree = Tree::from_layers([&Changeset::from_entries([Entry::file("var/log/app", 300)])?])?;
/// let usages = tree.directory_usage();
/// let rows: Vec<_> = usages.iter().map(|d| (d.path(), d.depth(), d.usage().bytes)).collect();
/// assert_eq!(rows[2], (b"var/log".to_vec(), 2, 300));
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct DirectoryUsages<'a> {
    rows: Vec<Row<'a>>,
}

#[derive(Clone, Copy, Debug)]
struct Row<'a> {
    name: &'a [u8],
    parent: Option<usize>,
    depth: usize,
    usage: Usage,
}

/// One directory of [`DirectoryUsages`].
///
/// ```
/// use imageref_layers::{Changeset, DirectoryUsage, Entry, Tree, Usage};
///
/// let tree = Tree::from_layers([&Changeset::from_entries([Entry::file("var/log/app", 300)])?])?;
/// let usages = tree.directory_usage();
/// let var: DirectoryUsage<'_> = usages.iter().nth(1).expect("a directory");
/// let Usage { bytes, entries, .. } = var.usage();
/// assert_eq!((var.name(), bytes, entries), (&b"var"[..], 300, 2));
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DirectoryUsage<'u> {
    rows: &'u [Row<'u>],
    row: &'u Row<'u>,
}

impl DirectoryUsages<'_> {
    /// Returns an iterator over the directories, each before those in it.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = DirectoryUsage<'_>> {
        self.rows.iter().map(|row| DirectoryUsage { rows: &self.rows, row })
    }

    /// Returns the number of directories, the root included.
    #[expect(clippy::len_without_is_empty, reason = "the root is always there")]
    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

impl<'u> DirectoryUsage<'u> {
    /// Returns the directory's own name; empty for the root.
    pub fn name(&self) -> &'u [u8] {
        self.row.name
    }

    /// Returns the directory's path without a leading `/`; empty for the root.
    pub fn path(&self) -> Vec<u8> {
        let mut names = Vec::with_capacity(self.depth());
        let mut row = self.row;
        while let Some(parent) = row.parent.and_then(|parent| self.rows.get(parent)) {
            names.push(row.name);
            row = parent;
        }
        let mut path = Vec::new();
        for name in names.iter().rev() {
            path::push(&mut path, name);
        }
        path
    }

    /// Returns how many directories are above it: 0 for the root.
    pub fn depth(&self) -> usize {
        self.row.depth
    }

    /// Returns what the directory and all below it contain.
    pub fn usage(&self) -> Usage {
        self.row.usage
    }
}

impl Tree {
    /// Returns what a path and all below it contain; `None` where it does not exist.
    pub fn usage(&self, path: impl AsRef<[u8]>) -> Option<Usage> {
        let own = self.get(path.as_ref())?;
        let mut usage = Usage { bytes: own.size(), entries: 0 };
        let mut counted = Counted::new(&self.arena);
        let mut walk = self.walk_below(path);
        while let Some((_, node)) = walk.advance() {
            usage.entries += 1;
            usage.bytes = usage.bytes.saturating_add(counted.size(&node));
        }
        Some(usage)
    }

    /// Returns what each directory contains, in one pass over the tree. Content that several names share counts at the
    /// first of them.
    pub fn directory_usage(&self) -> DirectoryUsages<'_> {
        let root = Row { name: b"", parent: None, depth: 0, usage: Usage::default() };
        let mut rows = vec![root];
        let mut open = vec![(0, Usage::default())];
        let mut counted = Counted::new(&self.arena);
        let mut walk = self.walk();
        while let Some((depth, node)) = walk.advance() {
            while open.len() > depth {
                close(&mut rows, &mut open);
            }
            let Some((parent, usage)) = open.last_mut() else { break };
            usage.entries += 1;
            usage.bytes = usage.bytes.saturating_add(counted.size(&node));
            if node.is_directory() {
                let (name, parent, usage) = (walk.name(), Some(*parent), Usage::default());
                open.push((rows.len(), usage));
                rows.push(Row { name, parent, depth, usage });
            }
        }
        while !open.is_empty() {
            close(&mut rows, &mut open);
        }
        DirectoryUsages { rows }
    }
}

/// Stores a finished directory's usage, and adds it to that of its parent.
fn close(rows: &mut [Row<'_>], open: &mut Vec<(usize, Usage)>) {
    let Some((done, usage)) = open.pop() else { return };
    if let Some(row) = rows.get_mut(done) {
        row.usage = usage;
    }
    if let Some((_, above)) = open.last_mut() {
        above.entries += usage.entries;
        above.bytes = above.bytes.saturating_add(usage.bytes);
    }
}

/// Counts content that several names share once.
struct Counted(Vec<bool>);

impl Counted {
    fn new(arena: &Arena) -> Self {
        Self(vec![false; arena.len()])
    }

    fn size(&mut self, node: &Node<'_>) -> u64 {
        match self.0.get_mut(node.ino() as usize) {
            Some(seen) if !*seen => {
                *seen = true;
                node.size()
            }
            _ => 0,
        }
    }
}
