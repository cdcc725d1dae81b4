//! How much of an image's content its layers waste: [`efficiency`], by the actual content and as dive counts it.

mod actual;
mod dive;
mod figures;

use alloc::vec::Vec;

use super::error::TreeError;
use super::layer::Changeset;

pub use figures::{Efficiency, PathCopy, PathCost};

/// What [`efficiency`] counts as wasted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EfficiencyModel {
    /// Content that no name shows any more.
    #[default]
    Actual,
    /// dive's figures to the digit, quirks included: computed from the entries of the layers, which must be read by the
    /// specification's rule.
    ///
    /// An entry below a symbolic link of its own layer counts at its verbatim path; directories that following the link
    /// implies count as empty ones.
    ///
    /// Of a path in several layers, the smallest size counts as needed, and all its sizes, the needed one included, as
    /// wasted. Opaque directories are ignored. A whiteout of a file takes away that file's needed size; a whiteout of a
    /// directory adds what is below it. A whiteout of nothing takes off one byte and ends the layer's computation. Hard
    /// links count the size in their headers, mostly 0.
    ///
    /// Source: dive 0.13, dive/filetree/efficiency.go and dive/image/analysis.go.
    Dive,
}

/// Computes how much of the layers' content is needed, the base first.
///
/// ```
/// use imageref_layers::{Entry, Changeset, EfficiencyModel, efficiency};
///
/// let layers = [
///     Changeset::from_entries([Entry::file("app", 300), Entry::file("log", 100)])?,
///     Changeset::from_entries([Entry::file("app", 400)])?,
/// ];
/// let actual = efficiency(&layers, EfficiencyModel::Actual)?;
/// assert_eq!((actual.size_bytes, actual.wasted_bytes), (800, 300)); // the first `app`
/// assert_eq!(actual.paths[0].path, b"app");
///
/// let dive = efficiency(&layers, EfficiencyModel::Dive)?;
/// assert_eq!((dive.score, dive.wasted_bytes), (0.5, 700));
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
///
/// # Errors
///
/// [`TreeError`] when the layers do not make a tree, for [`EfficiencyModel::Actual`].
pub fn efficiency<'a>(
    layers: impl IntoIterator<Item = &'a Changeset>,
    model: EfficiencyModel,
) -> Result<Efficiency, TreeError> {
    let layers: Vec<&Changeset> = layers.into_iter().collect();
    match model {
        EfficiencyModel::Actual => actual::compute(&layers),
        EfficiencyModel::Dive => Ok(dive::compute(&layers)),
    }
}
