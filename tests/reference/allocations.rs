//! The allocations of the parsers.

use std::hint::black_box;

use allocation_counter::measure;
use imageref::{Digest, DigestRef, Identifier, Name, RawReference, Reference};

const DIGEST: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const TEXTS: [&str; 4] = [
    "nginx",
    "bitnami/redis:7.2",
    "registry.example.com:5000/team/app:1.25-alpine",
    "quay.io/team/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
];

#[track_caller]
fn allocations<T>(want: u64, run: impl FnOnce() -> T) {
    let info = measure(|| {
        black_box(run());
    });
    assert_eq!(info.count_total, want);
}

#[test]
fn counts() {
    for text in TEXTS {
        allocations(0, || RawReference::parse(text).unwrap());
        allocations(1, || text.parse::<Reference>().unwrap());
        allocations(0, || Identifier::parse(text).is_ok());
        let reference: Reference = text.parse().unwrap();
        allocations(0, || {
            (reference.registry(), reference.repository(), reference.tag(), reference.digest())
        });
        let digest: Digest = DIGEST.parse().unwrap();
        allocations(1, || reference.with_digest(&digest).unwrap());
        allocations(1, || reference.name());
        allocations(1, || reference.name_str().parse::<Name>().unwrap());
    }
    for rejected in ["Nginx", "https://nginx", "nginx:", "a:b:c", "{{ x }}"] {
        allocations(0, || RawReference::parse(rejected).unwrap_err());
    }
    allocations(0, || DigestRef::parse(DIGEST).unwrap());
    allocations(0, || DIGEST.parse::<Digest>().unwrap());
    let digest: Digest = DIGEST.parse().unwrap();
    allocations(0, || digest.to_text().len() + digest.encoded().len());
    allocations(0, || Digest::sha256(b"manifest"));
    allocations(0, || digest.verify(b""));
    assert!(size_of::<Reference>() <= 32 && size_of::<Digest>() <= 40);
}
