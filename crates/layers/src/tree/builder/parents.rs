//! The parent directories of an entry: found, implied, or reached through symbolic links.

use super::LayerBuilder;
use crate::tree::arena::{Ino, Inode, ROOT};
use crate::tree::error::TreeErrorKind;
use crate::tree::names::Name;
use crate::tree::path;
use crate::tree::view::View;
use crate::tree::warning::TreeWarningKind;

impl LayerBuilder<'_> {
    pub(super) fn view(&self) -> View<'_> {
        View { upper: &self.arena, lower: self.lower.map(|tree| &tree.arena) }
    }

    /// Returns the directory at a cleaned path, and makes it where it is missing.
    pub(super) fn directory(&mut self, path: &[u8]) -> Result<Ino, TreeErrorKind> {
        if let Some((last, ino)) = &self.last
            && last == path
        {
            return Ok(*ino);
        }
        let ino = self.reach(path, true)?.ok_or(TreeErrorKind::NotADirectory)?;
        // What a path through links means may change.
        if self.lower.is_none() && self.followed.is_none() {
            self.last = Some((path.to_vec(), ino));
        }
        Ok(ino)
    }

    /// Returns the directory of a whiteout or an opaque marker; `None` where the layer has something else there, which
    /// hides all below it anyway.
    pub(super) fn marked(&mut self, path: &[u8]) -> Result<Option<Ino>, TreeErrorKind> {
        self.reach(path, false)
    }

    fn reach(&mut self, path: &[u8], for_entry: bool) -> Result<Option<Ino>, TreeErrorKind> {
        // A lower layer's link may be anywhere in the path; one of this layer is met on the way down.
        if self.lower.is_none()
            && let Some(ino) = self.descend(path, for_entry)?
        {
            return Ok(Some(ino));
        }
        let resolved = match self.view().resolve(path) {
            Ok(resolved) => resolved,
            Err(TreeErrorKind::NotADirectory) => {
                self.warn(TreeWarningKind::NonDirectoryParent, path);
                return match (self.rules.replaces_parents, for_entry) {
                    (true, true) => self.replace_parents(path).map(Some),
                    (true, false) => Ok(None),
                    _ => Err(self.fails("an entry below something that is not a directory")),
                };
            }
            Err(kind) => return Err(kind),
        };
        let found = self.descend(&resolved.path, for_entry)?;
        if resolved.followed {
            self.warn(TreeWarningKind::SymlinkedParent, path);
            self.followed = Some(resolved.path);
        }
        Ok(found)
    }

    /// Goes down a path and makes what is missing; returns `None` where something is not a directory.
    fn descend(&mut self, path: &[u8], for_entry: bool) -> Result<Option<Ino>, TreeErrorKind> {
        let mut at = ROOT;
        let mut filled = false;
        for name in path::names(path) {
            let Some(next) = self.descend_one(at, name, for_entry, &mut filled)? else {
                return Ok(None);
            };
            at = next;
        }
        if filled {
            self.list_implied(path);
        }
        Ok(Some(at))
    }

    fn imply(&mut self, at: Ino, name: &[u8], for_entry: bool) -> Result<Ino, TreeErrorKind> {
        if for_entry && self.arena.directory(at).is_some_and(|d| d.whiteouts.contains(name)) {
            self.warn(TreeWarningKind::WhiteoutBesideEntry, name);
            if self.rules.directory_undoes_whiteout {
                return Err(self.fails("an entry below its own layer's whiteout"));
            }
        }
        let ino = self.arena.add(Inode::implied())?;
        self.arena.link(at, name, Name { ino, layer: 0, link: false });
        Ok(ino)
    }

    /// Goes down a path and puts directories in the place of whatever is not one.
    fn replace_parents(&mut self, path: &[u8]) -> Result<Ino, TreeErrorKind> {
        let mut at = ROOT;
        let mut filled = false;
        for (name, until) in path::names(path).zip(path::above(path).chain([path])) {
            let child = self.arena.child(at, name);
            if child.is_some_and(|child| !self.arena.inode(child.ino).is_directory()) {
                self.displace(at, name, until);
                self.unlink(at, name, path);
                self.hide_replaced(at, name, until);
            }
            let next = self.descend_one(at, name, true, &mut filled)?;
            at = next.ok_or(TreeErrorKind::NotADirectory)?;
        }
        self.list_implied(path);
        Ok(at)
    }

    fn descend_one(
        &mut self,
        at: Ino,
        name: &[u8],
        for_entry: bool,
        filled: &mut bool,
    ) -> Result<Option<Ino>, TreeErrorKind> {
        let ino = match self.arena.child(at, name) {
            Some(child) if self.arena.inode(child.ino).is_directory() => child.ino,
            Some(_) => return Ok(None),
            None => self.imply(at, name, for_entry)?,
        };
        if for_entry && let Some(directory) = self.arena.directory_mut(ino) {
            *filled |= !core::mem::replace(&mut directory.filled, true) && !directory.explicit;
        }
        Ok(Some(ino))
    }

    /// Lists the directories on a path in their parents, so that an opaque marker finds the implied ones without
    /// visiting everything else.
    pub(super) fn list_implied(&mut self, path: &[u8]) {
        let mut at = ROOT;
        for name in path::names(path) {
            let Some(child) = self.arena.child(at, name) else { return };
            let Some(directory) = self.arena.directory_mut(child.ino) else { return };
            let listed = core::mem::replace(&mut directory.listed, true);
            if !listed && let Some(parent) = self.arena.directory_mut(at) {
                parent.unsettled.push(name.into());
            }
            at = child.ino;
        }
    }
}
