//! [`LayerBuilder`]: a layer read entry by entry.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use crate::tree::arena::{Arena, Ino};
use crate::tree::entry::{Entry, EntryKind, Metadata, Xattrs};
use crate::tree::error::{TreeError, TreeErrorKind};
use crate::tree::layer::{Changeset, LayerStats};
use crate::tree::path::{self, PathFault};
use crate::tree::policy::{Rules, UnpackPolicy};
use crate::tree::strays::{Stray, Strays};
use crate::tree::tree::Tree;
use crate::tree::warning::{TreeWarningKind, TreeWarnings};
use crate::tree::whiteout::{Mark, WhiteoutFormat, overlay_attribute};

/// The longest name that Linux's file systems store, in bytes.
const MAX_NAME: usize = 255;

/// Reads a layer entry by entry: for streams, and for other policies and whiteout formats than the default.
///
/// ```
/// use imageref_layers::{Changeset, Entry, LayerBuilder, Tree, UnpackPolicy};
///
/// let base = Tree::from_layers([&Changeset::from_entries([
///     Entry::directory("usr/bin"),
///     Entry::symlink("bin", "usr/bin"),
/// ])?])?;
///
/// // containerd unpacks onto the merged view and follows the link.
/// let mut builder = LayerBuilder::new().with_policy(UnpackPolicy::Containerd, Some(&base));
/// builder.push(Entry::file("bin/tool", 7))?;
/// let mut tree = base.clone();
/// tree.apply(&builder.finish())?;
/// assert!(tree.get("usr/bin/tool").is_some());
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Debug)]
pub struct LayerBuilder<'t> {
    pub(super) arena: Arena,
    pub(super) lower: Option<&'t Tree>,
    pub(super) policy: UnpackPolicy,
    pub(super) rules: Rules,
    pub(super) format: WhiteoutFormat,
    pub(super) warnings: TreeWarnings,
    pub(super) stats: LayerStats,
    pub(super) stated_sizes: BTreeMap<Box<[u8]>, u64>,
    pub(super) replaced: Vec<(Vec<u8>, u64)>,
    pub(super) strays: Strays,
    /// Bytes of paths that are kept besides the names in the arena.
    pub(super) copied: u64,
    /// The parent directory of the last entry: most entries share it with the next one.
    pub(super) last: Option<(Vec<u8>, Ino)>,
    /// The parent directory of the current entry, where links lead to another than its path states.
    pub(super) followed: Option<Vec<u8>>,
}

impl Default for LayerBuilder<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl Changeset {
    /// Reads a layer by the specification's rule, with whiteouts as names.
    ///
    /// [`LayerBuilder`] reads it with another policy or whiteout format, or entry by entry.
    ///
    /// # Errors
    ///
    /// [`TreeError`] at the first entry that does not fit into a tree.
    pub fn from_entries(entries: impl IntoIterator<Item = Entry>) -> Result<Self, TreeError> {
        let mut builder = LayerBuilder::new();
        for entry in entries {
            builder.push(entry)?;
        }
        Ok(builder.finish())
    }
}

impl<'t> LayerBuilder<'t> {
    /// A layer without entries, read by the specification's rule, with whiteouts as names.
    pub fn new() -> Self {
        let policy = UnpackPolicy::Specification;
        Self {
            arena: Arena::new(),
            lower: None,
            policy,
            rules: policy.rules(),
            format: WhiteoutFormat::Oci,
            warnings: TreeWarnings::default(),
            stats: LayerStats::default(),
            stated_sizes: BTreeMap::new(),
            replaced: Vec::new(),
            strays: Strays::default(),
            copied: 0,
            last: None,
            followed: None,
        }
    }

    /// Reads the layer as another runtime does.
    ///
    /// `lower` is the tree that the layer will be put on: containerd and umoci unpack onto it, so that what they do
    /// depends on it. Without it they see an empty tree.
    #[must_use]
    pub fn with_policy(self, policy: UnpackPolicy, lower: Option<&'t Tree>) -> Self {
        let rules = policy.rules();
        Self { policy, rules, lower: lower.filter(|_| rules.follows_lower_links), ..self }
    }

    /// Reads whiteouts in another format.
    #[must_use]
    pub fn with_format(self, format: WhiteoutFormat) -> Self {
        Self { format, ..self }
    }

    /// Returns how many entries were read.
    pub fn entries(&self) -> u64 {
        self.stats.entries
    }

    /// Returns how many files, directories and links the layer has so far, implied directories included: its memory is
    /// proportional to them.
    pub fn nodes(&self) -> usize {
        self.arena.len()
    }

