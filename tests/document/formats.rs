//! Documents as fields of somebody's struct, from and to the formats that people use, and what each cannot keep.

use imageref::config::{History, ImageConfig};
use imageref::document::{Annotations, Timestamp};
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest, Manifest};
use imageref::{AnyDocument, MediaType, Platform};
use serde::{Deserialize, Serialize};

use super::manifest_with;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Cached {
    name: String,
    pulled: Timestamp,
    labels: Annotations,
    platform: Platform,
    layer: Descriptor,
    manifest: ImageManifest,
    index: ImageIndex,
    config: Option<ImageConfig>,
    any: Vec<AnyDocument>,
    under_tag: Manifest,
}

fn cached() -> Cached {
    // Numbers, truth values and strings that other formats would read as something else.
    let unknown = r#","annotations":{"no":"1.0","null":"~","~":"2024-01-01","":"é\n\"\\"},"x":[1,-2,1.5,true,"yes",{"a":[],"b":{}}]"#;
    let manifest = ImageManifest::from_slice(manifest_with(unknown).as_bytes()).unwrap();
    let platform = Platform::new("windows", "arm64")
        .with_variant("v8")
        .with_os_version("10.0")
        .with_os_features(["win32k"]);
    let layer = Descriptor::of(MediaType::OCI_LAYER, b"abc")
        .with_platform(platform.clone())
        .with_urls(["https://example.com/"])
        .with_data(b"abc")
        .unwrap();
    let config = ImageConfig::new(&platform)
        .with_run_config(|run| run.with_env("A", "1").with_stop_timeout(0).with_tty(true))
        .with_history([History::new("RUN x").with_empty_layer(true)])
        .with_docker_size(i64::MAX);
    let index = ImageIndex::new().with_manifest(layer.clone()).with_subject(Descriptor::empty());
    Cached {
        name: "app".to_owned(),
        pulled: "2024-01-01T00:00:00.50+01:00".parse().unwrap(),
        labels: [("a", "b"), ("c", "")].into_iter().collect(),
        platform,
        layer,
        manifest: manifest.clone(),
        any: vec![index.clone().into(), config.clone().into(), manifest.clone().into()],
        under_tag: index.clone().into(),
        index,
        config: Some(config),
    }
}

/// Every value comes back, and with it the members' order and what is absent.
#[track_caller]
fn same_bytes(back: &Cached) {
    let cached = cached();
    assert_eq!(back, &cached);
    assert_eq!(back.manifest.to_bytes(), cached.manifest.to_bytes());
    assert_eq!(back.index.to_bytes(), cached.index.to_bytes());
    assert_eq!(back.config.as_ref().unwrap().to_bytes(), cached.config.unwrap().to_bytes());
    assert_eq!(back.layer.to_bytes(), cached.layer.to_bytes());
}

/// A manifest in a layout of its own, with a list that is null.
fn spaced_with_null() -> ImageManifest {
    let text = manifest_with(r#", "annotations": {"\u0061":"\/"},"y": null"#)
        .replace(r#","layers":["#, r#","layers":null,"z":["#);
    let document = imageref::Document::<ImageManifest>::from_bytes(text).unwrap();
    assert!(document.value().layers().is_empty());
    document.into_value()
}

/// What comes back is the same value, compact and with Go's escapes: another digest.
#[track_caller]
fn compact(read: ImageManifest) {
    let original = spaced_with_null();
    assert_eq!(read, original);
    let compact: String = String::from_utf8(original.to_bytes()).unwrap();
    let compact =
        compact.replace(", \"annotations\": ", ",\"annotations\":").replace("\": null", "\":null");
    assert_eq!(
        String::from_utf8(read.to_bytes()).unwrap(),
        compact.replace("\\u0061", "a").replace("\\/", "/")
    );
    assert_ne!(read.to_bytes(), original.to_bytes());
}

#[test]
fn json() {
    let text = serde_json::to_string(&cached()).unwrap();
    same_bytes(&serde_json::from_str(&text).unwrap());
    let value = serde_json::to_value(spaced_with_null()).unwrap();
    assert_eq!(value["layers"], serde_json::Value::Null);
    let text = serde_json::to_string(&spaced_with_null()).unwrap();
    compact(serde_json::from_str(&text).unwrap());
}

#[test]
fn yaml() {
    let text = serde_norway::to_string(&cached()).unwrap();
    same_bytes(&serde_norway::from_str(&text).unwrap());
    let text = serde_norway::to_string(&spaced_with_null()).unwrap();
    assert!(text.contains("layers: null"), "{text}");
    compact(serde_norway::from_str(&text).unwrap());
    // A person may write it.
    let index = "schemaVersion: 2\nmanifests: []\nannotations: {version: '1.0'}\n";
    let index: ImageIndex = serde_norway::from_str(index).unwrap();
    assert_eq!(index.annotations().get("version"), Some("1.0"));
    // An unquoted `1.0` is a number there.
    let error = serde_norway::from_str::<ImageIndex>(
        "schemaVersion: 2\nmanifests: []\nannotations: {version: 1.0}\n",
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "expected a string, but found a number, at /annotations/version (byte 59)"
    );
}

#[test]
fn cbor() {
    let mut bytes = Vec::new();
    ciborium::into_writer(&cached(), &mut bytes).unwrap();
    same_bytes(&ciborium::from_reader(&bytes[..]).unwrap());
    bytes.clear();
    ciborium::into_writer(&spaced_with_null(), &mut bytes).unwrap();
    compact(ciborium::from_reader(&bytes[..]).unwrap());
}

#[test]
fn message_pack() {
    // Structs as arrays and as maps.
    let bytes = rmp_serde::to_vec(&cached()).unwrap();
    same_bytes(&rmp_serde::from_slice(&bytes).unwrap());
    let bytes = rmp_serde::to_vec_named(&cached()).unwrap();
    same_bytes(&rmp_serde::from_slice(&bytes).unwrap());
    let bytes = rmp_serde::to_vec(&spaced_with_null()).unwrap();
    compact(rmp_serde::from_slice(&bytes).unwrap());
}

/// TOML has no null, and its readers sort the members of a table.
#[test]
fn toml_loses_order_and_has_no_null() {
    let text = toml::to_string(&cached()).unwrap();
    let back: Cached = toml::from_str(&text).unwrap();
    assert_eq!(back, cached());
    let error = toml::to_string(&spaced_with_null()).unwrap_err();
    assert_eq!(error.to_string(), "unsupported unit type");
    let subject = String::from_utf8(Descriptor::empty().to_bytes()).unwrap();
    let text = format!(r#"{{"subject":{subject},"schemaVersion":2,"manifests":[]}}"#);
    let index = ImageIndex::from_slice(text.as_bytes()).unwrap();
    let back: ImageIndex = toml::from_str(&toml::to_string(&index).unwrap()).unwrap();
    assert_eq!(back, index);
    let sorted = br#"{"manifests":[],"schemaVersion":2,"subject":{"data":"e30=","digest":"#;
    assert!(back.to_bytes().starts_with(sorted));
}
