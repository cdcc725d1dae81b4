mod hosts;
mod retired;

use imageref::reference::Registry;

/// Parses a registry that a test knows to be valid.
#[track_caller]
fn registry(text: &str) -> Registry<'_> {
    Registry::parse(text).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}
