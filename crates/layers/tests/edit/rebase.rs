//! Rebasing compared member by member with go-containerregistry's `mutate.Rebase`: `tests/data/image/rebase.json`.

use imageref::image::Image;
use imageref_layers::edit::{ImageEditError, rebase};
use imageref_layers::sharing::is_base_of;
use serde_json::{Map, Value, json};

use crate::data;
use crate::umoci_images::named;

fn object(bytes: &[u8]) -> Map<String, Value> {
    serde_json::from_slice(bytes).unwrap()
}

/// The reason for an error where it returns a result.
fn rejected(case: &Value, error: &ImageEditError) -> &'static str {
    match (error, case.get("refused").and_then(Value::as_str)) {
        (ImageEditError::NotTheBase { layer, .. }, Some(text)) => {
            let short = text == "too few layers";
            assert!(short || text == format!("layer {layer} mismatch"), "{case}");
            "an error in both"
        }
        (ImageEditError::HistoryIncomplete, None) => "without a history, where it loses a layer",
        (ImageEditError::NotTheBasesHistory { .. }, None) => "the old base has another history",
        (ImageEditError::MixedMediaTypes, None) => "OCI's and Docker's layers in one manifest",
        _ => panic!("{case}: {error}"),
    }
}

/// Compares the results, and checks that what it loses or changes is kept here.
fn check(case: &Value, image: &Image, new_base: &Image, rebased: &Image) {
    let own = (object(image.config().bytes()), object(image.manifest().bytes()));
    let (mut config, mut manifest) =
        (object(rebased.config().bytes()), object(rebased.manifest().bytes()));
    let mut theirs = (
        case["config"].as_object().unwrap().clone(),
        case["manifest"].as_object().unwrap().clone(),
    );

    // It creates a new image with `config`, platform, layers and history: all other members are lost, the time is year 1.
    assert_eq!(theirs.0.remove("created"), Some(json!("0001-01-01T00:00:00Z")));
    for member in ["created", "author"] {
        assert_eq!(config.remove(member), own.0.get(member).cloned(), "{case}");
    }
    assert_eq!(config, theirs.0, "{case}");
    assert_eq!(config["architecture"], object(new_base.config().bytes())["architecture"]);

    // Its manifest and config are Docker's even for OCI's layers; its annotations are lost.
    for (member, media_type) in [
        (None, "application/vnd.docker.distribution.manifest.v2+json"),
        (Some("config"), "application/vnd.docker.container.image.v1+json"),
    ] {
        let of = |it: &mut Map<String, Value>| match member {
            None => it.remove("mediaType"),
            Some(member) => it[member].as_object_mut().unwrap().remove("mediaType"),
        };
        assert_eq!(of(&mut theirs.1), Some(json!(media_type)));
        assert_eq!(of(&mut manifest), of(&mut own.1.clone()), "{case}");
    }
    assert!(!theirs.1.contains_key("annotations"));
    let key = "org.opencontainers.image.base.digest";
    let mut annotations = manifest.remove("annotations").unwrap_or_default();
    let mut before = own.1.get("annotations").cloned().unwrap_or_default();
    if case["image"] == "app-authored" {
        // The only image whose annotation names the old base.
        assert_eq!(annotations[key], json!(new_base.manifest().digest().to_string()));
        (annotations[key], before[key]) = (json!(""), json!(""));
    }
    assert_eq!(annotations, before, "{case}");
    // So the configs differ.
    let config = (manifest.remove("config").unwrap(), theirs.1.remove("config").unwrap());
    assert!(config.0["digest"] != config.1["digest"], "{case}");
    assert_eq!(manifest, theirs.1, "{case}");
}

#[test]
fn compared_with_go_containerregistry() {
    let cases: Vec<Value> = serde_json::from_str(&data::read("image/rebase.json")).unwrap();
    let mut counts = data::Counts::default();
    for case in &cases {
        let image = |member: &str| named(case[member].as_str().unwrap());
        let (image, old_base, new_base) = (image("image"), image("old_base"), image("new_base"));
        match rebase(&image, &old_base, &new_base) {
            Ok(rebased) if case.get("refused").is_some() => {
                // It compares blobs, we compare diff IDs: the base was compressed differently.
                assert!(
                    image
                        .layers()
                        .zip(old_base.layers())
                        .all(|(a, b)| { a.diff_id() == b.diff_id() && a.digest() != b.digest() })
                );
                assert!(is_base_of(&new_base, &rebased));
                counts.add("a base in other blobs, where it fails");
            }
            Ok(rebased) => {
                check(case, &image, &new_base, &rebased);
                counts.add("the same, except for what it loses");
            }
            Err(error) => counts.add(rejected(case, &error)),
        }
    }
    counts.assert(&[
        ("the same, except for what it loses", 6),
        ("an error in both", 2),
        ("a base in other blobs, where it fails", 1),
        ("without a history, where it loses a layer", 1),
        ("the old base has another history", 3),
        ("OCI's and Docker's layers in one manifest", 2),
    ]);
}
