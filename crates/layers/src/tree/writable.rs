//! [`WritableLayer`]: a container's changes on top of an image.

use alloc::vec::Vec;

use super::arena::{Data, Ino};
use super::builder::LayerBuilder;
use super::changes::Change;
use super::entry::{Device, Entry, EntryKind, Metadata};
use super::error::{TreeError, TreeErrorKind};
use super::export;
use super::layer::Changeset;
use super::path;
use super::tree::Tree;
use super::view::{Seen, View};
use super::whiteout::PREFIX;

/// A container's own layer on top of an image's tree: changed files are copied up, removed ones leave whiteouts, the tree
/// below is unchanged.
///
/// ```
/// use imageref_layers::{Entry, Changeset, Tree, WritableLayer};
///
/// let image = Tree::from_layers([&Changeset::from_entries([
///     Entry::directory("etc"),
///     Entry::file("etc/passwd", 28),
///     Entry::file("etc/motd", 5),
/// ])?])?;
///
/// let mut container = WritableLayer::new(&image);
/// container.add(Entry::file("etc/hosts", 10))?;
/// container.write("etc/passwd", 60)?;
/// container.remove("etc/motd")?;
/// let printed: Vec<String> = container.changes().iter().map(ToString::to_string).collect();
/// assert_eq!(printed, ["C /etc", "A /etc/hosts", "D /etc/motd", "C /etc/passwd"]);
///
/// // The next image: the same tree with one more layer.
/// let layer = container.into_layer();
/// let next = Tree::from_layers([&Changeset::from_entries(layer.to_oci_entries())?])?;
/// assert_eq!(next.size(), 70);
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
/// Unlike for a process in the container, symbolic links in paths are not followed.
#[derive(Debug)]
pub struct WritableLayer<'t> {
    lower: &'t Tree,
    upper: LayerBuilder<'static>,
}

impl<'t> WritableLayer<'t> {
    /// A layer without changes.
    pub fn new(lower: &'t Tree) -> Self {
        Self { lower, upper: LayerBuilder::new() }
    }

    /// Adds an entry at a path, or replaces what is there. A directory over a directory sets its attributes and keeps its
    /// children.
    ///
    /// A hard link to a file of the image copies that file up first.
    ///
    /// # Errors
    ///
    /// [`TreeError`] for a path that is not valid or has the name of a whiteout, where a parent is not a directory, and for
    /// a hard link to a missing target.
    pub fn add(&mut self, entry: Entry) -> Result<(), TreeError> {
        let written = entry.path().to_vec();
        self.add_entry(entry).map_err(|kind| TreeError::new(kind, &written))
    }

    fn add_entry(&mut self, entry: Entry) -> Result<(), TreeErrorKind> {
        let written = entry.path().to_vec();
        let path = path::clean(&written)?.path;
        if path::names(&path).any(|name| name.starts_with(PREFIX)) {
            return Err(TreeErrorKind::ReservedName);
        }
        if *entry.kind() == EntryKind::CharDevice(Device { major: 0, minor: 0 }) {
            return Err(TreeErrorKind::WhiteoutDevice);
        }
        if let Some((directory, _)) = path::split_last(&path)
            && !self.can_hold(directory)
        {
            return Err(TreeErrorKind::NotADirectory);
        }
        if let EntryKind::HardLink { target } = entry.kind() {
            let missing = || TreeErrorKind::MissingTarget { target: target.clone() };
            let cleaned = path::clean(target).map_err(|_| missing())?.path;
            match self.view().lookup(&cleaned) {
                _ if cleaned == path => return Err(missing()),
                Seen::Upper(_) => {}
                Seen::Lower(_) => {
                    self.copy_up(&cleaned)?;
                }
                Seen::Directory(_) => {
                    let target = target.clone();
                    return Err(TreeErrorKind::DirectoryTarget { target });
                }
                Seen::Nowhere | Seen::Hidden => return Err(missing()),
            }
        }
        // The container makes missing parents; they are not implied.
        let missing = path::above(&path)
            .filter(|above| matches!(self.view().lookup(above), Seen::Nowhere | Seen::Hidden));
        for above in missing.map(<[u8]>::to_vec).collect::<Vec<_>>() {
            self.upper.push(Entry::directory(above)).map_err(TreeError::into_kind)?;
        }
        self.upper.push(entry).map_err(TreeError::into_kind)
    }

    /// Changes mode, owner or time at a path.
    ///
    /// # Errors
    ///
    /// [`TreeError`] when the path does not exist.
    pub fn change(
        &mut self,
        path: impl AsRef<[u8]>,
        change: impl FnOnce(Metadata) -> Metadata,
    ) -> Result<(), TreeError> {
        let written = path.as_ref();
        let ino = path::clean(written)
            .map_err(TreeErrorKind::from)
            .and_then(|cleaned| self.copy_up(&cleaned.path))
            .map_err(|kind| TreeError::new(kind, written))?;
        let inode = self.upper.arena_mut().inode_mut(ino);
        inode.metadata = change(inode.metadata);
        Ok(())
    }

