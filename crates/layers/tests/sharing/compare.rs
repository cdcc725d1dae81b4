//! Comparisons of two images, and the base guessed from the history of one.

use imageref::image::Layer;
use imageref_layers::instruction::Instruction;
use imageref_layers::sharing::{BaseGuess, CacheMiss, CacheReuse, ImageComparison};

use crate::images::{family, made_up, tagged};

#[test]
fn layer_by_layer() {
    let (web, db) = (family("deb-web"), family("deb-db"));
    let both = ImageComparison::new(&web, &db);
    assert_eq!((both.common().len(), both.left().len(), both.right().len()), (3, 4, 3));
    assert!(both.common().all(|(a, b)| a.chain_id() == b.chain_id()));
    assert_eq!(both.left().map(Layer::index).collect::<Vec<_>>(), [3, 4, 5, 6]);
    assert_eq!(both.moved().len(), 0);
    // The same content on top of other layers.
    let (a, b) = (made_up(&["base", "app"]), made_up(&["new", "app"]));
    assert_eq!(
        ImageComparison::new(&a, &b).moved().iter().map(|layer| layer.index()).collect::<Vec<_>>(),
        [1]
    );
    // The compression does not count.
    let (gzip, zstd) = (tagged("tiny-2"), tagged("tiny-2-zstd"));
    let both = ImageComparison::new(&gzip, &zstd);
    assert_eq!((both.common().len(), both.left().len()), (3, 0));
    assert!(both.common().all(|(a, b)| a.digest() != b.digest()));
}

#[test]
fn the_first_cache_miss() {
    let old = made_up(&["a", "b", "c"]);
    let same = CacheReuse::new(&old, &old);
    assert!(same.first_miss().is_none());
    assert_eq!((same.reused_compressed_size(), same.rebuilt_compressed_size()), (36, 0));

    let new = made_up(&["a", "x", "c"]);
    let cache = CacheReuse::new(&old, &new);
    let (step, why) = cache.first_miss().unwrap();
    assert_eq!((step.index(), why), (1, CacheMiss::Instruction));
    assert_eq!(Instruction::from(step).to_string(), "COPY x /");
    assert_eq!((cache.cached_steps().len(), cache.rebuilt_layers().len()), (1, 2));
    assert_eq!((cache.reused_compressed_size(), cache.rebuilt_compressed_size()), (12, 24));

    // Another instruction, one more step, one step less; then the same instruction with another layer.
    let (one, two) = (tagged("tiny-1"), tagged("tiny-2"));
    let (step, why) = CacheReuse::new(&one, &two).first_miss().unwrap();
    assert_eq!((step.index(), why), (2, CacheMiss::Instruction));
    let longer = made_up(&["a", "b", "c", "d"]);
    assert_eq!(CacheReuse::new(&old, &longer).first_miss().map(|(step, _)| step.index()), Some(3));
    assert!(CacheReuse::new(&longer, &old).first_miss().is_none());
    let file = made_up(&["a"]);
    let text = String::from_utf8(file.config().bytes().to_vec()).unwrap();
    let other = text.replace(
        &file.layer(0).unwrap().diff_id().to_string(),
        &imageref::Digest::sha256(b"z").to_string(),
    );
    let config =
        imageref::Document::<imageref::ImageConfig>::from_bytes(other.into_bytes()).unwrap();
    let manifest = file.manifest().value().clone().with_config(config.descriptor());
    let manifest = imageref::Document::from_value(&manifest).unwrap();
    let other = imageref::Image::new(manifest, config).unwrap();
    assert_eq!(
        CacheReuse::new(&file, &other).first_miss().map(|(_, why)| why),
        Some(CacheMiss::Content)
    );
}

/// trivy's rule, with its verdicts on these histories worked out by hand.
#[test]
fn guesses_the_base_from_the_history() {
    let guess = |image: &imageref::Image| BaseGuess::of(image).map(|g| (g.steps, g.layers));
    // deb-slim ends with CMD, which is above its only layer: a base has no base.
    assert_eq!(guess(&family("deb-slim")), None);
    assert_eq!(guess(&family("deb-tools")), Some((2, 1)));
    assert_eq!(guess(&family("deb-web")), Some((2, 1)));
    assert_eq!(guess(&family("deb-db")), Some((2, 1)));
    assert_eq!(guess(&tagged("tiny-2")), None);
    assert_eq!(guess(&tagged("foreign-docker")), None);
}
