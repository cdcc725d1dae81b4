//! Values that many tests need.

use imageref::{Digest, Reference};
use imageref_interop::pattern::Pattern;

#[track_caller]
pub fn reference(text: &str) -> Reference {
    text.parse().unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

#[track_caller]
pub fn pattern(text: &str) -> Pattern {
    text.parse().unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

/// The digest of nothing.
pub fn digest() -> Digest {
    Digest::sha256(b"")
}

/// A field of `tests/data/names`.
pub fn field(text: &str) -> String {
    crate::data::unescape(&text.replace("{D}", &"ab12".repeat(16)))
}

/// A field that holds JSON.
pub fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(&text.replace("{D}", &"ab12".repeat(16))).expect("JSON")
}
