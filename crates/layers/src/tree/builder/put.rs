//! How an entry is put at its path, and what that replaces.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::LayerBuilder;
use crate::tree::arena::{Data, Ino, Inode, ROOT};
use crate::tree::entry::{EntryKind, Metadata, Xattrs};
use crate::tree::error::TreeErrorKind;
use crate::tree::names::Name;
use crate::tree::path;
use crate::tree::warning::TreeWarningKind;

impl LayerBuilder<'_> {
    pub(super) fn put(
        &mut self,
        path: &[u8],
        kind: EntryKind,
        metadata: Metadata,
        xattrs: Xattrs,
    ) -> Result<(), TreeErrorKind> {
        let Some((at, name)) = path::split_last(path) else {
            return self.put_root(&kind, metadata, xattrs);
        };
        let data = match kind {
            EntryKind::Directory => {
                let directory = self.directory(at)?;
                return self.put_directory(path, directory, name, metadata, xattrs);
            }
            EntryKind::HardLink { target } => {
                let ino = self.target(path, &target)?;
                // Held: the new name may replace the target, or one of its parents.
                self.arena.inode_mut(ino).links += 1;
                let put = match self.directory(at) {
                    Ok(directory) => self.put_name(path, directory, name, ino, true),
                    Err(kind) => Err(kind),
                };
                self.arena.release(ino);
                return put;
            }
            EntryKind::File { size } => Data::File { size },
            EntryKind::Symlink { target } if target.len() > path::MAX_PATH => {
                return Err(TreeErrorKind::PathTooLong);
            }
            EntryKind::Symlink { target } => Data::Symlink(Box::new(target.into())),
            EntryKind::CharDevice(device) => Data::CharDevice(device),
            EntryKind::BlockDevice(device) => Data::BlockDevice(device),
            EntryKind::Fifo => Data::Fifo,
        };
        let directory = self.directory(at)?;
        let ino = self.arena.add(Inode::new(data, metadata, xattrs))?;
        self.put_name(path, directory, name, ino, false)
    }

    pub(super) fn put_root(
        &mut self,
        kind: &EntryKind,
        metadata: Metadata,
        xattrs: Xattrs,
    ) -> Result<(), TreeErrorKind> {
        if *kind != EntryKind::Directory {
            return Err(TreeErrorKind::RootNotDirectory);
        }
        self.describe(ROOT, metadata, xattrs);
        Ok(())
    }

    /// Sets a directory's attributes; returns `true` if an entry had set them before.
    pub(super) fn describe(&mut self, directory: Ino, metadata: Metadata, xattrs: Xattrs) -> bool {
        let inode = self.arena.inode_mut(directory);
        let new = Inode::new(Data::Free, metadata, xattrs);
        (inode.metadata, inode.xattrs) = (new.metadata, new.xattrs);
        let before = self.arena.directory_mut(directory);
        before.is_some_and(|d| core::mem::replace(&mut d.explicit, true))
    }

    pub(super) fn put_directory(
        &mut self,
        path: &[u8],
        at: Ino,
        name: &[u8],
        metadata: Metadata,
        xattrs: Xattrs,
    ) -> Result<(), TreeErrorKind> {
        self.beside_whiteout(path, at, name);
        if self.rules.directory_undoes_whiteout
            && let Some(above) = self.arena.directory_mut(at)
        {
            above.whiteouts.remove(name);
        }
        match self.arena.child(at, name) {
            Some(child) if self.arena.inode(child.ino).is_directory() => {
                if self.describe(child.ino, metadata, xattrs) {
                    self.warn(TreeWarningKind::Duplicate, path);
                } else if self.arena.directory(child.ino).is_some_and(|d| !d.unsettled.is_empty()) {
                    self.list_implied(&self.actual_path(path, name));
                }
            }
            earlier => {
                if earlier.is_some() {
                    self.warn(TreeWarningKind::Duplicate, path);
                    let actual = self.actual_path(path, name);
                    self.displace(at, name, &actual);
                    self.unlink(at, name, path);
                    // What the first one replaced in lower layers stays replaced.
                    self.hide_replaced(at, name, &actual);
                }
                let ino = self.arena.add(Inode::implied())?;
                self.describe(ino, metadata, xattrs);
                self.arena.link(at, name, Name { ino, layer: 0, link: false });
            }
        }
        Ok(())
    }

    pub(super) fn put_name(
        &mut self,
        path: &[u8],
        at: Ino,
        name: &[u8],
        ino: Ino,
        link: bool,
    ) -> Result<(), TreeErrorKind> {
        self.beside_whiteout(path, at, name);
        if let Some(earlier) = self.arena.child(at, name) {
            if earlier.ino == ino && self.arena.inode(ino).links <= 2 {
                // Its only name, reached through a symbolic link; the other link is the hold.
                return Err(TreeErrorKind::MissingTarget { target: path.to_vec() });
            }
            self.warn(TreeWarningKind::Duplicate, path);
            if earlier.ino == ino {
                return Ok(());
            }
            let actual = self.actual_path(path, name);
            self.displace(at, name, &actual);
            self.unlink(at, name, path);
        }
        self.arena.link(at, name, Name { ino, layer: 0, link });
        Ok(())
    }

    pub(super) fn beside_whiteout(&mut self, path: &[u8], at: Ino, name: &[u8]) {
        if self.arena.directory(at).is_some_and(|d| d.whiteouts.contains(name)) {
            self.warn(TreeWarningKind::WhiteoutBesideEntry, path);
        }
    }

    /// An entry's path after links in it were followed.
    fn actual_path(&self, path: &[u8], name: &[u8]) -> Vec<u8> {
        match &self.followed {
            Some(directory) => path::join(directory, name),
            None => path.to_vec(),
        }
    }

    pub(super) fn unlink(&mut self, at: Ino, name: &[u8], path: &[u8]) {
        let removed = self.arena.unlink(at, name);
        if removed.directory {
            self.last = None;
        }
        if removed.bytes > 0 {
            self.copied += path.len() as u64 + 32;
            self.replaced.push((path.to_vec(), removed.bytes));
        }
    }
}
