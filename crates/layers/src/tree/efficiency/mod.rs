//! How much of an image's content its layers hold in vain: [`efficiency`] as dive reckons it, and honestly.

mod dive;
mod honest;

use alloc::vec::Vec;

use super::error::TreeError;
use super::layer::Changeset;

/// Whose reckoning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EfficiencyModel {
    /// What the layers hold against what a container sees: a byte is wasted when no name shows it any more.
    #[default]
    Actual,
    /// dive's figures to the digit, quirks included.
    ///
    /// A path that comes in several layers counts its smallest size as needed; all its sizes, the needed one
    /// included, are called wasted. Opaque directories are overlooked; a whiteout of a file costs that file's needed
    /// size, one of a directory adds what is below it; a whiteout of nothing ends the layer's reckoning and takes a
    /// byte off; hard links count what their header states, mostly 0.
    ///
    /// The layers must be read by the specification's rule. Entries that dive sees and a tree does not (AUFS's own
    /// files, the first of two entries for one path) are not counted.
    ///
    /// **Source** dive 0.13, dive/filetree/efficiency.go and dive/image/analysis.go.
    Dive,
}

/// How much of an image's content is needed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Efficiency {
    /// What is needed as a share of all: 1.0 at best, and for an image without content.
    pub score: f64,
    /// Content of all layers in bytes; as dive reckons it, all sizes that the headers state.
    pub size_bytes: u64,
    /// The same without the base, the first layer.
    pub user_size_bytes: u64,
    /// Content held in vain, in bytes.
    pub wasted_bytes: u64,
    /// The paths that it went to, the cheapest first, then in byte order.
    pub paths: Vec<PathCost>,
}

/// What one path costs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PathCost {
    /// The path, without a leading `/`.
    pub path: Vec<u8>,
    /// Which layer holds how many bytes of it: in vain, or as dive reckons it, at all.
    pub copies: Vec<PathCopy>,
}

/// One layer's part in a path's cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PathCopy {
    /// The layer, counted from 0 at the base.
    pub layer: usize,
    /// Its content in bytes.
    pub bytes: u64,
}

/// Reckons how much of the layers' content is needed, the base first.
///
/// ```
/// use imageref_layers::tree::{Entry, Changeset, EfficiencyModel, efficiency};
///
/// let layers = [
///     Changeset::from_entries([Entry::file("app", 300), Entry::file("log", 100)])?,
///     Changeset::from_entries([Entry::file("app", 400)])?,
/// ];
/// let honest = efficiency(&layers, EfficiencyModel::Actual)?;
/// assert_eq!((honest.size_bytes, honest.wasted_bytes), (800, 300)); // the first `app`
/// assert_eq!(honest.paths[0].path, b"app");
///
/// let dive = efficiency(&layers, EfficiencyModel::Dive)?;
/// assert_eq!((dive.score, dive.wasted_bytes), (0.5, 700));
/// # Ok::<(), imageref_layers::tree::TreeError>(())
/// ```
/// **Errors** [`TreeError`] when the layers make no tree, for [`EfficiencyModel::Actual`].
pub fn efficiency<'a>(
    layers: impl IntoIterator<Item = &'a Changeset>,
    mode: EfficiencyModel,
) -> Result<Efficiency, TreeError> {
    let layers: Vec<&Changeset> = layers.into_iter().collect();
    match mode {
        EfficiencyModel::Actual => honest::reckon(&layers),
        EfficiencyModel::Dive => Ok(dive::reckon(&layers)),
    }
}

impl Efficiency {
    /// Content held in vain as a share of all above the base, as dive's continuous integration checks it: 0.1 is a
    /// tenth, and more than 1 is possible. `None` where there is nothing above the base.
    pub fn wasted_user_share(&self) -> Option<f64> {
        (self.user_size_bytes > 0).then(|| float(self.wasted_bytes) / float(self.user_size_bytes))
    }
}

impl PathCost {
    /// All copies, in bytes.
    pub fn total_bytes(&self) -> u64 {
        self.copies.iter().fold(0, |sum, copy| sum.saturating_add(copy.bytes))
    }

    /// The smallest copy, in bytes.
    pub fn smallest_bytes(&self) -> u64 {
        self.copies.iter().map(|copy| copy.bytes).min().unwrap_or(0)
    }
}

/// The sizes of all layers and of all but the first.
fn sizes(sizes: impl Iterator<Item = u64>) -> (u64, u64) {
    let mut all = 0u64;
    let mut above = 0u64;
    for (layer, size) in sizes.enumerate() {
        all = all.saturating_add(size);
        above = above.saturating_add(if layer == 0 { 0 } else { size });
    }
    (all, above)
}

fn sort(paths: &mut [PathCost]) {
    paths.sort_by(|a, b| a.total_bytes().cmp(&b.total_bytes()).then_with(|| a.path.cmp(&b.path)));
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a share needs no more than 53 bits; Go's float64(n) rounds the same"
)]
fn float(bytes: u64) -> f64 {
    bytes as f64
}
