//! Sharing and bases, against the results of other tools for images of buildah, umoci and skopeo.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use imageref::Image;
use imageref_layers::sharing::{ImageSet, SetMember, is_base_of};
use serde_json::{Value, json};

use crate::images::{data, stored};

fn oracle(file: &str) -> Value {
    serde_json::from_slice(&fs::read(data("oracle").join(file)).unwrap()).unwrap()
}

fn images() -> BTreeMap<String, Image> {
    let Value::Object(images) = oracle("images.json") else { panic!("an object") };
    let image = |want: Value| stored(&want["digest"].as_str().unwrap().parse().unwrap());
    images.into_iter().map(|(name, want)| (name, image(want))).collect()
}

#[test]
fn sharing_of_every_pair() {
    let images = images();
    let mut set = ImageSet::new();
    for (name, image) in &images {
        set.insert(name, image).unwrap();
    }
    let found: BTreeMap<_, _> = set
        .pairs()
        .map(|(a, b, shared)| {
            let value = json!({
                "common_chain_prefix": shared.common_layers,
                "shared_blobs": shared.blobs,
                "shared_blob_bytes": shared.compressed_size,
                "shared_diff_ids": shared.diff_ids,
            });
            assert_eq!(b.shared_with(a), shared);
            (format!("{} | {}", a.name(), b.name()), value)
        })
        .collect();
    let Value::Object(want) = oracle("sharing.json") else { panic!("an object") };
    assert_eq!(found, want.into_iter().collect());
    assert_eq!(found.len(), 16);
}

/// The oracle lists images that are not in the store: the nearest bases are compared unless one of these is among them.
#[test]
fn bases_of_every_image() {
    let images = images();
    let mut set = ImageSet::new();
    for (name, image) in &images {
        set.insert(name, image).unwrap();
    }
    let Value::Object(oracle) = oracle("bases.json") else { panic!("an object") };
    let (mut with_bases, mut nearest_elsewhere) = (0, 0);
    for member in &set {
        let names = |members: Vec<SetMember<'_>>| -> BTreeSet<String> {
            members.iter().map(|member| member.name().into()).collect()
        };
        let want = |key: &str| -> BTreeSet<String> {
            let names = oracle.get(member.name()).map(|bases| bases[key].as_array().unwrap());
            let names = names.into_iter().flatten().map(|name| name.as_str().unwrap().to_owned());
            names.collect()
        };
        let here = |name: &String| images.contains_key(name);
        assert_eq!(names(member.bases()), want("all").into_iter().filter(here).collect());
        for base in member.bases() {
            assert!(is_base_of(base.image(), member.image()));
            assert!(!is_base_of(member.image(), base.image()));
        }
        with_bases += usize::from(!member.bases().is_empty());
        if want("nearest").iter().all(here) {
            assert_eq!(names(member.nearest_bases()), want("nearest"));
        } else {
            nearest_elsewhere += 1;
        }
    }
    assert_eq!((with_bases, nearest_elsewhere), (6, 1));
}
