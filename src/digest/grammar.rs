//! The grammar of digests.
//!
//! ```text
//! digest    = algorithm ":" encoded
//! algorithm = word *( ( "+" / "." / "_" / "-" ) word )      ; word = 1*( %x61-7A / DIGIT )
//! encoded   = 1*( ALPHA / DIGIT / "=" / "_" / "-" )         ; of a known algorithm: its number of lower-case hex
//! ```

use super::Algorithm;
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, DOT, HEX, LOWER, TAG};

/// The parts of a parsed digest.
#[derive(Clone, Copy)]
pub(super) struct Parsed {
    /// The position of the `:`.
    pub(super) colon: usize,
    /// The algorithm, if known.
    pub(super) algorithm: Option<Algorithm>,
}

/// Parses a whole digest. As in go-digest, the length of a known algorithm's value is checked before its characters.
pub(super) const fn digest(bytes: &[u8]) -> Result<Parsed, ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Digest, 0, 0));
    }
    match known_algorithm(bytes) {
        Some((algorithm, value)) => match known_value(value, algorithm) {
            Ok(()) => {
                let colon = algorithm.as_str().len();
                Ok(Parsed { colon, algorithm: Some(algorithm) })
            }
            Err(e) => Err(e.within(Part::Digest, text::position(bytes, value))),
        },
        None => other(bytes),
    }
}

/// The known algorithm whose name and `:` the bytes start with, and what follows them.
#[inline]
pub(crate) const fn known_algorithm(bytes: &[u8]) -> Option<(Algorithm, &[u8])> {
    match bytes.split_first_chunk::<7>() {
        Some(([name @ .., b':'], value)) => match Algorithm::from_bytes(name) {
            Some(algorithm) => Some((algorithm, value)),
            None => None,
        },
        _ => None,
    }
}

/// A digest of an unknown algorithm.
const fn other(bytes: &[u8]) -> Result<Parsed, ParseError> {
    let mut rest = bytes;
    while let [byte, more @ ..] = rest
        && *byte != b':'
    {
        rest = more;
    }
    let colon = text::position(bytes, rest);
    let error = match (algorithm_name(bytes.split_at(colon).0), rest) {
        (Ok(()), [_, value @ ..]) => match other_value(value) {
            Ok(()) => return Ok(Parsed { colon, algorithm: None }),
            Err(e) => e.within(Part::Digest, text::position(bytes, value)),
        },
        (Err(e), [_, ..]) => e,
        (name, []) => match (missing_colon(bytes), name) {
            (missing, Err(e)) if matches!(missing.kind(), Kind::UnexpectedEnd { .. }) => e,
            (missing, _) => missing,
        },
    };
    Err(error.within(Part::Digest, 0))
}

/// The value of a known algorithm: its number of lower-case hex digits.
pub(crate) const fn known_value(bytes: &[u8], algorithm: Algorithm) -> Result<(), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Encoded, 0, 0));
    }
    let expected = algorithm.hex_len();
    if bytes.len() != expected {
        return Err(wrong_length(bytes.len(), expected));
    }
    if text::all_hex(bytes) { Ok(()) } else { Err(not_hex(bytes)) }
}

/// `1*( ALPHA / DIGIT / "=" / "_" / "-" )`.
const fn other_value(bytes: &[u8]) -> Result<(), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Encoded, 0, 0));
    }
    let mut rest = text::after(bytes, TAG & !DOT);
    while let [b'=', more @ ..] = rest {
        rest = text::after(more, TAG & !DOT);
    }
    if rest.is_empty() {
        return Ok(());
    }
    Err(text::unexpected(bytes, rest, Part::Encoded, Expected::EncodedByte))
}

/// `word *( ( "+" / "." / "_" / "-" ) word )`.
const fn algorithm_name(bytes: &[u8]) -> Result<(), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Algorithm, 0, 0));
    }
    let mut word = bytes;
    loop {
        let rest = text::after(word, LOWER);
        match rest {
            [] if !word.is_empty() => return Ok(()),
            [b'+' | b'.' | b'_' | b'-', more @ ..] if rest.len() < word.len() => word = more,
            _ => return Err(not_algorithm(bytes, rest)),
        }
    }
}

#[cold]
const fn not_algorithm(bytes: &[u8], rest: &[u8]) -> ParseError {
    if let Some(error) = text::uppercase(bytes, rest, Part::Algorithm) {
        return error;
    }
    text::unexpected(bytes, rest, Part::Algorithm, Expected::AlgorithmByte)
}

/// The error for a digest without `:`: the algorithm is missing, another byte is in its place, or the digest ends.
#[cold]
pub(crate) const fn missing_colon(bytes: &[u8]) -> ParseError {
    if bytes.len() == Algorithm::Sha256.hex_len() && all_hex_of_any_case(bytes) {
        return ParseError::new(Kind::MissingAlgorithm, Part::Algorithm, 0, 0);
    }
    if let Some((name, rest @ [_, value @ ..])) = bytes.split_first_chunk::<6>()
        && let Some(algorithm) = Algorithm::from_bytes(name)
        && value.len() == algorithm.hex_len()
        && all_hex_of_any_case(value)
    {
        return text::unexpected(bytes, rest, Part::Algorithm, Expected::Colon);
    }
    let kind = Kind::UnexpectedEnd { expected: Expected::Colon };
    ParseError::new(kind, Part::Digest, bytes.len(), bytes.len())
}

const fn all_hex_of_any_case(mut bytes: &[u8]) -> bool {
    while let [byte, rest @ ..] = bytes
        && byte.is_ascii_hexdigit()
    {
        bytes = rest;
    }
    bytes.is_empty()
}

#[cold]
const fn wrong_length(found: usize, expected: usize) -> ParseError {
    #[expect(clippy::cast_possible_truncation, reason = "at most 128; `found` saturates")]
    let kind = Kind::DigestLength {
        expected: expected as u16,
        found: if found > u32::MAX as usize { u32::MAX } else { found as u32 },
    };
    ParseError::new(kind, Part::Encoded, 0, found)
}

#[cold]
const fn not_hex(bytes: &[u8]) -> ParseError {
    let rest = text::after(bytes, HEX);
    match (rest, text::uppercase(bytes, rest, Part::Encoded)) {
        ([b'A'..=b'F', ..], Some(error)) => error,
        _ => text::unexpected(bytes, rest, Part::Encoded, Expected::Hex),
    }
}
