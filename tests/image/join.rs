//! What belongs together and what does not.

use imageref::config::{History, ImageConfig};
use imageref::document::Document;
use imageref::image::{Image, ImageWarning, JoinError, NotAnImageError, SizeOverflowError};
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::{Algorithm, DiffId, Digest, MediaType};

use super::support::{layer, made_up, tagged};

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
    let layers = (0..layers).map(|n| layer(&n.to_string()).0).collect();
    Document::from_value(&ImageManifest::new(config).with_layers(layers)).unwrap()
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
    assert_eq!(error.to_string(), "the manifest has 3 layers, the config 2 diff IDs");

    let error = join(2, &config(2, 1)).unwrap_err();
    assert!(matches!(error, JoinError::ConfigSize { .. }));

    let other = String::from_utf8(good.bytes().to_vec()).unwrap().replace("amd64", "arm64");
    let other = Document::from_bytes(other.into_bytes()).unwrap();
    let error = join(2, &other).unwrap_err();
    assert!(matches!(error, JoinError::ConfigDigest(_)));
    assert_eq!(error.to_string(), "the config is not the manifest's");

    let long = config(2, 3);
    let error = Image::new(manifest(long.descriptor(), 2), long).unwrap_err();
    assert!(matches!(error, JoinError::HistoryTooLong { steps: 3, layers: 2, .. }));
    assert_eq!(error.to_string(), "the history tells of 3 layers, and there are 2");
    assert_eq!(error.as_str(), "history-too-long");
}

#[test]
fn short_and_missing_histories_are_findings() {
    let image = |steps| {
        let config = config(2, steps);
        Image::new(manifest(config.descriptor(), 2), config).unwrap()
    };
    assert_eq!(image(2).warnings(), []);
    assert_eq!(image(0).warnings(), [ImageWarning::NoHistory]);
    let short = image(1);
    assert!(matches!(short.warnings(), [ImageWarning::ShortHistory { steps: 1, layers: 2, .. }]));
    assert!(short.layer(0).unwrap().step().is_some());
    assert!(short.layer(1).unwrap().instruction().is_none());
}

#[test]
fn a_plain_layer_is_its_own_tar_stream() {
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
    // Of another algorithm nothing is known.
    let sha512 = plain(b"tar", Algorithm::Sha512.digest(b"tar").unwrap());
    assert_eq!(sha512.warnings(), []);
    let wrong = plain(b"gzip", Digest::sha256(b"tar"));
    assert!(matches!(wrong.warnings(), [ImageWarning::PlainLayerDigest { layer: 0, .. }]));
}

#[test]
fn artifacts_and_attestations_are_no_images() {
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
        "not an image but an artifact of type `application/vnd.cncf.helm.config.v1+json`"
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
    let manifest = ImageManifest::new(config.descriptor()).with_layer(huge("a")).with_layer(huge("b"));
    let manifest = Document::from_value(&manifest).unwrap();
    // The documents' own sizes make it more than 2^64 - 1.
    let error = Image::new(manifest, config).unwrap_err();
    assert_eq!(error, JoinError::SizeOverflowError(SizeOverflowError));

    let image = made_up(&["a", "b"]);
    assert_eq!(
        image.clone().with_uncompressed_sizes(|_| Some(u64::MAX / 2 + 1)).unwrap_err(),
        SizeOverflowError
    );
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
