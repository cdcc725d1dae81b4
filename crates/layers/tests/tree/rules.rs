//! The specification's rules, row by row.

use imageref_layers::{Changeset, Entry, Event, Tree, TreeErrorKind, TreeWarningKind, provenance};

use super::{changeset, entry, listing};

/// Layers in short form (see `entry`), the paths that a container sees, and the source of the rule.
const ROWS: &[(&[&[&str]], &str, &str)] = &[
    (&[&["a/b=1"], &["a/c=2"]], "a a/b=1 a/c=2", "layer.md, Applying Changesets"),
    (&[&["a/b=1"], &["a/.wh.b"]], "a", "layer.md, Whiteouts"),
    (&[&["a/b=1"], &["a/.wh.b", "a/b=2"]], "a a/b=2", "a whiteout hides lower layers only"),
    (&[&["a/b=1"], &["a/b=2", "a/.wh.b"]], "a a/b=2", "wherever it stands"),
    (&[&["a/b=1", "a/c/d=1"], &[".wh.a", "a/", "a/e=1"]], "a a/e=1", "a directory anew"),
    (&[&["a/b=1", "a/c/d=1"], &["a/e=1", "a/", ".wh.a"]], "a a/e=1", "the same backwards"),
    (&[&["a/b=1", "a/c/d=1"], &["a/.wh..wh..opq", "a/e=1"]], "a a/e=1", "Opaque Whiteout"),
    (&[&["a/b=1", "a/c/d=1"], &["a/e=1", "a/.wh..wh..opq"]], "a a/e=1", "order-free"),
    (&[&["a/b=1"], &["a/.wh.b"], &["a/b=3"]], "a a/b=3", "later layers may bring it back"),
    (&[&["a/b=1"], &["x/.wh.b"]], "a a/b=1", "a whiteout makes no directory"),
    (&[&["a=1"], &["a/.wh.b"]], "a=1", "nor takes a file's place"),
    (&[&["a=1"], &["a/"]], "a", "Changeset over existing files: remove and recreate"),
    (&[&["a/b=1"], &["a=1"]], "a=1", "and all below it"),
    (&[&["a/b=1"], &["a=1"], &["a/"]], "a", "a directory again, empty"),
    (&[&["a/b=1"], &["a=1", "a/c=1"]], "a a/c=1", "the later entry holds"),
    (&[&["a=1", "b->a"], &["a=2"]], "a=2 b=1", "a changed name leaves the other"),
    (&[&["a=1", "b->a"], &[".wh.a"]], "b=1", "and so does a removed one"),
    (&[&["a=1", "b->a", "b->a"]], "a=1 b=1", "a link written twice"),
    (&[&["a=1", "b->a", "a->b"]], "a=1 b=1", "and one to the other way"),
    (&[&["a=1"], &["b->a"]], "a=1 b=1", "a link to a lower layer"),
    (&[&["a=1"], &["b->a", "a=2"]], "a=2 b=2", "a link before its target"),
    (&[&["a=1"], &["b->a", ".wh.a"]], "b=1", "a link to what the layer removes"),
    (&[&["s~t", "t/x=1"], &["s/y=1"]], "s s/y=1 t t/x=1", "a lower link above a path: replaced"),
    (&[&["s~t", "t/x=1", "s/y=1"]], "s~t t t/x=1 t/y=1", "one of its own layer: followed"),
    (
        &[&["s~t", "t/x=1"], &["s/"]],
        "s t t/x=1",
        "an entry for the directory itself replaces the link",
    ),
    (
        &[&["t/u/s~../v", "t/u/s/x=1"]],
        "t t/u t/u/s~../v t/v t/v/x=1",
        "relative to where it stands",
    ),
    (
        &[&["s~/t", "a/s2~../../../s", "a/s2/x=1"]],
        "a a/s2~../../../s s~/t t t/x=1",
        "never out of the root",
    ),
    (&[&["a/b=1"], &[".wh..wh..opq"]], "", "the root itself is opaque"),
    (&[&["./", "./a=1", "/b=1", "c/../d=1"]], "a=1 b=1 d=1", "paths are cleaned"),
];

#[test]
fn rows() {
    for (layers, want, source) in ROWS {
        let changesets: Vec<_> = layers.iter().map(|entries| changeset(entries)).collect();
        let tree = Tree::from_layers(&changesets).unwrap();
        assert_eq!(listing(&tree), *want, "{layers:?} ({source})");
    }
}

