mod kinds;
mod laws;
mod names;
mod order;
mod renovate;
mod rules;
mod updates;
mod words;

use imageref::reference::Tag;

/// Parses a tag that a test knows to be valid.
#[track_caller]
fn tag(text: &str) -> Tag<'_> {
    Tag::parse(text).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}
