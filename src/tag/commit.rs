//! Commits of the sources in tags.

use super::parts::is_separator;

/// Whether the text is an abbreviated or full SHA-1 of git: 7 to 40 lower-case hex digits, not all decimal.
pub(super) fn is_bare(text: &str) -> bool {
    is_hex(text) && text.bytes().any(|b| b.is_ascii_lowercase())
}

fn is_hex(text: &str) -> bool {
    (7..=40).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Words that say that hex digits behind them are a commit, even decimal ones; source.
#[rustfmt::skip] // one row a line
const WORDS: &[(&str, &str)] = &[
    ("git", "kythe-public/golang-extractor:git-8697a6c4b15caf12b59d8e32b9ac0ee4aa9306bc"),
    ("sha", "docker/metadata-action, README"),
];

/// Whether a text that starts with words has a commit behind them: `sha-abcdef1`, `master-<40 hex digits>`.
pub(super) fn is_prefixed(text: &str) -> bool {
    find_prefixed(text).is_some()
}

/// The commit of a text that starts with words.
fn find_prefixed(text: &str) -> Option<&str> {
    let mut before = "";
    for piece in text.split(is_separator) {
        let named = WORDS.iter().any(|row| row.0 == before);
        if !before.is_empty() && (is_bare(piece) || (named && is_hex(piece))) {
            return Some(piece);
        }
        if !piece.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        before = piece;
    }
    None
}

/// The commit in a tag: all of it, behind words, or a piece of what follows a version (`g7d10a69154` as git's
/// `describe` writes it).
pub(super) fn find<'a>(text: &'a str, suffix: &'a str) -> Option<&'a str> {
    if is_bare(text) {
        return Some(text);
    }
    find_prefixed(text).or_else(|| {
        suffix.split('-').find_map(|piece| match piece.strip_prefix('g') {
            Some(hex) if is_hex(hex) => Some(hex),
            _ => is_bare(piece).then_some(piece),
        })
    })
}
