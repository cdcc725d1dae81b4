//! Percent-encoding.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};

/// Escapes every byte but letters, digits and those of `plain`.
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

/// Decodes `text`, which starts at byte `start` of the input.
///
/// # Errors
///
/// If a `%` is not followed by two hex digits, or the bytes are not UTF-8.
pub(crate) fn decode(text: &str, part: FormatPart, start: usize) -> Result<String, FormatError> {
    let mut out = Vec::with_capacity(text.len());
    for octet in octets(text) {
        let octet = octet.map_err(|at| bad_escape(part, start + at))?;
        out.push(octet.byte);
    }
    let end = start + text.len();
    String::from_utf8(out).map_err(|_| FormatError::new(Kind::EscapesNotUtf8, part, start, end))
}

/// The error of the `%` at byte `at` of the input.
pub(crate) const fn bad_escape(part: FormatPart, at: usize) -> FormatError {
    FormatError::new(Kind::BadEscape, part, at, at + 1)
}

/// One byte of a percent-encoded string.
pub(crate) struct Octet {
    /// Its value.
    pub(crate) byte: u8,
    /// Where it starts.
    pub(crate) at: usize,
    /// `true` if it was escaped.
    pub(crate) is_escaped: bool,
}

/// The bytes of a percent-encoded string; `Err` is the position of a `%` without two hex digits.
pub(crate) fn octets(text: &str) -> impl Iterator<Item = Result<Octet, usize>> {
    let bytes = text.as_bytes();
    let mut next = 0;
    core::iter::from_fn(move || {
        let at = next;
        let byte = *bytes.get(at)?;
        next += 1;
        if byte != b'%' {
            return Some(Ok(Octet { byte, at, is_escaped: false }));
        }
        let (Some(high), Some(low)) = (hex_digit(bytes, at + 1), hex_digit(bytes, at + 2)) else {
            next = bytes.len();
            return Some(Err(at));
        };
        next += 2;
        Some(Ok(Octet { byte: high << 4 | low, at, is_escaped: true }))
    })
}

fn hex_digit(bytes: &[u8], at: usize) -> Option<u8> {
    let value = char::from(*bytes.get(at)?).to_digit(16)?;
    u8::try_from(value).ok()
}
