//! How a tag splits into prefix, numbers and suffix, before anything is known of their meaning.
//!
//! ```text
//! enterprise-v17.0.20_8-jdk-alpine3.20
//! |---------| |-----||| |-----------|
//!    prefix   numbers |    suffix
//!                 qualifier
//! ```

use super::commit;
use super::moment::Moment;
use super::pieces::{
    SEPARATORS, dotted, first, first_piece, is_separated, last, tail, until, without,
};
use super::prerelease::metadata_at_start;
use crate::text::{self, DASH, DIGIT, HEX, UNDERSCORE};

/// The parts of a tag. Without numbers, all of the tag is the prefix.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    /// What precedes the numbers, with its separator and without the `v` of `v1.2`.
    pub(super) prefix: &'a str,
    /// Numbers joined by dots.
    pub(super) numbers: &'a str,
    /// What follows the numbers, with the separator before it.
    pub(super) after: &'a str,
    /// The day, and perhaps the time, that the numbers are.
    pub(super) moment: Option<Moment<'a>>,
    /// What follows the numbers or the moment, with the separator before it.
    pub(super) rest: &'a str,
}

impl<'a> Parts<'a> {
    /// The parts of a string without numbers to order by.
    pub(super) const fn words(text: &'a str) -> Self {
        Self { prefix: text, numbers: "", after: "", moment: None, rest: "" }
    }

    /// The parts of a string that ends with `rest`, which starts with numbers, perhaps after a `v`. `None` if it does
    /// not.
    pub(super) fn from(text: &'a str, rest: &'a str) -> Option<Self> {
        let from = rest.strip_prefix('v').unwrap_or(rest);
        let numbers = numbers(from);
        if numbers.is_empty() {
            return None;
        }
        let after = tail(from, numbers.len());
        let moment = Moment::at_start(from);
        let rest_of = |moment: Moment<'_>| tail(from, moment.text.len());
        Some(Self {
            prefix: without(text, rest),
            numbers,
            after,
            moment,
            rest: moment.map_or(after, rest_of),
        })
    }

    /// The parts of a string that starts with words and continues with numbers: `enterprise-7.6`, `RELEASE.2024`.
    pub(super) fn after_words(text: &'a str) -> Option<Self> {
        let at = text.bytes().position(|b| text::is(b, DIGIT))?;
        let words = without(text, tail(text, at));
        let before = words.strip_suffix('v').unwrap_or(words);
        if text::is(last(before), SEPARATORS) {
            Self::from(text, tail(text, before.len()))
        } else {
            None
        }
    }

    /// Returns what directly follows the numbers, up to a `-` or `_`: `rc1`, `u212`.
    pub(super) fn qualifier(&self) -> &'a str {
        until(self.after, DASH | UNDERSCORE)
    }

    /// Returns what follows the separator after the qualifier and the build metadata, or after the moment.
    pub(super) fn suffix(&self) -> &'a str {
        let qualifier = self.qualifier().len();
        let metadata = tail(self.after, qualifier).strip_prefix('_').unwrap_or_default();
        let after = match metadata_at_start(metadata) {
            _ if self.rest.len() < self.after.len() => self.rest,
            // A word of the variant is not metadata.
            "" => tail(self.after, qualifier),
            // Metadata can contain a `-`.
            found => shorter(
                tail(metadata, found.len()),
                tail(self.after, until(self.after, DASH).len()),
            ),
        };
        if is_separated(after) { tail(after, 1) } else { after }
    }
}

fn shorter<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() < b.len() { a } else { b }
}

/// Returns the numbers joined by dots that the text starts with. The digits that a commit starts with are not among
/// them (`1.2.3.1234abc`).
fn numbers(text: &str) -> &str {
    let numbers = dotted(text);
    if !text::is(first(tail(text, numbers.len())), HEX) {
        return numbers;
    }
    match numbers.rsplit_once('.') {
        Some((before, _)) if commit::is_commit(first_piece(tail(tail(text, before.len()), 1))) => {
            before
        }
        _ => numbers,
    }
}
