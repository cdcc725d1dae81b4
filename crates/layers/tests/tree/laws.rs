//! Laws over generated layers.

use std::collections::BTreeSet;

use imageref_layers::{
    ChangeKind, Changeset, Entry, EntryKind, LayerBuilder, Metadata, Tree, WhiteoutFormat,
    WritableLayer,
};
use proptest::collection::vec;
use proptest::prelude::*;

use super::model::Model;

fn path() -> impl Strategy<Value = Vec<u8>> {
    let directories = vec(prop_oneof!["a", "b", "c"], 0..3);
    (directories, prop_oneof![3 => "[abc]", 1 => Just("a-".into())]).prop_map(
        |(mut names, last)| {
            names.push(last);
            names.join("/").into_bytes()
        },
    )
}

fn link_path() -> impl Strategy<Value = Vec<u8>> {
    (vec(prop_oneof!["a", "b", "c"], 0..3), "l[12]").prop_map(|(mut names, last)| {
        names.push(last);
        names.join("/").into_bytes()
    })
}

fn metadata() -> impl Strategy<Value = Metadata> {
    (prop_oneof![Just(0o644), Just(0o755), Just(0o4755)], 0..3u32, 0..2i64)
        .prop_map(|(mode, uid, time)| Metadata::new(mode).with_owner(uid, 0).with_mtime(time, 0))
}

fn thing() -> impl Strategy<Value = Entry> {
    let entry = prop_oneof![
        4 => (path(), 0..5u64).prop_map(|(path, size)| Entry::file(path, size)),
        3 => path().prop_map(Entry::directory),
        1 => (path(), path()).prop_map(|(path, target)| Entry::hard_link(path, target)),
        1 => link_path().prop_map(|path| Entry::symlink(path, "a")),
        1 => path().prop_map(|path| Entry::new(path, EntryKind::Fifo)),
    ];
    (entry, metadata()).prop_map(|(entry, metadata)| entry.with_metadata(metadata))
}

fn marker() -> impl Strategy<Value = Entry> {
    (path(), any::<bool>()).prop_map(|(path, opaque)| {
        let path = String::from_utf8(path).unwrap();
        let (directory, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let slash = if directory.is_empty() { "" } else { "/" };
        Entry::file(
            if opaque {
                format!("{path}/.wh..wh..opq")
            } else {
                format!("{directory}{slash}.wh.{name}")
            },
            0,
        )
    })
}

fn layer() -> impl Strategy<Value = Vec<Entry>> {
    vec(prop_oneof![3 => thing(), 1 => marker()], 0..8).prop_map(without_circles)
}

/// Without hard links of two names to each other, which can say what no layer can be written to say.
fn without_circles(mut entries: Vec<Entry>) -> Vec<Entry> {
    let link = |entry: &Entry| match entry.kind() {
        EntryKind::HardLink { target } => Some((entry.path().to_vec(), target.clone())),
        _ => None,
    };
    let links: BTreeSet<_> = entries.iter().filter_map(link).collect();
    entries
        .retain(|entry| link(entry).is_none_or(|(path, target)| !links.contains(&(target, path))));
    entries
}

/// The entries of distinct paths, of which none is above another. A whiteout's path is the one that it hides.
fn independent(entries: Vec<Entry>) -> Vec<Entry> {
    let mut paths: Vec<String> = Vec::new();
    let above = |a: &str, b: &str| b.starts_with(a) && b.as_bytes().get(a.len()) == Some(&b'/');
    let mut kept = entries;
    kept.retain(|entry| {
        let path = String::from_utf8(entry.path().to_vec()).unwrap();
        let path = path.replace("/.wh..wh..opq", "").replace(".wh.", "");
        let free = !paths.iter().any(|p| *p == path || above(p, &path) || above(&path, p));
        paths.push(path);
        free
    });
    kept
}

/// The layers that can be read and put on one another.
fn stack(layers: &[Vec<Entry>]) -> (Tree, Model, Vec<Changeset>) {
    let (mut tree, mut model, mut changesets) = (Tree::new(), Model::default(), Vec::new());
    for entries in layers {
        let mut next = model.clone();
        if next.apply(entries) {
            let changeset = Changeset::from_entries(entries.iter().cloned()).unwrap();
            tree.apply(&changeset).unwrap();
            changesets.push(changeset);
            model = next;
        } else {
            let applied = Changeset::from_entries(entries.iter().cloned())
                .and_then(|changeset| tree.apply(&changeset));
            assert!(applied.is_err(), "{entries:?}");
        }
    }
    (tree, model, changesets)
}

/// What a container does.
#[derive(Clone, Debug)]
enum Deed {
    Add(Entry),
    Remove(Vec<u8>),
    Write(Vec<u8>, u64),
    Change(Vec<u8>, u32),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => thing().prop_map(Deed::Add),
        3 => path().prop_map(Deed::Remove),
        1 => (path(), 5..9u64).prop_map(|(path, bytes)| Deed::Write(path, bytes)),
        1 => (path(), 7..9u32).prop_map(|(path, uid)| Deed::Change(path, uid)),
    ]
}

