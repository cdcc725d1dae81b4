//! Sets of images: their answers are those of plain sets of layers; drawings keep names within their labels.
#![no_main]

use std::collections::{BTreeMap, BTreeSet};

use imageref::config::{History, ImageConfig};
use imageref::image::{Image, Layer};
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::{DiffId, Digest, Document, MediaType};
use imageref_layers::sharing::{ImageSet, SetMember};
use libfuzzer_sys::fuzz_target;

// Each image: a name, and a byte for each of its layers.
fuzz_target!(|input: Vec<(String, Vec<u8>)>| {
    let images: Vec<_> = input
        .iter()
        .take(12)
        .map(|(name, layers)| (name, image(&layers[..layers.len().min(24)])))
        .collect();
    let mut set = ImageSet::new();
    for (name, image) in &images {
        set.insert(name, image).expect("sizes that follow from the digests");
    }
    let blobs = |image: &Image| -> BTreeMap<Digest, u64> {
        image.layers().map(|l| (l.digest().clone(), l.compressed_size())).collect()
    };
    let all: BTreeMap<_, _> = images.iter().flat_map(|(_, image)| blobs(image)).collect();
    assert_eq!(set.deduplicated_compressed_size(), all.values().sum::<u64>());
    let members: Vec<_> = set.iter().collect();
    for (a, one) in members.iter().zip(&images) {
        let own = blobs(&one.1);
        let diff_ids: Vec<_> = one.1.layers().map(Layer::diff_id).collect();
        assert_eq!(a.compressed_size(), own.values().sum::<u64>());
        let mut bases = Vec::new();
        for (b, other) in members.iter().zip(&images) {
            let theirs: Vec<_> = other.1.layers().map(Layer::diff_id).collect();
            let shared = a.shared_with(*b);
            let prefix = diff_ids.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
            let common: u64 =
                blobs(&other.1).iter().filter(|(d, _)| own.contains_key(d)).map(|(_, s)| s).sum();
            let content: BTreeSet<_> = diff_ids.iter().filter(|id| theirs.contains(id)).collect();
            assert_eq!(
                (shared.common_layers, shared.compressed_size, shared.diff_ids),
                (prefix, common, content.len())
            );
            if !theirs.is_empty() && theirs.len() < diff_ids.len() && diff_ids.starts_with(&theirs)
            {
                bases.push(b.index());
            }
        }
        let mut found: Vec<_> = a.bases().into_iter().map(SetMember::index).collect();
        found.sort_unstable();
        assert_eq!(found, bases);
    }
    // No name in a drawing begins a line of its own.
    for line in set.to_mermaid().lines().skip(1) {
        assert!(
            line.starts_with("  l") || line.starts_with("  i") || line.starts_with("  classDef ")
        );
        assert!(line.matches('"').count() % 2 == 0 && line.matches('"').count() <= 2);
    }
    let dot = set.to_dot();
    assert!(
        dot.lines().all(|line| line.starts_with("  ") || line == "digraph images {" || line == "}")
    );
});

fn image(layers: &[u8]) -> Image {
    let mut config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"));
    let mut descriptors = Vec::new();
    for byte in layers {
        // Sixteen contents, each in two compressions.
        let content = [byte & 15];
        let created_by = String::from_utf8_lossy(layers).into_owned();
        config =
            config.with_layer(DiffId::new(Digest::sha256(&content)), History::new(&created_by));
        let blob = Digest::sha256(&[byte & 31, 0]);
        descriptors.push(Descriptor::new(MediaType::OCI_LAYER_GZIP, blob, u64::from(byte & 31)));
    }
    let config = Document::from_value(&config).expect("a config");
    let manifest = ImageManifest::new(config.descriptor()).with_layers(descriptors);
    Image::new(Document::from_value(&manifest).expect("a manifest"), config).expect("an image")
}
