//! Strings in tags: their pieces, letters and digits. A tag is ASCII, so every offset is one of a character.

use core::cmp::Ordering;

use crate::text::{self, DASH, DIGIT, DOT, UNDERSCORE};

/// What joins the pieces of a tag.
pub(super) const SEPARATORS: u8 = DASH | UNDERSCORE | DOT;

/// Returns the length of the start in which all bytes are of the classes.
pub(super) fn run(text: &str, classes: u8) -> usize {
    text.bytes().position(|b| !text::is(b, classes)).unwrap_or(text.len())
}

/// Splits a string; one that is too short is all before the offset.
pub(super) fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// Returns the first bytes.
pub(super) fn head(text: &str, length: usize) -> &str {
    split(text, length).0
}

/// Returns what follows the first bytes.
pub(super) fn tail(text: &str, length: usize) -> &str {
    split(text, length).1
}

/// Returns what precedes `rest`, with which the text ends.
pub(super) fn without<'a>(text: &'a str, rest: &str) -> &'a str {
    head(text, text.len().saturating_sub(rest.len()))
}

/// Returns what precedes the first separator of the classes.
#[inline(never)]
pub(super) fn until(text: &str, separators: u8) -> &str {
    head(text, run(text, !separators))
}

/// Returns the first piece.
pub(super) fn first_piece(text: &str) -> &str {
    until(text, SEPARATORS)
}

/// Cuts off what precedes the first separator of the classes, and the separator. `None` at the end.
#[inline(never)]
pub(super) fn cut<'a>(rest: &mut &'a str, separators: u8) -> Option<&'a str> {
    if rest.is_empty() {
        return None;
    }
    let (piece, after) = split(rest, run(rest, !separators));
    *rest = tail(after, 1);
    Some(piece)
}

/// Returns the first byte; 0 for an empty string.
pub(super) fn first(text: &str) -> u8 {
    text.as_bytes().first().copied().unwrap_or(0)
}

/// Returns the last byte; 0 for an empty string.
pub(super) fn last(text: &str) -> u8 {
    text.as_bytes().last().copied().unwrap_or(0)
}

/// Returns `true` if the string starts with a separator.
pub(super) fn is_separated(text: &str) -> bool {
    text::is(first(text), SEPARATORS)
}

/// Returns the string without separators at its end.
#[inline(never)]
pub(super) fn trim_separators(text: &str) -> &str {
    let mut text = text;
    while text::is(last(text), SEPARATORS) {
        text = head(text, text.len().saturating_sub(1));
    }
    text
}

/// Returns the letters that a string starts with.
#[inline(never)]
pub(super) fn letters(text: &str) -> &str {
    let end = text.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(text.len());
    head(text, end)
}

/// Returns `true` for one or more letters.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && letters(text).len() == text.len()
}

/// Returns `true` for one or more decimal digits.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && run(text, DIGIT) == text.len()
}

/// Returns `true` for numbers joined by single dots.
#[inline(never)]
pub(super) fn is_dotted(text: &str) -> bool {
    !text.is_empty() && dotted(text).len() == text.len()
}

/// Returns the numbers joined by single dots that a string starts with.
#[inline(never)]
pub(super) fn dotted(text: &str) -> &str {
    let mut rest = tail(text, run(text, DIGIT));
    if rest.len() < text.len() {
        while let Some(next) = rest.strip_prefix('.') {
            let digits = run(next, DIGIT);
            if digits == 0 {
                break;
            }
            rest = tail(next, digits);
        }
    }
    without(text, rest)
}

/// Compares ASCII text in lower case, byte by byte.
#[inline(never)]
pub(super) fn compare_folded(a: &str, b: &str) -> Ordering {
    a.bytes().map(|b| b.to_ascii_lowercase()).cmp(b.bytes().map(|b| b.to_ascii_lowercase()))
}
