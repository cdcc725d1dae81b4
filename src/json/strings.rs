//! JSON strings: where they end, what their escapes mean, how Go escapes them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The value of a hex digit, 16 for any other byte.
static HEX_VALUE: [u8; 256] = {
    let mut table = [16; 256];
    let mut digit = 0;
    while digit < 16 {
        table[b"0123456789abcdef"[digit as usize] as usize] = digit;
        table[b"0123456789ABCDEF"[digit as usize] as usize] = digit;
        digit += 1;
    }
    table
};

/// Returns `true` for a byte that ends a run of plain text: `"` (which is a space with another bit), `\`, a control
/// character.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch would keep blocks from being compared at once"
)]
const fn is_stop(byte: u8) -> bool {
    ((byte ^ 2) <= b' ') | (byte == b'\\')
}

/// Returns `true` for a byte that Go's encoder does not write verbatim; U+2028 and U+2029 begin with 0xE2.
const fn is_escaped(byte: u8) -> bool {
    is_stop(byte) || matches!(byte, b'<' | b'>' | b'&' | 0xE2)
}

/// The first position from `at` on of `"`, `\` or a control character, or the end.
#[inline]
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    // Blocks are compared without a branch inside, which compiles to vector instructions; then words.
    while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk::<16>)
        && !block.iter().fold(false, |stop, &byte| stop | is_stop(byte))
    {
        at += 16;
    }
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let stops = stops(u64::from_le_bytes(*word));
        if stops != 0 {
            return at + (stops.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|&byte| !is_stop(byte)) {
        at += 1;
    }
    at
}

/// The highest bit of the first byte of `word`, and perhaps of later ones, that [`is_stop`].
const fn stops(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    // A byte that is less borrows from its highest bit; so may the bytes after it, which don't count.
    let backslashes = word ^ (ONES * b'\\' as u64);
    let backslashes = backslashes.wrapping_sub(ONES) & !backslashes;
    let others = (word ^ (ONES * 2)).wrapping_sub(ONES * 33) & !word;
    (others | backslashes) & (ONES << 7)
}

/// The text between two quotes, unescaped; invalid escapes are dropped.
///
/// A lone surrogate is read as U+FFFD, as Go does.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        text.push_str(plain);
        let (c, length) = escape(escaped.as_bytes(), 0).unwrap_or((None, 0));
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        rest = escaped.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The character of an escape whose backslash is right before `at` (none for a lone surrogate) and its length in
/// bytes; or the position of the fault.
#[inline]
pub(super) fn escape(bytes: &[u8], at: usize) -> Result<(Option<char>, usize), usize> {
    let c = match bytes.get(at) {
        Some(&c @ (b'"' | b'\\' | b'/')) => char::from(c),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(bytes, at + 1),
        _ => return Err(at),
    };
    Ok((Some(c), 1))
}

fn unicode(bytes: &[u8], at: usize) -> Result<(Option<char>, usize), usize> {
    let high = unit(bytes, at)?;
    if (0xD800..0xDC00).contains(&high)
        && bytes.get(at + 4..at + 6) == Some(b"\\u")
        && let Ok(low @ 0xDC00..0xE000) = unit(bytes, at + 6)
    {
        return Ok((char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 11));
    }
    Ok((char::from_u32(high), 5))
}

/// Four hex digits, or the position of what is not one.
fn unit(bytes: &[u8], at: usize) -> Result<u32, usize> {
    if let Some(&[a, b, c, d]) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let [a, b, c, d] = [a, b, c, d].map(|digit| u32::from(HEX_VALUE[usize::from(digit)]));
        if a | b | c | d < 16 {
            return Ok(a << 12 | b << 8 | c << 4 | d);
        }
    }
    let is_hex = |at: &usize| bytes.get(*at).is_some_and(u8::is_ascii_hexdigit);
    Err((at..at + 4).find(|at| !is_hex(at)).unwrap_or(at))
}

/// Bytes as text, each invalid byte as U+FFFD, as Go reads them; and the positions of these in the text.
#[cold]
pub(super) fn from_utf8_like_go(bytes: &[u8]) -> (Cow<'_, str>, Vec<usize>) {
    let (mut text, mut wrong) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for _ in chunk.invalid() {
            wrong.push(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (Cow::Owned(text), wrong)
}

/// Writes `text` with quotes as Go's encoder does, HTML escaping on.
pub(super) fn write(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    let (mut from, bytes) = (0, text.as_bytes());
    for (at, &byte) in bytes.iter().enumerate().filter(|(_, byte)| is_escaped(**byte)) {
        let escape = match (byte, bytes.get(at + 1..at + 3)) {
            (b'"', _) => "\\\"",
            (b'\\', _) => "\\\\",
            (8, _) => "\\b",
            (12, _) => "\\f",
            (b'\n', _) => "\\n",
            (b'\r', _) => "\\r",
            (b'\t', _) => "\\t",
            (0xE2, Some([0x80, 0xA8])) => "\\u2028",
            (0xE2, Some([0x80, 0xA9])) => "\\u2029",
            (0xE2, _) => continue,
            _ => "\\u00",
        };
        out.push_str(&text[from..at]);
        out.push_str(escape);
        if escape == "\\u00" {
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        from = at + if byte == 0xE2 { 3 } else { 1 };
    }
    out.push_str(&text[from..]);
    out.push('"');
}
