//! dive's figures against its own algorithm in its plainest form: trees of the entries as they came.

use std::collections::BTreeMap;

use imageref_layers::{Changeset, EfficiencyModel, Entry, EntryKind, Tree, efficiency};
use proptest::prelude::*;

use super::{changeset, entry};

/// dive's `FileNode`.
#[derive(Clone, Default)]
struct Node {
    size: u64,
    directory: bool,
    children: BTreeMap<String, Node>,
}

impl Node {
    /// `AddPath` of filetree/file_tree.go.
    fn add(&mut self, path: &str, size: u64, directory: bool) {
        let mut node = self;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            if name.starts_with(".wh..wh..") && !node.children.contains_key(name) {
                return;
            }
            node = node.children.entry(name.to_owned()).or_default();
        }
        (node.size, node.directory) = (size, directory);
    }

    fn of_layer(entries: &[Entry]) -> Self {
        let mut root = Self::default();
        for entry in entries {
            let path = String::from_utf8(entry.path().to_vec()).unwrap();
            root.add(&path, entry.stated_size(), *entry.kind() == EntryKind::Directory);
        }
        root
    }

    fn find(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, |node, name| node.children.get(name))
    }

    fn sum(&self) -> u64 {
        self.size + self.children.values().map(Node::sum).sum::<u64>()
    }

    /// `Stack` of filetree/file_tree.go, children before their directory.
    fn stack(&mut self, upper: &Node, path: &str) {
        for (name, node) in &upper.children {
            let path = join(path, name);
            self.stack(node, &path);
            if let Some(hidden) = name.strip_prefix(".wh.") {
                let above = path.rsplit_once('/').map_or("", |(above, _)| above);
                let above = above.split('/').filter(|n| !n.is_empty());
                if let Some(found) =
                    { above }.try_fold(&mut *self, |n, name| n.children.get_mut(name))
                {
                    found.children.remove(hidden);
                }
                continue;
            }
            let place = path
                .split('/')
                .fold(&mut *self, |n, name| n.children.entry(name.into()).or_default());
            (place.size, place.directory) = (node.size, node.directory);
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
}

/// The visitor of filetree/efficiency.go; returns `false` where dive gives up the layer.
fn visit(
    node: &Node,
    path: &str,
    stacked: &Node,
    costs: &mut BTreeMap<String, (Vec<u64>, i64)>,
) -> bool {
    for (name, child) in &node.children {
        if !visit(child, &join(path, name), stacked, costs) {
            return false;
        }
    }
    if path.is_empty() || !node.children.is_empty() {
        return true;
    }
    let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
    let hidden = name.strip_prefix(".wh.");
    let shown = hidden.map_or(path.to_owned(), |name| join(above, name));
    let cost = costs.entry(shown.clone()).or_insert((Vec::new(), -1));
    let size = if hidden.is_some() {
        let Some(below) = stacked.find(&shown) else { return false };
        if below.directory { below.sum() } else { 0 }
    } else {
        node.size
    };
    cost.0.push(size);
    if cost.1 < 0 || (size as i64) < cost.1 {
        cost.1 = size as i64;
    }
    true
}

/// dive's score and wasted bytes.
fn model(layers: &[Vec<Entry>]) -> (f64, u64) {
    let mut costs = BTreeMap::new();
    let mut stacked = Node::default();
    for (number, entries) in layers.iter().enumerate() {
        let layer = Node::of_layer(entries);
        if number == 0 {
            stacked = layer.clone();
        }
        visit(&layer, "", &stacked, &mut costs);
        stacked.stack(&layer, "");
    }
    let needed: i64 = costs.values().map(|(_, smallest)| smallest).sum();
    let found: u64 = costs.values().map(|(sizes, _)| sizes.iter().sum::<u64>()).sum();
    let repeated = costs.values().filter(|(sizes, _)| sizes.len() > 1);
    let wasted = repeated.map(|(sizes, _)| sizes.iter().sum::<u64>()).sum();
    (if found == 0 { 1.0 } else { needed as f64 / found as f64 }, wasted)
}

#[test]
fn a_file_and_whiteouts_below_it_in_one_layer() {
    for (layers, wasted) in [
        (&[&["x/", "x/data=3000"][..], &["x=8", "x/.wh.data"]][..], 3000),
        (&[&["y=4", "x/data=3000"], &["y=4", "x=8", "x/.wh.data"]], 3008),
        (&[&["x/data=3000"], &["x/.wh.data", "x=8"]], 3000),
        (&[&["a=10", "a=4"]], 0),
        (&[&["x=8", "x/y=1"], &["x/y=2"]], 3),
        (&[&["l~d", "l/x=5"], &["l/x=6"]], 11),
    ] {
        let changesets: Vec<_> = layers.iter().map(|layer| changeset(layer)).collect();
        let found = efficiency(&changesets, EfficiencyModel::Dive).unwrap();
        assert_eq!(found.wasted_bytes, wasted, "{layers:?}");
    }
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let name = prop::sample::select(vec!["a", "b", "c", "d"]);
    let path = prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"));
    (path, 0..8u8, 0..2000u64).prop_map(|(path, what, size)| {
        let (above, name) = path.rsplit_once('/').unwrap_or(("", &path));
        match what {
            0..=3 => Entry::file(path, size),
            4 => Entry::directory(path),
            5 => entry(&join(above, &format!(".wh.{name}"))),
            6 => entry(&format!("{path}/.wh..wh..opq")),
            _ => Entry::symlink(join(above, "s"), "a").with_stated_size(size % 2),
        }
    })
}

proptest! {
    /// Law: dive's figures depend on the entries alone, whatever the layer's tree makes of them.
    #[test]
    fn figures_are_those_of_the_entries(
        layers in prop::collection::vec(prop::collection::vec(any_entry(), 0..12), 1..4),
    ) {
        let changesets: Result<Vec<_>, _> =
            layers.iter().map(|entries| Changeset::from_entries(entries.iter().cloned())).collect();
        let Ok(changesets) = changesets else { return Ok(()) };
        prop_assume!(Tree::from_layers(&changesets).is_ok());
        let found = efficiency(&changesets, EfficiencyModel::Dive).unwrap();
        prop_assert_eq!((found.score, found.wasted_bytes), model(&layers));
    }
}
