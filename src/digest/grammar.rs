//! The grammar of digests.
//!
//! ```text
//! digest    = algorithm ":" encoded
//! algorithm = word *( ( "+" / "." / "_" / "-" ) word )      ; word = 1*( %x61-7A / DIGIT )
//! encoded   = 1*( ALPHA / DIGIT / "=" / "_" / "-" )         ; of a known algorithm: its number of lower-case hex
//! ```

use super::Algorithm;
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, HEX, LOWER, TAG, UPPER};

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
    if let Some(algorithm) = known_algorithm(bytes) {
        return match known_value(bytes.split_at(KNOWN_NAME + 1).1, algorithm) {
            Ok(()) => Ok(Parsed { colon: KNOWN_NAME, algorithm: Some(algorithm) }),
            Err(e) => Err(e.within(Part::Digest, KNOWN_NAME + 1)),
        };
    }
    other(bytes)
}

/// The length of every known algorithm's name, in bytes.
const KNOWN_NAME: usize = 6;

/// The known algorithm whose name and `:` the bytes start with.
pub(crate) const fn known_algorithm(bytes: &[u8]) -> Option<Algorithm> {
    if bytes.len() <= KNOWN_NAME || bytes[KNOWN_NAME] != b':' {
        return None;
    }
    Algorithm::from_bytes(bytes.split_at(KNOWN_NAME).0)
}

/// A digest of an unknown algorithm.
const fn other(bytes: &[u8]) -> Result<Parsed, ParseError> {
    let mut colon = 0;
    while colon < bytes.len() && bytes[colon] != b':' {
        colon += 1;
    }
    let (name, rest) = bytes.split_at(colon);
    let [_, encoded @ ..] = rest else {
        let missing = missing_colon(bytes);
        return Err(match algorithm_name(name) {
            Err(e) if matches!(missing.kind(), Kind::UnexpectedEnd { .. }) => {
                e.within(Part::Digest, 0)
            }
            _ => missing.within(Part::Digest, 0),
        });
    };
    if let Err(e) = algorithm_name(name) {
        return Err(e.within(Part::Digest, 0));
    }
    match other_value(encoded) {
        Ok(()) => Ok(Parsed { colon, algorithm: None }),
        Err(e) => Err(e.within(Part::Digest, colon + 1)),
    }
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
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte != b'=' && (!text::is(byte, TAG) || byte == b'.') {
            return Err(text::unexpected(bytes, at, Part::Encoded, Expected::EncodedByte));
        }
        at += 1;
    }
    Ok(())
}

/// `word *( ( "+" / "." / "_" / "-" ) word )`.
const fn algorithm_name(bytes: &[u8]) -> Result<(), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Algorithm, 0, 0));
    }
    let mut at = 0;
    loop {
        let word = text::run(bytes, at, LOWER);
        if word == bytes.len() && word > at {
            return Ok(());
        }
        if word == at || !matches!(bytes[word], b'+' | b'.' | b'_' | b'-') {
            return Err(not_algorithm(bytes, word));
        }
        at = word + 1;
    }
}

#[cold]
const fn not_algorithm(bytes: &[u8], at: usize) -> ParseError {
    if at < bytes.len() && text::is(bytes[at], UPPER) {
        let end = text::run(bytes, at, UPPER);
        return ParseError::new(Kind::Uppercase { found: bytes[at] }, Part::Algorithm, at, end);
    }
    text::unexpected(bytes, at, Part::Algorithm, Expected::AlgorithmByte)
}

/// The error for a digest without `:`: the algorithm is missing, another byte is in its place, or the digest ends.
#[cold]
pub(crate) const fn missing_colon(bytes: &[u8]) -> ParseError {
    const SHA256: usize = Algorithm::Sha256.hex_len();
    if bytes.len() == SHA256 && all_hex_of_any_case(bytes) {
        return ParseError::new(Kind::MissingAlgorithm, Part::Algorithm, 0, 0);
    }
    if bytes.len() > KNOWN_NAME {
        let (name, rest) = bytes.split_at(KNOWN_NAME);
        if let Some(algorithm) = Algorithm::from_bytes(name)
            && rest.len() == algorithm.hex_len() + 1
            && all_hex_of_any_case(rest.split_at(1).1)
        {
            return text::unexpected(bytes, KNOWN_NAME, Part::Algorithm, Expected::Colon);
        }
    }
    let kind = Kind::UnexpectedEnd { expected: Expected::Colon };
    ParseError::new(kind, Part::Digest, bytes.len(), bytes.len())
}

const fn all_hex_of_any_case(bytes: &[u8]) -> bool {
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_hexdigit() {
            return false;
        }
        i += 1;
    }
    true
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
    let at = text::run(bytes, 0, HEX);
    if matches!(bytes[at], b'A'..=b'F') {
        let end = text::run(bytes, at, UPPER);
        return ParseError::new(Kind::Uppercase { found: bytes[at] }, Part::Encoded, at, end);
    }
    text::unexpected(bytes, at, Part::Encoded, Expected::Hex)
}
