//! JSON strings: where they end, what their escapes mean, how Go escapes them.

use alloc::string::String;
use alloc::vec::Vec;

/// Bytes that end a run of plain text in a string: `"`, `\` and control characters.
const STOP: u8 = 1;
/// Bytes that Go's encoder does not write as they are; U+2028 and U+2029 begin with 0xE2.
const ESCAPE: u8 = 2;

static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 32 {
        table[i] = STOP | ESCAPE;
        i += 1;
    }
    table[b'"' as usize] = STOP | ESCAPE;
    table[b'\\' as usize] = STOP | ESCAPE;
    table[b'<' as usize] = ESCAPE;
    table[b'>' as usize] = ESCAPE;
    table[b'&' as usize] = ESCAPE;
    table[0xE2] = ESCAPE;
    table
}

/// The first position from `at` on of `"`, `\` or a control character, or the end.
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    // Eight bytes a step: the high bit of a byte of `(x - 1) & !x` is set where x is 0, and falsely only above such a byte.
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*word);
        let quote = word ^ (ONES * 0x22);
        let backslash = word ^ (ONES * 0x5C);
        let found = (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        let found = found & HIGH;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|&byte| CLASS[usize::from(byte)] & STOP == 0) {
        at += 1;
    }
    at
}

/// What the text between two quotes means, its escapes being well-formed; and where half a surrogate pair stands.
///
/// A lone surrogate is read as U+FFFD, as Go does.
pub(super) fn unescape(raw: &str) -> (String, Option<usize>) {
    let mut text = String::with_capacity(raw.len());
    let (mut rest, mut lone) = (raw, None);
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let at = raw.len() - escape.len() - 1;
        let (c, length) = escaped(escape);
        text.push(c.unwrap_or_else(|| {
            lone.get_or_insert(at);
            char::REPLACEMENT_CHARACTER
        }));
        rest = escape.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    (text, lone)
}

/// The character that an escape without its backslash begins with, none for a lone surrogate; and its bytes.
fn escaped(escape: &str) -> (Option<char>, usize) {
    let c = match escape.as_bytes().first() {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(escape),
        Some(&other) => char::from(other),
        None => return (None, 0),
    };
    (Some(c), 1)
}

fn unicode(escape: &str) -> (Option<char>, usize) {
    let unit = |at: usize| escape.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let Some(high) = unit(1) else { return (None, escape.len()) };
    if (0xD800..0xDC00).contains(&high) && escape.get(5..7) == Some("\\u") {
        if let Some(low @ 0xDC00..0xE000) = unit(7) {
            return (char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 11);
        }
    }
    (char::from_u32(high), 5)
}

/// Bytes as text, each wrong byte as U+FFFD, as Go reads them; and where in the text these stand.
pub(super) fn from_utf8_like_go(bytes: &[u8]) -> (String, Vec<usize>) {
    let (mut text, mut wrong) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for _ in chunk.invalid() {
            wrong.push(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (text, wrong)
}

/// Checks the escape that begins behind a backslash at `at`; its bytes, or the position of the fault.
pub(super) fn check_escape(bytes: &[u8], at: usize) -> Result<usize, usize> {
    match bytes.get(at) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(1),
        Some(b'u') => {
            match (at + 1..at + 5).find(|&i| !bytes.get(i).is_some_and(u8::is_ascii_hexdigit)) {
                None => Ok(5),
                Some(fault) => Err(fault),
            }
        }
        _ => Err(at),
    }
}

/// Writes `text` with quotes as Go's encoder does, HTML escaping on.
pub(super) fn write(out: &mut String, text: &str) {
    out.push('"');
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        if CLASS[usize::from(byte)] & ESCAPE == 0 {
            at += 1;
            continue;
        }
        let (escape, length) = match byte {
            b'"' => ("\\\"", 1),
            b'\\' => ("\\\\", 1),
            8 => ("\\b", 1),
            12 => ("\\f", 1),
            b'\n' => ("\\n", 1),
            b'\r' => ("\\r", 1),
            b'\t' => ("\\t", 1),
            0xE2 => match bytes.get(at + 1..at + 3) {
                Some([0x80, 0xA8]) => ("\\u2028", 3),
                Some([0x80, 0xA9]) => ("\\u2029", 3),
                _ => {
                    at += 1;
                    continue;
                }
            },
            _ => ("", 1),
        };
        out.push_str(&text[from..at]);
        out.push_str(escape);
        if escape.is_empty() {
            const HEX: &[u8; 16] = b"0123456789abcdef";
            out.push_str("\\u00");
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        at += length;
        from = at;
    }
    out.push_str(&text[from..]);
    out.push('"');
}
