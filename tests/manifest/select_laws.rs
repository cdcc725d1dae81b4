//! Laws of selecting, against a naive chooser.

use imageref::manifest::{Descriptor, ImageIndex, SelectPolicy};
use imageref::{MediaType, Platform};
use proptest::prelude::*;

use super::{manifest, naive};

fn platforms() -> impl Strategy<Value = Platform> {
    let names = vec![
        ("linux", "amd64", ""),
        ("linux", "amd64", "v2"),
        ("linux", "amd64", "v3"),
        ("linux", "386", ""),
        ("linux", "arm", ""),
        ("linux", "arm", "v5"),
        ("linux", "arm", "v6"),
        ("linux", "arm", "v7"),
        ("linux", "arm64", ""),
        ("linux", "arm64", "v8"),
        ("linux", "s390x", ""),
        ("windows", "amd64", ""),
        ("windows", "amd64", ""),
    ];
    let versions =
        vec!["", "10.0.17763.1", "10.0.20348", "10.0.20348.7", "10.0.26100.2", "10.0.27000"];
    let features = prop::sample::subsequence(vec!["a", "win32k"], 0..2);
    (prop::sample::select(names), prop::sample::select(versions), features).prop_map(
        |((os, arch, variant), version, features)| {
            let version = if os == "windows" { version } else { "" };
            Platform::new(os, arch)
                .with_variant(variant)
                .with_os_version(version)
                .with_os_features(features)
        },
    )
}

fn entries() -> impl Strategy<Value = Vec<Descriptor>> {
    let entry = (prop::option::weighted(0.9, platforms()), 0..8, any::<u32>());
    prop::collection::vec(entry, 0..12).prop_map(|entries| {
        let with = |(platform, mark, name): (Option<Platform>, i32, u32)| {
            let mut entry = manifest(&name.to_string());
            if let Some(platform) = platform {
                entry = entry.with_platform(platform);
            }
            match mark {
                0 => entry.with_annotation("io.github.containers.compression.zstd", "true"),
                1 => entry
                    .with_annotation("vnd.docker.reference.type", "attestation-manifest")
                    .with_platform(Platform::new("unknown", "unknown")),
                _ => entry,
            }
        };
        entries.into_iter().map(with).collect()
    })
}

fn index(entries: Vec<Descriptor>) -> ImageIndex {
    ImageIndex::new().with_manifests(entries)
}

/// What decides of an entry.
fn kind(entry: &Descriptor) -> (Option<&Platform>, Option<&str>) {
    (entry.platform(), entry.annotations().get("io.github.containers.compression.zstd"))
}

proptest! {
    #[test]
    fn as_by_hand(entries in entries(), wish in platforms(), docker: bool) {
        let mut index = index(entries);
        if docker {
            let text = String::from_utf8(index.to_bytes()).unwrap();
            let list = MediaType::DOCKER_LIST;
            let text = text.replacen(MediaType::OCI_INDEX.as_str(), list.as_str(), 1);
            index = ImageIndex::from_slice(text.as_bytes()).expect("a list");
        }
        for policy in SelectPolicy::ALL {
            let chosen = index.select(&wish, policy).ok();
            let naive = naive::choose(&index, &wish, policy).map(|at| &index.manifests()[at]);
            prop_assert_eq!(chosen, naive, "{} by {}", wish, policy);
        }
    }

    #[test]
    fn the_order_of_the_index_decides_between_equals_alone(
        wish in platforms(),
        (list, shuffled) in entries().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
    ) {
        let (list, shuffled) = (index(list), index(shuffled));
        // The first match is by its name a matter of order; the others choose the same kind of entry.
        for policy in [SelectPolicy::Containerd, SelectPolicy::ContainersImage] {
            let (a, b) = (list.select(&wish, policy).ok(), shuffled.select(&wish, policy).ok());
            prop_assert_eq!(a.is_some(), b.is_some());
            if let (Some(a), Some(b)) = (a, b) {
                let class = |entry: &Descriptor| match policy {
                    SelectPolicy::Containerd => entry.platform().map(|p| {
                        let p = p.normalize().with_os_version("");
                        // Among equals, the number of OS features decides, not which.
                        (p.os_features().len(), p.with_os_features(None::<String>))
                    }),
                    _ => entry.platform().map(|p| (0, Platform::new(p.os(), p.architecture())
                        .with_variant(p.variant().unwrap_or_default()))),
                };
                prop_assert_eq!(class(a), class(b));
            }
        }
        // Nothing matches in one order and not in the other.
        let policy = SelectPolicy::FirstMatch;
        prop_assert_eq!(list.select(&wish, policy).is_ok(), shuffled.select(&wish, policy).is_ok());
    }

    #[test]
    fn selecting_is_stable(entries in entries(), wish in platforms()) {
        let index = index(entries);
        for policy in SelectPolicy::ALL {
            let candidates = index.candidates(&wish, policy);
            prop_assert_eq!(candidates.first().copied(), index.select(&wish, policy).ok());
            // Entries of which the same decides keep their order.
            let place = |entry: &Descriptor| {
                index.manifests().iter().position(|e| std::ptr::eq(e, entry)).unwrap()
            };
            for (at, entry) in candidates.iter().enumerate() {
                for later in &candidates[at + 1..] {
                    prop_assert!(kind(entry) != kind(later) || place(entry) < place(later));
                }
            }
        }
    }
}
