//! The rules in their plainest form: one map of whole paths, every step a scan through it. Names that begin with `l`
//! are never gone through, so that symbolic links need no following here.

use std::collections::{BTreeMap, BTreeSet};

use imageref_layers::{Entry, EntryKind, Metadata, Tree};

type Path = Vec<u8>;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Thing {
    /// Equal for names of one file.
    pub(crate) file: usize,
    pub(crate) kind: EntryKind,
    pub(crate) metadata: Metadata,
}

/// What a container sees.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) things: BTreeMap<Path, Thing>,
    files: usize,
}

/// What one layer says, as it came.
#[derive(Default)]
struct Own {
    things: BTreeMap<Path, (Thing, bool)>,
    lower_links: BTreeMap<usize, Path>,
    hidden: BTreeSet<Path>,
    opaque: BTreeSet<Path>,
}

pub(crate) fn ancestors(path: &[u8]) -> Vec<Path> {
    (0..path.len()).filter(|&i| path[i] == b'/').map(|i| path[..i].to_vec()).collect()
}

fn is_below(path: &[u8], above: &[u8]) -> bool {
    above.is_empty() || (path.starts_with(above) && path.get(above.len()) == Some(&b'/'))
}

/// Removes a path and all below it.
pub(crate) fn remove<T>(things: &mut BTreeMap<Path, T>, path: &[u8]) {
    things.retain(|p, _| p != path && !is_below(p, path));
}

impl Own {
    /// Whether a file of the layer stands above a path.
    fn is_blocked(&self, path: &[u8]) -> bool {
        ancestors(path).iter().any(|p| self.things.get(p).is_some_and(|(thing, _)| !is_dir(thing)))
    }
}

fn is_dir(thing: &Thing) -> bool {
    thing.kind == EntryKind::Directory
}

impl Model {
    pub(crate) fn new_file(&mut self) -> usize {
        self.files += 1;
        self.files
    }

    pub(crate) fn implied(&mut self) -> Thing {
        let (kind, metadata) = (EntryKind::Directory, Metadata::new(0o755));
        Thing { file: self.new_file(), kind, metadata }
    }

    /// Puts a layer on top; `false`, and nothing done, when a hard link has no target.
    pub(crate) fn apply(&mut self, entries: &[Entry]) -> bool {
        let mut own = Own::default();
        for entry in entries {
            if !self.read(&mut own, entry) {
                return false;
            }
        }
        self.merge(own)
    }

    fn read(&mut self, own: &mut Own, entry: &Entry) -> bool {
        let path = entry.path().to_vec();
        let slash = path.iter().rposition(|&b| b == b'/').map_or(0, |i| i + 1);
        let (directory, name) = (&path[..slash.saturating_sub(1)], &path[slash..]);
        if name == b".wh..wh..opq" {
            if !own.is_blocked(&path) {
                own.opaque.insert(directory.to_vec());
            }
            return true;
        }
        if let Some(gone) = name.strip_prefix(b".wh.") {
            if !own.is_blocked(&path) {
                own.hidden.insert([&path[..slash], gone].concat());
            }
            return true;
        }
        let thing = match entry.kind() {
            EntryKind::HardLink { target } => {
                if *target == path {
                    return false;
                }
                match own.things.get(target).map(|(thing, _)| thing.clone()) {
                    Some(thing) if !is_dir(&thing) => thing,
                    _ => {
                        let file = self.new_file();
                        own.lower_links.insert(file, target.clone());
                        let kind = EntryKind::File { size: 0 };
                        Thing { file, kind, metadata: *entry.metadata() }
                    }
                }
            }
            kind => {
                let (kind, metadata) = (kind.clone(), *entry.metadata());
                Thing { file: self.new_file(), kind, metadata }
            }
        };
        self.own_parents(own, &path);
        match own.things.get_mut(&path) {
            Some((earlier, explicit)) if is_dir(earlier) && is_dir(&thing) => {
                (earlier.metadata, *explicit) = (thing.metadata, true);
            }
            earlier => {
                if earlier
                    .is_some_and(|(earlier, _)| earlier.file == thing.file && !is_dir(earlier))
                {
                    return true; // linked again
                }
                if own.things.contains_key(&path) && is_dir(&thing) {
                    own.hidden.insert(path.clone());
                }
                remove(&mut own.things, &path);
                own.things.insert(path, (thing, true));
            }
        }
        true
    }

