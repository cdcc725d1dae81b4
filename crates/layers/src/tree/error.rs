//! [`TreeError`]: why entries do not fit into a tree, and where.

use alloc::vec::Vec;
use core::fmt;

use super::policy::UnpackPolicy;

/// Why an entry does not fit into a tree, and where: layer, entry and path.
///
/// ```
/// use imageref_layers::{Entry, Changeset, TreeErrorKind};
///
/// let error = Changeset::from_entries([Entry::file("a", 1), Entry::file("../etc/passwd", 1)]).unwrap_err();
/// assert_eq!(error.kind(), &TreeErrorKind::EscapesRoot);
/// assert_eq!((error.entry(), error.path()), (Some(1), &b"../etc/passwd"[..]));
/// assert_eq!(error.to_string(), r#"entry 1, "../etc/passwd": the path leaves the root"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeError {
    kind: TreeErrorKind,
    path: Vec<u8>,
    layer: Option<usize>,
    entry: Option<u64>,
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TreeErrorKind {
    /// The path is empty.
    #[error("the path is empty")]
    EmptyPath,
    /// The path has more than 4,096 bytes, Linux's limit.
    #[error("the path is longer than 4096 bytes")]
    PathTooLong,
    /// The path contains a zero byte.
    #[error("the path contains a zero byte")]
    NulInPath,
    /// The path leaves the root through `..`.
    #[error("the path leaves the root")]
    EscapesRoot,
    /// The root as something else than a directory, or removed.
    #[error("the root must stay a directory")]
    RootNotDirectory,
    /// `.wh.` without a name.
    #[error("the whiteout has no name after `.wh.`")]
    EmptyWhiteout,
    /// `.wh..` or `.wh...`: the whiteout of a directory itself or of the one above it.
    #[error("the whiteout names `.` or `..`")]
    WhiteoutOfDots,
    /// A path with a whiteout among its parents, or a file of a writable layer whose name is one.
    #[error("unexpected name that starts with `.wh.`")]
    ReservedName,
    /// A character device 0/0 in a writable layer: overlayfs reads it as a whiteout.
    #[error("unexpected character device 0/0: overlayfs reads it as a whiteout")]
    WhiteoutDevice,
    /// A hard link to nothing.
    #[error("the hard link's target {} does not exist", Quoted(.target))]
    #[non_exhaustive]
    MissingTarget {
        /// The target, verbatim.
        target: Vec<u8>,
    },
    /// A hard link to a directory.
    #[error("the hard link's target {} is a directory", Quoted(.target))]
    #[non_exhaustive]
    DirectoryTarget {
        /// The target, verbatim.
        target: Vec<u8>,
    },
    /// A hard link to a path that is not valid.
    #[error("the hard link's target {} is not a path inside the root", Quoted(.target))]
    #[non_exhaustive]
    InvalidTarget {
        /// The target, verbatim.
        target: Vec<u8>,
    },
    /// More than 40 symbolic links in one path.
    #[error("the path contains more than 40 symbolic links")]
    SymlinkLoop,
    /// An overlayfs directory that was moved, or a file of which only the metadata was copied: the content is elsewhere.
    #[error("the extended attribute {} points out of the layer", Quoted(.xattr))]
    #[non_exhaustive]
    OverlayRedirect {
        /// The attribute's name.
        xattr: Vec<u8>,
    },
    /// The policy's runtime fails here, others do not.
    #[error("{} fails here: {reason}", .policy.name())]
    #[non_exhaustive]
    RuntimeFails {
        /// The runtime.
        policy: UnpackPolicy,
        /// The reason.
        reason: &'static str,
    },
    /// The path does not exist: nothing to change or to remove.
    #[error("the path does not exist")]
    NotFound,
    /// A parent of the path is not a directory.
    #[error("a parent of the path is not a directory")]
    NotADirectory,
    /// The path is not a regular file.
    #[error("the path is not a regular file")]
    NotAFile,
    /// More than 4,294,967,295 entries or 65,535 layers.
    #[error("too many entries or layers")]
    TooMany,
}

impl TreeError {
    pub(super) fn new(kind: TreeErrorKind, path: &[u8]) -> Self {
        Self { kind, path: path.to_vec(), layer: None, entry: None }
    }

    pub(super) fn at_entry(self, entry: u64) -> Self {
        Self { entry: Some(entry), ..self }
    }

    pub(super) fn in_layer(self, layer: usize) -> Self {
        Self { layer: Some(layer), ..self }
    }

    pub(super) fn into_kind(self) -> TreeErrorKind {
        self.kind
    }

    /// Returns what is wrong.
    pub fn kind(&self) -> &TreeErrorKind {
        &self.kind
    }

    /// Returns the layer, counted from 0 at the base, where it is known.
    pub fn layer(&self) -> Option<usize> {
        self.layer
    }

    /// Returns the entry of the layer, counted from 0.
    pub fn entry(&self) -> Option<u64> {
        self.entry
    }

    /// Returns the path, verbatim.
    pub fn path(&self) -> &[u8] {
        &self.path
    }
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(layer) = self.layer {
            write!(f, "layer {layer}, ")?;
        }
        if let Some(entry) = self.entry {
            write!(f, "entry {entry}, ")?;
        }
        write!(f, "{}: {}", Quoted(&self.path), self.kind)
    }
}

impl core::error::Error for TreeError {}

/// Untrusted bytes in a message: printable ASCII verbatim, all else escaped, 80 bytes at most.
pub(crate) struct Quoted<'a>(pub(crate) &'a [u8]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.get(..80).unwrap_or(self.0);
        let more = if shown.len() < self.0.len() { "..." } else { "" };
        write!(f, "\"{}{more}\"", shown.escape_ascii())
    }
}
