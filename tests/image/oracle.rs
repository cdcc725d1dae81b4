//! Joins, chain IDs and sizes, against the results of other tools for images of buildah, umoci and skopeo.

use std::collections::BTreeMap;
use std::fs;

use imageref::image::{Image, ImageWarningKind, Layer};
use serde_json::{Value, json};

use crate::images::{data, stored};

fn oracle(file: &str) -> Value {
    serde_json::from_slice(&fs::read(data("oracle").join(file)).unwrap()).unwrap()
}

fn images() -> BTreeMap<String, (Image, Value)> {
    let Value::Object(images) = oracle("images.json") else { panic!("an object") };
    let with_image = |(name, want): (String, Value)| {
        let image = stored(&want["digest"].as_str().unwrap().parse().unwrap());
        (name, (image, want))
    };
    images.into_iter().map(with_image).collect()
}

#[test]
fn joins_chain_ids_and_sizes() {
    let mut layers = 0;
    let images = images();
    for (name, (image, want)) in &images {
        let texts = |key: &str| -> Vec<String> {
            want[key].as_array().unwrap().iter().map(|v| v.as_str().unwrap().into()).collect()
        };
        assert_eq!(image.image_id(), want["config_digest"].as_str().unwrap(), "{name}");
        assert_eq!(*image.manifest().digest(), *want["digest"].as_str().unwrap(), "{name}");
        let diff_ids: Vec<_> = image.layers().map(|l| l.diff_id().to_string()).collect();
        assert_eq!(diff_ids, texts("diff_ids"), "{name}");
        let chain_ids: Vec<_> = image.chain_ids().iter().map(ToString::to_string).collect();
        assert_eq!(chain_ids, texts("chain_ids"), "{name}");
        assert_eq!(image.chain_id().map(ToString::to_string), texts("chain_ids").pop(), "{name}");

        let joined: Vec<_> = image.steps().map(|s| s.layer().map(Layer::index)).collect();
        assert_eq!(json!(joined), want["history"]["layer_of_history"], "{name}");
        for layer in image.layers() {
            let back = layer.step().map(|step| step.layer().unwrap().index());
            assert!(back.is_none_or(|back| back == layer.index()), "{name}");
        }
        let no_history = want["history"]["non_empty"] == json!(0);
        assert_eq!(
            image.warnings().iter().any(|it| it.kind() == ImageWarningKind::NoHistory),
            no_history,
            "{name}"
        );
        assert_eq!(image.warnings().len(), usize::from(no_history), "{name}");

        for (layer, want) in image.layers().zip(want["layers"].as_array().unwrap()) {
            let descriptor = layer.descriptor();
            let compression = descriptor.media_type().compression().unwrap().as_str();
            let media_type = descriptor.media_type().as_str();
            let found = json!([
                layer.digest().to_string(),
                layer.compressed_size(),
                media_type,
                compression
            ]);
            let want =
                json!([want["digest"], want["size"], want["media_type"], want["compression"]]);
            assert_eq!(found, want, "{name}");
            layers += 1;
        }
        assert_eq!(image.compressed_size(), want["total_compressed"], "{name}");
        assert_eq!(image.uncompressed_size(), None, "{name}");
        let told = want["layers"].as_array().unwrap().iter();
        let told: BTreeMap<String, u64> = told
            .map(|l| (l["diff_id"].as_str().unwrap().into(), l["uncompressed"].as_u64().unwrap()))
            .collect();
        let image = image.clone().with_uncompressed_sizes(|id| told.get(&id.to_string()).copied());
        let size = image.unwrap().uncompressed_size();
        assert_eq!(size, want["total_uncompressed"].as_u64(), "{name}");
    }
    assert_eq!((images.len(), layers), (9, 19));
}
