//! [`LayerBuilder`]: a layer read entry by entry.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use super::arena::{Arena, Data, Ino, Inode, Name, ROOT};
use super::entry::{Entry, EntryKind, Metadata, Xattrs};
use super::error::{TreeError, TreeErrorKind};
use super::finding::{FindingKind, Findings};
use super::layer::{LayerDelta, LayerStats};
use super::path::{self, PathFault};
use super::policy::{Policy, Rules};
use super::tree::Tree;
use super::view::{Seen, View};
use super::whiteout::{Mark, WhiteoutForm, overlay_attribute};

/// Reads a layer entry by entry: for streams, and for policies and forms other than the usual ones.
///
/// ```
/// use imageref::tree::{Entry, LayerBuilder, LayerDelta, Policy, Tree};
///
/// let base = Tree::from_layers([&LayerDelta::from_entries([
///     Entry::directory("usr/bin"),
///     Entry::symlink("bin", "usr/bin"),
/// ])?])?;
///
/// // containerd unpacks onto the merged view and follows the link.
/// let mut builder = LayerBuilder::new().with_policy(Policy::Containerd, Some(&base));
/// builder.push(Entry::file("bin/tool", 7))?;
/// let mut tree = base.clone();
/// tree.apply(&builder.finish())?;
/// assert!(tree.get("usr/bin/tool").is_some());
/// # Ok::<(), imageref::tree::TreeError>(())
/// ```
#[derive(Debug)]
pub struct LayerBuilder<'t> {
    arena: Arena,
    lower: Option<&'t Tree>,
    policy: Policy,
    rules: Rules,
    form: WhiteoutForm,
    findings: Findings,
    stats: LayerStats,
    stated_sizes: BTreeMap<Box<[u8]>, u64>,
    replaced: Vec<(Vec<u8>, u64)>,
    /// The directory of the last entry: most entries come beside another.
    last: Option<(Vec<u8>, Ino)>,
}

