//! The only code that walks over text bytes: byte classes, runs, hex.

/// `%x61-7A / DIGIT`: what a path component is made of.
pub(crate) const LOWER: u8 = 1;
/// `%x41-5A`.
pub(crate) const UPPER: u8 = 2;
/// `DIGIT`.
pub(crate) const DIGIT: u8 = 4;
/// `DIGIT / %x61-66`: hex as digests write it.
pub(crate) const HEX: u8 = 8;
/// `ALPHA / DIGIT / "_"`: the first byte of a tag.
pub(crate) const WORD: u8 = 16;
/// `ALPHA / DIGIT / "_" / "." / "-"`: every later byte of a tag.
pub(crate) const TAG: u8 = 32;
/// `ALPHA / DIGIT / "-" / "."`: what a host is made of.
pub(crate) const HOST: u8 = 64;

/// The classes of every byte.
pub(crate) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "i is under 256")]
        let byte = i as u8;
        table[i] = match byte {
            b'0'..=b'9' => LOWER | DIGIT | HEX | WORD | TAG | HOST,
            b'a'..=b'f' => LOWER | HEX | WORD | TAG | HOST,
            b'g'..=b'z' => LOWER | WORD | TAG | HOST,
            b'A'..=b'Z' => UPPER | WORD | TAG | HOST,
            b'_' => WORD | TAG,
            b'.' | b'-' => TAG | HOST,
            _ => 0,
        };
        i += 1;
    }
    table
}

/// Whether `byte` is in one of `classes`.
pub(crate) const fn is(byte: u8, classes: u8) -> bool {
    CLASS[byte as usize] & classes != 0
}

/// The first position from `at` on whose byte is in none of `classes`.
pub(crate) const fn run(bytes: &[u8], mut at: usize, classes: u8) -> usize {
    while at < bytes.len() && is(bytes[at], classes) {
        at += 1;
    }
    at
}
