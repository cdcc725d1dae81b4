//! The grammar of a digest's text.
//!
//! ```text
//! digest    = algorithm ":" encoded
//! algorithm = word *( ( "+" / "." / "_" / "-" ) word )      ; word = 1*( %x61-7A / DIGIT )
//! encoded   = 1*( ALPHA / DIGIT / "=" / "_" / "-" )         ; of a known algorithm: its number of lower-case hex
//! ```

use super::Algorithm;
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, HEX, LOWER, TAG};

/// What the text of a digest says of itself.
#[derive(Clone, Copy)]
pub(super) struct Scan {
    /// Where the `:` is.
    pub(super) colon: usize,
    /// The algorithm, where it is known.
    pub(super) algorithm: Option<Algorithm>,
}

/// Reads a whole digest. As in go-digest, the length of a known algorithm's value is checked before its characters.
pub(super) const fn digest(bytes: &[u8]) -> Result<Scan, ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Digest, 0, 0));
    }
    if let Some(algorithm) = known_algorithm(bytes) {
        return match known_value(bytes.split_at(KNOWN_NAME + 1).1, algorithm) {
            Ok(()) => Ok(Scan { colon: KNOWN_NAME, algorithm: Some(algorithm) }),
            Err(e) => Err(e.within(Part::Digest, KNOWN_NAME + 1)),
        };
    }
    other(bytes)
}

/// The bytes of every known algorithm's name.
const KNOWN_NAME: usize = 6;

/// The known algorithm whose name and `:` the bytes begin with.
pub(crate) const fn known_algorithm(bytes: &[u8]) -> Option<Algorithm> {
    if bytes.len() <= KNOWN_NAME || bytes[KNOWN_NAME] != b':' {
        return None;
    }
    Algorithm::from_bytes(bytes.split_at(KNOWN_NAME).0)
}

/// A digest whose algorithm isn't known.
const fn other(bytes: &[u8]) -> Result<Scan, ParseError> {
    let mut colon = 0;
    while colon < bytes.len() && bytes[colon] != b':' {
        colon += 1;
    }
    let (name, rest) = bytes.split_at(colon);
    if let Err(e) = algorithm_name(name) {
        return Err(e.within(Part::Digest, 0));
    }
    let [_, encoded @ ..] = rest else {
        let kind = Kind::UnexpectedEnd { expected: Expected::Colon };
        return Err(ParseError::new(kind, Part::Digest, bytes.len(), bytes.len()));
    };
    match other_value(encoded) {
        Ok(()) => Ok(Scan { colon, algorithm: None }),
        Err(e) => Err(e.within(Part::Digest, colon + 1)),
    }
}

/// The value of a known algorithm: exactly so many lower-case hex digits.
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
        if word == at {
            return Err(text::unexpected(bytes, at, Part::Algorithm, Expected::AlgorithmByte));
        }
        if word == bytes.len() {
            return Ok(());
        }
        if !matches!(bytes[word], b'+' | b'.' | b'_' | b'-') {
            return Err(text::unexpected(bytes, word, Part::Algorithm, Expected::AlgorithmByte));
        }
        at = word + 1;
    }
}

#[cold]
const fn wrong_length(found: usize, expected: usize) -> ParseError {
    // INVARIANT: a known algorithm has at most 128 digits.
    #[expect(clippy::cast_possible_truncation, reason = "at most 128; `found` is cut on purpose")]
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
        let end = text::run(bytes, at, text::UPPER);
        return ParseError::new(Kind::Uppercase { found: bytes[at] }, Part::Encoded, at, end);
    }
    text::unexpected(bytes, at, Part::Encoded, Expected::Hex)
}
