//! Commits in tags.

use super::digits::is_digits;

/// Words after which hex digits are a commit, even if all of them are decimal; source.
#[rustfmt::skip] // one row a line
const LABELS: &[(&str, &str)] = &[
    ("commit", "GitLab, predefined variables: CI_COMMIT_SHORT_SHA"),
    ("git",    "kythe-public/golang-extractor:git-8697a6c4b15caf12b59d8e32b9ac0ee4aa9306bc"),
    ("sha",    "docker/metadata-action, README"),
];

/// Returns `true` if hex digits after the word are a commit.
pub(super) fn is_label(word: &str) -> bool {
    LABELS.iter().any(|row| row.0 == word)
}

/// Returns `true` for what can only be an abbreviated or full commit of git: lower-case hex digits, not all decimal.
pub(super) fn is_commit(text: &str) -> bool {
    is_hex(text) && !is_digits(text)
}

/// Returns `true` for what can be a commit: 7 to 40 lower-case hex digits (SHA-1), or 64 (SHA-256).
pub(super) fn is_hex(text: &str) -> bool {
    matches!(text.len(), 7..=40 | 64) && has_hex_digits(text)
}

/// Returns the commit after the `g` that `git describe` writes before it.
pub(super) fn described(piece: &str) -> Option<&str> {
    piece.strip_prefix('g').filter(|hex| is_hex(hex))
}

/// Returns the count and the commit of `git describe` that the text starts with: `4` and `abcdef0` of `4-gabcdef0`.
///
/// After a count, fewer hex digits are enough than for a commit alone.
///
/// Source: git-describe(1), `--long` and `--abbrev`.
pub(super) fn count_at_start(text: &str) -> Option<(&str, &str)> {
    let (count, rest) = text.split_once('-')?;
    let hex = rest.strip_prefix('g')?;
    let hex = hex.split(['-', '_', '.']).next().unwrap_or(hex);
    (is_digits(count) && matches!(hex.len(), 3..=64) && has_hex_digits(hex)).then_some((count, hex))
}

fn has_hex_digits(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