fn tree_of(base: &Tree, entries: Vec<Entry>, form: WhiteoutFormat) -> Tree {
    let mut builder = LayerBuilder::new().with_format(form);
    for entry in entries {
        builder.push(entry).unwrap();
    }
    let mut tree = base.clone();
    tree.apply(&builder.finish()).unwrap();
    tree
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn trees_are_what_the_plain_model_says(layers in vec(layer(), 0..5)) {
        let (tree, model, _) = stack(&layers);
        model.assert_same(&tree);
    }

    #[test]
    fn independent_entries_come_in_any_order(
        base in layer(),
        (entries, shuffled) in vec(prop_oneof![3 => thing(), 1 => marker()], 0..12)
            .prop_map(independent)
            .prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle())),
    ) {
        let (base, _, _) = stack(&[base]);
        let put = |entries: &[Entry]| {
            let changeset = Changeset::from_entries(entries.iter().cloned()).ok()?;
            let mut tree = base.clone();
            tree.apply(&changeset).ok()?;
            Some(tree)
        };
        prop_assert!(put(&entries) == put(&shuffled));
    }

    #[test]
    fn merging_layers_is_associative(layers in vec(layer(), 8)) {
        let (_, _, changesets) = stack(&layers);
        prop_assume!(changesets.len() >= 4);
        let [base, a, b, c, ..] = &changesets[..] else { unreachable!() };
        let one_by_one = Tree::from_layers(&changesets[..4]).unwrap();
        let on_base = |layer: &Changeset| Tree::from_layers([base, layer]).unwrap();
        let left = a.merged(b).unwrap().merged(c).unwrap();
        prop_assert!(on_base(&left) == one_by_one);
        // The upper two alone may hold a link to what only the first has, which stays open until then.
        let right = a.merged(&b.merged(c).unwrap()).unwrap();
        prop_assert!(on_base(&right) == one_by_one);
        prop_assert!(Tree::from_layers([&base.merged(&left).unwrap()]).unwrap() == one_by_one);
    }

    #[test]
    fn a_layer_written_out_is_the_same_layer(layers in vec(layer(), 1..4)) {
        let (tree, _, changesets) = stack(&layers);
        let Some((top, below)) = changesets.split_last() else { return Ok(()) };
        let base = Tree::from_layers(below).unwrap();
        prop_assert!(tree_of(&base, top.to_oci_entries(), WhiteoutFormat::Oci) == tree);
        let overlay = top.to_overlayfs_entries(&base);
        prop_assert!(tree_of(&base, overlay, WhiteoutFormat::Overlayfs) == tree);
    }

    #[test]
    fn a_containers_changes_make_the_next_layer(
        layers in vec(layer(), 0..3),
        deeds in vec(deed(), 0..12),
    ) {
        let (base, before, _) = stack(&layers);
        let mut plain = Container { model: before.clone(), own: BTreeSet::new() };
        let mut container = WritableLayer::new(&base);
        for deed in &deeds {
            let done = match deed.clone() {
                Deed::Add(entry) => container.add(entry),
                Deed::Remove(path) => container.remove(path),
                Deed::Write(path, bytes) => container.write(path, bytes),
                Deed::Change(path, uid) => container.change(path, |m| m.with_owner(uid, uid)),
            };
            prop_assert_eq!(done.is_ok(), plain.does(deed.clone()), "{:?} {:?}", deed, done);
        }
        let tree = container.tree().unwrap();
        let model = plain.model;
        model.assert_same(&tree);

        // A: everything new; D: everything gone whose directory stayed; C: all else that differs.
        let changes = container.changes();
        let of = |kind| -> BTreeSet<_> {
            changes.iter().filter(|c| c.kind() == kind).map(|c| c.path().to_vec()).collect()
        };
        let added: BTreeSet<_> =
            model.things.keys().filter(|p| !before.things.contains_key(*p)).cloned().collect();
        prop_assert_eq!(of(ChangeKind::Added), added);
        let gone: BTreeSet<_> = before.things.keys().filter(|p| {
            !model.things.contains_key(*p) && in_directory(&model, p)
        }).cloned().collect();
        prop_assert_eq!(of(ChangeKind::Deleted), gone);
        let changed = of(ChangeKind::Changed);
        for (path, thing) in &model.things {
            if before.things.get(path).is_some_and(|old| old.differs(thing)) {
                prop_assert!(changed.contains(path), "{}", path.escape_ascii());
            }
        }

        let oci = container.into_layer();
        prop_assert!(tree_of(&base, oci.to_oci_entries(), WhiteoutFormat::Oci) == tree);
        let overlay = oci.to_overlayfs_entries(&base);
        prop_assert!(tree_of(&base, overlay, WhiteoutFormat::Overlayfs) == tree);
        let mut same = base.clone();
        same.apply(&oci).unwrap();
        prop_assert!(same == tree);
    }
}

