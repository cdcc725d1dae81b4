//! The identifiers that prereleases and build metadata consist of.

use core::cmp::Ordering;

use super::commit;
use super::digits;
use super::moment;

/// A run of digits or of letters. `rc1` and `rc.1` are the same two.
#[derive(Clone, Copy, Debug)]
pub(super) enum Identifier<'a> {
    Number(&'a str),
    Word(&'a str),
}

/// Splits a text into its identifiers, without its commits and separators.
pub(super) fn split(text: &str) -> impl Iterator<Item = Identifier<'_>> + Clone {
    let mut before = "";
    text.split(is_separator)
        .filter(move |&piece| {
            let hex = commit::is_hex(piece) && !moment::is_compact(piece);
            let named = commit::is_label(before) && hex;
            before = piece;
            !(named || commit::is_commit(piece) || commit::described(piece).is_some())
        })
        .flat_map(|piece| {
            let mut rest = piece;
            core::iter::from_fn(move || {
                let digit = rest.bytes().next()?.is_ascii_digit();
                let end = rest.bytes().position(|b| b.is_ascii_digit() != digit);
                let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
                rest = after;
                Some(if digit { Identifier::Number(run) } else { Identifier::Word(run) })
            })
        })
}

/// Orders two lists of identifiers as semantic versioning orders prereleases: numbers by value and before words, words by their
/// letters without regard to case, the longer list last.
///
/// Source: semver.org 2.0.0, item 11; that `rc10` comes after `rc9` goes beyond it.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    use Identifier::{Number, Word};
    let (mut a, mut b) = (split(a), split(b));
    loop {
        let step = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) | (Some(Number(_)), Some(Word(_))) => Ordering::Less,
            (Some(_), None) | (Some(Word(_)), Some(Number(_))) => Ordering::Greater,
            (Some(Number(x)), Some(Number(y))) => digits::compare(x, y),
            (Some(Word(x)), Some(Word(y))) => compare_folded(x, y),
        };
        if step.is_ne() {
            return step;
        }
    }
}

/// Compares ASCII text in lower case, byte by byte.
pub(super) fn compare_folded(a: &str, b: &str) -> Ordering {
    a.bytes().map(|b| b.to_ascii_lowercase()).cmp(b.bytes().map(|b| b.to_ascii_lowercase()))
}

/// Returns `true` for what joins the pieces of a tag.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | '.')
}
