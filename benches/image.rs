//! Images: joining a manifest and a config.
#![allow(missing_docs, reason = "a benchmark's functions say what they measure")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use imageref::{Document, Image};

criterion_group!(benches, one);
criterion_main!(benches);

/// The manifest and the config of a web server on Debian: seven layers, twelve steps.
const WEB: (&[u8], &[u8]) = (
    include_bytes!("../src/docs/deb-web/manifest.json"),
    include_bytes!("../src/docs/deb-web/config.json"),
);

fn read(manifest: &[u8], config: &[u8]) -> Image {
    let manifest = Document::from_bytes(manifest).expect("a manifest");
    Image::new(manifest, Document::from_bytes(config).expect("a config")).expect("an image")
}

fn one(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("an image of 7 layers");
    group.bench_function("read, digest and join", |bencher| {
        bencher.iter(|| read(black_box(WEB.0), black_box(WEB.1)));
    });
}
