//! The targets of hard links.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};

use super::LayerBuilder;
use crate::tree::arena::{Data, Ino, Inode};
use crate::tree::entry::{Metadata, Xattrs};
use crate::tree::error::TreeErrorKind;
use crate::tree::path;
use crate::tree::view::Seen;
use crate::tree::warning::TreeWarningKind;

impl LayerBuilder<'_> {
    /// Returns the inode of a hard link's target: one of this layer, or a placeholder for one of the lower layers.
    pub(super) fn target(&mut self, path: &[u8], written: &[u8]) -> Result<Ino, TreeErrorKind> {
        let target = written.to_vec();
        let Ok(cleaned) = path::clean(written) else {
            return Err(TreeErrorKind::InvalidTarget { target });
        };
        let Some((at, name)) = path::split_last(&cleaned.path) else {
            return Err(TreeErrorKind::DirectoryTarget { target });
        };
        if *cleaned.path == *path {
            return Err(TreeErrorKind::MissingTarget { target });
        }
        let view = self.view();
        let full = match view.resolve(at) {
            Ok(at) => path::join(&at.path, name),
            // A parent is a file of this layer: only lower layers can have the target.
            Err(TreeErrorKind::NotADirectory) => cleaned.path.to_vec(),
            Err(kind) => return Err(kind),
        };
        match view.lookup(&full) {
            Seen::Upper(ino) => Ok(ino),
            Seen::Directory(_) | Seen::Lower(_) | Seen::Nowhere | Seen::Hidden => {
                self.warn(TreeWarningKind::LinkToLower, path);
                if !self.rules.links_to_lower {
                    return Err(self.fails("a hard link to a lower layer"));
                }
                self.copied += full.len() as u64;
                let inode = Inode::new(
                    Data::Lower(Box::new(full.into())),
                    Metadata::new(0o644),
                    Xattrs::new(),
                );
                self.arena.add(inode)
            }
        }
    }

    /// Joins hard links to targets that came after them.
    ///
    /// Where the layer is unpacked onto lower ones that have the path too, the link was made to theirs.
    pub(super) fn link_later_targets(&mut self) {
        let lower = self.lower;
        let in_lower = |path| lower.is_some_and(|tree| tree.arena.lookup(path).is_some());
        let mut later = BTreeMap::new();
        for (ino, inode) in self.arena.numbers() {
            let Data::Lower(target) = &inode.data else { continue };
            let own = self.arena.lookup(target).map(|name| name.ino);
            let own = own.filter(|&own| own != ino && !self.arena.inode(own).is_directory());
            if let Some(own) = own.filter(|_| !in_lower(target)) {
                later.insert(ino, own);
                self.warnings.add(TreeWarningKind::LinkBeforeTarget, target, None, None);
            }
        }
        let settled = settle(&later);
        if !settled.is_empty() {
            self.arena.rename(|ino| settled.get(&ino).copied().unwrap_or(ino));
        }
    }
}

/// Follows links to links to their ends, each once; links in a ring stay as they are.
fn settle(links: &BTreeMap<Ino, Ino>) -> BTreeMap<Ino, Ino> {
    let mut settled = BTreeMap::new();
    for &start in links.keys() {
        let mut trail = BTreeSet::new();
        let mut at = start;
        let end = loop {
            if trail.contains(&at) {
                break None;
            }
            if let Some(&end) = settled.get(&at) {
                break Some(end);
            }
            let Some(&next) = links.get(&at) else { break Some(at) };
            trail.insert(at);
            at = next;
        };
        settled.extend(trail.into_iter().map(|ino| (ino, end.unwrap_or(ino))));
    }
    settled
}