    /// Bytes of paths that are kept besides the entries' own: in warnings, targets and records of replaced entries.
    #[cfg(feature = "archive")]
    pub(crate) fn copied_bytes(&self) -> u64 {
        self.copied
    }

    /// Adds the next entry.
    ///
    /// # Errors
    ///
    /// [`TreeError`] with the entry's number and path; the builder is unchanged but for implied directories and counts.
    pub fn push(&mut self, entry: Entry) -> Result<(), TreeError> {
        let number = self.stats.entries;
        self.count(&entry);
        let stated = entry.stated_size();
        let (written, kind, metadata, xattrs) = entry.into_parts();
        let cleaned = match path::clean(&written) {
            Ok(cleaned) => cleaned,
            Err(fault) => return Err(TreeError::new(fault.into(), &written).at_entry(number)),
        };
        if cleaned.absolute {
            self.warn(TreeWarningKind::AbsolutePath, &cleaned.path);
        }
        if cleaned.parents {
            self.warn(TreeWarningKind::ParentInPath, &cleaned.path);
        }
        if cleaned.path.len() > MAX_NAME && path::names(&cleaned.path).any(|n| n.len() > MAX_NAME) {
            self.warn(TreeWarningKind::LongName, &cleaned.path);
        }
        if stated > 0 && !matches!(kind, EntryKind::File { .. }) {
            self.copied += cleaned.path.len() as u64 + 64;
            self.stated_sizes.insert(cleaned.path.as_ref().into(), stated);
        } else if !self.stated_sizes.is_empty() {
            self.stated_sizes.remove(cleaned.path.as_ref());
        }
        self.followed = None;
        let directory = kind == EntryKind::Directory;
        let shown = self
            .insert(&cleaned.path, kind, metadata, xattrs)
            .map_err(|kind| TreeError::new(kind, &written).at_entry(number))?;
        match self.followed.take() {
            None if shown => self.strays.state(&cleaned.path),
            None => self.copied += self.strays.add(&cleaned.path, stated, directory),
            Some(above) => {
                self.copied += self.strays.add(&cleaned.path, stated, directory);
                if let Some((_, name)) = path::split_last(&cleaned.path) {
                    self.copied += self.strays.replace(&path::join(&above, name));
                }
            }
        }
        Ok(())
    }

    /// Returns the layer.
    pub fn finish(mut self) -> Changeset {
        self.link_later_targets();
        self.arena.settle();
        Changeset {
            arena: self.arena,
            warnings: self.warnings,
            stats: self.stats,
            stated_sizes: self.stated_sizes,
            replaced: self.replaced,
            strays: self.strays,
        }
    }

    fn count(&mut self, entry: &Entry) {
        let size = entry.size();
        self.stats.add(&LayerStats {
            entries: 1,
            content_bytes: size,
            stated_bytes: entry.stated_size(),
            ..LayerStats::default()
        });
    }

    pub(super) fn warn(&mut self, kind: TreeWarningKind, path: &[u8]) {
        let entry = self.stats.entries.saturating_sub(1);
        self.copied += self.warnings.add(kind, path, None, Some(entry));
    }

    /// Puts an entry into the layer; returns `false` where the layer ignores it.
    fn insert(
        &mut self,
        path: &[u8],
        kind: EntryKind,
        metadata: Metadata,
        mut xattrs: Xattrs,
    ) -> Result<bool, TreeErrorKind> {
        match self.format.read(path, &kind, &xattrs)? {
            Mark::Entry => self.put(path, kind, metadata, xattrs).map(|()| true),
            Mark::OpaqueEntry => {
                xattrs.retain(|name, _| overlay_attribute(name) != Some(b"opaque"));
                self.put(path, kind, metadata, xattrs)?;
                self.opaque(path)
            }
            Mark::Opaque(directory) => self.opaque(directory),
            Mark::Whiteout(directory, name) => self.whiteout(path, directory, name),
            Mark::Bare(directory) => match path::split_last(directory) {
                Some((above, name)) if self.rules.bare_whiteout_hides_directory => {
                    self.warn(TreeWarningKind::BareWhiteout, path);
                    self.whiteout(directory, above, name)
                }
                _ => Err(TreeErrorKind::EmptyWhiteout),
            },
            Mark::Aufs => {
                self.warn(TreeWarningKind::AufsMetadata, path);
                Ok(false)
            }
        }
    }

