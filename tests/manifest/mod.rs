mod attestation;
pub(crate) mod naive;
mod nested;
mod select;
mod select_laws;

use imageref::{Descriptor, Digest, MediaType, Platform};

/// A descriptor of a manifest whose content is `name`.
fn manifest(name: &str) -> Descriptor {
    Descriptor::of(MediaType::OCI_MANIFEST, name.as_bytes())
}

/// A descriptor of an index whose content is `name`.
fn index(name: &str) -> Descriptor {
    Descriptor::of(MediaType::OCI_INDEX, name.as_bytes())
}

fn digest(name: &str) -> Digest {
    Digest::sha256(name.as_bytes())
}

#[track_caller]
fn platform(text: &str) -> Platform {
    text.parse().unwrap_or_else(|e| panic!("{text:?}: {e}"))
}
