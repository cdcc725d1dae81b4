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

#[expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "at compile time")]
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

/// Returns `true` if `byte` is in one of `classes`.
#[inline]
pub(crate) const fn is(byte: u8, classes: u8) -> bool {
    #[expect(clippy::indexing_slicing, reason = "an entry for every byte")]
    let class = CLASS[byte as usize];
    class & classes != 0
}

/// The position in `bytes` at which `rest`, the end of it, starts.
#[inline]
pub(crate) const fn position(bytes: &[u8], rest: &[u8]) -> usize {
    bytes.len().wrapping_sub(rest.len())
}

/// The bytes from `at` on.
#[inline]
pub(crate) const fn from(bytes: &[u8], at: usize) -> &[u8] {
    match bytes.split_at_checked(at) {
        Some((_, rest)) => rest,
        None => &[],
    }
}

/// What follows the first bytes that are in one of `classes`.
#[inline]
pub(crate) const fn after(mut rest: &[u8], classes: u8) -> &[u8] {
    while let [byte, more @ ..] = rest
        && is(*byte, classes)
    {
        rest = more;
    }
    rest
}

/// The first position from `at` on whose byte is in none of `classes`.
pub(crate) const fn run(bytes: &[u8], at: usize, classes: u8) -> usize {
    position(bytes, after(from(bytes, at), classes))
}

/// Returns `true` if a byte is in one of `classes`. Reads all bytes, without a branch that depends on them.
pub(crate) const fn contains(mut bytes: &[u8], classes: u8) -> bool {
    let mut found = false;
    while let [byte, more @ ..] = bytes {
        found |= is(*byte, classes);
        bytes = more;
    }
    found
}

/// Returns `true` if every byte is in one of `classes`.
pub(crate) const fn all(bytes: &[u8], classes: u8) -> bool {
    after(bytes, classes).is_empty()
}

/// Returns `true` if the first byte is in one of `classes`.
pub(crate) const fn starts(bytes: &[u8], classes: u8) -> bool {
    matches!(bytes, [byte, ..] if is(*byte, classes))
}

/// Returns `true` if all bytes are `HEX`.
///
/// Checks every byte and never returns early, so that the compiler vectorizes the loop.
#[inline(never)]
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
        let halves = (pair & 0x0f0f).wrapping_add((pair >> 6 & 0x0101).wrapping_mul(9));
        [*byte, _] = (halves << 4 | halves >> 8).to_le_bytes();
    }
    let valid = pairs.as_flattened().iter().fold(true, |all, byte| all & is_hex(*byte));
    valid.then_some(hash)
}

/// Encodes bytes as pairs of lower-case hex digits.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn encode_hex(bytes: &[u8], pairs: &mut [[u8; 2]]) {
    /// What a letter is more than the digit that would follow `9`.
    const LETTER: u16 = (b'a' - 10 - b'0') as u16;
    for (pair, byte) in pairs.iter_mut().zip(bytes) {
        let halves = u16::from(byte >> 4) | u16::from(byte & 0x0f) << 8;
        // Adding 6 sets bit 4 of 10 to 15 alone, which are letters.
        let letters = (halves.wrapping_add(0x0606) >> 4 & 0x0101).wrapping_mul(LETTER);
        *pair = halves.wrapping_add(0x3030).wrapping_add(letters).to_le_bytes();
    }
}

/// An error from `start` to `end`, each the rest of `bytes` from there on.
pub(crate) const fn error(
    kind: Kind,
    part: Part,
    bytes: &[u8],
    start: &[u8],
    end: &[u8],
) -> ParseError {
    ParseError::new(kind, part, position(bytes, start), position(bytes, end))
}

/// The error for the first byte of `rest`, or for the end: whitespace, control and non-ASCII characters have their own
/// kinds.
#[cold]
pub(crate) const fn unexpected(
    bytes: &[u8],
    rest: &[u8],
    part: Part,
    expected: Expected,
) -> ParseError {
    let at = position(bytes, rest);
    let [found, ..] = *rest else {
        return ParseError::new(Kind::UnexpectedEnd { expected }, part, at, at);
    };
    let kind = match found {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Kind::Whitespace { found },
        0..=0x1f | 0x7f => Kind::Control { found },
        0x80.. => match first_char(rest) {
            Some((found, len)) => {
                let end = at.saturating_add(len);
                return ParseError::new(Kind::NonAscii { found }, part, at, end);
            }
            None => Kind::Unexpected { found, expected },
        },
        _ => Kind::Unexpected { found, expected },
    };
    ParseError::of_byte(kind, part, at)
}

/// The error for the upper-case letters that `rest` starts with, if any.
#[cold]
pub(crate) const fn uppercase(bytes: &[u8], rest: &[u8], part: Part) -> Option<ParseError> {
    let [found @ b'A'..=b'Z', ..] = *rest else { return None };
    Some(error(Kind::Uppercase { found }, part, bytes, rest, after(rest, UPPER)))
}

/// The first character, if it is not ASCII, and its length in bytes.
const fn first_char(bytes: &[u8]) -> Option<(char, usize)> {
    let (code, len) = match *bytes {
        [a @ 0xc2..=0xdf, b, ..] => (bits(a, 0x1f, 6) | bits(b, 0x3f, 0), 2),
        [a @ 0xe0..=0xef, b, c, ..] => (bits(a, 0x0f, 12) | bits(b, 0x3f, 6) | bits(c, 0x3f, 0), 3),
        [a @ 0xf0..=0xf4, b, c, d, ..] => {
            (bits(a, 0x07, 18) | bits(b, 0x3f, 12) | bits(c, 0x3f, 6) | bits(d, 0x3f, 0), 4)
        }
        _ => return None,
    };
    match char::from_u32(code) {
        Some(found) => Some((found, len)),
        None => None,
    }
}

const fn bits(byte: u8, mask: u8, shift: u32) -> u32 {
    ((byte & mask) as u32) << shift
}
