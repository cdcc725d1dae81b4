//! [`Node`]: one path of a tree, and [`Walk`] over all of them.

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use super::arena::{Arena, Data, Ino, ROOT};
use super::entry::{Device, Metadata};
use super::error::Quoted;
use super::names::{Name, NamesIter};
use super::path;

/// The type of a file in a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileType {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link.
    Symlink,
    /// A character device.
    CharDevice,
    /// A block device.
    BlockDevice,
    /// A named pipe.
    Fifo,
}

impl FileType {
    /// Returns the type's short name: `file`, `dir`, `symlink`, `char`, `block`, `fifo`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Directory => "dir",
            Self::Symlink => "symlink",
            Self::CharDevice => "char",
            Self::BlockDevice => "block",
            Self::Fifo => "fifo",
        }
    }
}

impl fmt::Display for FileType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One file, directory, link or device of a tree.
///
/// ```
/// use imageref_layers::{Changeset, Entry, FileType, Node, Tree};
///
/// let tree = Tree::from_layers([&Changeset::from_entries([Entry::symlink("bin", "usr/bin")])?])?;
/// let node: Node<'_> = tree.get("bin").expect("a node");
/// assert_eq!(node.file_type(), FileType::Symlink);
/// assert_eq!(node.link_target(), Some(&b"usr/bin"[..]));
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Node<'a> {
    arena: &'a Arena,
    name: Name,
}

impl<'a> Node<'a> {
    pub(super) fn new(arena: &'a Arena, name: Name) -> Self {
        Self { arena, name }
    }

    pub(super) fn root(arena: &'a Arena) -> Self {
        Self::new(arena, Name { ino: ROOT, layer: 0, link: false })
    }

    pub(super) fn ino(&self) -> Ino {
        self.name.ino
    }

    /// Returns its type.
    pub fn file_type(&self) -> FileType {
        match &self.arena.inode(self.name.ino).data {
            Data::Directory(_) => FileType::Directory,
            Data::Symlink(_) => FileType::Symlink,
            Data::CharDevice(_) => FileType::CharDevice,
            Data::BlockDevice(_) => FileType::BlockDevice,
            Data::Fifo => FileType::Fifo,
            Data::File { .. } | Data::Lower(_) | Data::Free => FileType::File,
        }
    }

    /// Returns `true` if it is a directory.
    pub fn is_directory(&self) -> bool {
        self.arena.inode(self.name.ino).is_directory()
    }

    /// Returns `true` if it is a directory that no entry describes: mode 0755, owner 0.
    pub fn is_implied(&self) -> bool {
        self.arena.directory(self.name.ino).is_some_and(|d| !d.explicit)
    }

    /// Returns the content's size in bytes: 0 for anything but a regular file.
    pub fn size(&self) -> u64 {
        self.arena.inode(self.name.ino).size()
    }

    /// Returns mode, owner and time.
    pub fn metadata(&self) -> &'a Metadata {
        &self.arena.inode(self.name.ino).metadata
    }

    /// Returns a symbolic link's target, verbatim.
    pub fn link_target(&self) -> Option<&'a [u8]> {
        if let Data::Symlink(target) = &self.arena.inode(self.name.ino).data {
            Some(target)
        } else {
            None
        }
    }

    /// Returns the numbers of a device.
    pub fn device(&self) -> Option<Device> {
        match self.arena.inode(self.name.ino).data {
            Data::CharDevice(device) | Data::BlockDevice(device) => Some(device),
            _ => None,
        }
    }

    /// Returns the extended attributes, by name.
    pub fn xattrs(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + use<'a> {
        let xattrs = self.arena.inode(self.name.ino).xattrs.iter();
        xattrs.flat_map(|xattrs| xattrs.iter()).map(|(name, value)| (&name[..], &value[..]))
    }

    /// Returns how many names it has; 1 for a directory.
    pub fn link_count(&self) -> u32 {
        self.arena.inode(self.name.ino).links
    }

    /// Returns the layer that added this name, counted from 0 at the base.
    pub fn layer(&self) -> usize {
        self.name.layer.into()
    }

    /// Returns the layer that last set content or attributes: of a directory, the last one that describes it; of a hard
    /// link, the one with the file.
    pub fn changed_in(&self) -> usize {
        self.arena.inode(self.name.ino).layer.into()
    }

    /// Returns a directory's names, in byte order, and their nodes.
    pub fn children(&self) -> impl Iterator<Item = (&'a [u8], Node<'a>)> + use<'a> {
        let arena = self.arena;
        let children = arena.directory(self.name.ino).into_iter().flat_map(|d| &d.children);
        children.map(move |(name, child)| (name, Node::new(arena, *child)))
    }

    /// Returns `true` if a container sees the same, apart from names and children.
    pub(super) fn looks_like(&self, other: &Node<'_>) -> bool {
        self.file_type() == other.file_type()
            && self.size() == other.size()
            && self.metadata() == other.metadata()
            && self.link_target() == other.link_target()
            && self.device() == other.device()
            && self.link_count() == other.link_count()
            && self.xattrs().eq(other.xattrs())
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Node")
            .field("file_type", &self.file_type())
            .field("size", &self.size())
            .field("metadata", self.metadata())
            .field("layer", &self.layer())
            .finish_non_exhaustive()
    }
}

