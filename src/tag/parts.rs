//! How a tag splits: prefix, numbers, qualifier, suffix. No meaning yet.
//!
//! ```text
//! enterprise-v17.0.20_8-jdk-alpine3.20
//! |---------| |-----||| |-----------|
//!    prefix   numbers |    suffix
//!                 qualifier
//! ```

use super::date;

/// A tag's text, split. Without numbers, all of it is the prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// What stands before the numbers, with its separator; without the `v` of `v1.2`.
    pub(super) prefix: &'a str,
    /// Numbers joined by dots.
    pub(super) numbers: &'a str,
    /// What follows the numbers directly, up to the next `-`: `rc1`, `_8`, `u212`.
    /// Of a date with dashes, the rest of the date, dashes and all.
    pub(super) qualifier: &'a str,
    /// What follows the first `-` behind that, or the `.` behind a date with dashes; empty if nothing does.
    pub(super) suffix: &'a str,
    /// Whether the numbers and the qualifier are a date written with dashes.
    pub(super) dashed_date: bool,
}

impl<'a> Parts<'a> {
    /// A text that starts with no number.
    pub(super) const fn words(text: &'a str) -> Self {
        Self { prefix: text, numbers: "", qualifier: "", suffix: "", dashed_date: false }
    }

    /// A text that starts with numbers, perhaps after a `v`; `None` if it does not.
    pub(super) fn numbered(text: &'a str) -> Option<Self> {
        Self::behind(text, 0)
    }

    /// The same for what follows the first `at` bytes, which become the prefix.
    pub(super) fn behind(text: &'a str, at: usize) -> Option<Self> {
        let (prefix, rest) = text.split_at_checked(at)?;
        let rest = rest.strip_prefix('v').unwrap_or(rest);
        let end = numbers_end(rest)?;
        let dashed_date = date::dashed(rest);
        let (numbers, behind) = rest.split_at(end);
        let (qualifier, suffix) = match dashed_date {
            Some(length) => split_separator(behind, length - end),
            None => split_separator(behind, behind.find('-').unwrap_or(behind.len())),
        };
        Some(Self { prefix, numbers, qualifier, suffix, dashed_date: dashed_date.is_some() })
    }

    /// Where the numbers behind a leading run of words start: `enterprise-7.6`, `RELEASE.2024`.
    pub(super) fn after_words(text: &'a str) -> Option<Self> {
        let at = text.bytes().position(|b| b.is_ascii_digit())?;
        let before = text.get(..at)?;
        let before =
            before.strip_suffix('v').filter(|b| b.ends_with(is_separator)).unwrap_or(before);
        before.ends_with(is_separator).then(|| Self::behind(text, before.len())).flatten()
    }
}

/// What joins the words of a tag.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | '.')
}

/// Splits at `at`, and drops the `-` or `.` that stands there.
fn split_separator(text: &str, at: usize) -> (&str, &str) {
    let (before, behind) = text.split_at(at);
    (before, behind.strip_prefix(['-', '.']).unwrap_or(behind))
}

/// Where the run of numbers joined by single dots ends that the text starts with.
fn numbers_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (end > 0 && bytes.get(end) == Some(&b'.') && digit(end + 1)) {
        end += 1;
    }
    (end > 0).then_some(end)
}
