//! A layer written as entries, in either whiteout format.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::arena::{Arena, Data, Directory, Ino, Inode, ROOT};
use super::entry::{Device, Entry, EntryKind, Metadata, Xattrs};
use super::layer::{Changeset, LayerStats};
use super::names::NamesIter;
use super::path;
use super::tree::Tree;
use super::whiteout::{OPAQUE, OPAQUE_XATTR, PREFIX, WhiteoutFormat};

impl Changeset {
    /// Returns the layer's entries as in an image: `.wh.NAME` for a name that is hidden, `.wh..wh..opq` in an opaque
    /// directory.
    ///
    /// Read again, they make the same layer. No whiteout has the name of an entry, and hard links to lower layers come
    /// first, so that runtimes that unpack in order see the tree of the specification's rule. Implied directories are
    /// not written. One thing can't be written: a lower file that keeps its name in a directory of which all else is
    /// hidden, as a circle of hard links can make it.
    pub fn to_oci_entries(&self) -> Vec<Entry> {
        Export::new(&self.arena, WhiteoutFormat::Oci, None).run()
    }

    /// Returns the layer's entries as in an upper directory of overlayfs: a character device 0/0 for a name that is
    /// hidden, the extended attribute `trusted.overlay.opaque` on an opaque directory.
    ///
    /// Every directory is written, since overlayfs shows the upper one's attributes: an implied one with those of
    /// `lower`, as the kernel copies them up.
    pub fn to_overlayfs_entries(&self, lower: &Tree) -> Vec<Entry> {
        Export::new(&self.arena, WhiteoutFormat::Overlayfs, Some(&lower.arena)).run()
    }
}

/// Computes the counts and sums of written entries.
pub(super) fn stats(entries: &[Entry]) -> LayerStats {
    let mut stats = LayerStats::default();
    for entry in entries {
        let name = path::split_last(entry.path()).map_or(entry.path(), |(_, name)| name);
        let opaque = name == OPAQUE;
        stats.add(&LayerStats {
            entries: 1,
            whiteouts: u64::from(!opaque && name.starts_with(PREFIX)),
            opaque: u64::from(opaque),
            content_bytes: entry.size(),
            stated_bytes: entry.stated_size(),
        });
    }
    stats
}

struct Export<'a> {
    arena: &'a Arena,
    form: WhiteoutFormat,
    lower: Option<&'a Arena>,
    links: Vec<Entry>,
    entries: Vec<Entry>,
    /// The first name that each file was written under.
    names: BTreeMap<Ino, Vec<u8>>,
    /// The names of files of the lower layers.
    lower_names: BTreeMap<Ino, Vec<Vec<u8>>>,
    path: Vec<u8>,
}

struct Frame<'a> {
    directory: &'a Directory,
    children: NamesIter<'a>,
    lower: Option<Ino>,
    path: usize,
}

impl<'a> Export<'a> {
    fn new(arena: &'a Arena, form: WhiteoutFormat, lower: Option<&'a Arena>) -> Self {
        let (names, lower_names) = (BTreeMap::new(), BTreeMap::new());
        let (links, entries, path) = (Vec::new(), Vec::new(), Vec::new());
        Self { arena, form, lower, links, entries, names, lower_names, path }
    }

    fn run(mut self) -> Vec<Entry> {
        let mut stack: Vec<Frame<'a>> = Vec::new();
        stack.extend(self.enter(ROOT, self.lower.map(|_| ROOT), false));
        while let Some(frame) = stack.last_mut() {
            self.path.truncate(frame.path);
            let Some((name, child)) = frame.children.next() else {
                stack.pop();
                continue;
            };
            let hidden = frame.directory.whiteouts.contains(name);
            let below = frame.lower.and_then(|ino| self.lower?.child(ino, name)).map(|n| n.ino);
            path::push(&mut self.path, name);
            if self.arena.inode(child.ino).is_directory() {
                if !self.passes_through(child.ino) || (!hidden && self.is_below(below)) {
                    stack.extend(self.enter(child.ino, below, hidden));
                }
            } else {
                self.write(child.ino);
            }
        }
        self.write_links();
        self.links.append(&mut self.entries);
        self.links
    }

    /// Returns `true` if only whiteouts pass through a directory.
    fn passes_through(&self, ino: Ino) -> bool {
        self.arena.directory(ino).is_some_and(|d| !d.explicit && !d.filled)
    }

