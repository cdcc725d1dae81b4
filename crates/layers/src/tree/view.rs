//! Two arenas seen as one: a layer over the lower layers.

use alloc::vec;
use alloc::vec::Vec;

use super::arena::{Arena, Data, Ino, ROOT};
use super::error::TreeErrorKind;
use super::path;

/// How many symbolic links a path may contain: Linux's `MAXSYMLINKS`.
const MAX_LINKS: usize = 40;

#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) upper: &'a Arena,
    pub(super) lower: Option<&'a Arena>,
}

/// One directory in each arena that has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) upper: Option<Ino>,
    pub(super) lower: Option<Ino>,
}

/// What a name is in the view.
#[derive(Clone, Copy, Debug)]
pub(super) enum Seen {
    /// It does not exist.
    Nowhere,
    /// The layer hides what lower layers may have.
    Hidden,
    Directory(At),
    Upper(Ino),
    Lower(Ino),
}

/// A path without symbolic links in its parents.
pub(super) struct Resolved {
    pub(super) path: Vec<u8>,
    pub(super) followed: bool,
}

impl<'a> View<'a> {
    pub(super) fn root(&self) -> At {
        At { upper: Some(ROOT), lower: self.lower.map(|_| ROOT) }
    }

    /// Returns what `name` is in a directory.
    pub(super) fn step(&self, at: At, name: &[u8]) -> Seen {
        let upper = at.upper.and_then(|ino| self.upper.directory(ino));
        let hidden = upper.is_some_and(|d| d.opaque || d.whiteouts.contains(name));
        let below = match (self.lower, at.lower) {
            (Some(lower), Some(ino)) if !hidden => lower.child(ino, name).map(|c| c.ino),
            _ => None,
        };
        let below_directory =
            below.filter(|&ino| self.lower.is_some_and(|lower| lower.inode(ino).is_directory()));
        match upper.and_then(|d| d.children.get(name)) {
            Some(child) => match self.upper.directory(child.ino) {
                Some(directory) => {
                    let through = !directory.explicit && !directory.filled;
                    match below {
                        // Only whiteouts pass through it: it is not a directory by itself.
                        Some(ino) if through && below_directory.is_none() => Seen::Lower(ino),
                        None if through => {
                            if hidden {
                                Seen::Hidden
                            } else {
                                Seen::Nowhere
                            }
                        }
                        _ => Seen::Directory(At { upper: Some(child.ino), lower: below_directory }),
                    }
                }
                None => Seen::Upper(child.ino),
            },
            None => match (below, below_directory) {
                (_, Some(ino)) => Seen::Directory(At { upper: None, lower: Some(ino) }),
                (Some(ino), None) => Seen::Lower(ino),
                (None, None) if hidden => Seen::Hidden,
                (None, None) => Seen::Nowhere,
            },
        }
    }

    /// Returns what a cleaned path is, without following symbolic links.
    pub(super) fn lookup(&self, path: &[u8]) -> Seen {
        let mut seen = Seen::Directory(self.root());
        for name in path::names(path) {
            seen = match seen {
                Seen::Directory(at) => self.step(at, name),
                // Something that is not a directory hides whatever was below it.
                Seen::Hidden | Seen::Upper(_) => Seen::Hidden,
                Seen::Nowhere | Seen::Lower(_) => Seen::Nowhere,
            };
        }
        seen
    }

    /// Follows the symbolic links in a directory's path, the last name included, inside the root.
    ///
    /// Names that do not exist are kept. The result has at most 4,096 bytes, as a path has: links may expand a short one
    /// to megabytes.
    pub(super) fn resolve(&self, directory: &[u8]) -> Result<Resolved, TreeErrorKind> {
        let mut resolved = Resolved { path: Vec::new(), followed: false };
        let mut above: Vec<(At, usize)> = vec![(self.root(), 0)];
        let mut pending: Vec<&[u8]> = path::names(directory).rev().collect();
        let mut links = 0;
        while let Some(name) = pending.pop() {
            let Some(&(at, length)) = above.last() else { break };
            resolved.path.truncate(length);
            match name {
                b"." => continue,
                b".." => {
                    if above.len() > 1 {
                        above.pop();
                    }
                    continue;
                }
                _ => {}
            }
            let next = match self.step(at, name) {
                Seen::Directory(at) => at,
                Seen::Nowhere | Seen::Hidden => At { upper: None, lower: None },
                Seen::Upper(_) | Seen::Lower(_) if links == MAX_LINKS => {
                    return Err(TreeErrorKind::SymlinkLoop);
                }
                seen => {
                    let target = self.symlink(seen).ok_or(TreeErrorKind::NotADirectory)?;
                    if target.starts_with(b"/") {
                        above.truncate(1);
                    }
                    pending.extend(path::names(target).rev());
                    resolved.followed = true;
                    links += 1;
                    continue;
                }
            };
            path::push(&mut resolved.path, name);
            if resolved.path.len() > path::MAX_PATH {
                return Err(TreeErrorKind::PathTooLong);
            }
            above.push((next, resolved.path.len()));
        }
        let length = above.last().map_or(0, |&(_, length)| length);
        resolved.path.truncate(length);
        Ok(resolved)
    }

    fn symlink(&self, seen: Seen) -> Option<&'a [u8]> {
        let inode = match seen {
            Seen::Upper(ino) => self.upper.inode(ino),
            Seen::Lower(ino) => self.lower?.inode(ino),
            _ => return None,
        };
        if let Data::Symlink(target) = &inode.data { Some(target) } else { None }
    }
}
