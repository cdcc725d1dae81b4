//! Other runtimes' readings, and that they are reported where they differ.

use std::collections::BTreeSet;

use imageref_layers::{LayerBuilder, Tree, TreeError, TreeWarningKind, UnpackPolicy};

use super::{entry, listing};

/// Layers, and what each runtime sees or why it fails: specification, containerd, umoci, containers/storage.
type Row = (&'static [&'static [&'static str]], [&'static str; 4]);

const ROWS: &[Row] = &[
    // A lower layer's link above a path.
    (
        &[&["bin~usr/bin", "usr/bin/a=1"], &["bin/b=1"]],
        [
            "bin bin/b=1 usr usr/bin usr/bin/a=1",
            "bin~usr/bin usr usr/bin usr/bin/a=1 usr/bin/b=1",
            "bin~usr/bin usr usr/bin usr/bin/a=1 usr/bin/b=1",
            "bin bin/b=1 usr usr/bin usr/bin/a=1",
        ],
    ),
    // An entry for the directory replaces the link everywhere.
    (
        &[&["bin~usr/bin", "usr/bin/a=1"], &["bin/", "bin/b=1"]],
        ["bin bin/b=1 usr usr/bin usr/bin/a=1"; 4],
    ),
    // A whiteout through a lower link.
    (
        &[&["bin~usr/bin", "usr/bin/a=1"], &["bin/.wh.a"]],
        [
            "bin~usr/bin usr usr/bin usr/bin/a=1",
            "bin~usr/bin usr usr/bin",
            "bin~usr/bin usr usr/bin",
            "bin~usr/bin usr usr/bin usr/bin/a=1",
        ],
    ),
    // A link of the same layer is followed by all.
    (&[&["bin~usr", "bin/b=1"]], ["bin~usr usr usr/b=1"; 4]),
    // A whiteout before a new entry of its name.
    (&[&["a=1"], &[".wh.a", "a=2"]], ["a=2"; 4]),
    // A whiteout behind it.
    (
        &[&["a=1"], &["a=2", ".wh.a"]],
        ["a=2", "", "a=2", "fails: a whiteout after an entry of the same name"],
    ),
    // A directory made anew.
    (&[&["d/a=1"], &[".wh.d", "d/", "d/c=2"]], ["d d/c=2", "d d/c=2", "d d/c=2", "d d/a=1 d/c=2"]),
    (
        &[&["d/a=1"], &[".wh.d", "d/c=2"]],
        ["d d/c=2", "d d/c=2", "d d/c=2", "fails: an entry below its own layer's whiteout"],
    ),
    (
        &[&["d/a=1"], &["d/", "d/c=2", ".wh.d"]],
        ["d d/c=2", "", "d d/c=2", "fails: a whiteout after an entry of the same name"],
    ),
    // An opaque marker behind entries.
    (&[&["d/a=1"], &["d/c=2", "d/.wh..wh..opq"]], ["d d/c=2"; 4]),
    (
        &[&["d/a=1"], &["d/e/c=2", "d/.wh..wh..opq"]],
        ["d d/e d/e/c=2", "d", "d d/e d/e/c=2", "d d/e d/e/c=2"],
    ),
    // A whiteout of nothing.
    (
        &[&["d/a=1", "e/"], &["d/.wh.=0"]],
        [
            "fails: the whiteout has no name after `.wh.`",
            "fails: the whiteout has no name after `.wh.`",
            "e",
            "fails: the whiteout has no name after `.wh.`",
        ],
    ),
    // Below a file.
    (
        &[&["f=1"], &["f/x=1"]],
        [
            "f f/x=1",
            "fails: an entry below something that is not a directory",
            "fails: an entry below something that is not a directory",
            "f f/x=1",
        ],
    ),
    // A hard link to a lower layer, and one before its target.
    (
        &[&["a=1"], &["b->a"]],
        ["a=1 b=1", "a=1 b=1", "a=1 b=1", "fails: a hard link to a lower layer"],
    ),
    (
        &[&["a=1"], &["b->a", "a=2"]],
        ["a=2 b=2", "a=2 b=1", "a=2 b=1", "fails: a hard link to a lower layer"],
    ),
];

fn read(layers: &[&[&str]], policy: UnpackPolicy) -> (String, BTreeSet<TreeWarningKind>) {
    let mut tree = Tree::new();
    let mut found = BTreeSet::new();
    for entries in layers {
        let mut builder = LayerBuilder::new().with_policy(policy, Some(&tree));
        let pushed: Result<(), TreeError> =
            entries.iter().try_for_each(|text| builder.push(entry(text)));
        let changeset = builder.finish();
        found.extend(changeset.warnings().as_slice().iter().map(|finding| finding.kind()));
        match pushed.and_then(|()| tree.apply(&changeset)) {
            Ok(()) => found.extend(tree.warnings().iter().map(|warning| warning.kind())),
            Err(error) => {
                let text = error.to_string();
                return (format!("fails: {}", text.rsplit(": ").next().unwrap()), found);
            }
        }
    }
    (listing(&tree), found)
}

#[test]
fn every_runtimes_view() {
    for (layers, views) in ROWS {
        for (policy, want) in UnpackPolicy::ALL.into_iter().zip(views) {
            assert_eq!(read(layers, policy).0, *want, "{layers:?} {}", policy.name());
        }
    }
}

/// Where a runtime sees another tree than the specification's rule, that rule's warnings say so: the table has a row
/// for the finding and the runtime. And every row of the table is met here.
#[test]
fn every_difference_is_reported() {
    let mut met = BTreeSet::new();
    let mut differing = 0;
    for (layers, _) in ROWS {
        let (spec, found) = read(layers, UnpackPolicy::Specification);
        for policy in UnpackPolicy::ALL {
            let (seen, own) = read(layers, policy);
            let told = |found: &BTreeSet<TreeWarningKind>| {
                found.iter().any(|kind| kind.differences().any(|row| row.policy == policy))
            };
            if seen != spec {
                // Where the specification's rule refuses the layer, the runtime's own reading has the finding.
                assert!(told(&found) || told(&own), "{layers:?} {} {found:?}", policy.name());
                differing += 1;
            }
            let all = found.iter().chain(&own);
            met.extend(all.flat_map(|k| k.differences()).map(|d| (d.warning, d.policy.name())));
        }
    }
    let table: BTreeSet<_> = met.iter().map(|(finding, _)| *finding).collect();
    assert_eq!((differing, met.len(), table.len()), (18, 13, 7));
}

/// What the differing runtimes have in common: with no layer below, one layer is one archive.
#[test]
fn policies_have_names_and_reasons() {
    for policy in UnpackPolicy::ALL {
        assert!(policy.name().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
    }
    for difference in TreeWarningKind::SymlinkedParent.differences() {
        assert_eq!(difference.behaviour, "follows the link inside the root");
        assert!(difference.source.contains(".go"));
    }
}
