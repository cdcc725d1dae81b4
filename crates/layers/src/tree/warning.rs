//! [`TreeWarnings`]: what is odd about a layer, and where runtimes see another tree.

use alloc::vec::Vec;
use core::fmt;

use super::error::Quoted;

/// What is odd about an entry without being an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TreeWarningKind {
    /// The path starts with `/`.
    AbsolutePath,
    /// The path contains `..`, inside the root.
    ParentInPath,
    /// A name of more than 255 bytes, which most file systems can't store.
    LongName,
    /// The path, or another type in its place, appears a second time in the same layer: the last one wins.
    Duplicate,
    /// A whiteout and an entry of the same name in the same layer.
    WhiteoutBesideEntry,
    /// A whiteout or an opaque directory that hides nothing of the layers below.
    NothingToHide,
    /// `.wh.` without a name, which the policy reads as a whiteout of its directory.
    BareWhiteout,
    /// AUFS's own files (`.wh..wh.plnk`), which are left out.
    AufsMetadata,
    /// A parent of the path is a symbolic link.
    SymlinkedParent,
    /// A parent of the path is neither a directory nor a symbolic link.
    NonDirectoryParent,
    /// A hard link to a file of a lower layer.
    LinkToLower,
    /// A hard link before its target.
    LinkBeforeTarget,
    /// An implied directory inside an opaque one.
    ImpliedInOpaque,
}

impl TreeWarningKind {
    /// Returns its name in kebab case: `absolute-path`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AbsolutePath => "absolute-path",
            Self::ParentInPath => "parent-in-path",
            Self::LongName => "long-name",
            Self::Duplicate => "duplicate",
            Self::WhiteoutBesideEntry => "whiteout-beside-entry",
            Self::NothingToHide => "nothing-to-hide",
            Self::BareWhiteout => "bare-whiteout",
            Self::AufsMetadata => "aufs-metadata",
            Self::SymlinkedParent => "symlinked-parent",
            Self::NonDirectoryParent => "non-directory-parent",
            Self::LinkToLower => "link-to-lower",
            Self::LinkBeforeTarget => "link-before-target",
            Self::ImpliedInOpaque => "implied-in-opaque",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::AbsolutePath => "the path starts with `/`",
            Self::ParentInPath => "the path contains `..`",
            Self::LongName => "a name is longer than 255 bytes",
            Self::Duplicate => "the path appears twice in the layer; the last entry wins",
            Self::WhiteoutBesideEntry => "the layer has both a whiteout and an entry of this name",
            Self::NothingToHide => "the whiteout hides nothing",
            Self::BareWhiteout => "the whiteout has no name and hides its directory",
            Self::AufsMetadata => "a file of AUFS is left out",
            Self::SymlinkedParent => "a parent of the path is a symbolic link",
            Self::NonDirectoryParent => "a parent of the path is not a directory",
            Self::LinkToLower => "the hard link's target is in a lower layer",
            Self::LinkBeforeTarget => "the hard link comes before its target",
            Self::ImpliedInOpaque => "the opaque directory contains an implied directory",
        }
    }
}

/// Something odd that is not an error: what, and at which path of which layer and entry.
///
/// ```
/// use imageref_layers::{Changeset, Entry, TreeWarning};
///
/// let layer = Changeset::from_entries([Entry::file("/etc/hosts", 70)])?;
/// let warning: &TreeWarning = &layer.warnings().as_slice()[0];
/// assert_eq!((warning.path(), warning.entry()), (&b"etc/hosts"[..], Some(0)));
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeWarning {
    kind: TreeWarningKind,
    path: Vec<u8>,
    layer: Option<usize>,
    entry: Option<u64>,
}

/// The warnings about a layer or a tree: of each kind the first hundred, and the count of all.
///
/// ```
/// use imageref_layers::{Changeset, Entry, TreeWarningKind};
///
/// let layer = Changeset::from_entries([Entry::file("/etc/hosts", 10)])?;
/// let warning = &layer.warnings().as_slice()[0];
/// assert_eq!((warning.kind(), warning.path()), (TreeWarningKind::AbsolutePath, &b"etc/hosts"[..]));
/// assert_eq!(warning.to_string(), r#"entry 0, "etc/hosts": the path starts with `/`"#);
/// assert_eq!(layer.warnings().count(TreeWarningKind::AbsolutePath), 1);
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeWarnings {
    kept: Vec<TreeWarning>,
    counts: Vec<(TreeWarningKind, u64)>,
}

/// How many warnings of a kind are kept: a layer of a million odd entries must not keep their paths twice.
const KEPT: u64 = 100;

impl TreeWarning {
    /// Returns what is odd.
    pub fn kind(&self) -> TreeWarningKind {
        self.kind
    }

    /// Returns the path, cleaned.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// Returns the layer of the tree, counted from 0 at the base; `None` in a layer's own warnings.
    pub fn layer(&self) -> Option<usize> {
        self.layer
    }

    /// Returns the entry of the layer, counted from 0, where one is known.
    pub fn entry(&self) -> Option<u64> {
        self.entry
    }
}

/// The place and one sentence; all but printable ASCII is escaped.
impl fmt::Display for TreeWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(layer) = self.layer {
            write!(f, "layer {layer}, ")?;
        }
        if let Some(entry) = self.entry {
            write!(f, "entry {entry}, ")?;
        }
        write!(f, "{}: {}", Quoted(&self.path), self.kind.sentence())
    }
}

impl TreeWarnings {
    /// Returns the warnings in the order in which they were found: at most a hundred of each kind.
    pub fn as_slice(&self) -> &[TreeWarning] {
        &self.kept
    }

    /// Returns an iterator over [`as_slice`](Self::as_slice).
    pub fn iter(&self) -> core::slice::Iter<'_, TreeWarning> {
        self.kept.iter()
    }

    /// Returns how many of a kind there were, kept or not.
    pub fn count(&self, kind: TreeWarningKind) -> u64 {
        self.counts.iter().find(|(k, _)| *k == kind).map_or(0, |(_, n)| *n)
    }

    /// Returns `true` if nothing is odd.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Counts a warning and keeps it, unless there are a hundred of its kind; returns how many bytes are kept of it.
    pub(super) fn add(
        &mut self,
        kind: TreeWarningKind,
        path: &[u8],
        layer: Option<usize>,
        entry: Option<u64>,
    ) -> u64 {
        let count = if let Some((_, count)) = self.counts.iter_mut().find(|(k, _)| *k == kind) {
            *count += 1;
            *count
        } else {
            self.counts.push((kind, 1));
            1
        };
        if count > KEPT {
            return 0;
        }
        self.kept.push(TreeWarning { kind, path: path.to_vec(), layer, entry });
        path.len() as u64
    }
}

impl<'a> IntoIterator for &'a TreeWarnings {
    type Item = &'a TreeWarning;
    type IntoIter = core::slice::Iter<'a, TreeWarning>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
