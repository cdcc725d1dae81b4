//! Build metadata: what follows the `+` of a semantic version, which Helm and Docker's tools write as `_`.

use core::cmp::Ordering;

use super::digits::{self, is_dotted};
use super::identifiers::{self, Identifier, is_separator};
use super::prerelease;
use super::words;

/// Returns the length of the metadata that `text` starts with, after its `_`: all of it, up to a word that tells
/// variants apart (`up0.25.0-rc.0`, but `8` of `8-jdk`). A number on its own ends at a dash.
///
/// Source: semver.org 2.0.0, item 10; Helm, HIP 6 and pkg/registry: `+` is written as `_`.
pub(super) fn length(text: &str) -> usize {
    let first = text.split('-').next().unwrap_or(text);
    let first = first.split('_').next().unwrap_or(first);
    if is_dotted(first) {
        return first.len();
    }
    let mut at = 0;
    loop {
        let rest = &text[at..];
        // A version can contain a dot, so the word is looked up in both forms.
        let long = rest.split(['-', '_']).next().unwrap_or(rest);
        let short = rest.split(is_separator).next().unwrap_or(rest);
        if words::of_variant(long).or_else(|| words::of_variant(short)).is_some() {
            return at.saturating_sub(1);
        }
        match rest.find(is_separator) {
            Some(end) => at += end + 1,
            None => return text.len(),
        }
    }
}

/// Orders build metadata by its numbers; a prerelease in it comes before what it leads to, and words do not count.
///
/// Semantic versioning does not order metadata. Source of the words that come first: the table of prereleases.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (identifiers::split(a), identifiers::split(b));
    loop {
        let (x, y) = (a.next(), b.next());
        let step = match (x, y) {
            (None, None) => return Ordering::Equal,
            (Some(Identifier::Number(x)), Some(Identifier::Number(y))) => digits::compare(x, y),
            _ => rank(x).cmp(&rank(y)),
        };
        let step = step.then_with(|| match (x, y) {
            (Some(Identifier::Word(x)), Some(Identifier::Word(y)))
                if rank(Some(Identifier::Word(x))) == 0 =>
            {
                identifiers::compare_folded(x, y)
            }
            _ => Ordering::Equal,
        });
        if step.is_ne() {
            return step;
        }
    }
}

/// The words of prereleases come before the end, everything else after it.
fn rank(identifier: Option<Identifier<'_>>) -> u8 {
    match identifier {
        Some(Identifier::Word(word)) if prerelease::is_word(word) => 0,
        None => 1,
        Some(Identifier::Number(_)) => 2,
        Some(Identifier::Word(_)) => 3,
    }
}