impl Default for LayerBuilder<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'t> LayerBuilder<'t> {
    /// A layer without entries, to be read by the specification's rule, whiteouts as names.
    pub fn new() -> Self {
        let policy = Policy::Specification;
        Self {
            arena: Arena::new(),
            lower: None,
            policy,
            rules: policy.rules(),
            form: WhiteoutForm::Oci,
            findings: Findings::default(),
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
    pub fn with_policy(self, policy: Policy, lower: Option<&'t Tree>) -> Self {
        let rules = policy.rules();
        Self { policy, rules, lower: lower.filter(|_| rules.follows_lower_links), ..self }
    }

    /// The same, with whiteouts in another form.
    #[must_use]
    pub fn with_form(self, form: WhiteoutForm) -> Self {
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
            self.find(FindingKind::AbsolutePath, &cleaned.path);
        }
        if cleaned.parents {
            self.find(FindingKind::ParentInPath, &cleaned.path);
        }
        if stated > 0 && !matches!(kind, EntryKind::File { .. }) {
            self.stated_sizes.insert(cleaned.path.as_ref().into(), stated);
        }
        self.insert(&cleaned.path, kind, metadata, xattrs)
            .map_err(|kind| TreeError::new(kind, &written).at_entry(number))
    }

    /// The layer.
    pub fn finish(mut self) -> LayerDelta {
        let early: Vec<Box<[u8]>> = self
            .arena
            .numbers()
            .filter_map(|(_, inode)| match &inode.data {
                Data::Lower(target) if self.arena.lookup(target).is_some() => Some(target.clone()),
                _ => None,
            })
            .collect();
        for target in early {
            self.findings.add(FindingKind::LinkBeforeTarget, &target, None);
        }
        LayerDelta {
            arena: self.arena,
            findings: self.findings,
            stats: self.stats,
            stated_sizes: self.stated_sizes,
            replaced: self.replaced,
        }
    }

    pub(super) fn arena(&self) -> &Arena {
        &self.arena
    }

    pub(super) fn arena_mut(&mut self) -> &mut Arena {
        &mut self.arena
    }

    /// The layer as it is now, without what was odd on the way.
    pub(super) fn snapshot(&self) -> LayerDelta {
        LayerDelta {
            arena: self.arena.clone(),
            findings: Findings::default(),
            stats: LayerStats::default(),
            stated_sizes: BTreeMap::new(),
            replaced: Vec::new(),
        }
    }

    /// Takes out a name of this layer.
    pub(super) fn remove(&mut self, directory: &[u8], name: &[u8]) -> Result<(), TreeErrorKind> {
        let directory = self.directory(directory, false)?;
        self.unlink(directory, name, b"");
        Ok(())
    }

    /// Hides a name of the layers below.
    pub(super) fn hide(&mut self, directory: &[u8], name: &[u8]) -> Result<(), TreeErrorKind> {
        let directory = self.directory(directory, false)?;
        if let Some(directory) = self.arena.directory_mut(directory) {
            directory.whiteouts.insert(name.into());
        }
        Ok(())
    }

    /// Copies an inode of the layers below into this one; of a directory only its attributes.
    pub(super) fn copy(&mut self, path: &[u8], inode: &Inode) -> Result<Ino, TreeErrorKind> {
        let xattrs = inode.xattrs.as_deref().cloned().unwrap_or_default();
        if inode.is_directory() {
            let directory = self.directory(path, true)?;
            self.describe(directory, inode.metadata, xattrs);
            return Ok(directory);
        }
        let (at, name) = path::split_last(path).ok_or(TreeErrorKind::RootNotDirectory)?;
        let directory = self.directory(at, true)?;
        let ino = self.arena.add(Inode::new(inode.data.clone(), inode.metadata, xattrs))?;
        self.put_name(path, directory, name, ino, false)?;
        Ok(ino)
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

    fn find(&mut self, kind: FindingKind, path: &[u8]) {
        self.findings.add(kind, path, Some(self.stats.entries.saturating_sub(1)));
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
                    self.find(FindingKind::BareWhiteout, path);
                    self.whiteout(directory, above, name)
                }
                _ => Err(TreeErrorKind::EmptyWhiteout),
            },
            Mark::Aufs => {
                self.find(FindingKind::AufsMetadata, path);
                Ok(())
            }
        }
    }

    fn whiteout(&mut self, path: &[u8], at: &[u8], name: &[u8]) -> Result<(), TreeErrorKind> {
        self.stats.whiteouts += 1;
        let directory = self.directory(at, false)?;
        if self.arena.child(directory, name).is_some() {
            self.find(FindingKind::WhiteoutBesideEntry, path);
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
        let directory = self.directory(path, false)?;
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
            self.find(FindingKind::ImpliedInOpaque, path);
            if self.rules.opaque_removes_implied {
                self.unlink(ino, &name, path);
            }
        }
    }

    fn put(
        &mut self,
        path: &[u8],
        kind: EntryKind,
        metadata: Metadata,
        xattrs: Xattrs,
    ) -> Result<(), TreeErrorKind> {
        let Some((at, name)) = path::split_last(path) else {
            return self.put_root(&kind, metadata, xattrs);
        };
        let data = match kind {
            EntryKind::Directory => {
                let directory = self.directory(at, true)?;
                return self.put_directory(path, directory, name, metadata, xattrs);
            }
            EntryKind::HardLink { target } => {
                let ino = self.target(path, &target)?;
                let directory = self.directory(at, true)?;
                return self.put_name(path, directory, name, ino, true);
            }
            EntryKind::File { size } => Data::File { size },
            EntryKind::Symlink { target } if target.len() > path::MAX_PATH => {
                return Err(TreeErrorKind::PathTooLong);
            }
            EntryKind::Symlink { target } => Data::Symlink(target.into()),
            EntryKind::CharDevice(device) => Data::CharDevice(device),
            EntryKind::BlockDevice(device) => Data::BlockDevice(device),
            EntryKind::Fifo => Data::Fifo,
        };
        let directory = self.directory(at, true)?;
        let ino = self.arena.add(Inode::new(data, metadata, xattrs))?;
        self.put_name(path, directory, name, ino, false)
    }

    fn put_root(
        &mut self,
        kind: &EntryKind,
        metadata: Metadata,
        xattrs: Xattrs,
    ) -> Result<(), TreeErrorKind> {
        if *kind != EntryKind::Directory {
            return Err(TreeErrorKind::RootNotDirectory);
        }
        self.describe(ROOT, metadata, xattrs);
        Ok(())
    }

    /// Sets a directory's attributes; tells whether an entry had set them before.
    fn describe(&mut self, directory: Ino, metadata: Metadata, xattrs: Xattrs) -> bool {
        let inode = self.arena.inode_mut(directory);
        let new = Inode::new(Data::Free, metadata, xattrs);
        (inode.metadata, inode.xattrs) = (new.metadata, new.xattrs);
        let before = self.arena.directory_mut(directory);
        before.is_some_and(|d| core::mem::replace(&mut d.explicit, true))
    }

    fn put_directory(
        &mut self,
        path: &[u8],
        at: Ino,
        name: &[u8],
        metadata: Metadata,
        xattrs: Xattrs,
    ) -> Result<(), TreeErrorKind> {
        self.beside_whiteout(path, at, name);
        if self.rules.directory_undoes_whiteout
            && let Some(above) = self.arena.directory_mut(at)
        {
            above.whiteouts.remove(name);
        }
        match self.arena.child(at, name) {
            Some(child) if self.arena.inode(child.ino).is_directory() => {
                if self.describe(child.ino, metadata, xattrs) {
                    self.find(FindingKind::Duplicate, path);
                }
            }
            earlier => {
                if earlier.is_some() {
                    self.find(FindingKind::Duplicate, path);
                    self.unlink(at, name, path);
                    // What the first one replaced below stays replaced.
                    if let Some(above) = self.arena.directory_mut(at) {
                        above.whiteouts.insert(name.into());
                    }
                }
                let ino = self.arena.add(Inode::implied())?;
                self.describe(ino, metadata, xattrs);
                self.arena.link(at, name, Name { ino, layer: 0, link: false });
            }
        }
        Ok(())
    }

    fn put_name(
        &mut self,
        path: &[u8],
        at: Ino,
        name: &[u8],
        ino: Ino,
        link: bool,
    ) -> Result<(), TreeErrorKind> {
        self.beside_whiteout(path, at, name);
        if let Some(earlier) = self.arena.child(at, name) {
            if earlier.ino == ino {
                return Err(TreeErrorKind::MissingTarget { target: path.to_vec() });
            }
            self.find(FindingKind::Duplicate, path);
            self.arena.inode_mut(ino).links += 1; // held: the earlier name may be all that keeps it
            self.unlink(at, name, path);
            self.arena.inode_mut(ino).links -= 1;
        }
        self.arena.link(at, name, Name { ino, layer: 0, link });
        Ok(())
    }

    fn beside_whiteout(&mut self, path: &[u8], at: Ino, name: &[u8]) {
        if self.arena.directory(at).is_some_and(|d| d.whiteouts.contains(name)) {
            self.find(FindingKind::WhiteoutBesideEntry, path);
        }
    }

    fn unlink(&mut self, at: Ino, name: &[u8], path: &[u8]) {
        let removed = self.arena.unlink(at, name);
        if removed.directory {
            self.last = None;
        }
        if removed.bytes > 0 {
            self.replaced.push((path.to_vec(), removed.bytes));
        }
    }

    /// The inode that a hard link stands for: one of this layer, or one that the layers below will give.
    fn target(&mut self, path: &[u8], written: &[u8]) -> Result<Ino, TreeErrorKind> {
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
        let Ok(at) = view.resolve(at) else { return Err(TreeErrorKind::MissingTarget { target }) };
        let full = path::join(&at.path, name);
        match view.lookup(&full) {
            Seen::Upper(ino) => Ok(ino),
            Seen::Directory(_) => Err(TreeErrorKind::DirectoryTarget { target }),
            Seen::Lower(_) | Seen::Nowhere | Seen::Hidden => {
                self.find(FindingKind::LinkToLower, path);
                if !self.rules.links_to_lower {
                    return Err(self.fails("a hard link to a lower layer"));
                }
                let inode =
                    Inode::new(Data::Lower(full.into()), Metadata::new(0o644), Xattrs::new());
                self.arena.add(inode)
            }
        }
    }

    fn view(&self) -> View<'_> {
        View { upper: &self.arena, lower: self.lower.map(|tree| &tree.arena) }
    }

    /// The directory at a cleaned path, made where it is missing.
    fn directory(&mut self, path: &[u8], for_entry: bool) -> Result<Ino, TreeErrorKind> {
        if let Some((last, ino)) = &self.last
            && last == path
        {
            return Ok(*ino);
        }
        // A lower link can stand anywhere above; one of this layer is met on the way down.
        let found = if self.lower.is_some() { None } else { self.descend(path, for_entry)? };
        let ino = if let Some(ino) = found {
            ino
        } else {
            let resolved = match self.view().resolve(path) {
                Ok(resolved) => resolved,
                Err(TreeErrorKind::NotADirectory) if self.rules.replaces_parents => {
                    return self.replace_parents(path, for_entry);
                }
                Err(TreeErrorKind::NotADirectory) => {
                    self.find(FindingKind::NonDirectoryParent, path);
                    return Err(self.fails("an entry below something that is no directory"));
                }
                Err(kind) => return Err(kind),
            };
            if resolved.followed {
                self.find(FindingKind::SymlinkedParent, path);
            }
            match self.descend(&resolved.path, for_entry)? {
                Some(ino) => ino,
                None => return self.replace_parents(&resolved.path, for_entry),
            }
        };
        // A whiteout's directory is not yet marked as filled, and a followed path may mean another one later.
        if for_entry && self.lower.is_none() {
            self.last = Some((path.to_vec(), ino));
        }
        Ok(ino)
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

    fn imply(&mut self, at: Ino, name: &[u8]) -> Result<Ino, TreeErrorKind> {
        if self.rules.directory_undoes_whiteout
            && self.arena.directory(at).is_some_and(|d| d.whiteouts.contains(name))
        {
            return Err(self.fails("an entry below its own layer's whiteout"));
        }
        let ino = self.arena.add(Inode::implied())?;
        self.arena.link(at, name, Name { ino, layer: 0, link: false });
        Ok(ino)
    }

    /// Goes down a path, putting directories in the place of whatever is none.
    fn replace_parents(&mut self, path: &[u8], for_entry: bool) -> Result<Ino, TreeErrorKind> {
        let mut end = 0;
        let mut at = ROOT;
        for name in path::names(path) {
            let start = if end == 0 { 0 } else { end + 1 };
            end = start + name.len();
            if let Some(child) = self.arena.child(at, name)
                && !self.arena.inode(child.ino).is_directory()
            {
                self.find(FindingKind::NonDirectoryParent, &path[..end]);
                self.unlink(at, name, &path[..end]);
                if let Some(above) = self.arena.directory_mut(at) {
                    above.whiteouts.insert(name.into());
                }
            }
            at = match self.descend_one(at, name, for_entry)? {
                Some(ino) => ino,
                None => return Err(TreeErrorKind::NotADirectory),
            };
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
            None => self.imply(at, name)?,
        };
        if for_entry && let Some(directory) = self.arena.directory_mut(ino) {
            directory.filled = true;
        }
        Ok(Some(ino))
    }

    fn fails(&self, reason: &'static str) -> TreeErrorKind {
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
