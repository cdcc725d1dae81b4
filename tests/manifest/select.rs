//! The table of selections in `tests/data/manifest/select.tsv`.

use imageref::manifest::{Descriptor, ImageIndex, SelectPolicy};
use imageref::{MediaType, Platform};

use super::{manifest, naive, platform};
use crate::platform::verbatim;

const TABLE: &str = include_str!("../data/manifest/select.tsv");
const FAMILY: &[u8] = include_bytes!("../data/manifest/multi-index.json");

fn entry(text: &str, name: &str) -> Descriptor {
    let mut words = text.split(' ');
    let mut entry = manifest(name);
    let mut features = Vec::new();
    let name = words.next().filter(|word| *word != "-");
    let mut platform = name.map(verbatim);
    for word in words {
        match word {
            "zstd" => {
                entry = entry.with_annotation("io.github.containers.compression.zstd", "true");
            }
            "attestation" => {
                entry = entry.with_annotation("vnd.docker.reference.type", "attestation-manifest");
            }
            word => features.push(word.strip_prefix('+').expect("a feature")),
        }
    }
    if !features.is_empty() {
        platform = platform.map(|platform| platform.with_os_features(features));
    }
    match platform {
        Some(platform) => entry.with_platform(platform),
        None => entry,
    }
}

/// An index of the table: its name, its entries, whether it is Docker's, and rows of platform and expected places.
#[derive(Default)]
struct Case {
    name: String,
    docker: bool,
    entries: Vec<Descriptor>,
    rows: Vec<(Platform, [Option<usize>; 3])>,
}

impl Case {
    fn index(&self) -> ImageIndex {
        let index = ImageIndex::new().with_manifests(self.entries.clone());
        if !self.docker {
            return index;
        }
        let text = String::from_utf8(index.to_bytes()).unwrap();
        let list = MediaType::DOCKER_LIST;
        let text = text.replacen(MediaType::OCI_INDEX.as_str(), list.as_str(), 1);
        ImageIndex::from_slice(text.as_bytes()).expect("a list")
    }
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix("index ") {
            let (name, kind) = head.split_once(' ').unwrap_or((head, ""));
            cases.push(Case { name: name.into(), docker: kind == "list", ..Case::default() });
            continue;
        }
        let case = cases.last_mut().expect("an index first");
        if let Some(text) = line.strip_prefix("entry ") {
            case.entries.push(entry(text, &format!("{} {}", case.name, case.entries.len())));
            continue;
        }
        let mut cells = line.split('\t');
        let wish = platform(cells.next().unwrap());
        let places: Vec<_> = cells.map(|cell| cell.parse().ok()).collect();
        case.rows.push((wish, places.try_into().expect("three places")));
    }
    cases
}

fn place(index: &ImageIndex, wish: &Platform, policy: SelectPolicy) -> Option<usize> {
    let chosen = index.select(wish, policy).ok()?;
    index.manifests().iter().position(|entry| entry.digest() == chosen.digest())
}

#[test]
fn as_the_table_says() {
    let cases = cases();
    let mut rows = 0;
    for case in &cases {
        let index = case.index();
        for (wish, expected) in &case.rows {
            for (policy, expected) in SelectPolicy::ALL.into_iter().zip(expected) {
                let name = &case.name;
                assert_eq!(place(&index, wish, policy), *expected, "{wish} of {name} by {policy}");
                let naive = naive::choose(&index, wish, policy);
                // The naive chooser knows no empty names.
                assert_eq!(naive, *expected, "naively, {wish} of {name} by {policy}");
                rows += 1;
            }
        }
    }
    assert_eq!((cases.len(), rows), (11, 11 * 12 * 3));
}

#[test]
fn the_family_is_the_one_of_the_example_images() {
    let family = ImageIndex::from_slice(FAMILY).expect("an index");
    let cases = cases();
    let case = &cases[0];
    let platforms = |entries: &[Descriptor]| -> Vec<_> {
        entries.iter().map(|entry| entry.platform().cloned()).collect()
    };
    assert_eq!(platforms(family.manifests()), platforms(&case.entries));
    for (wish, expected) in &case.rows {
        for (policy, expected) in SelectPolicy::ALL.into_iter().zip(expected) {
            assert_eq!(place(&family, wish, policy), *expected, "{wish} by {policy}");
        }
    }
}

