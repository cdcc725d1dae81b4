//! [`Change`]: what a layer changes in the tree below it, as `docker diff` lists it.

use alloc::vec::Vec;
use core::fmt;

use super::arena::{Arena, Directory, Ino, Inode, ROOT};
use super::layer::Changeset;
use super::names::NamesIter;
use super::path;
use super::tree::Tree;

/// One line of `docker diff`: `A /etc/hosts`.
///
/// ```
/// use imageref_layers::{Change, ChangeKind, Changeset, Entry, Tree};
///
/// let base = Changeset::from_entries([Entry::file("etc/motd", 10)])?;
/// let upper = Changeset::from_entries([Entry::file("etc/.wh.motd", 0)])?;
/// let changes: Vec<Change> = upper.changes(&Tree::from_layers([&base])?);
/// let motd = changes.iter().find(|change| change.path() == b"etc/motd").expect("a change");
/// assert_eq!(motd.kind(), ChangeKind::Deleted);
/// assert_eq!(motd.to_string(), "D /etc/motd");
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    kind: ChangeKind,
    path: Vec<u8>,
}

/// What happened to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It has an entry again, or something below it changed.
    Changed,
    /// It is deleted, with all below it.
    Deleted,
}

impl Change {
    /// Returns what happened.
    pub fn kind(&self) -> ChangeKind {
        self.kind
    }

    /// Returns the path, without a leading `/`.
    pub fn path(&self) -> &[u8] {
        &self.path
    }
}

impl ChangeKind {
    /// Returns the letter that `docker diff` prints: `A`, `C` or `D`.
    pub const fn letter(self) -> char {
        match self {
            Self::Added => 'A',
            Self::Changed => 'C',
            Self::Deleted => 'D',
        }
    }
}

/// The letter and the path with its leading `/`; bytes that are not printable ASCII are escaped.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} /{}", self.kind.letter(), self.path.escape_ascii())
    }
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.letter())
    }
}

impl Changeset {
    /// Returns what the layer changes in a tree, in byte order of the paths.
    ///
    /// An entry whose path existed is a change, since its content may differ; a directory is one only where its
    /// attributes differ or something below it changed. The parents of a change are changed; the root is not listed. Of
    /// a deleted directory only itself is listed. A directory's time alone is not a change.
    ///
    /// Source: `docker diff`; moby's and containers/storage's pkg/archive/changes.go, `addChanges`.
    pub fn changes(&self, lower: &Tree) -> Vec<Change> {
        let mut walk = Comparison {
            upper: &self.arena,
            lower: &lower.arena,
            path: Vec::new(),
            found: Vec::new(),
        };
        walk.run();
        let mut found = walk.found;
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }
}

struct Comparison<'a> {
    upper: &'a Arena,
    lower: &'a Arena,
    path: Vec<u8>,
    found: Vec<Change>,
}

/// A directory of the layer, and the one at its path below.
struct Frame<'a> {
    directory: &'a Directory,
    children: NamesIter<'a>,
    lower: Option<Ino>,
    /// `true` if the layer hides all that was in it.
    fresh: bool,
    path: usize,
    /// The directory's place in the list, if it is listed only for what may have changed below it.
    tentative: Option<usize>,
}

impl<'a> Comparison<'a> {
    fn run(&mut self) {
        let mut stack: Vec<Frame<'a>> = Vec::new();
        stack.extend(self.enter(ROOT, Some(ROOT), false, None));
        while let Some(frame) = stack.last_mut() {
            self.path.truncate(frame.path);
            let Some((name, child)) = frame.children.next() else {
                if let Some(index) = frame.tentative
                    && self.found.len() == index + 1
                {
                    self.found.truncate(index);
                }
                stack.pop();
                continue;
            };
            let below = frame.lower.and_then(|ino| self.lower.child(ino, name)).map(|n| n.ino);
            let hidden = frame.fresh || frame.directory.whiteouts.contains(name);
            path::push(&mut self.path, name);
            stack.extend(self.compare(child.ino, below, hidden));
        }
    }

    /// Lists what a directory's whiteouts hide, and enters it.
    fn enter(
        &mut self,
        ino: Ino,
        lower: Option<Ino>,
        fresh: bool,
        tentative: Option<usize>,
    ) -> Option<Frame<'a>> {
        let directory = self.upper.directory(ino)?;
        let below = lower.and_then(|ino| self.lower.directory(ino));
        let fresh = fresh || directory.opaque;
        let provides =
            |name: &[u8]| directory.children.get(name).is_some_and(|c| self.is_real(c.ino));
        let mut gone = Vec::new();
        if let Some(below) = below {
            if fresh {
                gone.extend(
                    below.children.iter().map(|(name, _)| name).filter(|name| !provides(name)),
                );
            } else {
                let hidden = directory.whiteouts.iter().map(|name| &**name);
                gone.extend(hidden.filter(|n| below.children.get(n).is_some() && !provides(n)));
            }
        }
        for name in gone {
            let path = path::join(&self.path, name);
            self.found.push(Change { kind: ChangeKind::Deleted, path });
        }
        let children = directory.children.iter();
        Some(Frame { directory, children, lower, fresh, path: self.path.len(), tentative })
    }

    /// Returns `true` if there is an entry; otherwise only whiteouts pass through.
    fn is_real(&self, ino: Ino) -> bool {
        self.upper.directory(ino).is_none_or(|d| d.explicit || d.filled)
    }

    fn compare(&mut self, ino: Ino, below: Option<Ino>, hidden: bool) -> Option<Frame<'a>> {
        let kind = if below.is_some() { ChangeKind::Changed } else { ChangeKind::Added };
        let Some(directory) = self.upper.directory(ino) else {
            self.list(kind);
            return None;
        };
        let below_directory = below.filter(|&ino| self.lower.inode(ino).is_directory());
        if !self.is_real(ino) && (hidden || below_directory.is_none()) {
            return None;
        }
        let index = self.found.len();
        self.list(kind);
        let described = directory.explicit || hidden;
        let same = below_directory.is_some_and(|below| !described || self.same(ino, below));
        self.enter(ino, below_directory, hidden, same.then_some(index))
    }

    fn list(&mut self, kind: ChangeKind) {
        self.found.push(Change { kind, path: self.path.clone() });
    }

    /// Returns `true` if two directories have the same attributes, but for the time, which any change below sets.
    fn same(&self, upper: Ino, lower: Ino) -> bool {
        let (a, b) = (self.upper.inode(upper), self.lower.inode(lower));
        let attributes =
            |inode: &Inode| (inode.metadata.mode(), inode.metadata.uid(), inode.metadata.gid());
        attributes(a) == attributes(b) && a.xattrs == b.xattrs
    }
}