    fn whiteout(&mut self, path: &[u8], at: &[u8], name: &[u8]) -> Result<bool, TreeErrorKind> {
        self.stats.whiteouts += 1;
        let Some(directory) = self.marked(at)? else { return Ok(false) };
        if self.arena.child(directory, name).is_some() {
            self.warn(TreeWarningKind::WhiteoutBesideEntry, path);
            if self.rules.whiteout_fails_on_earlier {
                return Err(self.fails("a whiteout after an entry of the same name"));
            }
            if self.rules.whiteout_removes_earlier {
                self.unlink(directory, name, path);
            }
        }
        self.strays.state(path);
        if let Some(directory) = self.arena.directory_mut(directory) {
            directory.whiteouts.insert(name.into());
        }
        Ok(true)
    }

    fn opaque(&mut self, path: &[u8]) -> Result<bool, TreeErrorKind> {
        self.stats.opaque += 1;
        let Some(directory) = self.marked(path)? else { return Ok(false) };
        if let Some(found) = self.arena.directory_mut(directory).filter(|d| !d.opaque) {
            found.opaque = true;
            self.implied_in_opaque(directory, path);
        }
        Ok(true)
    }

    /// Reports the implied directories that are in an opaque one, by way of directories that have entries: containerd's
    /// opaque marker removes them.
    ///
    /// Each is taken off its parent's list, so that nested opaque directories do not visit it again.
    fn implied_in_opaque(&mut self, directory: Ino, path: &[u8]) {
        let mut implied = Vec::new();
        let mut pending = vec![directory];
        while let Some(ino) = pending.pop() {
            let listed = self.arena.directory_mut(ino).map(|d| core::mem::take(&mut d.unsettled));
            for name in listed.into_iter().flatten() {
                let Some(child) = self.arena.child(ino, &name) else { continue };
                let Some(below) = self.arena.directory_mut(child.ino) else { continue };
                below.listed = false;
                if below.explicit {
                    pending.push(child.ino);
                } else if below.filled {
                    implied.push((ino, name));
                }
            }
        }
        for (ino, name) in implied {
            self.warn(TreeWarningKind::ImpliedInOpaque, path);
            if self.rules.opaque_removes_implied {
                self.unlink(ino, &name, path);
            }
        }
    }

    pub(super) fn fails(&self, reason: &'static str) -> TreeErrorKind {
        TreeErrorKind::RuntimeFails { policy: self.policy, reason }
    }

    /// Records the entries at a path that is about to be replaced, and all below it: dive still counts them.
    pub(super) fn displace(&mut self, at: Ino, name: &[u8], path: &[u8]) {
        if self.policy != UnpackPolicy::Specification {
            return;
        }
        let Some(child) = self.arena.child(at, name) else { return };
        let mut pending = vec![(child, path.to_vec())];
        while let Some((child, path)) = pending.pop() {
            let inode = self.arena.inode(child.ino);
            let stated = self.stated_sizes.get(path.as_slice()).copied();
            let size = stated.unwrap_or(if child.link { 0 } else { inode.size() });
            let Some(directory) = self.arena.directory(child.ino) else {
                if self.strays.get(&path) != Some(Stray::Synthetic) {
                    self.copied += self.strays.add(&path, size, false);
                }
                continue;
            };
            for name in &directory.whiteouts {
                let whiteout = path::whiteout(&path, name);
                if self.strays.get(&whiteout) != Some(Stray::Synthetic) {
                    self.copied += self.strays.add(&whiteout, 0, false);
                }
            }
            let children = directory.children.iter();
            pending.extend(children.map(|(name, child)| (*child, path::join(&path, name))));
            if directory.explicit {
                self.copied += self.strays.add(&path, size, true);
            } else if directory.children.is_empty() && directory.whiteouts.is_empty() {
                self.copied += self.strays.imply(&path);
            }
        }
    }

    /// Hides a name of the lower layers, which no entry does, so that a directory in the place of a file stays fresh.
    pub(super) fn hide_replaced(&mut self, at: Ino, name: &[u8], path: &[u8]) {
        let Some(directory) = self.arena.directory_mut(at) else { return };
        if directory.whiteouts.insert(name.into()) {
            let above = path::split_last(path).map_or(&b""[..], |(above, _)| above);
            let whiteout = path::whiteout(above, name);
            self.copied += self.strays.insert(&whiteout, Stray::Synthetic);
        }
    }
}

impl From<PathFault> for TreeErrorKind {
    fn from(fault: PathFault) -> Self {
        match fault {
            PathFault::Empty => Self::EmptyPath,
            PathFault::TooLong => Self::PathTooLong,
            PathFault::Nul => Self::NulInPath,
            PathFault::Escape => Self::EscapesRoot,
        }
    }
}
