//! A large tree and large sets of images: what they cost as they grow.

use std::hint::black_box;
use std::rc::Rc;

use imageref::config::{History, ImageConfig};
use imageref::image::Image;
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::{DiffId, Digest, Document, MediaType, Platform};
use imageref_layers::sharing::ImageSet;
use imageref_layers::{Changeset, Entry, LayerBuilder, Metadata, Tree};

use crate::{Case, Contender};

const ENTRIES: usize = 1_000_000;
const LAYERS: usize = 20;

/// A tree of a million entries.
pub fn cases() -> Vec<Case> {
    let layers: Rc<[Changeset]> = changesets().into();
    vec![
        case(format!("{LAYERS} changesets from {ENTRIES} entries"), ENTRIES, || {
            black_box(changesets());
        }),
        case(format!("a tree of {LAYERS} changesets"), ENTRIES, move || {
            black_box(tree(&layers));
        }),
    ]
}

/// Sets of a thousand and of ten thousand images.
pub fn sets() -> Vec<Case> {
    let images: Rc<[Image]> = (0..10_000).map(image).collect();
    let set = |count: usize| {
        let images = Rc::clone(&images);
        let pass = move || analyse(&images[..count]);
        case(format!("a set of {count} images of 12 layers, built and asked"), count, pass)
    };
    vec![set(1_000), set(10_000)]
}

fn case(operation: String, count: usize, pass: impl Fn() + 'static) -> Case {
    let contenders = vec![Contender { name: "imageref", pass: Box::new(pass), taken: count }];
    Case { operation, count, contenders }
}

/// The layers of a tree of a million entries: paths as package managers make them, fifty files in a directory.
pub fn changesets() -> Vec<Changeset> {
    let layer = |layer: usize| {
        let mut builder = LayerBuilder::new();
        for n in layer * ENTRIES / LAYERS..(layer + 1) * ENTRIES / LAYERS {
            let path = format!("usr/lib/node_modules/package-{}/dist/module-{n}.js", n / 50);
            let metadata = Metadata::new(0o644).with_mtime(1_700_000_000, 0);
            let entry = Entry::file(path, n as u64 % 5000).with_metadata(metadata);
            builder.push(entry).expect("a good path");
        }
        builder.finish()
    };
    (0..LAYERS).map(layer).collect()
}

/// The changesets merged.
pub fn tree(layers: &[Changeset]) -> Tree {
    Tree::from_layers(layers).expect("good layers")
}

/// Prints the bytes of what a million entries make: `what TAB bytes an entry`.
pub fn print_memory(held: impl Fn(&mut dyn FnMut()) -> u64) {
    let mut layers = Vec::new();
    let bytes = held(&mut || layers = changesets());
    println!("{LAYERS} changesets from {ENTRIES} entries\tbytes\t{}", bytes / ENTRIES as u64);
    let mut merged = None;
    let bytes = held(&mut || merged = Some(tree(&layers)));
    println!("a tree of {LAYERS} changesets\tbytes\t{}", bytes / ENTRIES as u64);
}

/// An image of 12 layers, the lower ones shared by ten, a hundred, a thousand, all.
fn image(number: usize) -> Image {
    let mut config = ImageConfig::new(&Platform::new("linux", "amd64"));
    let mut layers = Vec::new();
    for depth in (0..12).rev() {
        let content = format!("{depth} of {}", number / 10usize.pow(depth.min(4)));
        let blob = format!("compressed {content}");
        layers.push(Descriptor::of(MediaType::OCI_LAYER_GZIP, blob.as_bytes()));
        let diff_id = DiffId::new(Digest::sha256(content.as_bytes()));
        config = config.with_layer(diff_id, History::new("COPY . ."));
    }
    let config = Document::from_value(&config).expect("a config");
    let manifest = ImageManifest::new(config.descriptor()).with_layers(layers);
    Image::new(Document::from_value(&manifest).expect("a manifest"), config).expect("an image")
}

fn analyse(images: &[Image]) {
    let mut set = ImageSet::new();
    for image in images {
        set.insert("app", image).expect("sizes that fit");
    }
    for member in set.iter() {
        black_box((member.unique_compressed_size(), member.nearest_bases().len()));
    }
    black_box((set.deduplicated_compressed_size(), set.base_groups().len()));
}
