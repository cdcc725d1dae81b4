//! A container's layer: copied up, printed, written out in both forms.

use imageref_layers::{
    Changeset, Device, Entry, EntryKind, LayerBuilder, Metadata, Tree, TreeErrorKind,
    WhiteoutFormat, WritableLayer, Xattrs,
};

use super::{changeset, entry, listing};

fn image() -> Tree {
    let base = changeset(&[
        "etc/",
        "etc/passwd=28",
        "etc/shadow->etc/passwd",
        "srv/a/b=1",
        "bin~usr/bin",
        "usr/bin/",
    ]);
    Tree::from_layers([&base]).unwrap()
}

fn printed(container: &WritableLayer<'_>) -> Vec<String> {
    container.changes().iter().map(ToString::to_string).collect()
}

#[test]
fn changes_are_docker_diffs() {
    let image = image();
    let mut container = WritableLayer::new(&image);
    assert_eq!(printed(&container), [""; 0]);
    container.add(entry("srv/a/c=2")).unwrap();
    container.add(entry("new/x/y=1")).unwrap();
    container.remove("/etc/shadow").unwrap();
    assert_eq!(
        printed(&container),
        [
            "C /etc",
            "D /etc/shadow",
            "A /new",
            "A /new/x",
            "A /new/x/y",
            "C /srv",
            "C /srv/a",
            "A /srv/a/c"
        ]
    );
    // What comes and goes again leaves nothing; what goes and comes again is a change.
    container.remove("new").unwrap();
    container.remove("srv").unwrap();
    container.add(entry("srv/a/b=7")).unwrap();
    assert_eq!(
        printed(&container),
        ["C /etc", "D /etc/shadow", "C /srv", "C /srv/a", "C /srv/a/b"]
    );
    assert_eq!(
        listing(&container.tree().unwrap()),
        "bin~usr/bin etc etc/passwd=28 srv srv/a srv/a/b=7 usr usr/bin"
    );
}

#[test]
fn copying_up_takes_a_file_from_its_other_names() {
    let image = image();
    let mut container = WritableLayer::new(&image);
    container.write("etc/passwd", 60).unwrap();
    let tree = container.tree().unwrap();
    assert_eq!(
        (tree.get("etc/passwd").unwrap().size(), tree.get("etc/shadow").unwrap().size()),
        (60, 28)
    );
    assert_eq!(tree.get("etc/shadow").unwrap().link_count(), 1);
    assert_eq!(image.get("etc/shadow").unwrap().link_count(), 2);
    // Inside the layer names stay together.
    container.add(entry("etc/group->etc/passwd")).unwrap();
    container.change("etc/group", |m| m.with_mode(0o600)).unwrap();
    let tree = container.tree().unwrap();
    assert_eq!(tree.get("etc/passwd").unwrap().metadata().mode(), 0o600);
    assert_eq!(tree.hard_links(), [[b"etc/group".to_vec(), b"etc/passwd".to_vec()].to_vec()]);
    // A directory's attributes go up without what is in it.
    container.change("srv", |m| m.with_owner(33, 33)).unwrap();
    let layer = container.into_layer();
    let srv = layer.to_oci_entries().into_iter().find(|e| e.path() == b"srv").unwrap();
    assert_eq!(srv.metadata().uid(), 33);
    assert_eq!((layer.stats().entries, layer.stats().content_bytes), (3, 60));
}

#[test]
fn refusals() {
    let image = image();
    let mut container = WritableLayer::new(&image);
    let kind = |result: Result<(), imageref_layers::TreeError>| result.unwrap_err().kind().clone();
    assert_eq!(kind(container.remove("nothing")), TreeErrorKind::NotFound);
    assert_eq!(kind(container.remove("etc/passwd/x")), TreeErrorKind::NotFound);
    assert_eq!(kind(container.remove("/")), TreeErrorKind::RootNotDirectory);
    assert_eq!(kind(container.write("etc", 1)), TreeErrorKind::NotAFile);
    assert_eq!(kind(container.write("bin", 1)), TreeErrorKind::NotAFile);
    assert_eq!(kind(container.change("x", |m| m)), TreeErrorKind::NotFound);
    assert_eq!(kind(container.add(entry("etc/passwd/x=1"))), TreeErrorKind::NotADirectory);
    assert_eq!(kind(container.add(entry("bin/x=1"))), TreeErrorKind::NotADirectory);
    assert_eq!(kind(container.add(entry("etc/.wh.passwd"))), TreeErrorKind::ReservedName);
    let device = Entry::new("dev/null0", EntryKind::CharDevice(Device { major: 0, minor: 0 }));
    assert_eq!(kind(container.add(device)), TreeErrorKind::WhiteoutDevice);
    assert!(matches!(kind(container.add(entry("x->y"))), TreeErrorKind::MissingTarget { .. }));
    assert!(matches!(kind(container.add(entry("x->etc"))), TreeErrorKind::DirectoryTarget { .. }));
    assert_eq!(printed(&container), [""; 0]);
}

