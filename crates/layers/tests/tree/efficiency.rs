//! dive's own expectations and its oddities, and the actual figures beside them.

use imageref_layers::{Efficiency, EfficiencyModel, efficiency};

use super::changeset;

fn read(layers: &[&[&str]], mode: EfficiencyModel) -> Efficiency {
    let changesets: Vec<_> = layers.iter().map(|entries| changeset(entries)).collect();
    efficiency(&changesets, mode).unwrap()
}

fn costs(found: &Efficiency) -> Vec<(String, usize, u64, u64)> {
    let row = |cost: &imageref_layers::PathCost| {
        let path = cost.path.escape_ascii().to_string();
        (path, cost.copies.len(), cost.total_bytes(), cost.smallest_bytes())
    };
    found.paths.iter().map(row).collect()
}

const NGINX: &[&[&str]] = &[
    &["etc/nginx/nginx.conf=2000", "etc/nginx/public=3000"],
    &["etc/nginx/nginx.conf=5000", "etc/athing=10000"],
    &["etc/.wh.nginx"],
];

/// `TestEfficiency` and `TestEfficiency_ScratchImage` of dive.
#[test]
fn dives_own_expectations() {
    let found = read(NGINX, EfficiencyModel::Dive);
    assert_eq!(found.score, 0.75);
    assert_eq!(costs(&found), [("etc/nginx/nginx.conf".into(), 2, 7000, 2000)]);
    let scratch = read(&[&["nothing=0"], &[], &[]], EfficiencyModel::Dive);
    assert_eq!((scratch.score, scratch.paths), (1.0, vec![]));
}

#[test]
fn the_same_image_honestly() {
    let found = read(NGINX, EfficiencyModel::Actual);
    assert_eq!((found.size_bytes, found.wasted_bytes, found.score), (20_000, 10_000, 0.5));
    assert_eq!(
        costs(&found),
        [
            ("etc/nginx/public".into(), 1, 3000, 3000),
            ("etc/nginx/nginx.conf".into(), 2, 7000, 2000)
        ]
    );
}

/// Layers; dive's score, wasted bytes, and inefficient paths with times, total and smallest.
type Row =
    (&'static [&'static [&'static str]], f64, u64, &'static [(&'static str, usize, u64, u64)]);

/// Each by hand after dive's efficiency.go and file_tree.go.
const ODDITIES: &[Row] = &[
    // A whiteout of a directory counts what an entry called a directory had below.
    (&[&["d/", "d/a=100"], &[".wh.d"]], 0.5 + 0.5, 0, &[]),
    // Of one that a path only implied, nothing.
    (&[&["d/a=100"], &[".wh.d"]], 1.0, 0, &[]),
    // Of a file, nothing either, and its path is needed no more.
    (&[&["a=100"], &[".wh.a"]], 0.0, 100, &[("a", 2, 100, 0)]),
    // Of nothing: a byte off, and the rest of the layer is not looked at.
    (&[&["a=100"], &[".wh.b", "c=50"]], 0.99, 0, &[]),
    (&[&["a=100", "z=100"], &[".wh.m", "z=50"]], 199.0 / 200.0, 0, &[]),
    // An opaque directory is overlooked, even where all below it is new.
    (&[&["d/", "d/a=10"], &["d/.wh..wh..opq", "d/a=10"]], 0.5, 20, &[("d/a", 2, 20, 10)]),
    // A hard link has no size.
    (&[&["a=10", "b->a"], &["b->a"]], 1.0, 0, &[("b", 2, 0, 0)]),
    // An empty directory counts with 0, a full one does not.
    (&[&["d/"], &["d/"]], 1.0, 0, &[("d", 2, 0, 0)]),
    // A directory implied again is forgotten to be one.
    (&[&["d/", "d/a=100"], &["d/b=1"], &[".wh.d"]], 1.0, 0, &[]),
];

#[test]
fn dives_oddities() {
    for (layers, score, wasted, paths) in ODDITIES {
        let found = read(layers, EfficiencyModel::Dive);
        assert_eq!((found.score, found.wasted_bytes), (*score, *wasted), "{layers:?}");
        let want: Vec<_> =
            paths.iter().map(|(path, n, a, b)| ((*path).to_owned(), *n, *a, *b)).collect();
        assert_eq!(costs(&found), want, "{layers:?}");
    }
}

#[test]
fn honest_waste_knows_links_opaque_directories_and_duplicates() {
    // A file that one name of two still shows is not wasted.
    let found = read(&[&["a=10", "b->a"], &[".wh.a"]], EfficiencyModel::Actual);
    assert_eq!((found.wasted_bytes, found.score), (0, 1.0));
    let found = read(&[&["a=10"], &["b->a"], &[".wh.a"]], EfficiencyModel::Actual);
    assert_eq!(found.wasted_bytes, 0);
    let found =
        read(&[&["d/a=10", "d/b=5"], &["d/.wh..wh..opq", "d/a=10"]], EfficiencyModel::Actual);
    assert_eq!((found.wasted_bytes, found.size_bytes, found.user_size_bytes), (15, 25, 10));
    assert_eq!(costs(&found), [("d/b".into(), 1, 5, 5), ("d/a".into(), 1, 10, 10)]);
    assert_eq!((found.paths[1].copies[0].layer, found.paths[1].copies[0].bytes), (0, 10));
    // The first of two entries for one path is held in vain too.
    let found = read(&[&["a=10", "a=4"]], EfficiencyModel::Actual);
    assert_eq!((found.wasted_bytes, costs(&found)), (10, vec![("a".into(), 1, 10, 10)]));
    assert_eq!(read(&[], EfficiencyModel::Actual).score, 1.0);
}

#[test]
fn huge_sizes_add_up_to_the_largest_number() {
    let huge = format!("a={}", u64::MAX);
    let layers = [changeset(&[&huge]), changeset(&[&huge])];
    for mode in [EfficiencyModel::Dive, EfficiencyModel::Actual] {
        let found = efficiency(&layers, mode).unwrap();
        assert_eq!(found.size_bytes, u64::MAX);
        assert!(found.score <= 1.0, "{found:?}");
    }
}
