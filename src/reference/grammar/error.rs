//! What is wrong with input that a rule has rejected.
//!
//! The rules only find out that input is wrong; these functions read it once more to find the byte and the kind.

use super::MAX_PATH;
use super::component_dfa::ComponentDfa;
use crate::digest::{Algorithm, known_algorithm, known_value, missing_colon};
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, ALPHANUMERIC, DASH, DIGIT, DOT, LOWER, TAG, UNDERSCORE, UPPER, WORD};

#[cold]
pub(crate) const fn too_long(part: Part, start: usize, end: usize, max: usize) -> ParseError {
    #[expect(clippy::cast_possible_truncation, reason = "one of the limits")]
    ParseError::new(Kind::TooLong { max: max as u32 }, part, start, end)
}

/// What is wrong with the host at the start of the input.
#[cold]
pub(super) const fn host_error(bytes: &[u8]) -> ParseError {
    let mut prev = b'.';
    let mut rest = bytes;
    if let [b'_', ..] = text::after(bytes, TAG & !UNDERSCORE) {
        let at = text::position(bytes, text::after(bytes, TAG & !UNDERSCORE));
        return ParseError::of_byte(Kind::HostUnderscore, Part::Registry, at);
    }
    while let [byte, more @ ..] = rest
        && text::is(*byte, TAG)
    {
        // Both neighbors of a `.`, and both ends, must be letters or digits.
        let edge = prev == b'.' || !text::starts(more, TAG & !DOT);
        if edge && !text::is(*byte, ALPHANUMERIC) {
            return text::unexpected(bytes, rest, Part::Registry, Expected::Alphanumeric);
        }
        prev = *byte;
        rest = more;
    }
    match bytes {
        [] | [b'/' | b':', ..] => ParseError::new(Kind::Empty, Part::Registry, 0, 0),
        _ => text::unexpected(bytes, bytes, Part::Registry, Expected::Alphanumeric),
    }
}

/// What is wrong with a port that has no digit.
#[cold]
pub(super) const fn port_error(bytes: &[u8], rest: &[u8]) -> ParseError {
    if let [] | [b'/', ..] = rest {
        return text::error(Kind::Empty, Part::Port, bytes, rest, rest);
    }
    text::unexpected(bytes, rest, Part::Port, Expected::Digit)
}

/// What is wrong with the path at `start`.
#[cold]
pub(super) const fn path_error(bytes: &[u8], start: &[u8]) -> ParseError {
    let dfa = ComponentDfa::new(start).valid_path();
    if !dfa.ends_in_word() {
        return component_error(bytes, start, dfa.rest);
    }
    if text::position(start, dfa.rest) > MAX_PATH {
        let (start, end) = (text::position(bytes, start), text::position(bytes, dfa.rest));
        return too_long(Part::Repository, start, end, MAX_PATH);
    }
    trailing_byte_error(bytes, dfa.rest, Part::Repository)
}

/// What is wrong where a component of the path at `start`, or a run of letters and digits in one, must start.
#[cold]
const fn component_error(bytes: &[u8], start: &[u8], rest: &[u8]) -> ParseError {
    const SEPARATOR: u8 = UNDERSCORE | DOT | DASH;
    let at = text::position(bytes, rest);
    if let [b'/', ..] = bytes
        && at == 0
    {
        return ParseError::new(Kind::Empty, Part::Registry, 0, 0);
    }
    let mut before = start.split_at(text::position(start, rest)).0;
    if let ([] | [.., b'/'], [] | [b'/' | b':' | b'@', ..]) = (before, rest) {
        return text::error(Kind::Empty, Part::Repository, bytes, rest, rest);
    }
    if let Some(error) = text::uppercase(bytes, rest, Part::Repository) {
        return error;
    }
    while let [more @ .., last] = before
        && text::is(*last, SEPARATOR)
    {
        before = more;
    }
    let from = text::position(bytes, start).saturating_add(before.len());
    let end = text::after(rest, SEPARATOR);
    let to = text::position(bytes, end);
    match end {
        [byte, ..] if from < at && text::is(*byte, LOWER) => {
            ParseError::new(Kind::Separator, Part::Repository, from, to)
        }
        [] | [b'/' | b':' | b'@', ..] if from < at => {
            let kind = Kind::UnexpectedEnd { expected: Expected::LowerAlphanumeric };
            ParseError::new(kind, Part::Repository, to, to)
        }
        _ => text::unexpected(bytes, rest, Part::Repository, Expected::LowerAlphanumeric),
    }
}

