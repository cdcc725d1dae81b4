//! Content that no name shows any more.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::figures::{Efficiency, PathCopy, PathCost, float, sizes, sort};
use crate::tree::error::TreeError;
use crate::tree::layer::Changeset;
use crate::tree::node::Walk;
use crate::tree::tree::Tree;
use crate::tree::{arena::ROOT, merge::Inodes};

pub(super) fn compute(layers: &[&Changeset]) -> Result<Efficiency, TreeError> {
    let mut tree = Tree::new();
    let mut inodes: Vec<Inodes> = Vec::with_capacity(layers.len());
    for layer in layers {
        inodes.push(tree.apply_traced(layer)?);
    }
    let mut costs: BTreeMap<Vec<u8>, Vec<PathCopy>> = BTreeMap::new();
    for (layer, (changeset, became)) in layers.iter().zip(&inodes).enumerate() {
        for (path, bytes) in &changeset.replaced {
            costs.entry(path.clone()).or_default().push(PathCopy { layer, bytes: *bytes });
        }
        let mut seen = BTreeSet::new();
        for visit in Walk::new(&changeset.arena, ROOT, Vec::new()) {
            let (node, bytes) = (*visit.node(), visit.node().size());
            let shown = became.get(node.ino() as usize).is_some_and(|&ino| tree.shows(ino));
            if bytes > 0 && !shown && (node.link_count() == 1 || seen.insert(node.ino())) {
                costs.entry(visit.into_path()).or_default().push(PathCopy { layer, bytes });
            }
        }
    }
    let (size_bytes, user_size_bytes) = sizes(layers.iter().map(|l| l.stats.content_bytes));
    let wasted_bytes = size_bytes.saturating_sub(tree.size());
    let score =
        if size_bytes == 0 { 1.0 } else { float(size_bytes - wasted_bytes) / float(size_bytes) };
    let mut paths: Vec<PathCost> =
        costs.into_iter().map(|(path, copies)| PathCost { path, copies }).collect();
    sort(&mut paths);
    Ok(Efficiency { score, size_bytes, user_size_bytes, wasted_bytes, paths })
}
