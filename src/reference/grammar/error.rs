//! What is wrong with input that a rule has rejected.
//!
//! The rules only find out that input is wrong; these functions read it once more to find the byte and the kind.

use super::component_dfa::ComponentDfa;
use super::limits::MAX_PATH;
use crate::digest::{Algorithm, known_algorithm, known_value, missing_colon};
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, ALPHANUMERIC, DASH, DIGIT, DOT, LOWER, TAG, UNDERSCORE, UPPER, WORD};

#[cold]
pub(in crate::reference) const fn too_long(
    part: Part,
    start: usize,
    end: usize,
    max: usize,
) -> ParseError {
    #[expect(clippy::cast_possible_truncation, reason = "one of the limits")]
    ParseError::new(Kind::TooLong { max: max as u32 }, part, start, end)
}

/// What is wrong with the host at the start of the input.
#[cold]
pub(super) const fn host_error(bytes: &[u8]) -> ParseError {
    let end = text::run(bytes, 0, TAG);
    let at = text::run(bytes, 0, TAG & !UNDERSCORE);
    if at < end {
        return ParseError::new(Kind::HostUnderscore, Part::Registry, at, at + 1);
    }
    let mut at = 0;
    while at < end {
        // Both neighbors of a `.`, and both ends, must be letters or digits.
        let edge = at == 0
            || at + 1 == end
            || text::is(bytes[at - 1], DOT)
            || text::is(bytes[at + 1], DOT);
        if edge && !text::is(bytes[at], ALPHANUMERIC) {
            return text::unexpected(bytes, at, Part::Registry, Expected::Alphanumeric);
        }
        at += 1;
    }
    if !bytes.is_empty() && !matches!(bytes[0], b'/' | b':') {
        return text::unexpected(bytes, 0, Part::Registry, Expected::Alphanumeric);
    }
    ParseError::new(Kind::Empty, Part::Registry, 0, 0)
}

/// What is wrong with a port that has no digit at `at`.
#[cold]
pub(super) const fn port_error(bytes: &[u8], at: usize) -> ParseError {
    if at == bytes.len() || bytes[at] == b'/' {
        return ParseError::new(Kind::Empty, Part::Port, at, at);
    }
    text::unexpected(bytes, at, Part::Port, Expected::Digit)
}

/// What is wrong with the path at `start`.
#[cold]
pub(super) const fn path_error(bytes: &[u8], start: usize) -> ParseError {
    let dfa = ComponentDfa::from(start).valid_path(bytes);
    if !dfa.ends_in_word() {
        return component_error(bytes, start, dfa.at);
    }
    if dfa.at - start > MAX_PATH {
        return too_long(Part::Repository, start, dfa.at, MAX_PATH);
    }
    trailing_byte_error(bytes, dfa.at, Part::Repository)
}

