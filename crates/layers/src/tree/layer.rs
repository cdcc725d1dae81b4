//! [`Changeset`]: the changes of one layer.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::arena::Arena;
use super::error::TreeError;
use super::merge;
use super::strays::Strays;
use super::warning::TreeWarnings;

/// The changes of one layer: what it puts at which paths, and what it hides of the lower layers.
///
/// It is read from entries once, by an [`UnpackPolicy`](super::UnpackPolicy), and can then be put on any number of
/// [`Tree`](super::Tree)s, merged with other layers, and written as entries again.
///
/// ```
/// use imageref_layers::{Entry, Changeset, Tree};
///
/// let base = Changeset::from_entries([Entry::directory("etc"), Entry::file("etc/passwd", 28)])?;
/// let upper = Changeset::from_entries([Entry::file("etc/.wh.passwd", 0), Entry::file("app", 9000)])?;
/// assert_eq!(upper.stats().whiteouts, 1);
///
/// let tree = Tree::from_layers([&base, &upper])?;
/// let paths: Vec<Vec<u8>> = tree.walk().map(|visit| visit.into_path()).collect();
/// assert_eq!(paths, [b"app".to_vec(), b"etc".to_vec()]);
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
/// Source: OCI image specification 1.1, layer.md.
#[derive(Clone, Debug)]
pub struct Changeset {
    pub(super) arena: Arena,
    pub(super) warnings: TreeWarnings,
    pub(super) stats: LayerStats,
    /// The sizes in headers of entries without content: for dive.
    pub(super) stated_sizes: BTreeMap<Box<[u8]>, u64>,
    /// Content that the same layer replaced: path and bytes.
    pub(super) replaced: Vec<(Vec<u8>, u64)>,
    pub(super) strays: Strays,
}

/// The counts and sums of a layer's entries.
///
/// ```
/// use imageref_layers::{Changeset, Entry, LayerStats};
///
/// let layer = Changeset::from_entries([Entry::file("app", 300), Entry::file(".wh.old", 0)])?;
/// let stats: &LayerStats = layer.stats();
/// assert_eq!((stats.entries, stats.whiteouts, stats.content_bytes), (2, 1, 300));
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LayerStats {
    /// All entries, including whiteouts and opaque markers.
    pub entries: u64,
    /// Whiteouts of single names.
    pub whiteouts: u64,
    /// Opaque directories.
    pub opaque: u64,
    /// The content of regular files in bytes; a hard link has none.
    pub content_bytes: u64,
    /// The sizes in the headers of all entries in bytes: dive's size of a layer.
    pub stated_bytes: u64,
}

impl Changeset {
    /// Returns what is odd about the layer by itself.
    pub fn warnings(&self) -> &TreeWarnings {
        &self.warnings
    }

    /// Returns the counts and sums of its entries.
    pub fn stats(&self) -> &LayerStats {
        &self.stats
    }

    /// Merges this layer and the one above it: put on any tree, the result does what the two do one after the other.
    ///
    /// The statistics add up. What both layers change is in the result once, so that its
    /// [`efficiency`](super::efficiency()) is higher.
    ///
    /// # Errors
    ///
    /// [`TreeError`] when a hard link of the upper layer points to what this one hides.
    pub fn merged(&self, upper: &Self) -> Result<Self, TreeError> {
        let mut both = self.clone();
        merge::layer(&mut both.arena, &upper.arena)?;
        both.stated_sizes.extend(upper.stated_sizes.clone());
        both.strays.extend(&upper.strays);
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
