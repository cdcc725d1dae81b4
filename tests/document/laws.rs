//! Laws over generated documents: reading loses nothing, writing gives back what was read, edits stay where they are.

use imageref::config::ImageConfig;
use imageref::document::{Document, DocumentWarningKind};
use imageref::manifest::{ImageIndex, ImageManifest, Manifest};
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::manifest_with;

/// Any JSON value, not too deep.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z~/]{1,4}", inner, 0..4)
                .prop_map(|map| Value::from(Map::from_iter(map))),
        ]
    })
}

/// A manifest with unknown members and annotations of any text, in a layout of Go's or of nobody's.
fn document() -> impl Strategy<Value = String> {
    let members = prop::collection::hash_map("x[a-z]{1,5}", value(), 0..4);
    let annotations = prop::collection::btree_map(any::<String>(), any::<String>(), 0..4);
    (members, annotations, 0..5usize, any::<bool>()).prop_map(
        |(members, annotations, indent, newline)| {
            let mut document: Value = serde_json::from_str(&manifest_with("")).unwrap();
            let object = document.as_object_mut().unwrap();
            object.insert("annotations".into(), serde_json::to_value(annotations).unwrap());
            object.extend(members);
            let indents = [&b""[..], b" ", b"  ", b"   ", b"\t"];
            let mut out = Vec::new();
            if indent == 0 {
                serde_json::to_writer(&mut out, &document).unwrap();
            } else {
                let formatter = serde_json::ser::PrettyFormatter::with_indent(indents[indent]);
                let mut writer = serde_json::Serializer::with_formatter(&mut out, formatter);
                serde::Serialize::serialize(&document, &mut writer).unwrap();
            }
            if newline {
                out.push(b'\n');
            }
            String::from_utf8(out).unwrap()
        },
    )
}

/// A config with nulls as environment variables, arguments, labels and steps, and the same with empty values instead.
fn config_with_nulls() -> impl Strategy<Value = (Value, Value, usize)> {
    let string = || prop::option::weighted(0.7, "[a-zA-Z=<é]{0,5}");
    let list = move || prop::collection::vec(string(), 0..4);
    let labels = prop::collection::btree_map("[a-z]{1,3}", string(), 0..4);
    (list(), list(), labels, prop::collection::vec(any::<bool>(), 0..4)).prop_map(
        |(env, cmd, labels, steps)| {
            let nulls = env.iter().chain(&cmd).chain(labels.values());
            let nulls = nulls.filter(|string| string.is_none()).count()
                + steps.iter().filter(|step| !**step).count();
            let config = |null: Value, step: Value| {
                let string = |string: &Option<String>| {
                    string.clone().map_or_else(|| null.clone(), Value::from)
                };
                let list = |list: &[Option<String>]| list.iter().map(string).collect::<Value>();
                let labels = labels.iter().map(|(key, value)| (key.clone(), string(value)));
                let steps = steps.iter().map(|full| match full {
                    true => serde_json::json!({"created_by": "x"}),
                    false => step.clone(),
                });
                serde_json::json!({
                    "config": {"Env": list(&env), "Cmd": list(&cmd), "Labels": Map::from_iter(labels)},
                    "history": steps.collect::<Value>(),
                    "rootfs": {"type": "layers", "diff_ids": []},
                })
            };
            (config(Value::Null, Value::Null), config("".into(), serde_json::json!({})), nulls)
        },
    )
}

proptest! {
    #[test]
    fn a_null_reads_as_empty_and_stays_null((null, empty, nulls) in config_with_nulls()) {
        let text = null.to_string();
        let document = Document::<ImageConfig>::from_bytes(text.as_bytes()).unwrap();
        prop_assert_eq!(String::from_utf8(document.value().to_bytes()).unwrap(), text.clone());
        let kinds = document.warnings().iter().map(|warning| warning.kind());
        prop_assert_eq!(kinds.filter(|kind| *kind == DocumentWarningKind::Null).count(), nulls);
        for warning in document.warnings() {
            prop_assert!(null.pointer(warning.pointer()).is_some(), "{}", warning);
        }
        let empty = ImageConfig::from_slice(empty.to_string().as_bytes()).unwrap();
        prop_assert_eq!(document.value(), &empty);
        let back: ImageConfig = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(serde_json::to_value(&back).unwrap(), null);
    }
}

proptest! {
    #[test]
    fn a_document_written_again_is_itself(text in document()) {
        let document = Document::<ImageManifest>::from_bytes(text.as_bytes()).unwrap();
        prop_assert_eq!(String::from_utf8(document.value().to_bytes()).unwrap(), text.clone());
        prop_assert_eq!(serde_json::to_value(document.value()).unwrap(), serde_json::from_str::<Value>(&text).unwrap());
        // Without the document beside it, a value remembers Go's layouts; its content is never lost.
        let value = ImageManifest::from_slice(text.as_bytes()).unwrap();
        prop_assert_eq!(&value, document.value());
        prop_assert_eq!(ImageManifest::from_slice(&value.to_bytes()).unwrap(), value);
    }

    #[test]
    fn an_edit_taken_back_leaves_no_trace(text in document(), key in "k[ -~]{0,9}", other: String) {
        let document = Document::<ImageManifest>::from_bytes(text.as_bytes()).unwrap();
        let value = document.value().clone();
        prop_assume!(value.annotations().get(&key).is_none());
        let edited = value.clone().with_annotation(&key, &other);
        prop_assert_eq!(edited.annotations().get(&key), Some(&*other));
        let had_some = !value.annotations().is_empty();
        if had_some {
            let back = edited.without_annotation(&key);
            prop_assert_eq!(String::from_utf8(back.to_bytes()).unwrap(), text);
        }
    }

    #[test]
    fn nothing_panics(bytes: Vec<u8>) {
        let _ = ImageManifest::from_slice(&bytes);
        let _ = ImageIndex::from_slice(&bytes);
        let _ = ImageConfig::from_slice(&bytes);
        let _ = Manifest::from_slice(&bytes);
    }

    #[test]
    fn a_changed_byte_is_read_or_rejected(text in document(), at: prop::sample::Index, byte: u8) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        match Document::<ImageManifest>::from_bytes(&bytes[..]) {
            Ok(document) => prop_assert_eq!(document.value().to_bytes(), bytes),
            Err(error) => prop_assert!(error.offset() <= bytes.len()),
        }
    }
}
