//! Selecting from an index made of the bytes, against a naive implementation; no panic on any index.
#![no_main]

#[path = "../../tests/manifest/naive.rs"]
mod naive;

use imageref::manifest::{NestingLimits, SelectPolicy};
use imageref::{Descriptor, ImageIndex, MediaType, Platform};
use libfuzzer_sys::fuzz_target;

const PLATFORMS: &[(&str, &str, &str, &str, &[&str])] = &[
    ("linux", "amd64", "", "", &[]),
    ("linux", "amd64", "v2", "", &[]),
    ("linux", "amd64", "v3", "", &["a"]),
    ("linux", "386", "", "", &[]),
    ("linux", "arm", "", "", &[]),
    ("linux", "arm", "v5", "", &[]),
    ("linux", "arm", "v7", "", &[]),
    ("linux", "arm64", "", "", &[]),
    ("linux", "arm64", "v8", "", &["a"]),
    ("linux", "s390x", "", "", &[]),
    ("windows", "amd64", "", "", &["win32k"]),
    ("windows", "amd64", "", "10.0.17763.1", &[]),
    ("windows", "amd64", "", "10.0.20348", &["win32k"]),
    ("windows", "amd64", "", "10.0.26100.2", &["a"]),
];

fuzz_target!(|bytes: &[u8]| {
    if let Ok(index) = ImageIndex::from_slice(bytes) {
        whatever(&index);
    }
    let [wish, bytes @ ..] = bytes else { return };
    let wish = platform(*wish).unwrap_or_else(|| Platform::new("linux", "amd64"));
    // Few entries find as much as many, sooner.
    let entries = bytes.iter().take(24).enumerate().map(|(at, byte)| entry(at, *byte)).collect();
    let index = ImageIndex::new().with_manifests(entries);
    for policy in SelectPolicy::ALL {
        let chosen = index.select(&wish, policy).ok();
        let naive = naive::choose(&index, &wish, policy).map(|at| &index.manifests()[at]);
        assert_eq!(chosen, naive, "{wish} by {policy}");
        assert_eq!(chosen, index.candidates(&wish, policy).first().copied());
    }
});

fn platform(byte: u8) -> Option<Platform> {
    let (os, arch, variant, version, features) = *PLATFORMS.get(usize::from(byte & 15))?;
    let platform = Platform::new(os, arch).with_variant(variant).with_os_version(version);
    Some(platform.with_os_features(features.iter().copied()))
}

fn entry(at: usize, byte: u8) -> Descriptor {
    let mut entry = Descriptor::of(MediaType::OCI_MANIFEST, &at.to_le_bytes());
    if let Some(platform) = platform(byte) {
        entry = entry.with_platform(platform);
    }
    match byte >> 4 {
        0 => entry.with_annotation("io.github.containers.compression.zstd", "true"),
        1 => entry.with_annotation("vnd.docker.reference.type", "attestation-manifest"),
        2 => entry.with_platform(Platform::new("unknown", "unknown")),
        _ => entry,
    }
}

/// What is selected from an index is one of its entries, and never an attestation.
fn whatever(index: &ImageIndex) {
    for policy in SelectPolicy::ALL {
        for wish in [Platform::new("linux", "arm64"), Platform::new("unknown", "unknown")] {
            match index.select(&wish, policy) {
                Ok(entry) => assert!(index.manifests().contains(entry) && !entry.is_attestation()),
                Err(error) => assert!(error.to_string().bytes().all(|b| matches!(b, b' '..=b'~'))),
            }
            // A registry that answers everything with the same index: limits or the cycle end it.
            let _ = index.select_nested(&wish, policy, NestingLimits::default(), |_| {
                Ok::<_, ()>(index.clone())
            });
        }
    }
    for attestation in index.attestations() {
        assert!(attestation.descriptor().is_attestation());
    }
}
