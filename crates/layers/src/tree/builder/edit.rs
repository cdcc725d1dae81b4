//! Changes that a writable layer makes to a builder.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::LayerBuilder;
use crate::tree::arena::{Arena, Ino, Inode};
use crate::tree::error::TreeErrorKind;
use crate::tree::layer::{Changeset, LayerStats};
use crate::tree::path;
use crate::tree::strays::Strays;
use crate::tree::warning::TreeWarnings;

impl LayerBuilder<'_> {
    pub(in crate::tree) fn arena(&self) -> &Arena {
        &self.arena
    }

    pub(in crate::tree) fn arena_mut(&mut self) -> &mut Arena {
        &mut self.arena
    }

    /// Returns the layer as it is now, without warnings.
    pub(in crate::tree) fn snapshot(&self) -> Changeset {
        Changeset {
            arena: self.arena.clone(),
            warnings: TreeWarnings::default(),
            stats: LayerStats::default(),
            stated_sizes: BTreeMap::new(),
            replaced: Vec::new(),
            strays: Strays::default(),
        }
    }

    /// Removes a name of this layer.
    pub(in crate::tree) fn remove(
        &mut self,
        directory: &[u8],
        name: &[u8],
    ) -> Result<(), TreeErrorKind> {
        if let Some(directory) = self.marked(directory)? {
            self.unlink(directory, name, b"");
        }
        Ok(())
    }

    /// Hides a name of the lower layers.
    pub(in crate::tree) fn hide(
        &mut self,
        directory: &[u8],
        name: &[u8],
    ) -> Result<(), TreeErrorKind> {
        let directory = self.marked(directory)?;
        if let Some(directory) = directory.and_then(|ino| self.arena.directory_mut(ino)) {
            directory.whiteouts.insert(name.into());
        }
        Ok(())
    }

    /// Copies an inode of the lower layers into this one; of a directory only its attributes.
    pub(in crate::tree) fn copy(
        &mut self,
        path: &[u8],
        inode: &Inode,
    ) -> Result<Ino, TreeErrorKind> {
        let xattrs = inode.xattrs.as_deref().cloned().unwrap_or_default();
        if inode.is_directory() {
            let directory = self.directory(path)?;
            self.describe(directory, inode.metadata, xattrs);
            return Ok(directory);
        }
        let (at, name) = path::split_last(path).ok_or(TreeErrorKind::RootNotDirectory)?;
        let directory = self.directory(at)?;
        let ino = self.arena.add(Inode::new(inode.data.clone(), inode.metadata, xattrs))?;
        self.put_name(path, directory, name, ino, false)?;
        Ok(ino)
    }
}
