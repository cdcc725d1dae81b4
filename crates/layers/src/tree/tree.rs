//! [`Tree`]: the view that a container sees.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use super::arena::{Arena, Ino, ROOT};
use super::error::{TreeError, TreeErrorKind};
use super::layer::Changeset;
use super::merge::{self, Inodes};
use super::node::{Node, Walk};
use super::path;
use super::warning::TreeWarnings;

/// The file system that a container sees: layers merged into one view, without their content.
///
/// ```
/// use imageref_layers::tree::{Entry, Changeset, Tree};
///
/// let base = Changeset::from_entries([
///     Entry::directory("srv"),
///     Entry::file("srv/index.html", 1200),
///     Entry::file("srv/old.html", 800),
/// ])?;
/// let upper = Changeset::from_entries([
///     Entry::file("srv/.wh.old.html", 0),
///     Entry::hard_link("srv/home.html", "srv/index.html"),
/// ])?;
/// let tree = Tree::from_layers([&base, &upper])?;
///
/// assert!(tree.get("srv/old.html").is_none());
/// let home = tree.get("/srv/home.html").unwrap();
/// assert_eq!((home.size(), home.link_count(), home.layer()), (1200, 2, 1));
/// assert_eq!(tree.size(), 1200); // the content that two names share counts once
/// # Ok::<(), imageref_layers::tree::TreeError>(())
/// ```
/// **Source** OCI image specification 1.1, layer.md, "Applying Changesets".
#[derive(Clone, Debug)]
pub struct Tree {
    pub(super) arena: Arena,
    layers: u16,
}

/// What stands in a directory and below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Usage {
    /// Content in bytes; what several names share counts once.
    pub bytes: u64,
    /// Names, the directory's own not included.
    pub entries: u64,
}

impl Default for Tree {
    fn default() -> Self {
        Self::new()
    }
}

impl Tree {
    /// The empty root: mode 0755, owner 0.
    pub fn new() -> Self {
        Self { arena: Arena::new(), layers: 0 }
    }

