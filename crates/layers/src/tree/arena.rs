//! The store behind trees and layers: directories of names, names of inodes, as a file system has them.
//!
//! Everything is reached by number, nothing owns its children: no walk and no drop of it recurses, however deep the
//! paths are.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec;
use alloc::vec::Vec;

use super::entry::{Device, Metadata, Xattrs};
use super::error::TreeErrorKind;
use super::path;

/// The number of an inode.
pub(super) type Ino = u32;

/// The root directory, in every arena.
pub(super) const ROOT: Ino = 0;

#[derive(Clone, Debug)]
pub(super) struct Arena {
    inodes: Vec<Inode>,
}

/// What one or more names stand for.
#[derive(Clone, Debug)]
pub(super) struct Inode {
    pub(super) data: Data,
    pub(super) metadata: Metadata,
    pub(super) xattrs: Option<Box<Xattrs>>,
    /// How many names it has; 1 for a directory.
    pub(super) links: u32,
    /// The layer that set it last.
    pub(super) layer: u16,
}

#[derive(Clone, Debug)]
pub(super) enum Data {
    File {
        size: u64,
    },
    Directory(Box<Directory>),
    Symlink(Box<[u8]>),
    CharDevice(Device),
    BlockDevice(Device),
    Fifo,
    /// In a layer: whatever the layers below have at this path.
    Lower(Box<[u8]>),
    /// Removed.
    Free,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Directory {
    pub(super) children: BTreeMap<Box<[u8]>, Name>,
    /// In a layer: the names that are hidden in the layers below.
    pub(super) whiteouts: BTreeSet<Box<[u8]>>,
    /// In a layer: whether all names are.
    pub(super) opaque: bool,
    /// Whether an entry spoke of it; otherwise it is implied by a path.
    pub(super) explicit: bool,
    /// Whether entries stand in it; otherwise whiteouts only pass through.
    pub(super) filled: bool,
}

/// What a directory says of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) ino: Ino,
    /// The layer that put it there.
    pub(super) layer: u16,
    /// Whether it was written as a hard link.
    pub(super) link: bool,
}

/// What went with a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Removed {
    /// Content that has no name any more, in bytes.
    pub(super) bytes: u64,
    pub(super) directory: bool,
}

impl Inode {
    pub(super) fn new(data: Data, metadata: Metadata, xattrs: Xattrs) -> Self {
        let xattrs = if xattrs.is_empty() { None } else { Some(Box::new(xattrs)) };
        Self { data, metadata, xattrs, links: 0, layer: 0 }
    }

    /// A directory that no entry spoke of: mode 0755, owner 0, as every runtime makes it.
    pub(super) fn implied() -> Self {
        let data = Data::Directory(Box::default());
        Self::new(data, Metadata::new(0o755), Xattrs::new())
    }

    pub(super) fn is_directory(&self) -> bool {
        matches!(self.data, Data::Directory(_))
    }

    pub(super) fn is_file(&self) -> bool {
        matches!(self.data, Data::File { .. })
    }

    /// Content in bytes.
    pub(super) fn size(&self) -> u64 {
        if let Data::File { size } = self.data { size } else { 0 }
    }
}

impl Arena {
    pub(super) fn new() -> Self {
        let mut root = Inode::implied();
        root.links = 1;
        Self { inodes: vec![root] }
    }

