mod hosts;
mod retired;

use imageref::reference::Registry;

/// A registry of a test's own text.
#[track_caller]
fn registry(text: &str) -> Registry<'_> {
    Registry::parse(text).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}
