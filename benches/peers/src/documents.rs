//! Manifests and configs: reading them into values.

use std::hint::black_box;
use std::rc::Rc;

use imageref::config::{History, ImageConfig};
use imageref::document::Model;
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::{DiffId, Digest, Document, MediaType, Platform};
use oci_spec::image::{ImageConfiguration, ImageManifest as OciManifest};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Case, Contender};

/// A manifest of 8 layers, a config of 30 steps, a manifest of 10,000 layers.
pub fn cases() -> Vec<Case> {
    let manifest_by_oci = |bytes: &[u8]| OciManifest::from_reader(bytes).ok();
    let config_by_oci = |bytes: &[u8]| ImageConfiguration::from_reader(bytes).ok();
    vec![
        case::<ImageManifest, _>("a manifest of 8 layers", manifest(8), manifest_by_oci),
        case::<ImageConfig, _>("a config of 30 steps", config(), config_by_oci),
        case::<ImageManifest, _>("a manifest of 10,000 layers", manifest(10_000), manifest_by_oci),
    ]
}

/// An image's manifest, as a registry serves it.
fn manifest(layers: u32) -> Vec<u8> {
    let layer = |n: u32| Descriptor::of(MediaType::OCI_LAYER_GZIP, &n.to_le_bytes());
    let config = Descriptor::of(MediaType::OCI_CONFIG, b"{}");
    ImageManifest::new(config).with_layers((0..layers).map(layer).collect()).to_bytes()
}

/// A config with 30 history entries, as a Dockerfile of 30 instructions makes it.
fn config() -> Vec<u8> {
    let mut config = ImageConfig::new(&Platform::new("linux", "amd64")).with_run_config(|run| {
        run.with_env_var("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .with_cmd(&["nginx", "-g", "daemon off;"])
            .with_label("maintainer", "NGINX Docker Maintainers <docker-maint@nginx.com>")
    });
    for n in 0..30_u8 {
        let step = History::new(
            "RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit and some more words",
        )
        .with_created("2023-11-14T22:13:20.123456789Z".parse().expect("a time"))
        .with_comment("buildkit.dockerfile.v0");
        config = if n % 3 == 0 {
            config.with_layer(DiffId::new(Digest::sha256(&[n])), step)
        } else {
            config.with_empty_step(step)
        };
    }
    config.to_bytes()
}

/// One document by `T`, which is ours, by oci-spec's own reader and serde_json's, and as a value of any type.
fn case<T, O>(operation: &str, bytes: Vec<u8>, oci: fn(&[u8]) -> Option<O>) -> Case
where
    T: Model + DeserializeOwned + 'static,
    O: DeserializeOwned + 'static,
{
    let bytes: Rc<[u8]> = bytes.into();
    let contenders = vec![
        reads("from_slice", &bytes, |bytes| T::from_slice(bytes).ok()),
        reads("Document", &bytes, |bytes| Document::<T>::from_bytes(bytes).ok()),
        reads("Deserialize", &bytes, |bytes| serde_json::from_slice::<T>(bytes).ok()),
        reads("oci-spec", &bytes, oci),
        reads("oci-spec, by serde_json", &bytes, |bytes| serde_json::from_slice::<O>(bytes).ok()),
        reads("serde_json::Value", &bytes, |bytes| serde_json::from_slice::<Value>(bytes).ok()),
    ];
    Case { operation: operation.into(), count: 1, contenders }
}

fn reads<V>(
    name: &'static str,
    bytes: &Rc<[u8]>,
    read: impl Fn(&[u8]) -> Option<V> + 'static,
) -> Contender {
    assert!(read(bytes).is_some(), "{name} reads the document");
    let bytes = Rc::clone(bytes);
    let pass = move || {
        black_box(read(black_box(&bytes)));
    };
    Contender { name, pass: Box::new(pass), taken: 1 }
}
