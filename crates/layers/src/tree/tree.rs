//! [`Tree`]: the file system that a container sees.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::arena::{Arena, Ino, ROOT};
use super::error::{TreeError, TreeErrorKind};
use super::layer::Changeset;
use super::merge::{self, Inodes};
use super::node::{Node, Walk};
use super::path;
use super::warning::TreeWarnings;

/// The file system that a container sees: the layers merged, without file content.
///
/// ```
/// use imageref_layers::{Entry, Changeset, Tree};
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
/// assert_eq!(tree.size(), 1200); // content that two names share counts once
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
/// Source: OCI image specification 1.1, layer.md, "Applying Changesets".
#[derive(Clone, Debug)]
pub struct Tree {
    pub(super) arena: Arena,
    layers: u16,
    warnings: TreeWarnings,
}

impl Default for Tree {
    fn default() -> Self {
        Self::new()
    }
}

impl Tree {
    /// The empty root: mode 0755, owner 0.
    pub fn new() -> Self {
        Self { arena: Arena::new(), layers: 0, warnings: TreeWarnings::default() }
    }

    /// Merges layers, the base first.
    ///
    /// Each is merged when the iterator yields it, so that `inspect` can report progress:
    ///
    /// ```
    /// use imageref_layers::{Changeset, Entry, Tree};
    ///
    /// let layers = [Changeset::from_entries([Entry::directory("srv")])?, Changeset::from_entries([])?];
    /// let mut calls = Vec::new();
    /// let reported = layers.iter().zip(1..).inspect(|(_, layer)| calls.push(*layer));
    /// let tree = Tree::from_layers(reported.map(|(layer, _)| layer))?;
    /// assert_eq!((tree.layers(), calls), (2, vec![1, 2]));
    /// # Ok::<(), imageref_layers::TreeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`TreeError`] with the layer, when a hard link's target does not exist.
    pub fn from_layers<'a>(
        layers: impl IntoIterator<Item = &'a Changeset>,
    ) -> Result<Self, TreeError> {
        let mut tree = Self::new();
        for layer in layers {
            tree.apply(layer)?;
        }
        Ok(tree)
    }

    /// Puts one more layer on top; what is odd about it there is added to [`warnings`](Self::warnings).
    ///
    /// # Errors
    ///
    /// [`TreeError`] when a hard link's target does not exist; the tree is unchanged.
    pub fn apply(&mut self, layer: &Changeset) -> Result<(), TreeError> {
        self.apply_traced(layer).map(drop)
    }

    /// Applies a layer and returns what its inodes have become.
    pub(super) fn apply_traced(&mut self, layer: &Changeset) -> Result<Inodes, TreeError> {
        let number = self.layers;
        let next = number.checked_add(1).ok_or(TreeError::new(TreeErrorKind::TooMany, b""))?;
        let inodes = merge::tree(&mut self.arena, &layer.arena, number, &mut self.warnings)
            .map_err(|error| error.in_layer(number.into()))?;
        self.layers = next;
        Ok(inodes)
    }

    /// Returns what is odd about the layers together. What is odd about a layer by itself is in
    /// [`Changeset::warnings`].
    pub fn warnings(&self) -> &TreeWarnings {
        &self.warnings
    }

    /// Returns how many layers it has.
    pub fn layers(&self) -> usize {
        self.layers.into()
    }

    /// Returns the root directory.
    pub fn root(&self) -> Node<'_> {
        Node::root(&self.arena)
    }

    /// Returns the node at a path, with or without a leading `/`; symbolic links are not followed.
    pub fn get(&self, path: impl AsRef<[u8]>) -> Option<Node<'_>> {
        let cleaned = path::clean(path.as_ref()).ok()?;
        self.arena.lookup(&cleaned.path).map(|name| Node::new(&self.arena, name))
    }

    /// Walks through everything but the root: each directory, then its children, names in byte order.
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(&self.arena, ROOT, Vec::new())
    }

    /// Walks through everything below a path; nothing where the path is not a directory.
    pub fn walk_below(&self, path: impl AsRef<[u8]>) -> Walk<'_> {
        let found = path::clean(path.as_ref())
            .ok()
            .and_then(|cleaned| Some((self.arena.lookup(&cleaned.path)?.ino, cleaned.path)));
        match found {
            Some((ino, path)) => Walk::new(&self.arena, ino, path.into_owned()),
            None => Walk::nothing(&self.arena),
        }
    }

    /// Returns the size of all visible content in bytes; content that several names share counts once.
    pub fn size(&self) -> u64 {
        self.arena
            .numbers()
            .filter(|(_, inode)| inode.links > 0)
            .fold(0, |sum, (_, inode)| sum.saturating_add(inode.size()))
    }

    /// Returns `true` if an inode still has a name.
    pub(super) fn shows(&self, ino: Ino) -> bool {
        (ino as usize) < self.arena.len() && self.arena.inode(ino).links > 0
    }

    /// Returns the names of every file that has several: each group and all groups in byte order.
    pub fn hard_links(&self) -> Vec<Vec<Vec<u8>>> {
        let mut groups: BTreeMap<Ino, Vec<Vec<u8>>> = BTreeMap::new();
        let mut walk = self.walk();
        while let Some((_, node)) = walk.advance() {
            if node.link_count() > 1 {
                groups.entry(node.ino()).or_default().push(walk.path().to_vec());
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

/// Two trees are equal when they look the same to a container: paths, kinds, metadata, extended attributes, and which
/// names share a file. The layers that they come from are not compared.
impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        let same_root = self.root().looks_like(&other.root());
        let (mut left, mut right) = (self.walk(), other.walk());
        let mut pairs = BTreeMap::new();
        loop {
            match (left.advance(), right.advance()) {
                (None, None) => return same_root,
                (Some((depth, a)), Some((other_depth, b))) => {
                    let (x, y) = (a.ino(), b.ino());
                    let shared = a.link_count() > 1;
                    if depth != other_depth
                        || left.name() != right.name()
                        || !a.looks_like(&b)
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
