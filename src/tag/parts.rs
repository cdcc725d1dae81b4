//! How a tag splits into prefix, numbers, qualifier and suffix, before anything is known of their meaning.
//!
//! ```text
//! enterprise-v17.0.20_8-jdk-alpine3.20
//! |---------| |-----||| |-----------|
//!    prefix   numbers |    suffix
//!                 qualifier
//! ```

use super::commit;
use super::digits::dotted_length;
use super::identifiers::is_separator;
use super::metadata;
use super::moment::Moment;

/// The parts of a tag. Without numbers, all of the tag is the prefix.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<'a> {
    /// What precedes the numbers, with its separator and without the `v` of `v1.2`.
    pub(super) prefix: &'a str,
    /// Numbers joined by dots.
    pub(super) numbers: &'a str,
    /// What directly follows the numbers, up to the next `-`: `rc1`, `_8`, `u212`. Build metadata can contain a `-`.
    /// For a date, the rest of the date and the time.
    pub(super) qualifier: &'a str,
    /// What follows the separator after that.
    pub(super) suffix: &'a str,
    /// The day, and perhaps the time, that the numbers are.
    pub(super) moment: Option<Moment<'a>>,
    /// What follows the numbers or the moment, with the separator before it.
    pub(super) rest: &'a str,
}

impl<'a> Parts<'a> {
    /// The parts of a text without numbers to order by.
    pub(super) const fn words(text: &'a str) -> Self {
        Self { prefix: text, numbers: "", qualifier: "", suffix: "", moment: None, rest: "" }
    }

    /// The parts of a text whose first `at` bytes are its prefix, and which continues with numbers, perhaps after a
    /// `v`. `None` if it does not.
    pub(super) fn after(text: &'a str, at: usize) -> Option<Self> {
        let (prefix, rest) = text.split_at_checked(at)?;
        let rest = rest.strip_prefix('v').unwrap_or(rest);
        let moment = Moment::at_start(rest);
        let end = numbers_length(rest)?;
        let (numbers, after) = rest.split_at(end);
        let qualifier = match moment {
            Some(moment) if moment.text.len() > end => moment.text.len() - end,
            _ => qualifier_length(after),
        };
        let (qualifier, suffix) = after.split_at(qualifier);
        let suffix = suffix.strip_prefix(['-', '_', '.']).unwrap_or(suffix);
        let rest = moment.map_or(after, |moment| &rest[moment.text.len()..]);
        Some(Self { prefix, numbers, qualifier, suffix, moment, rest })
    }

    /// The parts of a text that starts with words and continues with numbers: `enterprise-7.6`, `RELEASE.2024`.
    pub(super) fn after_words(text: &'a str) -> Option<Self> {
        let at = text.bytes().position(|b| b.is_ascii_digit())?;
        let before = text.get(..at)?;
        let before =
            before.strip_suffix('v').filter(|b| b.ends_with(is_separator)).unwrap_or(before);
        before.ends_with(is_separator).then(|| Self::after(text, before.len())).flatten()
    }
}

/// Returns the length of the numbers joined by dots that the text starts with. The digits that a commit starts with
/// are not among them (`1.2.3.1234abc`).
fn numbers_length(text: &str) -> Option<usize> {
    let end = dotted_length(text)?;
    let last = text[..end]
        .rfind('.')
        .filter(|&at| text[at + 1..].split(is_separator).next().is_some_and(commit::is_commit));
    Some(last.unwrap_or(end))
}

/// Returns the length of what is glued to the numbers, with the build metadata after it.
fn qualifier_length(text: &str) -> usize {
    let end = text.find('-').unwrap_or(text.len());
    match text[..end].find('_') {
        // A word of the variant, not metadata.
        Some(at) if metadata::length(&text[at + 1..]) == 0 => at,
        Some(at) => end.max(at + 1 + metadata::length(&text[at + 1..])),
        None => end,
    }
}
