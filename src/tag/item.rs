//! [`Item`]: a piece after a tag's version or date.

use core::cmp::Ordering;

use super::markers::{self, CHANGE, COUNTER};
use super::numbers;
use super::pieces::{first_piece, head, is_digits, last, letters, tail, without};
use super::word_table::Category;
use super::words::lookup;
use crate::text::{ALPHANUMERIC, DIGIT, is};

/// What a piece after the version or date is.
///
/// All tags of a stream have the same of the first four, in the same order. The others are optional, and decide in
/// this order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ItemKind {
    /// A word or a version of something else, the same in all tags of a stream.
    Literal,
    /// A counter of builds, with the same label in all tags of a stream.
    Counter,
    /// A day, perhaps with a time.
    Moment,
    /// Seconds since 1970.
    Unix,
    /// A prerelease, before the release that it leads to.
    Prerelease,
    /// The number of a post-release, after the release.
    PostRelease,
    /// How many commits follow the release, as `git describe` counts them; the label is the last of them.
    Ahead,
    /// The number of a build on a day.
    Serial,
    /// A number of seven digits or more: a build, or a commit that has no letters.
    LongNumber,
    /// Build metadata.
    Metadata,
    /// A commit. It identifies a build and orders nothing.
    Commit,
}

/// A piece after the version or date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    pub(super) kind: ItemKind,
    /// The word of a literal, a counter or a prerelease. Empty for a counter without one.
    pub(super) label: &'a str,
    /// What varies: the numbers of a counter, what follows the word of a prerelease, otherwise all of it.
    pub(super) value: &'a str,
    /// All of it, without the separator before it.
    pub(super) text: &'a str,
}

impl<'a> Item<'a> {
    pub(super) const fn literal(text: &'a str) -> Self {
        Self { kind: ItemKind::Literal, label: text, value: "", text }
    }

    pub(super) const fn value(kind: ItemKind, value: &'a str) -> Self {
        Self { kind, label: "", value, text: value }
    }

    /// Returns `true` for what every tag of a stream has at the same place.
    pub(super) const fn keeps_apart(&self) -> bool {
        use ItemKind::{Counter, Literal, Moment, Unix};
        matches!(self.kind, Literal | Counter | Moment | Unix)
    }

    /// Orders pieces that keep streams apart; `Equal` if tags that differ only in them are of one stream.
    pub(super) fn compare_keys(&self, other: &Self) -> Ordering {
        let forms = |item: &Self| if item.kind == ItemKind::Counter { item.value } else { "" };
        let by_kind = (self.kind as u8).cmp(&(other.kind as u8));
        by_kind
            .then_with(|| self.label.cmp(other.label))
            .then_with(|| numbers::compare_forms(forms(self), forms(other)))
    }

    /// Returns the text that distinguishes variants: a literal, or the word of a counter that is not only a label.
    pub(super) fn variant(&self) -> Option<&'a str> {
        let varies = match self.kind {
            ItemKind::Literal => true,
            ItemKind::Counter => !markers::is(self.label, COUNTER),
            _ => false,
        };
        (varies && !self.label.is_empty()).then_some(self.label)
    }
}

/// Splits a piece into a word and the counter glued to it: `r5`, `build.5`, `k3s1`, `gke.1589000`, `test.98`.
///
/// `None` where the number is the version of a known word (`jdk17`) or part of a name (`pr123`, `v2`).
pub(super) fn glued_counter(piece: &str) -> Option<Item<'_>> {
    let counter = split_counter(piece)?;
    let named = match lookup(letters(piece)) {
        _ if markers::is(counter.label, COUNTER) => false,
        Some(row) => row.category != Category::Channel || markers::is(row.word, CHANGE),
        None => matches!(counter.label, "v" | "V"),
    };
    (!named && lookup(piece).is_none()).then_some(counter)
}

/// Splits off the digits at the end. They may not be the last of several numbers (`foo3.20`).
pub(super) fn split_counter(piece: &str) -> Option<Item<'_>> {
    let end = piece.bytes().rposition(|b| !is(b, DIGIT))?.saturating_add(1);
    let (label, value) = (head(piece, end), tail(piece, end));
    let word = label.strip_suffix('.').unwrap_or(label);
    let dotted = word.len() < label.len() && is(last(word), DIGIT);
    let joined = word.bytes().any(|b| matches!(b, b'.' | b'_'));
    (!value.is_empty() && !dotted && !joined && is(last(word), ALPHANUMERIC)).then_some(Item {
        kind: ItemKind::Counter,
        label: word,
        value,
        text: piece,
    })
}

/// Reads a label and the counter after a dash that the text starts with: `build-5`.
pub(super) fn counter_after_label(text: &str) -> Option<Item<'_>> {
    let label = letters(text);
    let rest = tail(text, label.len()).strip_prefix('-')?;
    let value = first_piece(rest);
    let text = without(text, tail(rest, value.len()));
    (is_digits(value) && markers::is(label, COUNTER)).then_some(Item {
        kind: ItemKind::Counter,
        label,
        value,
        text,
    })
}