/// One path of a [`Walk`].
#[derive(Clone, Debug)]
pub struct Visit<'a> {
    path: Vec<u8>,
    depth: usize,
    node: Node<'a>,
}

impl<'a> Visit<'a> {
    /// Returns the path, without a leading `/`.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// Returns the path by value.
    pub fn into_path(self) -> Vec<u8> {
        self.path
    }

    /// Returns the depth below the start of the walk: 1 for a name directly in it.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Returns the node at the path.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }
}

/// A walk through a tree: each directory before its children, names in byte order.
///
/// That differs from the byte order of whole paths, where `a-b` comes before `a/b`.
///
/// ```
/// use imageref_layers::{Changeset, Entry, Tree, Visit, Walk};
///
/// let tree = Tree::from_layers([&Changeset::from_entries([Entry::file("etc/hosts", 70)])?])?;
/// let mut walk: Walk<'_> = tree.walk();
/// assert_eq!(walk.next().map(Visit::into_path), Some(b"etc".to_vec()));
/// let hosts: Visit<'_> = walk.next().expect("a second path");
/// assert_eq!((hosts.path(), hosts.depth(), hosts.node().size()), (&b"etc/hosts"[..], 2, 70));
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone)]
pub struct Walk<'a> {
    arena: &'a Arena,
    stack: Vec<Frame<'a>>,
    path: Vec<u8>,
    name: &'a [u8],
}

#[derive(Clone)]
struct Frame<'a> {
    children: NamesIter<'a>,
    path: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(arena: &'a Arena, start: Ino, path: Vec<u8>) -> Self {
        let stack = arena
            .directory(start)
            .map(|d| vec![Frame { children: d.children.iter(), path: path.len() }])
            .unwrap_or_default();
        Self { arena, stack, path, name: b"" }
    }

    pub(super) fn nothing(arena: &'a Arena) -> Self {
        Self { arena, stack: Vec::new(), path: Vec::new(), name: b"" }
    }
}

impl<'a> Walk<'a> {
    /// Goes to the next name, and returns its depth and node without a copy of the path.
    pub(super) fn advance(&mut self) -> Option<(usize, Node<'a>)> {
        loop {
            let frame = self.stack.last_mut()?;
            self.path.truncate(frame.path);
            let Some((name, child)) = frame.children.next() else {
                self.stack.pop();
                continue;
            };
            path::push(&mut self.path, name);
            self.name = name;
            let depth = self.stack.len();
            if let Some(directory) = self.arena.directory(child.ino) {
                let children = directory.children.iter();
                self.stack.push(Frame { children, path: self.path.len() });
            }
            return Some((depth, Node::new(self.arena, *child)));
        }
    }

    /// Returns the path of the last name.
    pub(super) fn path(&self) -> &[u8] {
        &self.path
    }

    /// Returns the last name.
    pub(super) fn name(&self) -> &'a [u8] {
        self.name
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Visit<'a>;

    fn next(&mut self) -> Option<Visit<'a>> {
        let (depth, node) = self.advance()?;
        Some(Visit { path: self.path.clone(), depth, node })
    }
}

impl fmt::Debug for Walk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = format_args!("{}", Quoted(&self.path));
        f.debug_struct("Walk").field("path", &path).finish_non_exhaustive()
    }
}
