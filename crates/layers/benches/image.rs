//! Images: recovering instructions, edits, what a set of images shares.
#![allow(missing_docs, reason = "a benchmark's functions say what they measure")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use imageref::config::{History, ImageConfig};
use imageref::image::Image;
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::{DiffId, Digest, Document, MediaType};
use imageref_layers::edit::ImageEdit;
use imageref_layers::instruction::Instruction;
use imageref_layers::sharing::{ImageSet, SetMember};

criterion_group!(benches, one, many);
criterion_main!(benches);

/// The manifest and the config of a web server on Debian: seven layers, twelve steps.
const WEB: (&[u8], &[u8]) = (
    include_bytes!("../examples/share/data/deb-web/manifest.json"),
    include_bytes!("../examples/share/data/deb-web/config.json"),
);

fn read(manifest: &[u8], config: &[u8]) -> Image {
    let manifest = Document::from_bytes(manifest).expect("a manifest");
    Image::new(manifest, Document::from_bytes(config).expect("a config")).expect("an image")
}

fn one(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("an image of 7 layers");
    let image = read(WEB.0, WEB.1);
    group.bench_function("read 12 instructions back", |bencher| {
        bencher.iter(|| {
            for step in image.config().value().history() {
                black_box(Instruction::of(step.created_by().unwrap_or_default()));
            }
        });
    });
    group.bench_function("append a layer", |bencher| {
        let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"compressed");
        let diff_id = DiffId::new(Digest::sha256(b"tar"));
        bencher.iter(|| {
            let edit = ImageEdit::new(&image);
            edit.with_layer(layer.clone(), diff_id.clone(), History::new("COPY a b")).finish()
        });
    });
}

/// Images of 12 layers: the lower ones shared by ten, a hundred, a thousand, all.
fn images(count: usize) -> Vec<Image> {
    let image = |number: usize| {
        let mut config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"));
        let mut layers = Vec::new();
        for (depth, shared_by) in
            (0..12).rev().zip([1_000_000; 8].into_iter().chain([1000, 100, 10, 1]))
        {
            let content = format!("{depth} of {}", number / shared_by);
            let blob = format!("compressed {content}");
            layers.push(Descriptor::of(MediaType::OCI_LAYER_GZIP, blob.as_bytes()));
            let diff_id = DiffId::new(Digest::sha256(content.as_bytes()));
            config = config.with_layer(diff_id, History::new("COPY . . # buildkit"));
        }
        let config = Document::from_value(&config).expect("a config");
        let manifest = ImageManifest::new(config.descriptor()).with_layers(layers);
        Image::new(Document::from_value(&manifest).expect("a manifest"), config).expect("an image")
    };
    (0..count).map(image).collect()
}

fn set(images: &[Image]) -> ImageSet<'_> {
    let mut set = ImageSet::new();
    for image in images {
        set.insert("app", image).expect("sizes that fit");
    }
    set
}

fn many(criterion: &mut Criterion) {
    let images = images(10_000);
    let mut group = criterion.benchmark_group("a set of images of 12 layers");
    for count in [1_000, 10_000] {
        group.throughput(Throughput::Elements(count as u64));
        let images = &images[..count];
        group.bench_with_input(BenchmarkId::new("build", count), images, |bencher, images| {
            bencher.iter(|| set(images));
        });
        let set = set(images);
        group.bench_with_input(BenchmarkId::new("ask each", count), &set, |bencher, set| {
            let ask = |member: SetMember<'_>| {
                (member.unique_compressed_size(), member.nearest_bases().len())
            };
            bencher.iter(|| set.iter().map(ask).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)));
        });
    }
}