    /// Makes the directories above a path.
    fn own_parents(&mut self, own: &mut Own, path: &[u8]) {
        for above in ancestors(path) {
            if own.things.get(&above).is_some_and(|(thing, _)| !is_dir(thing)) {
                own.things.remove(&above);
                own.hidden.insert(above.clone());
            }
            let implied = (self.implied(), false);
            own.things.entry(above).or_insert(implied);
        }
    }

    fn merge(&mut self, mut own: Own) -> bool {
        // A link that came before its target stands for that; links to links, until nothing changes.
        for _ in 0..own.lower_links.len() {
            for (file, target) in own.lower_links.clone() {
                let Some((found, _)) = own.things.get(&target).cloned() else { continue };
                if !is_dir(&found) && found.file != file {
                    for (thing, _) in own.things.values_mut().filter(|(t, _)| t.file == file) {
                        *thing = found.clone();
                    }
                }
            }
        }
        let mut links = BTreeMap::new();
        // A link whose name came and went again needs no target.
        let used: BTreeSet<usize> = own.things.values().map(|(thing, _)| thing.file).collect();
        for (file, target) in own.lower_links.iter().filter(|(file, _)| used.contains(file)) {
            let Some(found) = self.things.get(target).filter(|found| !is_dir(found)) else {
                return false;
            };
            links.insert(*file, found.clone());
        }
        for path in &own.hidden {
            remove(&mut self.things, path);
        }
        for path in &own.opaque {
            self.things.retain(|p, _| !is_below(p, path));
        }
        for (path, (thing, explicit)) in own.things {
            match self.things.get_mut(&path) {
                Some(below) if is_dir(below) && is_dir(&thing) => {
                    if explicit {
                        below.metadata = thing.metadata;
                    }
                }
                _ => {
                    remove(&mut self.things, &path);
                    let thing = links.get(&thing.file).cloned().unwrap_or(thing);
                    self.things.insert(path, thing);
                }
            }
        }
        true
    }

    /// Compares with a tree: paths, kinds, sizes, metadata, and which names share a file.
    #[track_caller]
    pub(crate) fn assert_same(&self, tree: &Tree) {
        let mut files = BTreeMap::new();
        let mut seen = BTreeMap::new();
        for visit in tree.walk() {
            let node = *visit.node();
            let kind = match node.file_type().as_str() {
                "file" => EntryKind::File { size: node.size() },
                "dir" => EntryKind::Directory,
                "symlink" => EntryKind::Symlink { target: node.link_target().unwrap().to_vec() },
                "fifo" => EntryKind::Fifo,
                other => panic!("{other}"),
            };
            seen.insert(visit.into_path(), (kind, *node.metadata(), node.link_count()));
        }
        for thing in self.things.values().filter(|thing| !is_dir(thing)) {
            *files.entry(thing.file).or_insert(0) += 1;
        }
        let want: BTreeMap<_, _> = self
            .things
            .iter()
            .map(|(path, thing)| {
                let names = files.get(&thing.file).copied().unwrap_or(1);
                (path.clone(), (thing.kind.clone(), thing.metadata, names))
            })
            .collect();
        assert_eq!(seen, want);
        for group in tree.hard_links() {
            let shared: BTreeSet<_> = group.iter().map(|path| self.things[path].file).collect();
            assert_eq!(shared.len(), 1, "{group:?}");
        }
    }
}
