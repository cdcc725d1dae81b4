//! [`TreeWarnings`]: what is odd about a layer, and where runtimes would see another tree.

use alloc::vec::Vec;

use super::policy::{Difference, differences};

/// What is odd about an entry, without being an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TreeWarningKind {
    /// The path was written with a leading `/`.
    AbsolutePath,
    /// The path was written with `..`, inside the root.
    ParentInPath,
    /// The path, or a type that replaces it, comes a second time in the same layer: the last one holds.
    Duplicate,
    /// A whiteout beside an entry of the same name in the same layer.
    WhiteoutBesideEntry,
    /// A whiteout or an opaque directory of which the layers below have nothing.
    NothingToHide,
    /// `.wh.` with nothing behind it, which the policy takes for the directory it stands in.
    BareWhiteout,
    /// AUFS's own files (`.wh..wh.plnk`), left out.
    AufsMetadata,
    /// A name above the path is a symbolic link.
    SymlinkedParent,
    /// A name above the path is neither a directory nor a symbolic link.
    NonDirectoryParent,
    /// A hard link to a file of a layer below.
    LinkToLower,
    /// A hard link that comes before its target.
    LinkBeforeTarget,
    /// An implied directory inside an opaque one.
    ImpliedInOpaque,
}

/// One oddity: what, and at which path and entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeWarning {
    kind: TreeWarningKind,
    path: Vec<u8>,
    entry: Option<u64>,
}

/// The oddities of a layer: of each kind the first hundred, and how many there were.
///
/// ```
/// use imageref_layers::tree::{Entry, TreeWarningKind, Changeset};
///
/// let layer = Changeset::from_entries([Entry::file("/etc/hosts", 10)])?;
/// let finding = &layer.warnings().as_slice()[0];
/// assert_eq!((finding.kind(), finding.path()), (TreeWarningKind::AbsolutePath, &b"etc/hosts"[..]));
/// assert_eq!(layer.warnings().count(TreeWarningKind::AbsolutePath), 1);
/// # Ok::<(), imageref_layers::tree::TreeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeWarnings {
    kept: Vec<TreeWarning>,
    counts: Vec<(TreeWarningKind, u64)>,
}

/// How many warnings of a kind are kept: a layer of a million odd entries must not cost their paths twice.
const KEPT: u64 = 100;

impl TreeWarningKind {
    /// Where runtimes do something else than the specification's rule.
    pub fn differences(self) -> impl Iterator<Item = &'static Difference> {
        differences(self)
    }
}

impl TreeWarning {
    /// What is odd.
    pub fn kind(&self) -> TreeWarningKind {
        self.kind
    }

    /// The path, cleaned.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// The entry of the layer, counted from 0, where one is known.
    pub fn entry(&self) -> Option<u64> {
        self.entry
    }
}

impl TreeWarnings {
    /// The warnings in the order they were met: at most a hundred of each kind.
    pub fn as_slice(&self) -> &[TreeWarning] {
        &self.kept
    }

    /// How many of a kind there were, kept or not.
    pub fn count(&self, kind: TreeWarningKind) -> u64 {
        self.counts.iter().find(|(k, _)| *k == kind).map_or(0, |(_, n)| *n)
    }

    /// Whether nothing was odd.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub(super) fn add(&mut self, kind: TreeWarningKind, path: &[u8], entry: Option<u64>) {
        let count = if let Some((_, count)) = self.counts.iter_mut().find(|(k, _)| *k == kind) {
            *count += 1;
            *count
        } else {
            self.counts.push((kind, 1));
            1
        };
        if count <= KEPT {
            self.kept.push(TreeWarning { kind, path: path.to_vec(), entry });
        }
    }
}
