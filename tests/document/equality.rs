//! Values compare by content, documents by bytes; absence is `None`.

use std::collections::HashSet;

use imageref::config::{HealthCheck, History, ImageConfig};
use imageref::document::{Annotations, Document, StringSet};
use imageref::manifest::{
    ArtifactManifest, Descriptor, DockerSave, ImageIndex, ImageManifest, Manifest, OciLayout,
    Schema1Manifest,
};
use imageref::{AnyDocument, MediaType, Platform};
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::{digest, manifest_with};

const CONFIG: &str = r#"{"architecture":"amd64","os":"linux","author":"","config":{"Env":["A=1",null],"Labels":{"a":"b","c":"d"},"Volumes":{"/a":{},"/b":{}}},"rootfs":{"type":"layers","diff_ids":[]},"history":[],"x":{"y":[1,{"z":null,"a":"\u0041"}],"b":2}}"#;

/// The same JSON with every object's members sorted, indented and with escapes.
fn rearranged(text: &str) -> String {
    let value: Value = serde_json::from_str(text).unwrap();
    serde_json::to_string_pretty(&value).unwrap().replace("/b", r"\/b")
}

#[test]
fn members_may_come_in_any_order_and_spacing() {
    let schema1 = format!(
        r#"{{"schemaVersion":1,"name":"a","fsLayers":[{{"blobSum":"{}"}}],"history":[{{"v1Compatibility":"{{\"id\":\"{}\"}}"}}]}}"#,
        digest('a'),
        "1".repeat(64)
    );
    let artifact = r#"{"mediaType":"application/vnd.oci.artifact.manifest.v1+json","blobs":[],"annotations":{"a":"b","c":"d"}}"#;
    let save =
        r#"[{"Config":"a","RepoTags":["b"],"Layers":["c"],"LayerSources":{"d":{"e":1,"f":2}}}]"#;
    let descriptor = format!(
        r#"{{"mediaType":"a/b","digest":"{}","size":1,"urls":["https://a/b"],"annotations":{{"a":"b","c":"d"}},"data":"YQ==","platform":{{"architecture":"amd64","os":"linux","x":{{"a":1,"b":2}}}},"artifactType":"a/b"}}"#,
        digest('a')
    );
    macro_rules! same {
        ($model:ty, $text:expr) => {
            let (one, other) = ($text.to_owned(), rearranged(&$text));
            assert_ne!(one, other);
            let value = <$model>::from_slice(one.as_bytes()).unwrap();
            assert_eq!(value, <$model>::from_slice(other.as_bytes()).unwrap(), "{other}");
            let documents =
                [&one, &other].map(|text| Document::<$model>::from_bytes(text.as_bytes()).unwrap());
            assert_eq!(documents[0].value(), documents[1].value());
            assert_eq!(documents[0].value(), &value);
            assert_ne!(documents[0], documents[1]);
            assert_eq!(documents[0], documents[0].clone());
        };
    }
    let manifest =
        manifest_with(r#","annotations":{"a":"b","c":"d"},"x":{"a":1,"b":[{"c":1,"d":2}]}"#);
    same!(ImageManifest, manifest);
    same!(Manifest, manifest);
    same!(AnyDocument, manifest);
    same!(ImageIndex, format!(r#"{{"schemaVersion":2,"manifests":[{descriptor}]}}"#));
    same!(ImageConfig, CONFIG);
    same!(Descriptor, descriptor);
    same!(Schema1Manifest, schema1);
    same!(ArtifactManifest, artifact);
    same!(DockerSave, save);
    let layouts = [r#"{"imageLayoutVersion":"1.0.0"}"#, "{ \"imageLayoutVersion\" : \"1.0.0\" }\n"];
    let [one, other] = layouts.map(|text| OciLayout::from_slice(text.as_bytes()).unwrap());
    assert_eq!(one, other);
}

#[test]
fn content_counts() {
    let value = ImageConfig::from_slice(CONFIG.as_bytes()).unwrap();
    for (from, to) in [
        ("amd64", "arm64"),
        (r#""author":"","#, ""),
        ("A=1", "A=2"),
        (r#""c":"d""#, r#""c":"e""#),
        (r#""/b":{}"#, r#""/c":{}"#),
        (r#""b":2"#, r#""b":3"#),
        ("[1,", "[2,"),
        (r#""history":[]"#, r#""history":[{}]"#),
    ] {
        let other = ImageConfig::from_slice(CONFIG.replace(from, to).as_bytes()).unwrap();
        assert_ne!(value, other, "{from} {to}");
    }
    // What Go reads as the same: null and absent, a null element and an empty string.
    for (from, to) in [
        (r#""rootfs""#, r#""created":null,"rootfs""#),
        (r#""A=1",null"#, r#""A=1","""#),
        (r#""c":"d""#, r#""c":"x","c":"d""#),
    ] {
        let other = ImageConfig::from_slice(CONFIG.replace(from, to).as_bytes()).unwrap();
        assert_eq!(value, other, "{from} {to}");
    }
}

#[test]
fn a_document_is_its_bytes_and_media_type() {
    let bytes = manifest_with("");
    let read = |text: &str| Document::<ImageManifest>::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(read(&bytes), read(&bytes));
    assert_ne!(read(&bytes), read(&format!("{bytes}\n")));
    let set: HashSet<_> = [read(&bytes), read(&bytes), read(&format!("{bytes}\n"))].into();
    assert_eq!(set.len(), 2);
    let one = Descriptor::of(MediaType::OCI_LAYER, b"a");
    let set: HashSet<_> =
        [one.clone(), one.clone(), one.clone().with_annotation("a", "b"), one].into();
    assert_eq!(set.len(), 2);
}

#[test]
fn absence_is_none_and_an_empty_string_was_written() {
    let read = |members: &str| {
        let text = format!(r#"{{"rootfs":{{"type":"layers","diff_ids":[]}},{members}}}"#);
        let config = ImageConfig::from_slice(text.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(config.to_bytes()).unwrap(), text);
        config
    };
    let absent = read(r#""x":1"#);
    let null = read(
        r#""architecture":null,"os":null,"author":null,"id":null,"comment":null,"config":{"User":null}"#,
    );
    let empty = read(
        r#""architecture":"","os":"","author":"","id":"","comment":"","config":{"User":""},"history":[{"created_by":"","author":"","comment":""}]"#,
    );
    for (config, want) in [(&absent, None), (&null, None), (&empty, Some(""))] {
        let strings = [
            config.architecture(),
            config.os(),
            config.author(),
            config.docker_id(),
            config.comment(),
            config.run_config().user(),
        ];
        assert_eq!(strings, [want; 6]);
    }
    let step = &empty.history()[0];
    assert_eq!([step.created_by(), step.author(), step.comment()], [Some(""); 3]);
    assert_eq!(History::new("").created_by(), None);
    // An edit with an empty value removes the member, as Go omits it.
    assert_eq!(empty.with_author("").author(), None);
    let check = HealthCheck::new(["CMD", "true"]).with_retries(3).with_timeout(0);
    assert_eq!((check.retries(), check.timeout(), check.interval()), (Some(3), None, None));
}

#[test]
fn annotations_are_a_map() {
    let mut annotations: Annotations = [("b", "1"), ("a", "2")].into_iter().collect();
    annotations.extend([("c", "3"), ("a", "4")]);
    let pairs: Vec<_> = (&annotations).into_iter().collect();
    assert_eq!(pairs, [("a", "4"), ("b", "1"), ("c", "3")]);
    assert_eq!(pairs.len(), annotations.iter().len());
    assert_eq!(annotations.iter().next_back(), Some(("c", "3")));
    let map = std::collections::BTreeMap::from(&annotations);
    assert_eq!(Annotations::from(map), annotations);
    annotations.retain(|key, _| key != "b");
    assert!(annotations.contains_key("c") && !annotations.contains_key("b"));
    let manifest = ImageManifest::from_slice(manifest_with("").as_bytes()).unwrap();
    let many = manifest.clone().with_annotations(&annotations);
    let one = manifest.with_annotation("a", "4").with_annotation("c", "3");
    assert_eq!(many.to_bytes(), one.to_bytes());
    let set: StringSet = ["b", "a"].into_iter().collect();
    let ports = |ports: &str| {
        let text = format!(
            r#"{{"architecture":"","os":"","rootfs":{{"type":"layers","diff_ids":[]}},"config":{{"ExposedPorts":{ports}}}}}"#
        );
        ImageConfig::from_slice(text.as_bytes()).unwrap().run_config().exposed_ports().clone()
    };
    assert_eq!(ports(r#"{"b":{},"a":{}}"#), set);
    assert_ne!(ports(r#"{"b":{},"c":{}}"#), set);
    assert_eq!((&set).into_iter().collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn layers_and_entries_are_retained() {
    let text = manifest_with(r#","annotations":{}"#);
    let mut manifest = ImageManifest::from_slice(text.as_bytes()).unwrap();
    manifest.retain_layers(|layer| layer.size() < 10);
    assert!(manifest.layers().is_empty());
    assert!(String::from_utf8(manifest.to_bytes()).unwrap().contains(r#""layers":[],"#));
    let entry = |content: &[u8], arch| {
        Descriptor::of(MediaType::OCI_MANIFEST, content).with_platform(Platform::new("linux", arch))
    };
    let (amd64, arm64) = (entry(b"a", "amd64"), entry(b"b", "arm64"));
    let mut index = ImageIndex::new().with_manifests(vec![amd64, arm64.clone()]);
    index.retain_manifests(|entry| entry.platform().is_some_and(|p| p.architecture() == "arm64"));
    assert_eq!(index, ImageIndex::new().with_manifest(arm64));
}

/// Any JSON value, not too deep.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,3}", inner, 0..4)
                .prop_map(|map| Value::from(Map::from_iter(map))),
        ]
    })
}

proptest! {
    #[test] // law: unknown members are equal if and only if serde_json thinks so
    fn unknown_members_compare_by_meaning(one in value(), other in value()) {
        let read = |value: &str| {
            ImageManifest::from_slice(manifest_with(&format!(r#","x":{value}"#)).as_bytes()).unwrap()
        };
        let (first, second) = (read(&one.to_string()), read(&other.to_string()));
        prop_assert_eq!(first == second, one == other);
        prop_assert_eq!(&read(&rearranged(&one.to_string())), &first);
    }
}
