//! The images of `store`, read from their blobs, against what other tools made of them.

use std::collections::BTreeMap;
use std::fs;

use imageref::media_type::MediaType;
use imageref_layers::archive::{LayerOptions, ReadLayer, read_layer, read_layer_with};
use imageref_layers::{Changeset, EfficiencyModel, LayerBuilder, Tree, UnpackPolicy, efficiency};
use serde_json::Value;

use super::{blob, images, json};

/// The layers of an image, each held to digest, size, media type and diff ID.
fn layers(image: &Value) -> Vec<ReadLayer> {
    let layers = image["layers"].as_array().unwrap();
    layers
        .iter()
        .map(|layer| read_layer(&blob(text(&layer["digest"]))[..], &options(layer)).unwrap())
        .collect()
}

fn options(layer: &Value) -> LayerOptions {
    LayerOptions::new()
        .with_media_type(MediaType::new(text(&layer["media_type"])))
        .verify_blob(text(&layer["digest"]).parse().unwrap(), layer["size"].as_u64().unwrap())
        .verify_diff_id(text(&layer["diff_id"]).parse().unwrap())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn oracle() -> BTreeMap<String, Value> {
    serde_json::from_value(json("oracle/images.json")).unwrap()
}

fn changesets(layers: &[ReadLayer]) -> impl Iterator<Item = &Changeset> {
    layers.iter().map(|layer| &layer.changeset)
}

/// The rows of `oracle/trees`: path, type, mode, owner, group, size, link target, hard-link leader.
fn rows(tree: &Tree) -> String {
    let mut leaders = BTreeMap::new();
    for group in tree.hard_links() {
        leaders.extend(group.iter().map(|path| (path.clone(), group[0].clone())));
    }
    let mut rows: Vec<_> = tree
        .walk()
        .map(|visit| {
            let (node, path) = (*visit.node(), visit.into_path());
            let metadata = node.metadata();
            let shown = |bytes: &[u8]| bytes.escape_ascii().to_string();
            let row = format!(
                "{}\t{}\t{:04o}\t{}\t{}\t{}\t{}\t{}\n",
                shown(&path),
                node.file_type(),
                metadata.mode(),
                metadata.uid(),
                metadata.gid(),
                node.size(),
                shown(node.link_target().unwrap_or_default()),
                shown(leaders.get(&path).map_or(&[], Vec::as_slice)),
            );
            (path, row)
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, row)| row).collect()
}

#[test]
fn every_column_of_every_tree() {
    let mut trees = 0;
    let mut nodes = 0;
    for (name, image) in oracle() {
        let file = format!("oracle/trees/{}.spec.tsv", name.replace(':', "__"));
        let want = fs::read_to_string(images().join(file)).unwrap();
        let layers = layers(&image);
        let tree = Tree::from_layers(changesets(&layers)).unwrap();
        assert_eq!(rows(&tree), want, "{name}");
        assert_eq!(tree.size(), image["union_bytes"], "{name}");
        assert_eq!(
            tree.walk().count(),
            image["union_entries"].as_u64().unwrap() as usize,
            "{name}"
        );
        trees += 1;
        nodes += tree.walk().count();
    }
    assert_eq!((trees, nodes), (9, 40));
}

#[test]
fn every_figure_of_every_layer() {
    let mut compressions = BTreeMap::new();
    for (name, image) in oracle() {
        for (layer, want) in layers(&image).iter().zip(image["layers"].as_array().unwrap()) {
            let stats = layer.changeset.stats();
            assert_eq!(stats.entries, want["entries"], "{name}");
            assert_eq!(stats.whiteouts, want["whiteouts"], "{name}");
            assert_eq!(stats.opaque, want["opaque"], "{name}");
            assert_eq!(stats.content_bytes, want["content_bytes"], "{name}");
            assert_eq!(layer.uncompressed_bytes, want["uncompressed"], "{name}");
            assert_eq!(layer.compressed_bytes, want["size"], "{name}");
            assert_eq!(layer.compression.as_str(), want["compression"], "{name}");
            assert_eq!(layer.warnings, [], "{name}");
            *compressions.entry(layer.compression.as_str()).or_insert(0) += 1;
        }
    }
    assert_eq!(compressions.into_iter().collect::<Vec<_>>(), [("gzip", 16), ("zstd", 3)]);
}

#[test]
fn every_figure_of_dive() {
    for (name, image) in oracle() {
        let layers = layers(&image);
        let found = efficiency(changesets(&layers), EfficiencyModel::Dive).unwrap();
        let want = &image["dive"];
        assert_eq!(Some(found.score), want["efficiency"].as_f64(), "{name}");
        assert_eq!(found.size_bytes, want["sizeBytes"], "{name}");
        assert_eq!(found.user_size_bytes, want["userSizeBytes"], "{name}");
        assert_eq!(found.wasted_bytes, want["wastedBytes"], "{name}");
        assert_eq!(found.wasted_user_share(), want["wastedUserPercent"].as_f64(), "{name}");
        let paths: Vec<_> = found
            .paths
            .iter()
            .map(|cost| {
                let path = format!("/{}", cost.path.escape_ascii());
                serde_json::json!([
                    path,
                    cost.copies.len(),
                    cost.total_bytes(),
                    cost.smallest_bytes()
                ])
            })
            .collect();
        assert_eq!(Value::from(paths), want["inefficient"], "{name}");
    }
}

#[test]
fn honest_waste_is_content_less_what_is_visible() {
    for (name, image) in oracle() {
        let layers = layers(&image);
        let found = efficiency(changesets(&layers), EfficiencyModel::Actual).unwrap();
        let content: u64 = image["layers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l["content_bytes"].as_u64().unwrap())
            .sum();
        assert_eq!(found.size_bytes, content, "{name}");
        assert_eq!(found.wasted_bytes, content - image["union_bytes"].as_u64().unwrap(), "{name}");
        let by_path: u64 = found.paths.iter().map(|path| path.total_bytes()).sum();
        assert_eq!(by_path, found.wasted_bytes, "{name}");
    }
}

/// `oracle/umoci_disagreements.json` and `containers_storage.json`: every image that they could unpack looked the
/// same, and so it does under their policies.
#[test]
fn runtimes_see_what_they_saw() {
    assert_eq!(json("oracle/umoci_disagreements.json"), serde_json::json!({}));
    let storage = json("oracle/containers_storage.json");
    let mut compared = BTreeMap::new();
    for (name, image) in oracle() {
        let layers = layers(&image);
        let spec = Tree::from_layers(changesets(&layers)).unwrap();
        for (policy, agrees) in [
            (UnpackPolicy::Umoci, image["umoci_agrees"] == true),
            (UnpackPolicy::ContainersStorage, storage[&name]["agrees"] == true),
            (UnpackPolicy::Containerd, true),
        ] {
            let mut tree = Tree::new();
            for layer in image["layers"].as_array().unwrap() {
                let builder = LayerBuilder::new().with_policy(policy, Some(&tree));
                let blob = blob(text(&layer["digest"]));
                let layer = read_layer_with(&blob[..], &options(layer), builder).unwrap();
                let changeset = layer.changeset;
                tree.apply(&changeset).unwrap();
            }
            if agrees {
                assert_eq!(rows(&tree), rows(&spec), "{name} {policy:?}");
                *compared.entry(policy.name()).or_insert(0) += 1;
            }
        }
    }
    let compared: Vec<_> = compared.into_iter().collect();
    assert_eq!(compared, [("containerd", 9), ("containers-storage", 6), ("umoci", 6)]);
}

/// What containers/storage would have seen of an image whose layer has `.wh.d` before `d/`: the recorded disagreement.
#[test]
fn containers_storage_lets_a_hidden_directory_show_through() {
    let image = &oracle()["store:foreign-docker"];
    let mut tree = Tree::new();
    for layer in image["layers"].as_array().unwrap() {
        let builder = LayerBuilder::new().with_policy(UnpackPolicy::ContainersStorage, None);
        let blob = blob(text(&layer["digest"]));
        tree.apply(&read_layer_with(&blob[..], &options(layer), builder).unwrap().changeset)
            .unwrap();
    }
    let paths: Vec<_> =
        tree.walk().map(|visit| visit.into_path().escape_ascii().to_string()).collect();
    assert_eq!(paths, ["d", "d/a", "d/c", "d/s", "d/s/b", "top"]);
}
