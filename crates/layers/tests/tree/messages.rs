//! How warnings, entries and nodes are named and printed.

use imageref_layers::{
    Changeset, Device, Entry, EntryKind, LayerBuilder, Metadata, Tree, TreeWarningKind,
    UnpackPolicy, Xattrs,
};

use super::changeset;

/// Layers, the name of what is odd about the last, and how it is printed.
const WARNINGS: &[(&[&[&str]], &str, &str)] = &[
    (&[&["/a=1"]], "absolute-path", r#"entry 0, "a": the path starts with `/`"#),
    (&[&["a/../b=1"]], "parent-in-path", r#"entry 0, "b": the path contains `..`"#),
    (
        &[&["a=1", "a=2"]],
        "duplicate",
        r#"entry 1, "a": the path appears twice in the layer; the last entry wins"#,
    ),
    (
        &[&["a=1"], &[".wh.a", "a=2"]],
        "whiteout-beside-entry",
        r#"entry 1, "a": the layer has both a whiteout and an entry of this name"#,
    ),
    (&[&["a=1"], &[".wh.b"]], "nothing-to-hide", r#"layer 1, "b": the whiteout hides nothing"#),
    (
        &[&[".wh..wh.plnk/"]],
        "aufs-metadata",
        r#"entry 0, ".wh..wh.plnk": a file of AUFS is left out"#,
    ),
    (
        &[&["s~t", "s/x=1"]],
        "symlinked-parent",
        r#"entry 1, "s": a parent of the path is a symbolic link"#,
    ),
    (
        &[&["s=1"], &["s/x=1"]],
        "non-directory-parent",
        r#"layer 1, "s": a parent of the path is not a directory"#,
    ),
    (
        &[&["a=1"], &["b->a"]],
        "link-to-lower",
        r#"entry 0, "b": the hard link's target is in a lower layer"#,
    ),
    (
        &[&["a=1"], &["b->a", "a=2"]],
        "link-before-target",
        r#""a": the hard link comes before its target"#,
    ),
    (
        &[&["d/e/f=1", "d/.wh..wh..opq"]],
        "implied-in-opaque",
        r#"entry 1, "d": the opaque directory contains an implied directory"#,
    ),
];

#[test]
fn warnings_have_a_name_and_a_sentence() {
    for (layers, name, want) in WARNINGS {
        let mut tree = Tree::new();
        let mut found = Vec::new();
        for entries in *layers {
            let changeset = changeset(entries);
            tree.apply(&changeset).unwrap();
            found.extend(changeset.warnings().iter().cloned());
        }
        found.extend(tree.warnings().iter().cloned());
        let printed = |w: &imageref_layers::TreeWarning| (w.kind().as_str(), w.to_string());
        let found: Vec<_> = found.iter().map(printed).collect();
        assert!(found.contains(&(name, want.to_string())), "{layers:?}: {found:?}");
    }
    let long = Changeset::from_entries([Entry::file("x".repeat(256), 0)]).unwrap();
    let warning = &long.warnings().as_slice()[0];
    assert_eq!((warning.kind().as_str(), warning.entry()), ("long-name", Some(0)));
    assert!(warning.to_string().ends_with(": a name is longer than 255 bytes"));
    assert_eq!((warning.path().len(), warning.layer()), (256, None));
    assert!(changeset(&["a=1"]).warnings().is_empty() && !long.warnings().is_empty());
    assert_eq!(long.warnings().into_iter().count(), 1);
}

#[test]
fn a_bare_whiteout_hides_its_directory_for_umoci() {
    let mut builder = LayerBuilder::new().with_policy(UnpackPolicy::Umoci, None);
    builder.push(Entry::file("d/.wh.", 0)).unwrap();
    assert_eq!(builder.entries(), 1);
    let layer = builder.finish();
    assert_eq!(layer.warnings().count(TreeWarningKind::BareWhiteout), 1);
    let warning = layer.warnings().iter().find(|w| w.kind() == TreeWarningKind::BareWhiteout);
    let warning = warning.unwrap();
    assert_eq!(warning.kind().as_str(), "bare-whiteout");
    assert_eq!(
        warning.to_string(),
        r#"entry 0, "d/.wh.": the whiteout has no name and hides its directory"#
    );
}

#[test]
fn errors_have_a_place() {
    let error = Changeset::from_entries([Entry::file("a", 0), Entry::file("../b", 0)]).unwrap_err();
    assert_eq!((error.entry(), error.layer(), error.path()), (Some(1), None, &b"../b"[..]));
    let mut tree = Tree::default();
    tree.apply(&changeset(&["a=1"])).unwrap();
    let error = tree.apply(&changeset(&["b->c"])).unwrap_err();
    assert_eq!((error.entry(), error.layer(), error.path()), (None, Some(1), &b"b"[..]));
}

#[test]
fn entries_print_their_attributes() {
    let device = Device { major: 8, minor: 1 };
    let rows = [
        (EntryKind::File { size: 3 }, r#""a" File(3) 0644 1:2 @5.000000007 "user.x""#),
        (EntryKind::Directory, r#""a" Directory 0644 1:2 @5.000000007 "user.x""#),
        (
            EntryKind::Symlink { target: b"b".to_vec() },
            r#""a" Symlink("b") 0644 1:2 @5.000000007 "user.x""#,
        ),
        (
            EntryKind::HardLink { target: b"b".to_vec() },
            r#""a" HardLink("b") 0644 1:2 @5.000000007 "user.x""#,
        ),
        (EntryKind::CharDevice(device), r#""a" CharDevice(8, 1) 0644 1:2 @5.000000007 "user.x""#),
        (EntryKind::BlockDevice(device), r#""a" BlockDevice(8, 1) 0644 1:2 @5.000000007 "user.x""#),
        (EntryKind::Fifo, r#""a" Fifo 0644 1:2 @5.000000007 "user.x""#),
    ];
    for (kind, want) in rows {
        let metadata = Metadata::new(0o644).with_owner(1, 2).with_mtime(5, 7);
        let xattrs = Xattrs::from([(b"user.x".to_vec(), b"1".to_vec())]);
        let entry = Entry::new("a", kind).with_metadata(metadata).with_xattrs(xattrs);
        assert_eq!(format!("{entry:?}"), want);
    }
}

#[test]
fn nodes_of_every_type() {
    let device = Device { major: 8, minor: 1 };
    let entries = [
        Entry::new("b", EntryKind::BlockDevice(device)),
        Entry::new("c", EntryKind::CharDevice(device)),
        Entry::directory("d"),
        Entry::file("d/x", 2),
        Entry::new("p", EntryKind::Fifo),
        Entry::symlink("s", "d"),
    ];
    let tree = Tree::from_layers([&Changeset::from_entries(entries).unwrap()]).unwrap();
    let children: Vec<_> = tree
        .root()
        .children()
        .map(|(name, node)| (name.to_vec(), node.file_type().as_str(), node.device()))
        .collect();
    let row = |name: &str, file_type, device| (name.as_bytes().to_vec(), file_type, device);
    assert_eq!(
        children,
        [
            row("b", "block", Some(device)),
            row("c", "char", Some(device)),
            row("d", "dir", None),
            row("p", "fifo", None),
            row("s", "symlink", None),
        ]
    );
    let file = tree.get("d/x").unwrap();
    assert_eq!(file.children().count(), 0);
    let printed = format!("{file:?}");
    assert!(
        printed.starts_with("Node { file_type: File, size: 2, metadata: Metadata {"),
        "{printed}"
    );
    assert!(printed.ends_with("layer: 0, .. }"), "{printed}");
    let mut walk = tree.walk_below("d");
    assert_eq!(walk.next().unwrap().path(), b"d/x");
    assert_eq!(format!("{walk:?}"), r#"Walk { path: "d/x", .. }"#);
    assert_eq!(tree.walk_below("nowhere").count(), 0);
    assert_eq!(tree.walk_below("d/x").count(), 0);
    assert_eq!(tree.directory_usage().len(), 2);
}
