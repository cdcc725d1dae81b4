//! Bytes of text: their classes, runs of them, and the error for a byte that does not fit.

use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};

/// `%x61-7A / DIGIT`: a letter or digit of a path component.
pub(crate) const LOWER: u8 = 1;
/// `%x41-5A`.
pub(crate) const UPPER: u8 = 2;
/// `DIGIT`.
pub(crate) const DIGIT: u8 = 4;
/// `DIGIT / %x61-66`: hex as digests write it.
pub(crate) const HEX: u8 = 8;
/// `_`.
pub(crate) const UNDERSCORE: u8 = 16;
/// `.`.
pub(crate) const DOT: u8 = 32;
/// `-`.
pub(crate) const DASH: u8 = 64;
/// `$`, `{`, `<`, `%`, `@`: what template placeholders start with.
pub(crate) const PLACEHOLDER: u8 = 128;

/// `ALPHA / DIGIT`.
pub(crate) const ALPHANUMERIC: u8 = LOWER | UPPER;
/// `ALPHA / DIGIT / "_"`: the first byte of a tag.
pub(crate) const WORD: u8 = ALPHANUMERIC | UNDERSCORE;
/// `ALPHA / DIGIT / "_" / "." / "-"`: every later byte of a tag.
pub(crate) const TAG: u8 = WORD | DOT | DASH;

/// The classes of every byte.
static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "i is under 256")]
        let byte = i as u8;
        table[i] = match byte {
            b'0'..=b'9' => LOWER | DIGIT | HEX,
            b'a'..=b'f' => LOWER | HEX,
            b'g'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'_' => UNDERSCORE,
            b'.' => DOT,
            b'-' => DASH,
            b'$' | b'{' | b'<' | b'%' | b'@' => PLACEHOLDER,
            _ => 0,
        };
        i += 1;
    }
    table
}

/// The classes of `byte`.
pub(crate) const fn class(byte: u8) -> u8 {
    CLASS[byte as usize]
}

/// Returns `true` if `byte` is in one of `classes`.
pub(crate) const fn is(byte: u8, classes: u8) -> bool {
    class(byte) & classes != 0
}

/// The first position from `at` on whose byte is in none of `classes`.
pub(crate) const fn run(bytes: &[u8], mut at: usize, classes: u8) -> usize {
    while at < bytes.len() && is(bytes[at], classes) {
        at += 1;
    }
    at
}

/// Returns `true` if all bytes are `HEX`.
///
/// Checks every byte and never returns early, so that the compiler vectorizes the loop.
pub(crate) const fn all_hex(mut bytes: &[u8]) -> bool {
    let mut all = true;
    while let [byte, rest @ ..] = bytes {
        all &= is_hex(*byte);
        bytes = rest;
    }
    all
}

/// As `is(byte, HEX)`, by arithmetic.
const fn is_hex(byte: u8) -> bool {
    (byte.wrapping_sub(b'0') < 10) | (byte.wrapping_sub(b'a') < 6)
}

/// Decodes `2 * N` bytes of `HEX`.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn decode_hex<const N: usize>(hex: &[u8]) -> Option<[u8; N]> {
    let (pairs, []) = hex.as_chunks() else { return None };
    let pairs: &[[u8; 2]; N] = pairs.try_into().ok()?;
    let mut hash = [0; N];
    for (byte, pair) in hash.iter_mut().zip(pairs) {
        // The low half of `0` to `9` is the digit, that of `a` to `f` is 9 less, and only these have bit 6.
        let pair = u16::from_le_bytes(*pair);
        let halves = (pair & 0x0f0f) + 9 * (pair >> 6 & 0x0101);
        *byte = (halves << 4 | halves >> 8) as u8;
    }
    let valid = pairs.as_flattened().iter().fold(true, |all, byte| all & is_hex(*byte));
    valid.then_some(hash)
}

/// Encodes bytes as pairs of lower-case hex digits.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn encode_hex(bytes: &[u8], pairs: &mut [[u8; 2]]) {
    for (pair, byte) in pairs.iter_mut().zip(bytes) {
        let halves = u16::from(byte >> 4) | u16::from(byte & 0x0f) << 8;
        // Adding 6 sets bit 4 of 10 to 15 alone, which are letters.
        let letters = (halves + 0x0606) >> 4 & 0x0101;
        *pair = (halves + 0x3030 + letters * u16::from(b'a' - 10 - b'0')).to_le_bytes();
    }
}

/// The error for the byte at `at`, or for the end: whitespace, control and non-ASCII characters have their own kinds.
#[cold]
pub(crate) const fn unexpected(
    bytes: &[u8],
    at: usize,
    part: Part,
    expected: Expected,
) -> ParseError {
    if at >= bytes.len() {
        return ParseError::new(Kind::UnexpectedEnd { expected }, part, bytes.len(), bytes.len());
    }
    let found = bytes[at];
    let (kind, len) = match found {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => (Kind::Whitespace { found }, 1),
        0..=0x1f | 0x7f => (Kind::Control { found }, 1),
        0x80.. => match char_at(bytes, at) {
            Some((found, len)) => (Kind::NonAscii { found }, len),
            None => (Kind::Unexpected { found, expected }, 1),
        },
        _ => (Kind::Unexpected { found, expected }, 1),
    };
    ParseError::new(kind, part, at, at + len)
}

/// The character that starts at `at` and its length in bytes; `None` if no character starts there.
const fn char_at(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let lead = bytes[at] as u32;
    let (len, mut code) = match lead {
        0xc2..=0xdf => (2, lead & 0x1f),
        0xe0..=0xef => (3, lead & 0x0f),
        0xf0..=0xf4 => (4, lead & 0x07),
        _ => return None,
    };
    let mut i = 1;
    while i < len {
        if at + i >= bytes.len() {
            return None;
        }
        code = code << 6 | (bytes[at + i] & 0x3f) as u32;
        i += 1;
    }
    match char::from_u32(code) {
        Some(c) => Some((c, len)),
        None => None,
    }
}
