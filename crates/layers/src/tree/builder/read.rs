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
use crate::tree::tree::Tree;
use crate::tree::warning::{TreeWarningKind, TreeWarnings};
use crate::tree::whiteout::{Mark, WhiteoutFormat, overlay_attribute};

/// Reads a layer entry by entry: for streams, and for policies and forms other than the usual ones.
///
/// ```
/// use imageref_layers::tree::{Entry, LayerBuilder, Changeset, UnpackPolicy, Tree};
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
/// # Ok::<(), imageref_layers::tree::TreeError>(())
/// ```
#[derive(Debug)]
pub struct LayerBuilder<'t> {
    pub(super) arena: Arena,
    pub(super) lower: Option<&'t Tree>,
    pub(super) policy: UnpackPolicy,
    pub(super) rules: Rules,
    pub(super) form: WhiteoutFormat,
    pub(super) warnings: TreeWarnings,
    pub(super) stats: LayerStats,
    pub(super) stated_sizes: BTreeMap<Box<[u8]>, u64>,
    pub(super) replaced: Vec<(Vec<u8>, u64)>,
    /// The directory of the last entry: most entries come beside another.
    pub(super) last: Option<(Vec<u8>, Ino)>,
}

impl Default for LayerBuilder<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'t> LayerBuilder<'t> {
    /// A layer without entries, to be read by the specification's rule, whiteouts as names.
    pub fn new() -> Self {
        let policy = UnpackPolicy::Specification;
        Self {
            arena: Arena::new(),
            lower: None,
            policy,
            rules: policy.rules(),
            form: WhiteoutFormat::Oci,
            warnings: TreeWarnings::default(),
            stats: LayerStats::default(),
            stated_sizes: BTreeMap::new(),
            replaced: Vec::new(),
            last: None,
        }
    }

    /// The same, read as another runtime does.
    ///
    /// `lower` is the tree that the layer will be put on: containerd and umoci unpack onto it, so that their reading
    /// of a layer depends on it. Without it they see an empty one.
    #[must_use]
    pub fn with_policy(self, policy: UnpackPolicy, lower: Option<&'t Tree>) -> Self {
        let rules = policy.rules();
        Self { policy, rules, lower: lower.filter(|_| rules.follows_lower_links), ..self }
    }

    /// The same, with whiteouts in another form.
    #[must_use]
    pub fn with_form(self, form: WhiteoutFormat) -> Self {
        Self { form, ..self }
    }

    /// How many entries came.
    pub fn entries(&self) -> u64 {
        self.stats.entries
    }

    /// How many files, directories and links the layer holds so far, implied directories included: what its memory
    /// goes with.
    pub fn nodes(&self) -> usize {
        self.arena.len()
    }

    /// Takes the next entry.
    ///
    /// **Errors** [`TreeError`] with the entry's number and path; the builder stays as it was before, but for implied
    /// directories and counts.
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
            self.find(TreeWarningKind::AbsolutePath, &cleaned.path);
        }
        if cleaned.parents {
            self.find(TreeWarningKind::ParentInPath, &cleaned.path);
        }
        if stated > 0 && !matches!(kind, EntryKind::File { .. }) {
            self.stated_sizes.insert(cleaned.path.as_ref().into(), stated);
        }
        self.insert(&cleaned.path, kind, metadata, xattrs)
            .map_err(|kind| TreeError::new(kind, &written).at_entry(number))
    }

    /// The layer.
    pub fn finish(mut self) -> Changeset {
        self.link_later_targets();
        Changeset {
            arena: self.arena,
            warnings: self.warnings,
            stats: self.stats,
            stated_sizes: self.stated_sizes,
            replaced: self.replaced,
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

    pub(super) fn find(&mut self, kind: TreeWarningKind, path: &[u8]) {
        self.warnings.add(kind, path, Some(self.stats.entries.saturating_sub(1)));
    }

    fn insert(
        &mut self,
        path: &[u8],
        kind: EntryKind,
        metadata: Metadata,
        mut xattrs: Xattrs,
    ) -> Result<(), TreeErrorKind> {
        match self.form.read(path, &kind, &xattrs)? {
            Mark::Entry => self.put(path, kind, metadata, xattrs),
            Mark::OpaqueEntry => {
                xattrs.retain(|name, _| overlay_attribute(name) != Some(b"opaque"));
                self.put(path, kind, metadata, xattrs)?;
                self.opaque(path)
            }
            Mark::Opaque(directory) => self.opaque(directory),
            Mark::Whiteout(directory, name) => self.whiteout(path, directory, name),
            Mark::Bare(directory) => match path::split_last(directory) {
                Some((above, name)) if self.rules.bare_whiteout_hides_directory => {
                    self.find(TreeWarningKind::BareWhiteout, path);
                    self.whiteout(directory, above, name)
                }
                _ => Err(TreeErrorKind::EmptyWhiteout),
            },
            Mark::Aufs => {
                self.find(TreeWarningKind::AufsMetadata, path);
                Ok(())
            }
        }
    }

    fn whiteout(&mut self, path: &[u8], at: &[u8], name: &[u8]) -> Result<(), TreeErrorKind> {
        self.stats.whiteouts += 1;
        let Some(directory) = self.marked(at)? else { return Ok(()) };
        if self.arena.child(directory, name).is_some() {
            self.find(TreeWarningKind::WhiteoutBesideEntry, path);
            if self.rules.whiteout_fails_on_earlier {
                return Err(self.fails("a whiteout behind an entry of the same name"));
            }
            if self.rules.whiteout_removes_earlier {
                self.unlink(directory, name, path);
            }
        }
        if let Some(directory) = self.arena.directory_mut(directory) {
            directory.whiteouts.insert(name.into());
        }
        Ok(())
    }

    fn opaque(&mut self, path: &[u8]) -> Result<(), TreeErrorKind> {
        self.stats.opaque += 1;
        let Some(directory) = self.marked(path)? else { return Ok(()) };
        if let Some(found) = self.arena.directory_mut(directory).filter(|d| !d.opaque) {
            found.opaque = true;
            self.implied_in_opaque(directory, path);
        }
        Ok(())
    }

    /// containerd's opaque marker removes every directory that no entry of the layer spoke of.
    fn implied_in_opaque(&mut self, directory: Ino, path: &[u8]) {
        let mut implied = Vec::new();
        let mut pending = vec![directory];
        while let Some(ino) = pending.pop() {
            for (name, child) in self.arena.directory(ino).into_iter().flat_map(|d| &d.children) {
                match self.arena.directory(child.ino) {
                    Some(below) if below.explicit => pending.push(child.ino),
                    Some(below) if below.filled => implied.push((ino, name.clone())),
                    _ => {}
                }
            }
        }
        for (ino, name) in implied {
            self.find(TreeWarningKind::ImpliedInOpaque, path);
            if self.rules.opaque_removes_implied {
                self.unlink(ino, &name, path);
            }
        }
    }

    pub(super) fn fails(&self, reason: &'static str) -> TreeErrorKind {
        TreeErrorKind::RuntimeFails { policy: self.policy, reason }
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
