mod allow;
mod bypass;
mod containers;
mod laws;
mod own;
mod short_names;
mod systems;

use imageref::Reference;
use imageref::pattern::Pattern;

/// A field of `tests/data/names`.
pub(crate) fn field(text: &str) -> String {
    crate::data::unescape(&text.replace("{D}", &"ab12".repeat(16)))
}

/// A field that holds JSON.
pub(crate) fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(&text.replace("{D}", &"ab12".repeat(16))).expect("JSON")
}

/// A pattern of a test's own text.
#[track_caller]
fn pattern(text: &str) -> Pattern {
    text.parse().unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

/// A reference of a test's own text.
#[track_caller]
fn reference(text: &str) -> Reference {
    text.parse().unwrap_or_else(|e| panic!("{text:?}: {e}"))
}
