//! The storage of trees and layers: directories of names, names of inodes, as in a file system.
//!
//! Inodes are reached by number and do not own their children, so that neither walks nor drops recurse.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

use super::entry::{Device, Metadata, Xattrs};
use super::error::TreeErrorKind;
pub(super) use super::names::Ino;
use super::names::{Name, Names};
use super::path;

/// The root directory, in every arena.
pub(super) const ROOT: Ino = 0;

#[derive(Clone, Debug)]
pub(super) struct Arena {
    inodes: Vec<Inode>,
}

/// A file, directory, link or device, with one name or more.
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
    Symlink(Box<Target>),
    CharDevice(Device),
    BlockDevice(Device),
    Fifo,
    /// In a layer: what the lower layers have at this path.
    Lower(Box<Target>),
    /// Removed.
    Free,
}

/// A path that an inode refers to, through a pointer of one word: links are few, inodes many.
pub(super) type Target = Box<[u8]>;

#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a directory")]
pub(super) struct Directory {
    pub(super) children: Names,
    /// In a layer: the names of the lower layers that it hides.
    pub(super) whiteouts: BTreeSet<Box<[u8]>>,
    /// In a layer: `true` if it hides all of them.
    pub(super) opaque: bool,
    /// `true` if an entry describes it; otherwise a path implies it.
    pub(super) explicit: bool,
    /// `true` if it has entries; otherwise only whiteouts pass through it.
    pub(super) filled: bool,
    /// While a layer is built: names of directories that are implied, or contain implied ones.
    pub(super) unsettled: Vec<Box<[u8]>>,
    /// While a layer is built: `true` if it is in its parent's list.
    pub(super) listed: bool,
}

/// What was removed with a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Removed {
    /// Content without a name, in bytes.
    pub(super) bytes: u64,
    pub(super) directory: bool,
}

impl Inode {
    pub(super) fn new(data: Data, metadata: Metadata, xattrs: Xattrs) -> Self {
        let xattrs = if xattrs.is_empty() { None } else { Some(Box::new(xattrs)) };
        Self { data, metadata, xattrs, links: 0, layer: 0 }
    }

    /// A directory that no entry describes: mode 0755, owner 0, as every runtime makes it.
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

    /// Returns how many inodes were added.
    pub(super) fn len(&self) -> usize {
        self.inodes.len()
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = (Ino, &Inode)> {
        (0..).zip(&self.inodes)
    }

    /// Gives memory back that only building needs.
    pub(super) fn settle(&mut self) {
        self.inodes.shrink_to_fit();
        for inode in &mut self.inodes {
            if let Data::Directory(directory) = &mut inode.data {
                directory.children.compact();
                directory.unsettled = Vec::new();
                directory.listed = false;
            }
        }
    }

    // INVARIANT: an inode's number is its place, and no inode is ever taken out.
    #[expect(clippy::indexing_slicing, reason = "every number was returned by this arena's `add`")]
    pub(super) fn inode(&self, ino: Ino) -> &Inode {
        &self.inodes[ino as usize]
    }

    #[expect(clippy::indexing_slicing, reason = "every number was returned by this arena's `add`")]
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

    /// Returns the name at a cleaned path; symbolic links are not followed.
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

    /// Adds a name, which must be free, for an inode.
    pub(super) fn link(&mut self, directory: Ino, name: &[u8], entry: Name) {
        self.inode_mut(entry.ino).links += 1;
        if let Some(directory) = self.directory_mut(directory) {
            directory.children.insert(name, entry);
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
        for (_, child) in children.iter().flatten() {
            self.release(child.ino);
        }
    }

    /// Removes one name of an inode, and frees it and all below if it was the last; returns the bytes freed.
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
                pending.extend(directory.children.iter().map(|(_, name)| name.ino));
            }
        }
        bytes
    }

    /// Replaces the inode of every name by the one that `change` returns.
    pub(super) fn rename(&mut self, change: impl Fn(Ino) -> Ino) {
        let mut moved = Vec::new();
        for inode in &mut self.inodes {
            let Data::Directory(directory) = &mut inode.data else { continue };
            directory.children.change(|ino| {
                let new = change(*ino);
                if new != *ino {
                    moved.push((*ino, new));
                    *ino = new;
                }
            });
        }
        for (from, to) in moved {
            self.inode_mut(to).links += 1;
            self.release(from);
        }
    }

    /// Searches for the path of one of an inode's names, for messages.
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
