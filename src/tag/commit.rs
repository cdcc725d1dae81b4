//! Commits in tags.

use super::markers::{self, COMMIT};
use super::moment::is_moment;
use super::pieces::{first_piece, head, is_digits, is_separated, run, tail, without};
use crate::text::{DIGIT, HEX};

/// Returns `true` for what can be a commit: 7 to 40 lower-case hex digits (SHA-1), or 64 (SHA-256).
pub(super) fn is_hex(text: &str) -> bool {
    matches!(text.len(), 7..=40 | 64) && run(text, HEX) == text.len()
}

/// Returns `true` for what can only be an abbreviated or full commit of git: lower-case hex digits, not all decimal.
pub(super) fn is_commit(text: &str) -> bool {
    is_hex(text) && !is_digits(text)
}

/// Returns the commit after the `g` that `git describe` writes before it.
pub(super) fn described(piece: &str) -> Option<&str> {
    piece.strip_prefix('g').filter(|hex| is_hex(hex))
}

/// Returns the commit that a piece is, or can be if the piece before it says so.
pub(super) fn of<'a>(piece: &'a str, before: &str) -> Option<&'a str> {
    let hex = is_hex(piece) && (!is_digits(piece) || markers::is(before, COMMIT));
    if hex { Some(piece) } else { described(piece) }
}

/// Returns the count and the commit of `git describe` that the text starts with: `4` and `abcdef0` of `4-gabcdef0`.
///
/// After a count, fewer hex digits are enough than for a commit alone.
///
/// Source: git-describe(1), `--long` and `--abbrev`.
pub(super) fn count_at_start(text: &str) -> Option<(&str, &str)> {
    let count = head(text, run(text, DIGIT));
    let rest = tail(text, count.len()).strip_prefix("-g")?;
    let hex = head(rest, run(rest, HEX));
    let after = tail(rest, hex.len());
    let ends = after.is_empty() || is_separated(after);
    (!count.is_empty() && ends && matches!(hex.len(), 3..=64)).then_some((count, hex))
}

/// Reads the commit that the text starts with, and returns it without and with its label.
///
/// Decimal digits are a commit only after a label, or beside a moment.
pub(super) fn at_start(text: &str, after_moment: bool) -> Option<(&str, &str)> {
    let piece = first_piece(text);
    if let Some(commit) = described(piece) {
        return Some((commit, piece));
    }
    let after = tail(tail(text, piece.len()), 1);
    if markers::is(piece, COMMIT) {
        let hex = first_piece(after);
        return is_hex(hex).then(|| (hex, without(text, tail(after, hex.len()))));
    }
    let commit = is_hex(piece) && (!is_digits(piece) || after_moment || is_moment(after));
    commit.then_some((piece, piece))
}
