//! `Serialize` and `Deserialize`: values as fields of other people's structs.

use imageref::config::ImageConfig;
use imageref::document::{Annotations, Document, Model, Timestamp};
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest, Manifest};
use imageref::{AnyDocument, MediaType, Platform};
use serde_json::{Value, json};

use super::{digest, manifest_with};

#[derive(Debug, PartialEq)]
struct Cached {
    manifest: ImageManifest,
    labels: Annotations,
    pulled: Timestamp,
}

// Written by hand: the crate's tests do without derive.
impl serde::Serialize for Cached {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("manifest", &self.manifest)?;
        map.serialize_entry("labels", &self.labels)?;
        map.serialize_entry("pulled", &self.pulled)?;
        map.end()
    }
}

#[test]
fn a_new_documents_bytes_come_out_of_serde_json() {
    let config = ImageConfig::new(&Platform::new("linux", "arm64").with_variant("v8"))
        .with_run_config(|run| run.with_env("A", "1").with_cmd(["/a"]).with_label("b", "c"));
    let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"layer").with_annotation("k", "é\n\"\\");
    let manifest = ImageManifest::new(Descriptor::of(MediaType::OCI_CONFIG, &config.to_bytes()))
        .with_layer(layer.clone())
        .with_annotation("a", "b");
    let index = ImageIndex::new()
        .with_manifest(layer.clone().with_platform(Platform::new("linux", "amd64")))
        .with_subject(Descriptor::empty());
    #[track_caller]
    fn same<T: Model + serde::Serialize>(value: &T) {
        let bytes = value.to_bytes();
        assert_eq!(
            String::from_utf8(serde_json::to_vec(value).unwrap()).unwrap(),
            String::from_utf8(bytes).unwrap()
        );
    }
    same(&config);
    same(&layer);
    same(&manifest);
    same(&index);
    same(&Manifest::from(manifest.clone()));
    same(&AnyDocument::from(index));
    // What serde_json spells otherwise than Go, so that the digest differs.
    let escaped = manifest.with_annotation("a", "<&>\u{2028}");
    assert_ne!(serde_json::to_vec(&escaped).unwrap(), escaped.to_bytes());
    let read: ImageManifest = serde_json::from_slice(&escaped.to_bytes()).unwrap();
    assert_eq!(read, escaped);
}

#[test]
fn an_indented_documents_value_comes_out_compact() {
    let text = manifest_with(r#","annotations":{"a":"b"},"x":{"y":[1,null]}"#);
    let pretty: Value = serde_json::from_str(&text).unwrap();
    let pretty = serde_json::to_string_pretty(&pretty).unwrap();
    let document = Document::<ImageManifest>::from_bytes(pretty.as_bytes()).unwrap();
    let compact = serde_json::to_string(document.value()).unwrap();
    assert!(!compact.contains('\n') && !compact.contains(": "));
    assert_eq!(&serde_json::from_str::<ImageManifest>(&compact).unwrap(), document.value());
}

#[test]
fn values_are_fields_of_other_formats() {
    let manifest = ImageManifest::from_slice(manifest_with(r#","x":[1,-2,1.5,true]"#).as_bytes());
    let cached = Cached {
        manifest: manifest.unwrap(),
        labels: [("a", "b")].into_iter().collect(),
        pulled: "2024-01-01T00:00:00Z".parse().unwrap(),
    };
    // By way of a tree of values, which is not JSON text.
    let tree = serde_json::to_value(&cached).unwrap();
    let field = |name: &str| tree[name].clone();
    let back = Cached {
        manifest: serde_json::from_value(field("manifest")).unwrap(),
        labels: serde_json::from_value(field("labels")).unwrap(),
        pulled: serde_json::from_value(field("pulled")).unwrap(),
    };
    assert_eq!(back, cached);
    let null: Annotations = serde_json::from_value(json!({"a": null})).unwrap();
    assert_eq!(null.get("a"), Some(""));
}

#[test]
fn the_same_checks_hold() {
    let error = |value: Value| serde_json::from_value::<Descriptor>(value).unwrap_err().to_string();
    assert_eq!(
        error(json!({"mediaType": "a/b", "digest": digest('a'), "size": 1.0})),
        format!(
            "expected a whole number without fraction or exponent, at /size (byte {})",
            format!(r#"{{"digest":"{}","mediaType":"a/b","size":"#, digest('a')).len()
        )
    );
    assert_eq!(
        error(json!({"mediaType": "a/b", "size": 1})),
        "missing member `digest`, at /digest (byte 0)"
    );
    let twice = manifest_with(r#","layers":[]"#);
    let error = serde_json::from_str::<ImageManifest>(&twice).unwrap_err();
    assert!(error.to_string().starts_with("duplicate member, at /layers"), "{error}");
    let deep = manifest_with(&format!(r#","x":{}{}"#, "[".repeat(200), "]".repeat(200)));
    assert!(serde_json::from_str::<ImageManifest>(&deep).is_err());
    let time = serde_json::from_str::<Timestamp>(r#""yesterday""#).unwrap_err();
    assert!(
        time.to_string()
            .starts_with(r#"invalid value: string "yesterday", expected an RFC 3339 time"#)
    );
    let manifest: Result<Manifest, _> = serde_json::from_str("7");
    assert!(manifest.is_err());
}

#[test]
fn a_system_time_is_a_timestamp() {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};
    let text = |time: SystemTime| Timestamp::from(time).to_string();
    assert_eq!(text(UNIX_EPOCH), "1970-01-01T00:00:00Z");
    assert_eq!(text(UNIX_EPOCH + Duration::new(1, 500_000_000)), "1970-01-01T00:00:01.5Z");
    assert_eq!(text(UNIX_EPOCH - Duration::new(0, 500_000_000)), "1969-12-31T23:59:59.5Z");
    if let Some(late) = UNIX_EPOCH.checked_add(Duration::from_secs(1 << 60)) {
        assert_eq!(text(late), "9999-12-31T23:59:59Z");
    }
}

/// Values that are too deep, and numbers that JSON does not have.
#[test]
fn from_other_deserializers() {
    use imageref::ImageIndex;
    use serde::Deserialize;
    use serde::de::value::{Error, MapDeserializer};

    let deep = (0..200).fold(serde_json::json!(1), |inner, _| serde_json::json!([inner]));
    let text = serde_json::json!({"schemaVersion": 2, "manifests": [], "x": deep});
    let error = ImageIndex::deserialize(text).unwrap_err().to_string();
    assert!(error.starts_with("arrays and objects are nested deeper than "), "{error}");

    let read = |member: &'static str, number: f64| {
        let members = [("schemaVersion", 2.0), (member, number)];
        ImageIndex::deserialize(MapDeserializer::<_, Error>::new(members.into_iter()))
    };
    let error = read("x", f64::NAN).unwrap_err().to_string();
    assert!(error.contains("a value of JSON's types"), "{error}");
}
