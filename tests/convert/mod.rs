mod docker;
mod headers;
mod kubernetes;
mod laws;
mod location;
mod purl;
mod referrers_tag;
mod registry_path;
#[cfg(feature = "documents")]
mod trust;

use imageref::{Digest, Reference};

/// A reference of a test's own text.
#[track_caller]
fn reference(text: &str) -> Reference {
    text.parse().unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

fn digest() -> Digest {
    Digest::sha256(b"")
}
