//! The archives of dive's own tests.

use std::fs::File;

use imageref_layers::archive::{ArchiveLimits, ImageArchive};
use imageref_layers::{Efficiency, EfficiencyModel, Tree, efficiency};

/// The archive's only image as dive reckons it, the entries of its tree, and its content.
fn read(name: &str) -> Option<(Efficiency, usize, u64)> {
    let file = super::corpus()?.join("wild/dive-archives").join(name);
    let archive = ImageArchive::read(File::open(file).unwrap(), ArchiveLimits::default()).unwrap();
    let images = archive.images().unwrap();
    assert_eq!(images.len(), 1, "{name}");
    let layers = archive.layers_of(&images[0]).unwrap();
    let changesets = || layers.iter().map(|layer| &layer.changeset);
    let tree = Tree::from_layers(changesets()).unwrap();
    let dive = efficiency(changesets(), EfficiencyModel::Dive).unwrap();
    let honest = efficiency(changesets(), EfficiencyModel::Actual).unwrap();
    assert_eq!(honest.size_bytes - honest.wasted_bytes, tree.size(), "{name}");
    Some((dive, tree.walk().count(), tree.size()))
}

/// The figures that dive's `TestAnalyze`-like tests expect of its `docker save` archive.
#[test]
fn dives_published_figures() {
    let Some((found, entries, bytes)) = read("test-docker-image.tar") else { return };
    println!("{entries} entries, {bytes} bytes");
    assert_eq!(found.score, 0.9844212134184309);
    assert_eq!(found.size_bytes, 1_220_598);
    assert_eq!(found.user_size_bytes, 66_237);
    assert_eq!(found.wasted_bytes, 32_025);
    assert_eq!(found.wasted_user_share(), Some(0.483_491_100_140_404_9));
}

#[test]
fn the_same_image_in_every_compression() {
    let names = ["gzip", "estargz", "zstd", "uncompressed"];
    let found: Vec<_> =
        names.iter().filter_map(|name| read(&format!("test-oci-{name}-image.tar"))).collect();
    if found.is_empty() {
        return;
    }
    assert_eq!(found.len(), 4);
    for (name, (dive, entries, bytes)) in names.iter().zip(&found) {
        println!("{name}: {entries} entries, {bytes} bytes, {dive:?}");
        assert_eq!(dive.score, 1.0, "{name}");
    }
    let (plain, zstd, gzip) = (&found[3], &found[2], &found[0]);
    assert_eq!((plain, plain), (zstd, gzip));
}