/// What is wrong after a part that must end there.
#[cold]
pub(super) const fn trailing_byte_error(bytes: &[u8], rest: &[u8], part: Part) -> ParseError {
    match text::uppercase(bytes, rest, part) {
        Some(error) => error,
        None => text::unexpected(bytes, rest, part, Expected::PathByte),
    }
}

/// What is wrong with the rest of the input after a tag.
#[cold]
pub(super) const fn trailing_tag_error(bytes: &[u8], tag: &[u8], rest: &[u8]) -> ParseError {
    let [b':', second @ ..] = rest else {
        return text::unexpected(bytes, rest, Part::Tag, Expected::TagByte);
    };
    if known_algorithm(tag).is_some() {
        return text::error(Kind::DigestAsTag, Part::Digest, bytes, tag, &[]);
    }
    if known_algorithm(second).is_some() {
        return text::error(Kind::DigestAsTag, Part::Digest, bytes, second, &[]);
    }
    text::error(Kind::SecondTag, Part::Tag, bytes, rest, text::after(second, TAG))
}

/// What is wrong with the digest at the end of the input.
#[cold]
pub(super) const fn digest_error(bytes: &[u8], digest: &[u8]) -> ParseError {
    let start = text::position(bytes, digest);
    if let Some((algorithm, value)) = known_algorithm(digest) {
        let rest = if text::all_hex(value) { &[] } else { text::after(value, ALPHANUMERIC) };
        return match rest {
            [b':', ..] => text::error(Kind::TagAfterDigest, Part::Tag, bytes, rest, &[]),
            [b'@', ..] => text::error(Kind::SecondDigest, Part::Digest, bytes, rest, &[]),
            [_, ..] => text::unexpected(bytes, rest, Part::Encoded, Expected::Hex),
            [] => match known_value(value, algorithm) {
                Err(e) => e.within(Part::Reference, text::position(bytes, value)),
                // Unreachable: `digest` accepts these.
                Ok(()) => ParseError::new(Kind::Empty, Part::Digest, start, start),
            },
        };
    }
    let name = match text::after(digest, TAG) {
        [b'+', more @ ..] => text::after(more, TAG),
        rest => rest,
    };
    let end = text::position(bytes, name);
    let word = digest.split_at(text::position(digest, name)).0;
    match name {
        _ if matches!(digest, [] | [b'@', ..]) => {
            ParseError::new(Kind::Empty, Part::Digest, start, start)
        }
        [] => match missing_colon(digest).within(Part::Reference, start) {
            error if matches!(error.kind(), Kind::UnexpectedEnd { .. }) && is_tag(word) => {
                ParseError::new(Kind::TagAsDigest, Part::Tag, start, end)
            }
            error => error,
        },
        [b'@', ..] if is_tag(word) => ParseError::new(Kind::TagAsDigest, Part::Tag, start, end),
        [b':', ..] if word.is_empty() => ParseError::new(Kind::Empty, Part::Algorithm, start, end),
        [b':', ..] => {
            let upper = text::after(digest, TAG & !UPPER);
            match text::uppercase(bytes, upper, Part::Algorithm) {
                Some(error) if is_algorithm(word) => error,
                _ => ParseError::new(Kind::UnknownAlgorithm, Part::Algorithm, start, end),
            }
        }
        _ => text::unexpected(bytes, name, Part::Algorithm, Expected::Colon),
    }
}

/// Returns `true` for a tag that is neither an algorithm nor the first digits of a digest.
const fn is_tag(bytes: &[u8]) -> bool {
    let shortened = bytes.len() >= 7 && text::all_hex(bytes) && !text::all(bytes, DIGIT);
    text::starts(bytes, WORD) && text::all(bytes, TAG) && !shortened && !is_algorithm(bytes)
}

/// Returns `true` for the name of a known algorithm, in any case.
const fn is_algorithm(name: &[u8]) -> bool {
    let Some((name, [])) = name.split_first_chunk::<6>() else { return false };
    let mut lower = *name;
    lower.make_ascii_lowercase();
    Algorithm::from_bytes(&lower).is_some()
}
