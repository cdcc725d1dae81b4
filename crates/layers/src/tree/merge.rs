//! Merging: a layer is put on a tree or on another layer.

use alloc::vec;
use alloc::vec::Vec;

use super::arena::{Arena, Data, Directory, Ino, Inode, ROOT};
use super::error::{TreeError, TreeErrorKind};
use super::names::{Name, NamesIter};
use super::path;
use super::view::{Seen, View};
use super::warning::{TreeWarningKind, TreeWarnings};

/// The inodes below that a layer's inodes have become; `NONE` for those that were not merged yet.
pub(super) type Inodes = Vec<Ino>;

const NONE: Ino = Ino::MAX;

/// Puts a layer on a tree, as its `number`th layer.
///
/// On an error the tree is unchanged.
pub(super) fn tree(
    below: &mut Arena,
    upper: &Arena,
    number: u16,
    warnings: &mut TreeWarnings,
) -> Result<Inodes, TreeError> {
    let links = links_into_tree(below, upper)?;
    let mut merge = Merge::new(below, upper, links, Some(number), warnings)?;
    merge.run()?;
    Ok(merge.inodes)
}

/// Puts a layer on another one.
pub(super) fn layer(below: &mut Arena, upper: &Arena) -> Result<(), TreeError> {
    let links = links_into_layer(below, upper)?;
    Merge::new(below, upper, links, None, &mut TreeWarnings::default())?.run()
}

/// The targets of a layer's hard links to lower layers: inodes of the layer, and of the tree below.
type Links = Vec<(Ino, Ino)>;

fn links_into_tree(below: &Arena, upper: &Arena) -> Result<Links, TreeError> {
    let mut links = Links::new();
    for (ino, inode) in upper.numbers() {
        let Data::Lower(target) = &inode.data else { continue };
        match below.lookup(target) {
            None => return Err(broken(upper, ino, false)),
            Some(found) if below.inode(found.ino).is_directory() => {
                return Err(broken(upper, ino, true));
            }
            Some(found) => links.push((ino, found.ino)),
        }
    }
    Ok(links)
}

fn links_into_layer(below: &Arena, upper: &Arena) -> Result<Links, TreeError> {
    let view = View { upper: below, lower: None };
    let mut links = Links::new();
    for (ino, inode) in upper.numbers() {
        let Data::Lower(target) = &inode.data else { continue };
        match view.lookup(target) {
            Seen::Upper(found) => links.push((ino, found)),
            Seen::Directory(_) => return Err(broken(upper, ino, true)),
            Seen::Hidden => return Err(broken(upper, ino, false)),
            // The layers below these two may have it.
            Seen::Nowhere | Seen::Lower(_) => {}
        }
    }
    Ok(links)
}

#[cold]
fn broken(upper: &Arena, ino: Ino, directory: bool) -> TreeError {
    let target = match &upper.inode(ino).data {
        Data::Lower(target) => target.to_vec(),
        _ => Vec::new(),
    };
    let own = upper.lookup(&target).is_some_and(|own| upper.inode(own.ino).is_directory());
    let kind = if directory || own {
        TreeErrorKind::DirectoryTarget { target }
    } else {
        TreeErrorKind::MissingTarget { target }
    };
    TreeError::new(kind, &upper.path_of(ino))
}

struct Merge<'a> {
    below: &'a mut Arena,
    upper: &'a Arena,
    inodes: Inodes,
    /// Inodes below that must not be freed by whiteouts.
    held: Vec<Ino>,
    /// The layer's number in a tree; `None` on a layer, which keeps whiteouts.
    number: Option<u16>,
    warnings: &'a mut TreeWarnings,
    path: Vec<u8>,
}

/// A directory on the way down, and its names that are still to come.
struct Frame<'a> {
    children: NamesIter<'a>,
    below: Ino,
    path: usize,
    /// `true` if all names but directories are there already.
    filled: bool,
}

impl<'a> Merge<'a> {
    fn new(
        below: &'a mut Arena,
        upper: &'a Arena,
        links: Links,
        number: Option<u16>,
        warnings: &'a mut TreeWarnings,
    ) -> Result<Self, TreeError> {
        let most = below.len().checked_add(upper.len());
        if most.is_none_or(|n| n >= NONE as usize) {
            return Err(TreeError::new(TreeErrorKind::TooMany, b""));
        }
        let (inodes, held) = (vec![NONE; upper.len()], Vec::with_capacity(links.len()));
        let mut merge = Self { below, upper, inodes, held, number, warnings, path: Vec::new() };
        for (ino, found) in links {
            *merge.became_mut(ino) = found;
            merge.below.inode_mut(found).links += 1;
            merge.held.push(found);
        }
        Ok(merge)
    }

    fn run(&mut self) -> Result<(), TreeError> {
        let mut stack: Vec<Frame<'a>> = Vec::new();
        stack.extend(self.enter(ROOT, ROOT)?);
        while let Some(frame) = stack.last_mut() {
            self.path.truncate(frame.path);
            let Some((name, child)) = frame.children.next() else {
                stack.pop();
                continue;
            };
            let (at, filled) = (frame.below, frame.filled);
            path::push(&mut self.path, name);
            if let Some(directory) = self.upper.directory(child.ino) {
                let below = self.place_directory(at, name, child.ino, directory)?;
                if let Some(below) = below {
                    stack.extend(self.enter(child.ino, below)?);
                }
            } else if !filled {
                self.place(at, name, *child)?;
            }
        }
        for ino in core::mem::take(&mut self.held) {
            self.below.release(ino);
        }
        Ok(())
    }