    /// How many inodes there are or were.
    pub(super) fn len(&self) -> usize {
        self.inodes.len()
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = (Ino, &Inode)> {
        (0..).zip(&self.inodes)
    }

    pub(super) fn inode(&self, ino: Ino) -> &Inode {
        &self.inodes[ino as usize]
    }

    pub(super) fn inode_mut(&mut self, ino: Ino) -> &mut Inode {
        &mut self.inodes[ino as usize]
    }

    pub(super) fn directory(&self, ino: Ino) -> Option<&Directory> {
        if let Data::Directory(directory) = &self.inode(ino).data { Some(directory) } else { None }
    }

    pub(super) fn directory_mut(&mut self, ino: Ino) -> Option<&mut Directory> {
        if let Data::Directory(directory) = &mut self.inode_mut(ino).data {
            Some(directory)
        } else {
            None
        }
    }

    pub(super) fn child(&self, directory: Ino, name: &[u8]) -> Option<Name> {
        self.directory(directory)?.children.get(name).copied()
    }

    /// The inode at a cleaned path; symbolic links are not followed.
    pub(super) fn lookup(&self, path: &[u8]) -> Option<Name> {
        let root = Name { ino: ROOT, layer: self.inode(ROOT).layer, link: false };
        path::names(path).try_fold(root, |at, name| self.child(at.ino, name))
    }

    /// Adds an inode without a name.
    pub(super) fn add(&mut self, inode: Inode) -> Result<Ino, TreeErrorKind> {
        let ino = Ino::try_from(self.inodes.len()).map_err(|_| TreeErrorKind::TooMany)?;
        self.inodes.push(inode);
        Ok(ino)
    }

    /// Gives an inode a name that is free.
    pub(super) fn link(&mut self, directory: Ino, name: &[u8], entry: Name) {
        self.inode_mut(entry.ino).links += 1;
        if let Some(directory) = self.directory_mut(directory) {
            directory.children.insert(name.into(), entry);
        }
    }

    /// Removes a name and all below it.
    pub(super) fn unlink(&mut self, directory: Ino, name: &[u8]) -> Removed {
        let child = self.directory_mut(directory).and_then(|d| d.children.remove(name));
        let mut removed = Removed::default();
        if let Some(child) = child {
            removed.directory = self.inode(child.ino).is_directory();
            removed.bytes = self.release(child.ino);
        }
        removed
    }

    /// Removes all names of a directory.
    pub(super) fn clear(&mut self, directory: Ino) {
        let children = self.directory_mut(directory).map(|d| core::mem::take(&mut d.children));
        for child in children.into_iter().flatten() {
            self.release(child.1.ino);
        }
    }

    /// Takes one name from an inode, and frees it and all below when it was the last; gives the bytes freed.
    pub(super) fn release(&mut self, ino: Ino) -> u64 {
        let mut bytes = 0u64;
        let mut pending = vec![ino];
        while let Some(ino) = pending.pop() {
            let inode = self.inode_mut(ino);
            inode.links = inode.links.saturating_sub(1);
            if inode.links > 0 {
                continue;
            }
            bytes = bytes.saturating_add(inode.size());
            inode.xattrs = None;
            if let Data::Directory(directory) = core::mem::replace(&mut inode.data, Data::Free) {
                pending.extend(directory.children.into_values().map(|name| name.ino));
            }
        }
        bytes
    }

    /// Gives every name the inode that `change` gives for its own.
    pub(super) fn rename(&mut self, change: impl Fn(Ino) -> Ino) {
        let mut moved = Vec::new();
        for inode in &mut self.inodes {
            let Data::Directory(directory) = &mut inode.data else { continue };
            for name in directory.children.values_mut() {
                let ino = change(name.ino);
                if ino != name.ino {
                    moved.push((name.ino, ino));
                    name.ino = ino;
                }
            }
        }
        for (from, to) in moved {
            self.inode_mut(to).links += 1;
            self.release(from);
        }
    }

    /// The path of one of an inode's names: a search through everything, for messages.
    pub(super) fn path_of(&self, wanted: Ino) -> Vec<u8> {
        let mut pending: Vec<(Ino, Vec<u8>)> = vec![(ROOT, Vec::new())];
        while let Some((ino, path)) = pending.pop() {
            for (name, child) in self.directory(ino).into_iter().flat_map(|d| &d.children) {
                let path = path::join(&path, name);
                if child.ino == wanted {
                    return path;
                }
                if self.inode(child.ino).is_directory() {
                    pending.push((child.ino, path));
                }
            }
        }
        Vec::new()
    }
}