#[test]
fn both_forms_written() {
    let image = image();
    let mut container = WritableLayer::new(&image);
    container.remove("etc/shadow").unwrap();
    container.remove("srv").unwrap();
    container.add(entry("srv/")).unwrap();
    container.remove("bin").unwrap();
    container.add(entry("bin/tool=9")).unwrap();
    let layer = container.into_layer();
    let shown = |entries: Vec<Entry>| -> Vec<String> {
        entries
            .iter()
            .map(|e| {
                let opaque = if e.xattrs().is_empty() { "" } else { " opaque" };
                format!("{} {:?}{opaque}", e.path().escape_ascii(), e.kind())
            })
            .collect()
    };
    assert_eq!(
        shown(layer.to_oci_entries()),
        [
            "bin Directory",
            "bin/.wh..wh..opq File(0)",
            "bin/tool File(9)",
            "etc/.wh.shadow File(0)",
            "srv Directory",
            "srv/.wh..wh..opq File(0)",
        ]
    );
    assert_eq!(
        shown(layer.to_overlayfs_entries(&image)),
        [
            "bin Directory opaque",
            "bin/tool File(9)",
            "etc Directory",
            "etc/shadow CharDevice(0, 0)",
            "srv Directory opaque",
        ]
    );
}

fn overlay(entries: Vec<Entry>) -> Result<Changeset, TreeErrorKind> {
    let mut builder = LayerBuilder::new().with_format(WhiteoutFormat::Overlayfs);
    for entry in entries {
        builder.push(entry).map_err(|error| error.kind().clone())?;
    }
    Ok(builder.finish())
}

fn xattrs(name: &str, value: &str) -> Xattrs {
    [(name.as_bytes().to_vec(), value.as_bytes().to_vec())].into()
}

#[test]
fn overlayfss_form_read() {
    let seen = |entries| {
        let mut tree = image();
        tree.apply(&overlay(entries).unwrap()).unwrap();
        listing(&tree)
    };
    let null = |path: &str| Entry::new(path, EntryKind::CharDevice(Device { major: 0, minor: 0 }));
    let rest = "bin~usr/bin srv srv/a srv/a/b=1 usr usr/bin";
    assert_eq!(seen(vec![null("etc")]), rest);
    for name in ["trusted.overlay.opaque", "user.overlay.opaque"] {
        let opaque = Entry::directory("etc").with_xattrs(xattrs(name, "y"));
        assert_eq!(seen(vec![opaque]), rest.replace(" srv ", " etc srv "));
    }
    // `x` says only that whiteouts in extended attributes may be in it.
    let whiteouts = Entry::directory("etc").with_xattrs(xattrs("trusted.overlay.opaque", "x"));
    let gone = Entry::file("etc/passwd", 0).with_xattrs(xattrs("trusted.overlay.whiteout", ""));
    assert_eq!(seen(vec![whiteouts, gone]), rest.replace(" srv ", " etc etc/shadow=28 srv "));
    // Names are only names here, and devices elsewhere devices.
    let named = seen(vec![Entry::file(".wh.etc", 0)]);
    assert!(named.starts_with(".wh.etc=0 bin~usr/bin etc "), "{named}");
    let device = Changeset::from_entries([null("etc")]).unwrap();
    assert_eq!(device.stats().whiteouts, 0);
    for name in ["trusted.overlay.redirect", "user.overlay.metacopy"] {
        let moved = Entry::directory("etc").with_xattrs(xattrs(name, "/elsewhere"));
        assert!(matches!(overlay(vec![moved]), Err(TreeErrorKind::OverlayRedirect { .. })));
    }
    // The attributes that say so are no attributes of the directory.
    let own = Metadata::new(0o700);
    let opaque =
        Entry::directory("d").with_xattrs(xattrs("trusted.overlay.opaque", "y")).with_metadata(own);
    let tree = Tree::from_layers([&overlay(vec![opaque]).unwrap()]).unwrap();
    assert_eq!(tree.get("d").unwrap().xattrs().count(), 0);
    assert_eq!(*tree.get("d").unwrap().metadata(), own);
}
