//! Paths: components of lower-case letters and digits.

use super::MAX_PATH;
use super::reference::{behind, too_long};
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, DASH, DOT, LOWER, UNDERSCORE, UPPER};

/// `component *( "/" component )`, and its length; gives the position behind it.
pub(super) const fn path(bytes: &[u8], start: usize) -> Result<usize, ParseError> {
    let mut state = START;
    let mut at = start;
    while at < bytes.len() {
        let next = NEXT[bytes[at] as usize] >> state & STATE;
        if next == STOP {
            break;
        }
        state = next;
        at += 1;
    }
    if state != WORD {
        return Err(no_component(bytes, start, at));
    }
    if at - start > MAX_PATH {
        return Err(too_long(Part::Repository, start, at, MAX_PATH));
    }
    Ok(at)
}

// What stands before the next byte. The names are bit positions in a row of `NEXT`.

/// The begin of a component.
const START: u64 = 0;
/// A letter or digit: the only place where a component may end.
const WORD: u64 = 6;
/// One `.`.
const POINT: u64 = 12;
/// One `_`.
const LOW: u64 = 18;
/// Two `_`.
const LOWS: u64 = 24;
/// Any number of `-`.
const DASHES: u64 = 30;
/// A byte that the path does not take.
const STOP: u64 = 36;
/// The bits of a state.
const STATE: u64 = 63;

/// For each byte a row with the state that follows each state: one load and one shift a byte, and no branch that the
/// text could make unpredictable.
static NEXT: [u64; 256] = rows();

const fn rows() -> [u64; 256] {
    let mut rows = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut state = START;
        while state < STOP {
            #[expect(clippy::cast_possible_truncation, reason = "byte is under 256")]
            let next = next(state, byte as u8);
            rows[byte] |= next << state;
            state += WORD;
        }
        byte += 1;
    }
    rows
}

/// `component = 1*lower-alphanumeric *( separator 1*lower-alphanumeric )`, `separator = "." / "__" / "_" / 1*"-"`.
const fn next(state: u64, byte: u8) -> u64 {
    match (state, byte) {
        (_, b'a'..=b'z' | b'0'..=b'9') => WORD,
        (WORD, b'/') => START,
        (WORD, b'.') => POINT,
        (WORD, b'_') => LOW,
        (LOW, b'_') => LOWS,
        (WORD | DASHES, b'-') => DASHES,
        _ => STOP,
    }
}

/// A path and nothing else.
pub(in crate::reference) const fn path_alone(bytes: &[u8]) -> Result<(), ParseError> {
    match path(bytes, 0) {
        Ok(end) if end == bytes.len() => Ok(()),
        Ok(end) => Err(behind(bytes, end, Part::Repository)),
        Err(e) => Err(e),
    }
}

/// No letter or digit at `at`, where a component, or a run of one, should begin.
#[cold]
const fn no_component(bytes: &[u8], start: usize, at: usize) -> ParseError {
    let first = at == start || bytes[at - 1] == b'/';
    let ends = at == bytes.len() || matches!(bytes[at], b'/' | b':' | b'@');
    if at == 0 && !bytes.is_empty() && bytes[0] == b'/' {
        return ParseError::new(Kind::Empty, Part::Registry, 0, 0);
    }
    if first && ends {
        return ParseError::new(Kind::Empty, Part::Repository, at, at);
    }
    if at < bytes.len() && text::is(bytes[at], UPPER) {
        let end = text::run(bytes, at, UPPER);
        return ParseError::new(Kind::Uppercase { found: bytes[at] }, Part::Repository, at, end);
    }
    let mut from = at;
    while from > start && text::is(bytes[from - 1], UNDERSCORE | DOT | DASH) {
        from -= 1;
    }
    let to = text::run(bytes, at, UNDERSCORE | DOT | DASH);
    if from < at && to < bytes.len() && text::is(bytes[to], LOWER) {
        return ParseError::new(Kind::Separator, Part::Repository, from, to);
    }
    if from < at && (to == bytes.len() || matches!(bytes[to], b'/' | b':' | b'@')) {
        let kind = Kind::UnexpectedEnd { expected: Expected::LowerAlphanumeric };
        return ParseError::new(kind, Part::Repository, to, to);
    }
    text::unexpected(bytes, at, Part::Repository, Expected::LowerAlphanumeric)
}