    /// Replaces a file's content, of which only the size is kept: `bytes` bytes.
    ///
    /// # Errors
    ///
    /// [`TreeError`] when the path does not exist or is not a regular file.
    pub fn write(&mut self, path: impl AsRef<[u8]>, bytes: u64) -> Result<(), TreeError> {
        let written = path.as_ref();
        self.write_file(written, bytes).map_err(|kind| TreeError::new(kind, written))
    }

    fn write_file(&mut self, written: &[u8], bytes: u64) -> Result<(), TreeErrorKind> {
        let path = path::clean(written)?.path;
        let is_file = match self.view().lookup(&path) {
            Seen::Upper(ino) => self.upper.arena().inode(ino).is_file(),
            Seen::Lower(ino) => self.lower.arena.inode(ino).is_file(),
            Seen::Directory(_) => false,
            Seen::Nowhere | Seen::Hidden => return Err(TreeErrorKind::NotFound),
        };
        if !is_file {
            return Err(TreeErrorKind::NotAFile);
        }
        let ino = self.copy_up(&path)?;
        self.upper.arena_mut().inode_mut(ino).data = Data::File { size: bytes };
        Ok(())
    }

    /// Removes a path and all below it.
    ///
    /// # Errors
    ///
    /// [`TreeError`] when the path does not exist, and for the root.
    pub fn remove(&mut self, path: impl AsRef<[u8]>) -> Result<(), TreeError> {
        let written = path.as_ref();
        self.remove_path(written).map_err(|kind| TreeError::new(kind, written))
    }

    fn remove_path(&mut self, written: &[u8]) -> Result<(), TreeErrorKind> {
        let path = path::clean(written)?.path;
        let (directory, name) = path::split_last(&path).ok_or(TreeErrorKind::RootNotDirectory)?;
        if matches!(self.view().lookup(&path), Seen::Nowhere | Seen::Hidden) {
            return Err(TreeErrorKind::NotFound);
        }
        self.upper.remove(directory, name)?;
        let stays = !matches!(self.view().lookup(&path), Seen::Nowhere | Seen::Hidden);
        if stays { self.upper.hide(directory, name) } else { Ok(()) }
    }

    /// Returns what the container changed, as `docker diff` lists it.
    pub fn changes(&self) -> Vec<Change> {
        self.upper.snapshot().changes(self.lower)
    }

    /// Returns the tree that the container sees.
    ///
    /// # Errors
    ///
    /// [`TreeError`] when the tree below has 65,535 layers already.
    pub fn tree(&self) -> Result<Tree, TreeError> {
        let mut tree = self.lower.clone();
        tree.apply(&self.upper.snapshot())?;
        Ok(tree)
    }

    /// Returns the changes as a layer, to be written with [`to_oci_entries`](Changeset::to_oci_entries).
    pub fn into_layer(self) -> Changeset {
        let mut layer = self.upper.snapshot();
        layer.stats = export::stats(&layer.to_oci_entries());
        layer
    }

    fn view(&self) -> View<'_> {
        View { upper: self.upper.arena(), lower: Some(&self.lower.arena) }
    }

    /// Returns `true` if a path is a directory or can become one.
    fn can_hold(&self, directory: &[u8]) -> bool {
        let view = self.view();
        let mut at = view.root();
        for name in path::names(directory) {
            match view.step(at, name) {
                Seen::Directory(next) => at = next,
                Seen::Nowhere | Seen::Hidden => return true,
                Seen::Upper(_) | Seen::Lower(_) => return false,
            }
        }
        true
    }

    /// Copies a path into the layer. A file loses its other names below, as on overlayfs without an index.
    fn copy_up(&mut self, path: &[u8]) -> Result<Ino, TreeErrorKind> {
        match self.view().lookup(path) {
            Seen::Upper(ino) => Ok(ino),
            Seen::Lower(ino) => self.upper.copy(path, self.lower.arena.inode(ino)),
            Seen::Directory(at) => {
                let described = at
                    .upper
                    .is_some_and(|u| self.upper.arena().directory(u).is_some_and(|d| d.explicit));
                match (at.upper, at.lower) {
                    (Some(upper), _) if described => Ok(upper),
                    (_, Some(lower)) => self.upper.copy(path, self.lower.arena.inode(lower)),
                    (Some(upper), None) => {
                        let implied = self.upper.arena().inode(upper).clone();
                        self.upper.copy(path, &implied)
                    }
                    (None, None) => Err(TreeErrorKind::NotFound),
                }
            }
            Seen::Nowhere | Seen::Hidden => Err(TreeErrorKind::NotFound),
        }
    }
}