    /// Applies a directory's attributes and whiteouts, before its names.
    fn enter(&mut self, upper: Ino, below: Ino) -> Result<Option<Frame<'a>>, TreeError> {
        let inode = self.upper.inode(upper);
        let Some(directory) = self.upper.directory(upper) else { return Ok(None) };
        if directory.explicit {
            self.describe(below, inode);
        }
        if directory.opaque {
            self.below.clear(below);
        }
        for name in &directory.whiteouts {
            if self.below.child(below, name).is_some() {
                self.below.unlink(below, name);
            } else if self.number.is_some() && !directory.opaque {
                let path = path::join(&self.path, name);
                self.warn(TreeWarningKind::NothingToHide, &path);
            }
        }
        if self.number.is_none()
            && let Some(kept) = self.below.directory_mut(below)
        {
            kept.filled |= directory.filled;
            if directory.opaque {
                kept.opaque = true;
                kept.whiteouts.clear();
            }
            kept.whiteouts.extend(directory.whiteouts.iter().cloned());
        }
        let filled = self.below.directory(below).is_some_and(|d| d.children.is_empty());
        if filled {
            self.fill(below, directory)?;
        }
        let (children, path) = (directory.children.iter(), self.path.len());
        Ok(Some(Frame { children, below, path, filled }))
    }

    /// Puts all names into an empty directory at once.
    fn fill(&mut self, below: Ino, directory: &Directory) -> Result<(), TreeError> {
        let layer = self.number.unwrap_or(0);
        let mut names = Vec::with_capacity(directory.children.len());
        for (name, child) in &directory.children {
            let ino = match self.upper.directory(child.ino) {
                None => self.inode(child.ino)?,
                Some(d) if d.explicit || d.filled || self.number.is_none() => {
                    self.add_directory(child.ino)?
                }
                Some(_) => continue,
            };
            self.below.inode_mut(ino).links += 1;
            names.push((name.into(), Name { ino, layer, link: child.link }));
        }
        if let Some(below) = self.below.directory_mut(below) {
            below.children = names.into_iter().collect();
        }
        Ok(())
    }

    fn warn(&mut self, kind: TreeWarningKind, path: &[u8]) {
        self.warnings.add(kind, path, self.number.map(usize::from), None);
    }

    fn describe(&mut self, below: Ino, inode: &Inode) {
        let layer = self.number.unwrap_or(0);
        let target = self.below.inode_mut(below);
        target.metadata = inode.metadata;
        target.xattrs.clone_from(&inode.xattrs);
        target.layer = layer;
        if let Some(directory) = self.below.directory_mut(below) {
            directory.explicit = true;
        }
    }

    /// Finds or makes the directory below for a directory of the layer; `None` where only whiteouts pass through it and
    /// there is nothing for them to hide.
    fn place_directory(
        &mut self,
        at: Ino,
        name: &[u8],
        ino: Ino,
        directory: &Directory,
    ) -> Result<Option<Ino>, TreeError> {
        let real = directory.explicit || directory.filled;
        let earlier = self.below.child(at, name);
        match earlier.map(|child| (child.ino, &self.below.inode(child.ino).data)) {
            Some((found, Data::Directory(_))) => return Ok(Some(found)),
            Some(_) if !real => return Ok(None),
            None if !real && self.number.is_some() => {
                let path = core::mem::take(&mut self.path);
                self.warn(TreeWarningKind::NothingToHide, &path);
                self.path = path;
                return Ok(None);
            }
            Some((_, data)) => {
                if !directory.explicit {
                    let kind = match data {
                        Data::Symlink(_) => TreeWarningKind::SymlinkedParent,
                        _ => TreeWarningKind::NonDirectoryParent,
                    };
                    self.warnings.add(kind, &self.path, self.number.map(usize::from), None);
                }
                self.below.unlink(at, name);
                if self.number.is_none()
                    && let Some(above) = self.below.directory_mut(at)
                {
                    above.whiteouts.insert(name.into());
                }
            }
            None => {}
        }
        let made = self.add_directory(ino)?;
        let layer = self.number.unwrap_or(0);
        self.below.link(at, name, Name { ino: made, layer, link: false });
        Ok(Some(made))
    }

    fn place(&mut self, at: Ino, name: &[u8], child: Name) -> Result<(), TreeError> {
        let ino = self.inode(child.ino)?;
        self.below.unlink(at, name);
        let layer = self.number.unwrap_or(0);
        self.below.link(at, name, Name { ino, layer, link: child.link });
        Ok(())
    }

    /// Returns what an inode of the layer has become below.
    fn inode(&mut self, upper: Ino) -> Result<Ino, TreeError> {
        let known = *self.became_mut(upper);
        if known != NONE {
            return Ok(known);
        }
        let mut inode = self.upper.inode(upper).clone();
        (inode.links, inode.layer) = (0, self.number.unwrap_or(0));
        let ino = self.add(inode)?;
        *self.became_mut(upper) = ino;
        Ok(ino)
    }

    #[expect(clippy::indexing_slicing, reason = "one for each inode of the layer")]
    fn became_mut(&mut self, upper: Ino) -> &mut Ino {
        &mut self.inodes[upper as usize]
    }

    /// Adds a directory for one of the layer.
    fn add_directory(&mut self, upper: Ino) -> Result<Ino, TreeError> {
        let mut made = Inode::implied();
        made.metadata = self.upper.inode(upper).metadata;
        made.layer = self.number.unwrap_or(0);
        self.add(made)
    }

    fn add(&mut self, inode: Inode) -> Result<Ino, TreeError> {
        self.below.add(inode).map_err(|kind| TreeError::new(kind, &self.path))
    }
}
