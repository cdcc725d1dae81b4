//! Entries into trees, against the plain model of `tests/tree`: the same paths, or rejected by both. What a layer is
//! written out as is the same layer, in both forms of whiteouts.
#![no_main]

#[path = "../../crates/layers/tests/tree/model.rs"]
mod model;

use imageref_layers::{
    Changeset, EfficiencyModel, Entry, EntryKind, LayerBuilder, Metadata, Tree, WhiteoutFormat,
    efficiency,
};
use libfuzzer_sys::fuzz_target;

/// Three names, and whether it is a link's, whose names are never gone through.
fn path(bits: u8, link: bool) -> String {
    let name = |n: u8| ["a", "b", "c", "a-"][usize::from(n & 3)];
    let last = if link { "l" } else { name(bits) };
    match bits >> 6 {
        0 => last.to_owned(),
        1 => format!("{}/{last}", name(bits >> 2)),
        _ => format!("{}/{}/{last}", name(bits >> 4), name(bits >> 2)),
    }
}

/// An entry of three bytes: what, where, and of what size or to which target.
fn entry(what: u8, place: u8, more: u8) -> Entry {
    let at = path(place, false);
    let (directory, name) =
        at.rsplit_once('/').map_or((String::new(), &*at), |(d, n)| (format!("{d}/"), n));
    let entry = match what & 7 {
        0 | 1 => Entry::file(at, u64::from(more)),
        2 => Entry::directory(at),
        // Always to a smaller path: links in a circle can say what no layer can be written to say.
        3 => {
            let other = path(more, false);
            if other < at { Entry::hard_link(at, other) } else { Entry::hard_link(other, at) }
        }
        4 => Entry::symlink(path(place, true), "a"),
        5 => Entry::new(at, EntryKind::Fifo),
        6 => Entry::file(format!("{directory}.wh.{name}"), 0),
        _ => Entry::file(format!("{at}/.wh..wh..opq"), 0),
    };
    entry.with_metadata(Metadata::new(0o600).with_owner(u32::from(what >> 6), 0))
}

fn again(base: &Tree, entries: Vec<Entry>, form: WhiteoutFormat) -> Tree {
    let mut builder = LayerBuilder::new().with_format(form);
    for entry in entries {
        builder.push(entry).expect("a layer written out can be read");
    }
    let mut tree = base.clone();
    tree.apply(&builder.finish()).expect("and put where it was");
    tree
}

fuzz_target!(|data: &[u8]| {
    let (mut tree, mut model, mut changesets) = (Tree::new(), model::Model::default(), Vec::new());
    // Layers end at a byte of 255.
    for layer in data.split(|&byte| byte == 255).take(8) {
        let entries: Vec<_> = layer.chunks_exact(3).map(|c| entry(c[0], c[1], c[2])).collect();
        let mut next = model.clone();
        let below = tree.clone();
        let read = Changeset::from_entries(entries.iter().cloned());
        let applied = read.and_then(|changeset| tree.apply(&changeset).map(|_| changeset));
        assert_eq!(applied.is_ok(), next.apply(&entries), "{entries:?} {applied:?}");
        let Ok(changeset) = applied else { continue };
        model = next;
        model.assert_same(&tree);
        assert!(again(&below, changeset.to_oci_entries(), WhiteoutFormat::Oci) == tree);
        assert!(
            again(&below, changeset.to_overlayfs_entries(&below), WhiteoutFormat::Overlayfs)
                == tree
        );
        changeset.changes(&below);
        changesets.push(changeset);
    }
    let honest = efficiency(&changesets, EfficiencyModel::Actual).expect("they made a tree");
    assert_eq!(honest.size_bytes - honest.wasted_bytes, tree.size());
    efficiency(&changesets, EfficiencyModel::Dive).expect("dive refuses nothing");
});
