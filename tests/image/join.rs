//! Joining manifests and configs that belong together and ones that do not.

use imageref::config::{History, ImageConfig};
use imageref::document::Document;
use imageref::image::{Image, ImageWarningKind, JoinError, NotAnImageError};
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::{Algorithm, DiffId, Digest, MediaType};

use crate::images::{layer, made_up, tagged};

fn config(layers: usize, steps: usize) -> Document<ImageConfig> {
    let mut text = String::from(
        r#"{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["#,
    );
    let ids: Vec<_> = (0..layers).map(|n| format!("\"{}\"", Digest::sha256(&[n as u8]))).collect();
    text += &format!("{}]}},\"history\":[", ids.join(","));
    text += &vec![r#"{"created_by":"x"}"#; steps].join(",");
    text += "]}";
    Document::from_bytes(text.into_bytes()).unwrap()
}

fn manifest(config: Descriptor, layers: usize) -> Document<ImageManifest> {
    let layers = (0..layers).map(|n| layer(&n.to_string()).0);
    Document::from_value(&ImageManifest::new(config).with_layers(layers)).unwrap()
}

fn warnings(image: &Image) -> Vec<(ImageWarningKind, usize, String)> {
    let row = |it: &imageref::image::ImageWarning| (it.kind(), it.layer(), it.to_string());
    image.warnings().iter().map(row).collect()
}

#[test]
fn each_mismatch_is_its_own_error() {
    let good = config(2, 2);
    let join = |layers, config: &Document<ImageConfig>| {
        Image::new(manifest(good.descriptor(), layers), config.clone())
    };
    assert!(join(2, &good).is_ok());

    let error = join(3, &good).unwrap_err();
    assert!(matches!(error, JoinError::LayerCount { layers: 3, diff_ids: 2, .. }));
    assert_eq!(error.to_string(), "the manifest has 3 layers, but the config has 2 diff IDs");

    let error = join(2, &config(2, 1)).unwrap_err();
    assert!(matches!(error, JoinError::ConfigSize { .. }));

    let other = String::from_utf8(good.bytes().to_vec()).unwrap().replace("amd64", "arm64");
    let other = Document::from_bytes(other.into_bytes()).unwrap();
    let error = join(2, &other).unwrap_err();
    assert!(matches!(error, JoinError::ConfigDigest(_)));
    assert_eq!(error.to_string(), "the config does not match the digest in the manifest");

    let long = config(2, 3);
    let error = Image::new(manifest(long.descriptor(), 2), long).unwrap_err();
    assert!(matches!(error, JoinError::HistoryTooLong { steps: 3, layers: 2, .. }));
    assert_eq!(error.to_string(), "3 history steps made a layer, but the image has 2 layers");
    assert_eq!(error.as_str(), "history-too-long");
}

#[test]
fn warns_about_short_and_missing_histories() {
    let image = |steps| {
        let config = config(2, steps);
        Image::new(manifest(config.descriptor(), 2), config).unwrap()
    };
    assert_eq!(image(2).warnings(), []);
    let none = "no history step for layer 0 and those above it: the config has no history";
    assert_eq!(warnings(&image(0)), [(ImageWarningKind::NoHistory, 0, none.to_owned())]);
    let short = image(1);
    let sentence = "no history step for layer 1 and those above it".to_owned();
    assert_eq!(warnings(&short), [(ImageWarningKind::ShortHistory, 1, sentence)]);
    assert_eq!(short.warnings()[0].kind().as_str(), "short-history");
    assert!(short.layer(0).unwrap().step().is_some());
    assert!(short.layer(1).unwrap().step().is_none());
}

#[test]
fn an_uncompressed_layer_is_its_tar_stream() {
    let plain = |content: &[u8], diff_id: Digest| {
        let config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"));
        let config = config.with_layer(DiffId::new(diff_id), History::new("x"));
        let config = Document::from_value(&config).unwrap();
        let layer = Descriptor::of(MediaType::OCI_LAYER, content);
        let manifest = ImageManifest::new(config.descriptor()).with_layer(layer);
        Image::new(Document::from_value(&manifest).unwrap(), config).unwrap()
    };
    let right = plain(b"tar", Digest::sha256(b"tar"));
    assert_eq!((right.warnings(), right.uncompressed_size()), (&[][..], Some(3)));
    // Digests of two algorithms cannot be compared.
    let sha512 = plain(b"tar", Algorithm::Sha512.digest(b"tar").unwrap());
    assert_eq!(sha512.warnings(), []);
    let wrong = plain(b"gzip", Digest::sha256(b"tar"));
    let sentence = "the digest of uncompressed layer 0 is not its diff ID".to_owned();
    assert_eq!(warnings(&wrong), [(ImageWarningKind::UncompressedDigest, 0, sentence)]);
}

#[test]
fn rejects_artifacts_and_attestations() {
    let config = config(1, 1);
    let chart = MediaType::new("application/vnd.cncf.helm.config.v1+json");
    let of = |descriptor: Descriptor, layer: MediaType| {
        let layer = Descriptor::of(layer, b"...");
        let manifest = ImageManifest::new(descriptor).with_layer(layer);
        Image::new(Document::from_value(&manifest).unwrap(), config.clone()).unwrap_err()
    };
    let error = of(config.descriptor().with_media_type(chart.clone()), MediaType::OCI_LAYER_GZIP);
    assert_eq!(error, NotAnImageError::Artifact(chart).into());
    assert_eq!(
        error.to_string(),
        "not an image, but an artifact of type `application/vnd.cncf.helm.config.v1+json`"
    );
    let in_toto = MediaType::new("application/vnd.in-toto+json");
    assert_eq!(of(config.descriptor(), in_toto), NotAnImageError::Attestation.into());
}

#[test]
fn sizes_that_overflow_are_an_error() {
    let config = config(2, 2);
    let huge = |n: &str| {
        Descriptor::new(MediaType::OCI_LAYER_GZIP, Digest::sha256(n.as_bytes()), i64::MAX as u64)
    };
    let manifest =
        ImageManifest::new(config.descriptor()).with_layer(huge("a")).with_layer(huge("b"));
    let manifest = Document::from_value(&manifest).unwrap();
    // With the sizes of the documents themselves, the sum exceeds 2^64 - 1.
    let error = Image::new(manifest, config).unwrap_err();
    assert!(matches!(error, JoinError::SizeOverflow(_)));
    assert_eq!(error.to_string(), "the sum of the sizes exceeds 2^64 - 1 bytes");

    let image = made_up(&["a", "b"]);
    assert!(image.clone().with_uncompressed_sizes(|_| Some(u64::MAX / 2 + 1)).is_err());
    assert_eq!(image.with_uncompressed_sizes(|_| Some(7)).unwrap().uncompressed_size(), Some(14));
}

#[test]
fn bytes_to_pull() {
    let (one, two) = (tagged("tiny-1"), tagged("tiny-2"));
    let config = two.config().size();
    assert_eq!(two.bytes_to_pull(|_| false), 12_630 + config);
    let have = |digest: &Digest| one.layers().any(|layer| layer.digest() == digest);
    assert_eq!(two.bytes_to_pull(have), 152 + config);
    // A layer that is listed twice is transferred once.
    let twice = made_up(&["same", "same"]);
    assert_eq!(twice.compressed_size(), 30);
    assert_eq!(twice.bytes_to_pull(|_| false), 15 + twice.config().size());
}

#[test]
fn an_image_is_an_entry_of_an_index() {
    let image = tagged("tiny-1");
    let entry = image.index_entry();
    assert_eq!(
        (entry.digest(), entry.size()),
        (image.manifest().digest(), image.manifest().size())
    );
    assert_eq!(entry.media_type(), image.manifest().media_type());
    assert_eq!(entry.platform(), Some(&image.platform()));
}