    /// The layers merged, the base first.
    ///
    /// **Errors** [`TreeError`] with the layer, when a hard link's target does not exist.
    pub fn from_layers<'a>(
        layers: impl IntoIterator<Item = &'a Changeset>,
    ) -> Result<Self, TreeError> {
        let mut tree = Self::new();
        for layer in layers {
            tree.apply(layer)?;
        }
        Ok(tree)
    }

    /// Puts one more layer on top, and tells what is odd about the two together.
    ///
    /// **Errors** [`TreeError`] when a hard link's target does not exist; the tree stays as it was.
    pub fn apply(&mut self, layer: &Changeset) -> Result<TreeWarnings, TreeError> {
        self.apply_traced(layer).map(|(warnings, _)| warnings)
    }

    /// The same, with what the layer's inodes have become.
    pub(super) fn apply_traced(
        &mut self,
        layer: &Changeset,
    ) -> Result<(TreeWarnings, Inodes), TreeError> {
        let number = self.layers;
        let next = number.checked_add(1).ok_or(TreeError::new(TreeErrorKind::TooMany, b""))?;
        let applied = merge::tree(&mut self.arena, &layer.arena, number)
            .map_err(|error| error.in_layer(number.into()))?;
        self.layers = next;
        Ok(applied)
    }

    /// How many layers were put on it.
    pub fn layers(&self) -> usize {
        self.layers.into()
    }

    /// The root directory.
    pub fn root(&self) -> Node<'_> {
        Node::root(&self.arena)
    }

    /// What stands at a path, written with or without a leading `/`; symbolic links are not followed.
    pub fn get(&self, path: impl AsRef<[u8]>) -> Option<Node<'_>> {
        let cleaned = path::clean(path.as_ref()).ok()?;
        self.arena.lookup(&cleaned.path).map(|name| Node::new(&self.arena, name))
    }

    /// Everything but the root, in order of the paths' names: a directory, then what stands in it.
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(&self.arena, ROOT, Vec::new())
    }

    /// Everything below a path, without itself; nothing where the path is no directory.
    pub fn walk_below(&self, path: impl AsRef<[u8]>) -> Walk<'_> {
        let found = path::clean(path.as_ref())
            .ok()
            .and_then(|cleaned| Some((self.arena.lookup(&cleaned.path)?.ino, cleaned.path)));
        match found {
            Some((ino, path)) => Walk::new(&self.arena, ino, path.into_owned()),
            None => Walk::nothing(&self.arena),
        }
    }

    /// All visible content in bytes; what several names share counts once.
    pub fn size(&self) -> u64 {
        self.arena
            .numbers()
            .filter(|(_, inode)| inode.links > 0)
            .fold(0, |sum, (_, inode)| sum.saturating_add(inode.size()))
    }

    /// Whether an inode still has a name.
    pub(super) fn shows(&self, ino: Ino) -> bool {
        (ino as usize) < self.arena.len() && self.arena.inode(ino).links > 0
    }

    /// What a path and all below it hold; `None` where it does not exist.
    pub fn usage(&self, path: impl AsRef<[u8]>) -> Option<Usage> {
        let own = self.get(path.as_ref())?;
        let mut usage = Usage { bytes: own.size(), entries: 0 };
        let mut counted = Counted::new(&self.arena);
        for visit in self.walk_below(path) {
            usage.entries += 1;
            usage.bytes = usage.bytes.saturating_add(counted.size(visit.node()));
        }
        Some(usage)
    }

    /// What each directory holds, in the order of [`walk`](Self::walk), the root (an empty path) first: all in one
    /// pass. Content that several names share counts at the first of them.
    pub fn directory_usage(&self) -> Vec<(Vec<u8>, Usage)> {
        let mut usages = vec![(Vec::new(), Usage::default())];
        let mut open: Vec<usize> = vec![0];
        let mut counted = Counted::new(&self.arena);
        for visit in self.walk() {
            while open.len() > visit.depth() {
                close(&mut usages, &mut open);
            }
            if let Some(&above) = open.last() {
                let usage = &mut usages[above].1;
                usage.entries += 1;
                usage.bytes = usage.bytes.saturating_add(counted.size(visit.node()));
            }
            if visit.node().is_directory() {
                open.push(usages.len());
                usages.push((visit.into_path(), Usage::default()));
            }
        }
        while open.len() > 1 {
            close(&mut usages, &mut open);
        }
        usages
    }

    /// The names that share a file, for every file that has several: each group and all groups in byte order.
    pub fn hard_links(&self) -> Vec<Vec<Vec<u8>>> {
        let mut groups: BTreeMap<Ino, Vec<Vec<u8>>> = BTreeMap::new();
        for visit in self.walk() {
            let node = *visit.node();
            if node.link_count() > 1 {
                groups.entry(node.ino()).or_default().push(visit.into_path());
            }
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        for group in &mut groups {
            group.sort();
        }
        groups.sort();
        groups
    }
}

/// Adds a finished directory's usage to the one above it.
fn close(usages: &mut [(Vec<u8>, Usage)], open: &mut Vec<usize>) {
    let (Some(done), Some(&above)) = (open.pop(), open.last()) else { return };
    let Usage { bytes, entries } = usages[done].1;
    let above = &mut usages[above].1;
    above.entries += entries;
    above.bytes = above.bytes.saturating_add(bytes);
}

/// Counts what several names share once.
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

/// Two trees are equal when they look the same to a container: paths, kinds, metadata, extended attributes, and which
/// names share a file. Which layer brought what does not count.
impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        let same_root = self.root().looks_like(&other.root());
        let (mut left, mut right) = (self.walk(), other.walk());
        let mut pairs = BTreeMap::new();
        loop {
            match (left.next(), right.next()) {
                (None, None) => return same_root,
                (Some(a), Some(b)) => {
                    let (x, y) = (a.node().ino(), b.node().ino());
                    let shared = a.node().link_count() > 1;
                    if a.path() != b.path()
                        || !a.node().looks_like(b.node())
                        || (shared && *pairs.entry(x).or_insert(y) != y)
                    {
                        return false;
                    }
                }
                _ => return false,
            }
        }
    }
}

impl Eq for Tree {}
