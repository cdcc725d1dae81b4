mod kinds;
mod laws;
mod renovate;
mod updates;
mod words;

use imageref::reference::Tag;

/// A tag of a test's own text.
#[track_caller]
fn tag(text: &str) -> Tag<'_> {
    Tag::parse(text).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}
