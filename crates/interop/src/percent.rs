//! Percent escapes.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};

/// A text in which every byte but letters, digits and those of `plain` is escaped.
pub(crate) fn encode(text: &str, plain: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}"); // to a `String`: never fails
        }
    }
    out
}

/// The text that escapes stand for; `text` begins at `start` of what was given.
///
/// **Errors** a `%` without two hex digits; bytes that are not UTF-8.
pub(crate) fn decode(text: &str, part: FormatPart, start: usize) -> Result<String, FormatError> {
    let mut out = Vec::with_capacity(text.len());
    let mut pieces = text.split('%');
    out.extend(pieces.next().unwrap_or_default().bytes());
    let mut at = start + out.len();
    for piece in pieces {
        let digits = piece.get(..2).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
            return Err(FormatError::new(Kind::BadEscape, part, at, at + 1));
        };
        out.push(byte);
        out.extend(piece.bytes().skip(2));
        at += 1 + piece.len();
    }
    let end = start + text.len();
    String::from_utf8(out).map_err(|_| FormatError::new(Kind::EscapesNotUtf8, part, start, end))
}
