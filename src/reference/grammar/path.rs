//! Paths: components of lower-case letters and digits.

use super::MAX_PATH;
use super::reference::{behind, too_long};
use super::walk::Walk;
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, DASH, DOT, LOWER, UNDERSCORE, UPPER};

/// `component *( "/" component )`, and its length; gives the position behind it.
#[expect(
    clippy::inline_always,
    reason = "measured: handing results back through memory costs a tenth of a parse"
)]
#[inline(always)]
pub(super) const fn path(bytes: &[u8], walk: Walk) -> Result<Walk, ParseError> {
    let walk = walk.path(bytes);
    let Walk { start, at, .. } = walk;
    if !walk.is_path() {
        return Err(no_path(bytes, start));
    }
    if at - start > MAX_PATH {
        return Err(too_long(Part::Repository, start, at, MAX_PATH));
    }
    Ok(walk)
}

/// A path and nothing else.
pub(in crate::reference) const fn path_alone(bytes: &[u8]) -> Result<(), ParseError> {
    match path(bytes, Walk::from(0)) {
        Ok(walk) if walk.at == bytes.len() => Ok(()),
        Ok(walk) => Err(behind(bytes, walk.at, Part::Repository)),
        Err(e) => Err(e),
    }
}

/// What is wrong with the path that begins at `start`.
#[cold]
const fn no_path(bytes: &[u8], start: usize) -> ParseError {
    let walk = Walk::from(start).valid_path(bytes);
    if !walk.ends_in_word() {
        return no_component(bytes, start, walk.at);
    }
    if walk.at - start > MAX_PATH {
        return too_long(Part::Repository, start, walk.at, MAX_PATH);
    }
    behind(bytes, walk.at, Part::Repository)
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