impl super::model::Thing {
    /// Whether something else stands there, as far as a path alone shows.
    fn differs(&self, other: &Self) -> bool {
        let attributes = |m: &Metadata| (m.mode(), m.uid(), m.gid());
        self.kind != other.kind || attributes(&self.metadata) != attributes(&other.metadata)
    }
}

/// Whether the directory that a path stands in is one.
fn in_directory(model: &Model, path: &[u8]) -> bool {
    let Some(slash) = path.iter().rposition(|&b| b == b'/') else { return true };
    model.things.get(&path[..slash]).is_some_and(|t| t.kind == EntryKind::Directory)
}

/// A container in its plainest form: the map of paths, and which files it has copied up.
struct Container {
    model: Model,
    own: BTreeSet<usize>,
}

impl Container {
    /// Does what a container does; `false` where it can't.
    fn does(&mut self, deed: Deed) -> bool {
        match deed {
            Deed::Add(entry) => self.add(&entry),
            Deed::Remove(path) => {
                let exists = self.model.things.contains_key(&path);
                super::model::remove(&mut self.model.things, &path);
                exists
            }
            Deed::Write(path, bytes) => {
                let thing = self.model.things.get(&path);
                if !thing.is_some_and(|thing| matches!(thing.kind, EntryKind::File { .. })) {
                    return false;
                }
                self.each_name(&path, |thing| thing.kind = EntryKind::File { size: bytes });
                true
            }
            Deed::Change(path, uid) => {
                let exists = self.model.things.contains_key(&path);
                if exists {
                    self.each_name(&path, |t| t.metadata = t.metadata.with_owner(uid, uid));
                }
                exists
            }
        }
    }

    /// Copies a file up, which takes it from its other names below, and changes it under all its own.
    fn each_name(&mut self, path: &[u8], change: impl Fn(&mut super::model::Thing)) {
        self.copy_up(path);
        let file = self.model.things[path].file;
        self.model.things.values_mut().filter(|thing| thing.file == file).for_each(change);
    }

    fn copy_up(&mut self, path: &[u8]) {
        let file = self.model.new_file();
        let thing = self.model.things.get_mut(path).unwrap();
        if thing.kind != EntryKind::Directory && !self.own.contains(&thing.file) {
            thing.file = file;
            self.own.insert(file);
        }
    }

    fn add(&mut self, entry: &Entry) -> bool {
        let path = entry.path().to_vec();
        let directory = |thing: &super::model::Thing| thing.kind == EntryKind::Directory;
        let above = super::model::ancestors(&path);
        if above.iter().any(|p| self.model.things.get(p).is_some_and(|t| !directory(t))) {
            return false;
        }
        let thing = match entry.kind() {
            EntryKind::HardLink { target } => {
                let there = self.model.things.get(target).is_some_and(|t| !directory(t));
                if !there || *target == path {
                    return false;
                }
                self.copy_up(target);
                let thing = self.model.things[target].clone();
                if self.model.things.get(&path).is_some_and(|t| t.file == thing.file) {
                    return false;
                }
                thing
            }
            kind => {
                let file = self.model.new_file();
                self.own.insert(file);
                super::model::Thing { file, kind: kind.clone(), metadata: *entry.metadata() }
            }
        };
        for above in above {
            if !self.model.things.contains_key(&above) {
                let implied = self.model.implied();
                self.model.things.insert(above, implied);
            }
        }
        match self.model.things.get_mut(&path) {
            Some(there) if directory(there) && directory(&thing) => there.metadata = thing.metadata,
            _ => {
                super::model::remove(&mut self.model.things, &path);
                self.model.things.insert(path, thing);
            }
        }
        true
    }
}