    /// Returns `true` if there may be a directory below in which whiteouts hide something.
    fn is_below(&self, below: Option<Ino>) -> bool {
        let Some(lower) = self.lower else { return true };
        below.is_some_and(|ino| lower.inode(ino).is_directory())
    }

    /// Writes a directory and its whiteouts, and enters it.
    fn enter(&mut self, ino: Ino, below: Option<Ino>, fresh: bool) -> Option<Frame<'a>> {
        let directory = self.arena.directory(ino)?;
        let opaque = fresh || directory.opaque;
        let overlay = self.form == WhiteoutFormat::Overlayfs;
        if directory.explicit || fresh || (overlay && (opaque || ino != ROOT)) {
            self.write_directory(ino, below.filter(|_| !directory.explicit && !fresh), opaque);
        }
        if opaque && !overlay {
            self.entries.push(Entry::file(path::join(&self.path, OPAQUE), 0));
        }
        if !opaque {
            for name in &directory.whiteouts {
                let child = directory.children.get(name);
                if child.is_none_or(|child| self.passes_through(child.ino)) {
                    self.write_whiteout(name);
                }
            }
        }
        let children = directory.children.iter();
        let below = below.filter(|_| !opaque);
        Some(Frame { directory, children, lower: below, path: self.path.len() })
    }

    fn write_directory(&mut self, ino: Ino, below: Option<Ino>, opaque: bool) {
        let lower = below.and_then(|ino| Some(self.lower?.inode(ino))).filter(|i| i.is_directory());
        let inode = lower.unwrap_or_else(|| self.arena.inode(ino));
        let mut xattrs = attributes(inode);
        if opaque && self.form == WhiteoutFormat::Overlayfs {
            xattrs.insert(OPAQUE_XATTR.to_vec(), b"y".to_vec());
        }
        let path = if self.path.is_empty() { b"./".to_vec() } else { self.path.clone() };
        let entry = Entry::directory(path).with_metadata(inode.metadata).with_xattrs(xattrs);
        self.entries.push(entry);
    }

    fn write_whiteout(&mut self, name: &[u8]) {
        let mut path = self.path.clone();
        self.entries.push(match self.form {
            WhiteoutFormat::Oci => {
                path::push(&mut path, PREFIX);
                path.extend_from_slice(name);
                Entry::file(path, 0)
            }
            WhiteoutFormat::Overlayfs => {
                path::push(&mut path, name);
                let kind = EntryKind::CharDevice(Device { major: 0, minor: 0 });
                Entry::new(path, kind).with_metadata(Metadata::new(0))
            }
        });
    }

    /// Writes hard links to files of the lower layers: the first to the file itself, the others to the first, since the
    /// file's own name may be among them.
    fn write_links(&mut self) {
        for (ino, names) in core::mem::take(&mut self.lower_names) {
            let Data::Lower(target) = &self.arena.inode(ino).data else { continue };
            let mut others = names.iter().filter(|name| name[..] != target[..]);
            let Some(first) = others.next() else { continue };
            self.links.push(Entry::hard_link(first.clone(), target.to_vec()));
            let rest = names.iter().filter(|name| *name != first);
            self.links.extend(rest.map(|name| Entry::hard_link(name.clone(), first.clone())));
        }
    }

    fn write(&mut self, ino: Ino) {
        let path = self.path.clone();
        if let Some(target) = self.names.get(&ino) {
            let link = Entry::hard_link(path, target.clone());
            self.entries.push(link.with_metadata(self.arena.inode(ino).metadata));
            return;
        }
        let inode = self.arena.inode(ino);
        let kind = match &inode.data {
            Data::File { size } => EntryKind::File { size: *size },
            Data::Symlink(target) => EntryKind::Symlink { target: target.to_vec() },
            Data::CharDevice(device) => EntryKind::CharDevice(*device),
            Data::BlockDevice(device) => EntryKind::BlockDevice(*device),
            Data::Fifo => EntryKind::Fifo,
            Data::Lower(_) => {
                self.lower_names.entry(ino).or_default().push(path);
                return;
            }
            Data::Directory(_) | Data::Free => return,
        };
        if inode.links > 1 {
            self.names.insert(ino, path.clone());
        }
        let entry = Entry::new(path, kind).with_metadata(inode.metadata);
        self.entries.push(entry.with_xattrs(attributes(inode)));
    }
}

fn attributes(inode: &Inode) -> Xattrs {
    inode.xattrs.as_deref().cloned().unwrap_or_default()
}
