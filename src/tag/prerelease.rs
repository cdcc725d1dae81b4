//! Prereleases, post-releases and build metadata: where each ends, and how the identifiers in them compare.

use core::cmp::Ordering;

use super::commit;
use super::item::{Item, ItemKind};
use super::markers::{GLUED, POST_RELEASE, PRERELEASE, WITH_NUMBER, marks};
use super::moment::{Moment, is_compact};
use super::numbers;
use super::pieces::{
    SEPARATORS, compare_folded, cut, first_piece, head, is_digits, is_dotted, letters, run, split,
    tail, until, without,
};
use super::words;
use crate::text::{self, DASH, DIGIT, DOT, UNDERSCORE};

/// Reads the prerelease or post-release that `text` starts with (`rc1`, `beta-2`, `SNAPSHOT`, `post.1`, `p1`), glued
/// to the version (`3.12.0b4`, `1.2.3_rc1`) or after a dash (`1.13.0-rc3-trixie`).
pub(super) fn at_start(text: &str, glued: bool) -> Option<Item<'_>> {
    let word = letters(text);
    let marks = marks(word);
    let after = tail(text, word.len());
    if marks & POST_RELEASE != 0 {
        let digits = after.strip_prefix('.').unwrap_or(after);
        let number = first_piece(digits);
        return is_digits(number).then(|| Item {
            kind: ItemKind::PostRelease,
            label: word,
            value: number,
            text: without(text, tail(digits, number.len())),
        });
    }
    if marks & PRERELEASE == 0 || (marks & GLUED != 0 && !glued) {
        return None;
    }
    let rest = match glued_identifiers(after)? {
        "" if !glued => number_after_dash(after),
        rest => rest,
    };
    let numbered = marks & WITH_NUMBER == 0 || rest.bytes().any(|b| text::is(b, DIGIT));
    numbered.then(|| Item {
        kind: ItemKind::Prerelease,
        label: word,
        value: rest,
        text: without(text, tail(after, rest.len())),
    })
}

/// Returns the identifiers glued to a word or joined by dots, up to a commit or a word of the variant. `None` if
/// something else is glued to the word.
fn glued_identifiers(text: &str) -> Option<&str> {
    let all = until(text, DASH | UNDERSCORE);
    let mut left = tail(all, run(all, DIGIT));
    while let Some(rest) = left.strip_prefix('.') {
        let piece = until(rest, DOT);
        let other = commit::of(piece, "").is_some() || words::of_variant(piece).is_some();
        if piece.is_empty() || other {
            return Some(without(all, left));
        }
        left = tail(rest, piece.len());
    }
    left.is_empty().then_some(all)
}

/// Returns the number in the next piece, with its dash, unless it is a day or the count of `git describe`.
fn number_after_dash(text: &str) -> &str {
    let Some(rest) = text.strip_prefix('-') else { return "" };
    let piece = until(rest, DASH | UNDERSCORE);
    let other = Moment::at_start(rest).is_some() || commit::count_at_start(rest).is_some();
    if is_digits(piece) && !other { without(text, tail(rest, piece.len())) } else { "" }
}

/// Returns the build metadata that `text` starts with, after its `_`: all of it, up to a word that tells variants
/// apart (`up0.25.0-rc.0`, but `8` of `8-jdk`). A number on its own ends at a dash.
///
/// Source: semver.org 2.0.0, item 10; Helm, HIP 6 and pkg/registry: `+` is written as `_`.
pub(super) fn metadata_at_start(text: &str) -> &str {
    let first = until(text, DASH | UNDERSCORE);
    if is_dotted(first) {
        return first;
    }
    let mut rest = text;
    loop {
        // A version can contain a dot, so the word is looked up in both forms.
        let long = words::of_variant(until(rest, DASH | UNDERSCORE));
        if long.or_else(|| words::of_variant(first_piece(rest))).is_some() {
            let before = without(text, rest);
            return head(before, before.len().saturating_sub(1));
        }
        match cut(&mut rest, SEPARATORS) {
            Some(_) if !rest.is_empty() => {}
            _ => return text,
        }
    }
}

/// The identifiers of a prerelease or of metadata: runs of digits or of letters, without commits and separators.
/// `rc1` and `rc.1` are the same two.
struct Identifiers<'a> {
    /// What is left of the piece.
    piece: &'a str,
    before: &'a str,
    rest: &'a str,
}

impl<'a> Identifiers<'a> {
    const fn of(text: &'a str) -> Self {
        Self { piece: "", before: "", rest: text }
    }

    fn next(&mut self) -> Option<&'a str> {
        while self.piece.is_empty() {
            let piece = cut(&mut self.rest, SEPARATORS)?;
            let commit = commit::of(piece, if is_compact(piece) { "" } else { self.before });
            self.before = piece;
            self.piece = if commit.is_some() { "" } else { piece };
        }
        let digits = run(self.piece, DIGIT);
        let length = if digits == 0 { letters(self.piece).len() } else { digits };
        let (identifier, rest) = split(self.piece, length);
        self.piece = rest;
        Some(identifier)
    }
}

/// Orders two prereleases, or the metadata of two builds.
///
/// Prereleases as semantic versioning does: numbers by value and before words, words by their letters without regard
/// to case, the longer list last. Metadata, which it does not order, by its numbers; a prerelease in it comes before
/// what it leads to, and other words do not count.
///
/// Source: semver.org 2.0.0, item 11; that `rc10` comes after `rc9` goes beyond it.
pub(super) fn compare(kind: ItemKind, a: &str, b: &str) -> Ordering {
    let rank = |identifier: Option<&str>| match (identifier, kind) {
        (None, _) => 1,
        (Some(digits), _) if is_digits(digits) => 2,
        (_, ItemKind::Prerelease) => 3,
        (Some(word), _) if marks(word) & (PRERELEASE | WITH_NUMBER) == PRERELEASE => 0,
        _ => 4,
    };
    let (mut a, mut b) = (Identifiers::of(a), Identifiers::of(b));
    loop {
        let (x, y) = (a.next(), b.next());
        let by_rank = rank(x).cmp(&rank(y));
        let step = by_rank.then_with(|| match (x, y, rank(x)) {
            (Some(x), Some(y), 2) => numbers::compare(x, y),
            (Some(x), Some(y), 0 | 3) => compare_folded(x, y),
            _ => Ordering::Equal,
        });
        if step.is_ne() || (x.is_none() && y.is_none()) {
            return step;
        }
    }
}