/// What is wrong at `at`, where a component, or a run of letters and digits in one, must start.
#[cold]
const fn component_error(bytes: &[u8], start: usize, at: usize) -> ParseError {
    let first = at == start || bytes[at - 1] == b'/';
    let ends = at == bytes.len() || matches!(bytes[at], b'/' | b':' | b'@');
    if at == 0 && !bytes.is_empty() && bytes[0] == b'/' {
        return ParseError::new(Kind::Empty, Part::Registry, 0, 0);
    }
    if first && ends {
        return ParseError::new(Kind::Empty, Part::Repository, at, at);
    }
    if at < bytes.len() && text::is(bytes[at], UPPER) {
        return uppercase(bytes, at, Part::Repository);
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

/// What is wrong at `at`, after a part that must end there.
#[cold]
pub(super) const fn trailing_byte_error(bytes: &[u8], at: usize, part: Part) -> ParseError {
    if text::is(bytes[at], UPPER) {
        return uppercase(bytes, at, part);
    }
    text::unexpected(bytes, at, part, Expected::PathByte)
}

/// What is wrong at `at`, after the tag at `start`.
#[cold]
pub(super) const fn trailing_tag_error(bytes: &[u8], start: usize, at: usize) -> ParseError {
    if bytes[at] != b':' {
        return text::unexpected(bytes, at, Part::Tag, Expected::TagByte);
    }
    if known_algorithm(bytes.split_at(start).1).is_some() {
        return ParseError::new(Kind::DigestAsTag, Part::Digest, start, bytes.len());
    }
    if known_algorithm(bytes.split_at(at + 1).1).is_some() {
        return ParseError::new(Kind::DigestAsTag, Part::Digest, at + 1, bytes.len());
    }
    ParseError::new(Kind::SecondTag, Part::Tag, at, text::run(bytes, at + 1, TAG))
}

/// What is wrong with the digest at `start`.
#[cold]
pub(super) const fn digest_error(bytes: &[u8], start: usize) -> ParseError {
    if start >= bytes.len() || bytes[start] == b'@' {
        return ParseError::new(Kind::Empty, Part::Digest, start, start);
    }
    let name = text::run(bytes, start, TAG);
    let name = if name < bytes.len() && bytes[name] == b'+' {
        text::run(bytes, name + 1, TAG)
    } else {
        name
    };
    let text = bytes.split_at(start).1;
    if name == bytes.len() {
        let error = missing_colon(text).within(Part::Reference, start);
        if matches!(error.kind(), Kind::UnexpectedEnd { .. }) && looks_like_tag(text) {
            return ParseError::new(Kind::TagAsDigest, Part::Tag, start, bytes.len());
        }
        return error;
    }
    if bytes[name] == b'@' && looks_like_tag(text.split_at(name - start).0) {
        return ParseError::new(Kind::TagAsDigest, Part::Tag, start, name);
    }
    if bytes[name] != b':' {
        return text::unexpected(bytes, name, Part::Algorithm, Expected::Colon);
    }
    let Some(algorithm) = known_algorithm(text) else {
        if name > start && is_algorithm(text.split_at(name - start).0) {
            return uppercase(bytes, start, Part::Algorithm);
        }
        let kind = if name == start { Kind::Empty } else { Kind::UnknownAlgorithm };
        return ParseError::new(kind, Part::Algorithm, start, name);
    };
    let value = name + 1;
    let end = text::run(bytes, value, ALPHANUMERIC);
    if end < bytes.len() {
        match bytes[end] {
            b':' => return ParseError::new(Kind::TagAfterDigest, Part::Tag, end, bytes.len()),
            b'@' => return ParseError::new(Kind::SecondDigest, Part::Digest, end, bytes.len()),
            _ => return text::unexpected(bytes, end, Part::Encoded, Expected::Hex),
        }
    }
    match known_value(bytes.split_at(value).1, algorithm) {
        Err(e) => e.within(Part::Reference, value),
        // Unreachable: `digest` accepts these.
        Ok(()) => ParseError::new(Kind::Empty, Part::Digest, start, start),
    }
}

/// Returns `true` for a tag that is neither an algorithm nor the first digits of a digest.
const fn looks_like_tag(bytes: &[u8]) -> bool {
    let shortened =
        bytes.len() >= 7 && text::all_hex(bytes) && text::run(bytes, 0, DIGIT) < bytes.len();
    let is_tag = text::is(bytes[0], WORD) && text::run(bytes, 0, TAG) == bytes.len();
    is_tag && !shortened && !is_algorithm(bytes)
}

/// Returns `true` for the name of a known algorithm, in any case.
const fn is_algorithm(name: &[u8]) -> bool {
    let mut lower = [0; Algorithm::Sha256.as_str().len()];
    if name.len() != lower.len() {
        return false;
    }
    let mut i = 0;
    while i < lower.len() {
        lower[i] = name[i].to_ascii_lowercase();
        i += 1;
    }
    Algorithm::from_bytes(&lower).is_some()
}

/// The run of upper-case letters from the first one at or after `at`.
const fn uppercase(bytes: &[u8], mut at: usize, part: Part) -> ParseError {
    while at + 1 < bytes.len() && !text::is(bytes[at], UPPER) {
        at += 1;
    }
    let end = text::run(bytes, at, UPPER);
    ParseError::new(Kind::Uppercase { found: bytes[at] }, part, at, end)
}
