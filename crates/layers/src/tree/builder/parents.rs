//! The directories above an entry: found, implied, or reached through symbolic links.

use super::LayerBuilder;
use crate::tree::arena::{Ino, Inode, Name, ROOT};
use crate::tree::error::TreeErrorKind;
use crate::tree::path;
use crate::tree::view::View;
use crate::tree::warning::TreeWarningKind;

impl LayerBuilder<'_> {
    pub(super) fn view(&self) -> View<'_> {
        View { upper: &self.arena, lower: self.lower.map(|tree| &tree.arena) }
    }

    /// The directory at a cleaned path, made where it is missing.
    pub(super) fn directory(&mut self, path: &[u8]) -> Result<Ino, TreeErrorKind> {
        if let Some((last, ino)) = &self.last
            && last == path
        {
            return Ok(*ino);
        }
        let ino = self.reach(path, true)?.ok_or(TreeErrorKind::NotADirectory)?;
        // What a followed path means may change.
        if self.lower.is_none() {
            self.last = Some((path.to_vec(), ino));
        }
        Ok(ino)
    }

    /// The directory that a whiteout or an opaque marker stands in; none where the layer has something else there,
    /// which hides all below it anyway.
    pub(super) fn marked(&mut self, path: &[u8]) -> Result<Option<Ino>, TreeErrorKind> {
        self.reach(path, false)
    }

    fn reach(&mut self, path: &[u8], for_entry: bool) -> Result<Option<Ino>, TreeErrorKind> {
        // A lower link can stand anywhere above; one of this layer is met on the way down.
        if self.lower.is_none()
            && let Some(ino) = self.descend(path, for_entry)?
        {
            return Ok(Some(ino));
        }
        let resolved = match self.view().resolve(path) {
            Ok(resolved) => resolved,
            Err(TreeErrorKind::NotADirectory) => {
                self.find(TreeWarningKind::NonDirectoryParent, path);
                return match (self.rules.replaces_parents, for_entry) {
                    (true, true) => self.replace_parents(path).map(Some),
                    (true, false) => Ok(None),
                    _ => Err(self.fails("an entry below something that is no directory")),
                };
            }
            Err(kind) => return Err(kind),
        };
        if resolved.followed {
            self.find(TreeWarningKind::SymlinkedParent, path);
        }
        self.descend(&resolved.path, for_entry)
    }

    /// Goes down a path, making what is missing; `None` where something is no directory.
    fn descend(&mut self, path: &[u8], for_entry: bool) -> Result<Option<Ino>, TreeErrorKind> {
        let mut at = ROOT;
        for name in path::names(path) {
            match self.descend_one(at, name, for_entry)? {
                Some(next) => at = next,
                None => return Ok(None),
            }
        }
        Ok(Some(at))
    }

    fn imply(&mut self, at: Ino, name: &[u8], for_entry: bool) -> Result<Ino, TreeErrorKind> {
        if for_entry && self.arena.directory(at).is_some_and(|d| d.whiteouts.contains(name)) {
            self.find(TreeWarningKind::WhiteoutBesideEntry, name);
            if self.rules.directory_undoes_whiteout {
                return Err(self.fails("an entry below its own layer's whiteout"));
            }
        }
        let ino = self.arena.add(Inode::implied())?;
        self.arena.link(at, name, Name { ino, layer: 0, link: false });
        Ok(ino)
    }

    /// Goes down a path, putting directories in the place of whatever is none.
    fn replace_parents(&mut self, path: &[u8]) -> Result<Ino, TreeErrorKind> {
        let mut at = ROOT;
        for name in path::names(path) {
            let child = self.arena.child(at, name);
            if child.is_some_and(|child| !self.arena.inode(child.ino).is_directory()) {
                self.unlink(at, name, path);
                if let Some(above) = self.arena.directory_mut(at) {
                    above.whiteouts.insert(name.into());
                }
            }
            at = self.descend_one(at, name, true)?.ok_or(TreeErrorKind::NotADirectory)?;
        }
        Ok(at)
    }

    fn descend_one(
        &mut self,
        at: Ino,
        name: &[u8],
        for_entry: bool,
    ) -> Result<Option<Ino>, TreeErrorKind> {
        let ino = match self.arena.child(at, name) {
            Some(child) if self.arena.inode(child.ino).is_directory() => child.ino,
            Some(_) => return Ok(None),
            None => self.imply(at, name, for_entry)?,
        };
        if for_entry && let Some(directory) = self.arena.directory_mut(ino) {
            directory.filled = true;
        }
        Ok(Some(ino))
    }
}
