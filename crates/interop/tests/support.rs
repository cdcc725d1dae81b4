//! Values that many tests need.

use imageref::{Digest, Reference};
use imageref_interop::pattern::Pattern;
use proptest::prelude::*;

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

/// References of all forms.
pub fn references() -> impl Strategy<Value = Reference> {
    let host = prop_oneof![
        Just(String::new()),
        "[a-zA-Z0-9]{1,4}\\.[a-zA-Z]{1,3}(:[0-9]{1,4})?/",
        Just("localhost:5000/".to_owned()),
        Just("[2001:db8::1]:5000/".to_owned()),
        Just("UPPER/".to_owned()),
    ];
    let path = "[a-z0-9]{1,4}((\\.|_|__|-{1,3})[a-z0-9]{1,3})?(/[a-z0-9]{1,5}){0,3}";
    let tag = "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,12})?";
    let digest = prop_oneof![
        Just(String::new()),
        any::<[u8; 4]>().prop_map(|b| format!("@{}", Digest::sha256(&b)))
    ];
    (host, path, tag, digest)
        .prop_filter_map("a reference", |(h, p, t, d)| format!("{h}{p}{t}{d}").parse().ok())
}
