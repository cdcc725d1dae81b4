//! [`Changeset`]: what one layer changes.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::arena::Arena;
use super::builder::LayerBuilder;
use super::entry::Entry;
use super::error::TreeError;
use super::merge;
use super::warning::TreeWarnings;

/// What one layer changes: what it puts at which path, and what it hides of the layers below.
///
/// It is read from entries once, by a [`UnpackPolicy`](super::UnpackPolicy), and can then be put on any number of
/// [`Tree`](super::Tree)s, merged with other layers, and written out again.
///
/// ```
/// use imageref_layers::tree::{Entry, Changeset, Tree};
///
/// let base = Changeset::from_entries([Entry::directory("etc"), Entry::file("etc/passwd", 28)])?;
/// let upper = Changeset::from_entries([Entry::file("etc/.wh.passwd", 0), Entry::file("app", 9000)])?;
/// assert_eq!(upper.stats().whiteouts, 1);
///
/// let tree = Tree::from_layers([&base, &upper])?;
/// let paths: Vec<Vec<u8>> = tree.walk().map(|visit| visit.into_path()).collect();
/// assert_eq!(paths, [b"app".to_vec(), b"etc".to_vec()]);
/// # Ok::<(), imageref_layers::tree::TreeError>(())
/// ```
/// **Source** OCI image specification 1.1, layer.md.
#[derive(Clone, Debug)]
pub struct Changeset {
    pub(super) arena: Arena,
    pub(super) warnings: TreeWarnings,
    pub(super) stats: LayerStats,
    /// Sizes that headers state of what has no content: for dive.
    pub(super) stated_sizes: BTreeMap<Box<[u8]>, u64>,
    /// Content that the same layer replaced: path and bytes.
    pub(super) replaced: Vec<(Vec<u8>, u64)>,
}

/// What a layer's entries add up to, as they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LayerStats {
    /// All entries, whiteouts and opaque markers included.
    pub entries: u64,
    /// Whiteouts of single names.
    pub whiteouts: u64,
    /// Opaque directories.
    pub opaque: u64,
    /// Content of regular files, in bytes; a hard link has none.
    pub content_bytes: u64,
    /// The sizes that the headers state, of whatever kind, in bytes: dive's size of a layer.
    pub stated_bytes: u64,
}

impl Changeset {
    /// Reads a layer by the specification's rule, whiteouts as names.
    ///
    /// **Errors** [`TreeError`] at the first entry that has no place in a tree. For other policies, other forms of
    /// whiteouts and entries that come one by one: [`LayerBuilder`].
    pub fn from_entries(entries: impl IntoIterator<Item = Entry>) -> Result<Self, TreeError> {
        let mut builder = LayerBuilder::new();
        for entry in entries {
            builder.push(entry)?;
        }
        Ok(builder.finish())
    }

    /// What is odd about the layer by itself.
    pub fn warnings(&self) -> &TreeWarnings {
        &self.warnings
    }

    /// What its entries add up to.
    pub fn stats(&self) -> &LayerStats {
        &self.stats
    }

    /// This layer and the one above it as one: put on any tree, it does what the two do one after the other.
    ///
    /// **Errors** [`TreeError`] when a hard link of the upper layer points to what this one hides.
    ///
    /// The statistics add up; what this layer changed and the upper one changed again is gone, so that a merged layer
    /// tells less of waste.
    pub fn merged(&self, upper: &Self) -> Result<Self, TreeError> {
        let mut both = self.clone();
        merge::layer(&mut both.arena, &upper.arena)?;
        both.stated_sizes.extend(upper.stated_sizes.clone());
        both.replaced.extend(upper.replaced.iter().cloned());
        both.stats.add(&upper.stats);
        Ok(both)
    }
}

impl LayerStats {
    pub(super) fn add(&mut self, other: &Self) {
        let sum = |a: &mut u64, b: u64| *a = a.saturating_add(b);
        sum(&mut self.entries, other.entries);
        sum(&mut self.whiteouts, other.whiteouts);
        sum(&mut self.opaque, other.opaque);
        sum(&mut self.content_bytes, other.content_bytes);
        sum(&mut self.stated_bytes, other.stated_bytes);
    }
}
