//! The tree of an image with the bytes of each directory, and the wasted copies beside it.

use std::collections::BTreeSet;

use imageref_layers::{Efficiency, Tree};

use crate::read::shown;

/// A file, a directory, or a wasted copy.
pub(crate) struct Item {
    /// The name, with a `/` after that of a directory.
    pub(crate) name: String,
    /// The path, for people.
    pub(crate) path: String,
    /// The content of it and of all below it.
    pub(crate) bytes: u64,
    /// How many names are below it.
    pub(crate) entries: u64,
    /// The layer with the content; `None` for several.
    pub(crate) layer: Option<usize>,
    /// The items in it, the largest first.
    pub(crate) children: Vec<usize>,
    pub(crate) wasted: bool,
}

/// The items of an image. The first one holds all; in it are the root directory and the wasted copies.
pub(crate) struct Items(Vec<Item>);

pub(crate) const ALL: usize = 0;
pub(crate) const ROOT: usize = 1;
pub(crate) const WASTE: usize = 2;

impl Items {
    pub(crate) fn of(tree: &Tree, efficiency: &Efficiency) -> Self {
        let group = |name: &str, wasted| Item {
            name: name.to_owned(),
            path: name.to_owned(),
            bytes: 0,
            entries: 0,
            layer: None,
            children: Vec::new(),
            wasted,
        };
        let mut items = vec![group("image", false), group("/", false), group("wasted", true)];
        let mut parents = vec![ALL, ALL, ALL];
        // Content that several names share counts at the first.
        let repeated: BTreeSet<Vec<u8>> =
            tree.hard_links().into_iter().flat_map(|names| names.into_iter().skip(1)).collect();
        let mut open = vec![ROOT];
        for visit in tree.walk() {
            open.truncate(visit.depth());
            let (node, name) = (visit.node(), visit.path().rsplit(|&byte| byte == b'/').next());
            let slash = if node.is_directory() { "/" } else { "" };
            parents.push(open.last().copied().unwrap_or(ROOT));
            open.push(items.len());
            items.push(Item {
                name: format!("{}{slash}", shown(name.unwrap_or_default())),
                path: format!("/{}{slash}", shown(visit.path())),
                bytes: if repeated.contains(visit.path()) { 0 } else { node.size() },
                layer: (!node.is_directory()).then(|| node.changed_in()),
                ..group("", false)
            });
        }
        for cost in &efficiency.paths {
            let path = format!("/{}", shown(&cost.path));
            for copy in &cost.copies {
                parents.push(WASTE);
                items.push(Item {
                    name: path.rsplit('/').next().unwrap_or_default().to_owned(),
                    path: path.clone(),
                    bytes: copy.bytes,
                    layer: Some(copy.layer),
                    ..group("", true)
                });
            }
        }
        // Children come after their parents, so that one pass from the end adds everything up.
        for index in (1..items.len()).rev() {
            let (bytes, entries) = (items[index].bytes, items[index].entries);
            let parent = &mut items[parents[index]];
            parent.bytes += bytes;
            parent.entries += entries + 1;
            parent.children.push(index);
        }
        for index in 0..items.len() {
            let mut children = std::mem::take(&mut items[index].children);
            children.sort_by_key(|&child| (std::cmp::Reverse(items[child].bytes), child));
            items[index].children = children;
        }
        for index in (0..items.len()).rev() {
            let mut layers = items[index].children.iter().map(|&child| items[child].layer);
            if let Some(first) = layers.next() {
                items[index].layer = first.filter(|_| layers.all(|layer| layer == first));
            }
        }
        Self(items)
    }

    pub(crate) fn get(&self, index: usize) -> &Item {
        &self.0[index]
    }
}