const REFUSED: &[(&[&[&str]], &str)] = &[
    (&[&["a/.wh.=0"]], r#"entry 0, "a/.wh.": the whiteout has no name after `.wh.`"#),
    (&[&["x=1", "b->a"]], r#"layer 0, "b": the hard link's target "a" does not exist"#),
    (&[&["a/"], &["b->a"]], r#"layer 1, "b": the hard link's target "a" is a directory"#),
    (&[&["a/"], &["b->a", ".wh.a"]], r#"layer 1, "b": the hard link's target "a" is a directory"#),
    (
        &[&["a=1"], &[".wh.a"], &["b->a"]],
        r#"layer 2, "b": the hard link's target "a" does not exist"#,
    ),
    (
        &[&["a~b", "b~a", "a/x=1"]],
        r#"entry 2, "a/x": the path contains more than 40 symbolic links"#,
    ),
    (&[&["a\0b=1"]], r#"entry 0, "a\x00b": the path contains a zero byte"#),
];

#[test]
fn refusals_say_where_and_why() {
    for (layers, want) in REFUSED {
        let mut tree = Tree::new();
        let error = layers
            .iter()
            .find_map(|entries| {
                let entries = entries.iter().map(|text| entry(text));
                Changeset::from_entries(entries).and_then(|changeset| tree.apply(&changeset)).err()
            })
            .expect("a refusal");
        assert_eq!(error.to_string(), *want, "{layers:?}");
    }
    let error = Changeset::from_entries([Entry::file("", 0)]).unwrap_err();
    assert_eq!(error.kind(), &TreeErrorKind::EmptyPath);
}

#[test]
fn a_refused_layer_leaves_the_tree_as_it_was() {
    let mut tree = Tree::from_layers([&changeset(&["a/b=1"])]).unwrap();
    let before = tree.clone();
    assert!(tree.apply(&changeset(&[".wh.a", "x=1", "y->z"])).is_err());
    assert!(tree == before && tree.layers() == 1);
}

#[test]
fn implied_directories_and_attributes() {
    let tree = Tree::from_layers([&changeset(&["a/b=1"])]).unwrap();
    let node = tree.get("a").unwrap();
    assert!(node.is_implied());
    assert_eq!(
        (node.metadata().mode(), node.metadata().uid(), node.metadata().gid()),
        (0o755, 0, 0)
    );
    // A directory over a directory brings its attributes; a path through it does not.
    let own = imageref_layers::Metadata::new(0o700).with_owner(5, 6);
    let layers = [
        Changeset::from_entries([Entry::directory("a").with_metadata(own)]).unwrap(),
        changeset(&["a/b=1"]),
    ];
    let tree = Tree::from_layers(&layers).unwrap();
    let node = tree.get("a").unwrap();
    assert_eq!((*node.metadata(), node.layer(), node.changed_in()), (own, 0, 0));
    assert_eq!((tree.get("a/b").unwrap().layer(), tree.layers()), (1, 2));
    let tree = Tree::from_layers([&layers[1], &layers[0]]).unwrap();
    let node = tree.get("a").unwrap();
    assert_eq!((*node.metadata(), node.layer(), node.changed_in()), (own, 0, 1));
}

#[test]
fn findings_say_what_is_odd() {
    let found = |layers: &[&[&str]]| {
        let mut tree = Tree::new();
        let mut all = Vec::new();
        for entries in layers {
            let changeset = changeset(entries);
            let before = tree.warnings().as_slice().len();
            tree.apply(&changeset).unwrap();
            let merged = &tree.warnings().as_slice()[before..];
            let both = changeset.warnings().iter().chain(merged);
            all.extend(both.map(|f| (f.kind(), f.path().escape_ascii().to_string(), f.entry())));
        }
        all
    };
    use TreeWarningKind as F;
    let row = |kind, path: &str, entry| vec![(kind, path.to_owned(), entry)];
    assert_eq!(found(&[&["a=1", "a=2"]]), row(F::Duplicate, "a", Some(1)));
    assert_eq!(found(&[&["a/", "a/"]]), row(F::Duplicate, "a", Some(1)));
    assert_eq!(
        found(&[&["a=1"], &["a=2", ".wh.a"]]),
        row(F::WhiteoutBesideEntry, ".wh.a", Some(1))
    );
    assert_eq!(found(&[&["a=1"], &[".wh.a", "a=2"]]), row(F::WhiteoutBesideEntry, "a", Some(1)));
    assert_eq!(found(&[&["a=1"], &[".wh.b"]]), row(F::NothingToHide, "b", None));
    assert_eq!(found(&[&["s~t"], &["s/x=1"]]), row(F::SymlinkedParent, "s", None));
    assert_eq!(found(&[&["s~t", "s/x=1"]]), row(F::SymlinkedParent, "s", Some(1)));
    assert_eq!(found(&[&["s=1"], &["s/x=1"]]), row(F::NonDirectoryParent, "s", None));
    assert_eq!(found(&[&["a=1"], &["b->a"]]), row(F::LinkToLower, "b", Some(0)));
    assert_eq!(found(&[&["d/e/f=1", "d/.wh..wh..opq"]]), row(F::ImpliedInOpaque, "d", Some(1)));
    assert_eq!(found(&[&["./a=1", "b/=0"]]), []);
    // A million odd entries are counted, a hundred kept.
    let odd = Changeset::from_entries((0..1000).map(|n| Entry::file(format!("/{n}"), 0))).unwrap();
    assert_eq!(odd.warnings().count(F::AbsolutePath), 1000);
    assert_eq!(odd.warnings().as_slice().len(), 100);
}

#[test]
fn provenance_tells_every_layers_part() {
    let layers: Vec<_> = [
        &["etc/hosts=1", "srv/a=1"][..],
        &["etc/hosts=2", "srv=1"],
        &["etc/x=1"],
        &["etc/.wh.hosts", "srv/"],
        &["etc/hosts=3"],
        &["etc/.wh..wh..opq"],
        &[".wh.etc", "etc/hosts=4"],
    ]
    .iter()
    .map(|entries| changeset(entries))
    .collect();
    let told = |path: &str| {
        let steps = provenance(&layers, path).unwrap();
        steps
            .into_iter()
            .map(|step| match step.event {
                Event::Added => format!("{} added", step.layer),
                Event::Changed => format!("{} changed", step.layer),
                Event::Removed { by, .. } => {
                    format!("{} removed by {}", step.layer, by.escape_ascii())
                }
                other => panic!("{other:?}"),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told("/etc/hosts"),
        [
            "0 added",
            "1 changed",
            "3 removed by etc/hosts",
            "4 added",
            "5 removed by etc/hosts",
            "6 added"
        ]
    );
    assert_eq!(told("srv"), ["0 added", "1 changed", "3 changed"]);
    assert_eq!(told("srv/a"), ["0 added", "1 removed by srv"]);
    assert_eq!(told("etc"), ["0 added", "6 changed"]);
    assert_eq!(told("etc/x"), ["2 added", "5 removed by etc/x"]);
    assert_eq!(told("nowhere"), [""; 0]);
    assert!(provenance(&layers, "../x").is_err());
}

#[test]
fn sizes_below_every_directory() {
    let tree = Tree::from_layers([&changeset(&["a/b/c=5", "a/d=7", "a/e->a/d", "x/y->a/d", "z/"])])
        .unwrap();
    let usage: Vec<_> = tree
        .directory_usage()
        .iter()
        .map(|d| (d.path().escape_ascii().to_string(), d.usage().bytes, d.usage().entries))
        .collect();
    let row = |path: &str, bytes, entries| (path.to_owned(), bytes, entries);
    assert_eq!(
        usage,
        [row("", 12, 8), row("a", 12, 4), row("a/b", 5, 1), row("x", 0, 1), row("z", 0, 0)]
    );
    let below = tree.usage("x").unwrap();
    assert_eq!((below.bytes, below.entries), (7, 1)); // alone, it counts what it shares
    assert_eq!(tree.size(), 12);
    assert_eq!(
        tree.hard_links(),
        [["a/d", "a/e", "x/y"].map(|path| path.as_bytes().to_vec()).to_vec()]
    );
}

#[test]
fn depth_costs_no_stack() {
    let path = "d/".repeat(2047) + "f";
    let layers = [changeset(&[&format!("{path}=1")]), changeset(&["d=1"])];
    let tree = Tree::from_layers(&layers[..1]).unwrap();
    assert_eq!((tree.walk().count(), tree.usage("d").unwrap().bytes), (2048, 1));
    assert_eq!(tree, tree.clone());
    assert_eq!(Tree::from_layers(&layers).unwrap().walk().count(), 1);
    assert_eq!(layers[0].to_overlayfs_entries(&tree).len(), 2048);
    let long = "d/".repeat(2048) + "f";
    let error = Changeset::from_entries([Entry::file(long, 0)]).unwrap_err();
    assert_eq!(error.kind(), &TreeErrorKind::PathTooLong);
}

#[test]
fn links_of_merged_layers() {
    let merged = |below: &[&str], upper: &[&str]| {
        let merged = changeset(below).merged(&changeset(upper));
        merged.map(|layer| listing(&Tree::from_layers([&layer]).unwrap()))
    };
    assert_eq!(merged(&["a=1"], &["b->a"]).unwrap(), "a=1 b=1");
    let error = |below: &[&str], upper: &[&str]| merged(below, upper).unwrap_err().to_string();
    assert_eq!(error(&["a/"], &["b->a"]), r#""b": the hard link's target "a" is a directory"#);
    assert_eq!(error(&[".wh.a"], &["b->a"]), r#""b": the hard link's target "a" does not exist"#);
    // What neither layer has may be in a layer below both.
    let open = changeset(&["x=1"]).merged(&changeset(&["b->a"])).unwrap();
    assert_eq!(listing(&Tree::from_layers([&changeset(&["a=1"]), &open]).unwrap()), "a=1 b=1 x=1");
    let error = Tree::from_layers([&open]).unwrap_err();
    assert_eq!(error.to_string(), r#"layer 0, "b": the hard link's target "a" does not exist"#);
}
