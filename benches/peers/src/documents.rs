//! Manifests and configs: reading them into values.

use std::hint::black_box;
use std::rc::Rc;

use imageref::config::ImageConfig;
use imageref::document::Model;
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::{Document, MediaType};
use oci_spec::image::{ImageConfiguration, ImageManifest as OciManifest};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::config::config;
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
    ImageManifest::new(config).with_layers((0..layers).map(layer)).to_bytes()
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