#[test]
fn what_speaks_of_an_image_is_never_selected() {
    let attestation = MediaType::new("application/vnd.docker.attestation.manifest.v1+json");
    let linux = || manifest("a").with_platform(Platform::new("linux", "amd64"));
    let entries = [
        manifest("a").with_platform(Platform::new("unknown", "unknown")),
        linux().with_annotation("vnd.docker.reference.type", "attestation-manifest"),
        linux().with_annotation("vnd.docker.reference.type", "something-newer"),
        linux().with_artifact_type(attestation.clone()),
        manifest("a").with_artifact_type(attestation),
    ];
    for entry in entries {
        let index = ImageIndex::new().with_manifest(entry.clone());
        for wish in ["linux/amd64", "unknown/unknown"] {
            for policy in SelectPolicy::ALL {
                assert!(
                    index.select(&platform(wish), policy).is_err(),
                    "{wish} by {policy}: {entry:?}"
                );
                assert!(index.candidates(&platform(wish), policy).is_empty());
            }
        }
    }
}

#[test]
fn an_empty_operating_system_is_the_wanted_one_for_containerd() {
    let index = ImageIndex::new().with_manifest(entry("/amd64", "a"));
    assert!(index.select(&platform("linux/amd64"), SelectPolicy::Containerd).is_ok());
    assert!(index.select(&platform("linux/amd64"), SelectPolicy::ContainersImage).is_err());
    assert!(index.select(&platform("linux/amd64"), SelectPolicy::FirstMatch).is_err());
}

#[test]
fn candidates_come_best_first() {
    let texts =
        ["linux/386", "-", "linux/amd64/v3", "linux/amd64", "linux/amd64/v2", "linux/amd64"];
    let entries = texts.iter().enumerate().map(|(at, text)| entry(text, &at.to_string()));
    let index = ImageIndex::new().with_manifests(entries);
    let candidates = index.candidates(&platform("linux/amd64/v2"), SelectPolicy::Containerd);
    let places: Vec<_> = candidates
        .iter()
        .map(|chosen| index.manifests().iter().position(|e| e == *chosen).unwrap())
        .collect();
    assert_eq!(places, [4, 3, 5, 0, 1]);
}

#[test]
fn no_match_lists_what_there_was() {
    let select = |texts: &[&str]| {
        let entries = texts.iter().map(|text| entry(text, text));
        let index = ImageIndex::new().with_manifests(entries);
        index.select(&platform("linux/s390x"), SelectPolicy::FirstMatch).expect_err("no match")
    };
    assert_eq!(select(&[]).to_string(), "no entry for linux/s390x; the index is empty");
    assert_eq!(
        select(&["-", "unknown/unknown", "linux/amd64 attestation"]).to_string(),
        "no entry for linux/s390x; no entry has a platform"
    );
    let error = select(&["linux/arm/v7", "windows/amd64:10.0.20348.1", "linux/arm/v7", "-"]);
    assert_eq!(
        error.to_string(),
        "no entry for linux/s390x; the index has linux/arm/v7, windows(10.0.20348.1)/amd64"
    );
    assert_eq!(error.wanted(), &platform("linux/s390x"));
    assert_eq!((error.offered().len(), error.entries()), (2, 4));
    let many: Vec<String> = (0..300).map(|n| format!("linux/arm/v{n}\u{1b}")).collect();
    let error = select(&many.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((error.offered().len(), error.entries()), (256, 300));
    let text = error.to_string();
    assert!(
        text.starts_with(
            "no entry for linux/s390x; the index has linux/arm/v0%1B, linux/arm/v1%1B, "
        )
    );
    assert!(text.ends_with("linux/arm/v11%1B and 244 more"), "{text}");
}
