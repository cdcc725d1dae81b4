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
/// Checks every byte by arithmetic and never returns early, so that the compiler vectorizes the loop.
pub(crate) const fn all_hex(bytes: &[u8]) -> bool {
    let mut all = true;
    let mut i = 0;
    while i < bytes.len() {
        let digit = bytes[i].wrapping_sub(b'0') < 10;
        let letter = bytes[i].wrapping_sub(b'a') < 6;
        all &= digit | letter;
        i += 1;
    }
    all
}

/// Decodes hex digits, of which the caller has checked that they are `2 * N` bytes of `HEX`.
#[cfg(feature = "alloc")]
pub(crate) fn decode_hex<const N: usize>(hex: &[u8]) -> [u8; N] {
    debug_assert!(hex.len() == 2 * N && all_hex(hex));
    let mut values = [[0; 2]; N];
    for (value, digit) in values.as_flattened_mut().iter_mut().zip(hex) {
        // The low half of `0` to `9` is the digit, that of `a` to `f` is 9 less, and only these have bit 6.
        *value = (digit & 0x0f) + 9 * (digit >> 6);
    }
    values.map(|[high, low]| high << 4 | low)
}

/// Encodes `bytes`, a multiple of four, as lower-case hex at the start of `out`.
///
/// Eight digits at a time by arithmetic on a word: a third of the instructions of a table lookup per digit.
#[cfg(feature = "alloc")]
pub(crate) fn encode_hex(bytes: &[u8], out: &mut [u8]) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    debug_assert!(bytes.len().is_multiple_of(4) && bytes.len() * 2 <= out.len());
    let (words, _) = bytes.as_chunks::<4>();
    let (digits, _) = out.as_chunks_mut::<8>();
    for (word, digits) in words.iter().zip(digits) {
        // Spreads eight half bytes over eight bytes.
        let mut spread = u64::from(u32::from_be_bytes(*word));
        spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff;
        spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff;
        spread = (spread | spread << 4) & 0x0f0f_0f0f_0f0f_0f0f;
        // Adding 6 sets bit 4 of 10 to 15 alone, which are letters.
        let letters = (spread + ONES * 6) >> 4 & ONES;
        let ascii = spread + ONES * u64::from(b'0') + letters * u64::from(b'a' - 10 - b'0');
        *digits = ascii.to_be_bytes();
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
