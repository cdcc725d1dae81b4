//! [`Efficiency`] and the figures in it.

use alloc::vec::Vec;

/// The share of an image's content that is needed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Efficiency {
    /// The needed share of all content: 1.0 at best, and for an image without content.
    pub score: f64,
    /// The content of all layers in bytes; by dive's model, the sizes in all headers.
    pub size_bytes: u64,
    /// The same without the base, the first layer.
    pub user_size_bytes: u64,
    /// The wasted content in bytes.
    pub wasted_bytes: u64,
    /// The paths of the wasted content, the smallest first, then in byte order.
    pub paths: Vec<PathCost>,
}

/// The wasted content of one path.
///
/// ```
/// use imageref_layers::{Changeset, EfficiencyModel, Entry, PathCopy, PathCost, efficiency};
///
/// let base = Changeset::from_entries([Entry::file("log", 100)])?;
/// let upper = Changeset::from_entries([Entry::file("log", 40)])?;
/// let found = efficiency([&base, &upper], EfficiencyModel::Actual)?;
/// let log: &PathCost = &found.paths[0];
/// let copy: PathCopy = log.copies[0];
/// assert_eq!((copy.layer, copy.bytes, log.total_bytes()), (0, 100, 100));
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PathCost {
    /// The path, without a leading `/`.
    pub path: Vec<u8>,
    /// The wasted copies; by dive's model, all copies.
    pub copies: Vec<PathCopy>,
}

/// One layer's copy of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PathCopy {
    /// The layer, counted from 0 at the base.
    pub layer: usize,
    /// The copy's content in bytes.
    pub bytes: u64,
}

impl Efficiency {
    /// Returns the wasted content as a share of all above the base, as dive's continuous integration checks it: 0.1 is a
    /// tenth, and more than 1 is possible. `None` where there is nothing above the base.
    pub fn wasted_user_share(&self) -> Option<f64> {
        (self.user_size_bytes > 0).then(|| float(self.wasted_bytes) / float(self.user_size_bytes))
    }
}

impl PathCost {
    /// Returns the size of all copies in bytes.
    pub fn total_bytes(&self) -> u64 {
        self.copies.iter().fold(0, |sum, copy| sum.saturating_add(copy.bytes))
    }

    /// Returns the size of the smallest copy in bytes.
    pub fn smallest_bytes(&self) -> u64 {
        self.copies.iter().map(|copy| copy.bytes).min().unwrap_or(0)
    }
}

/// Returns the size of all layers, and of all but the first.
pub(super) fn sizes(sizes: impl Iterator<Item = u64>) -> (u64, u64) {
    let mut all = 0u64;
    let mut above = 0u64;
    for (layer, size) in sizes.enumerate() {
        all = all.saturating_add(size);
        above = above.saturating_add(if layer == 0 { 0 } else { size });
    }
    (all, above)
}

pub(super) fn sort(paths: &mut [PathCost]) {
    paths.sort_by(|a, b| a.total_bytes().cmp(&b.total_bytes()).then_with(|| a.path.cmp(&b.path)));
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a share needs no more than 53 bits; Go's float64(n) rounds the same"
)]
pub(super) fn float(bytes: u64) -> f64 {
    bytes as f64
}
