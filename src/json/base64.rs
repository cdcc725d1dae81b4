//! RFC 4648 base64 as Go's `encoding/base64` reads it: padded standard alphabet, line breaks ignored.

use alloc::string::String;
use alloc::vec::Vec;

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Decodes section 4 base64; line breaks, and bits after the last byte, are ignored.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    if !digits.len().is_multiple_of(4) {
        return None;
    }
    let padding = digits.iter().rev().take_while(|&&b| b == b'=').count();
    if padding > 2 {
        return None;
    }
    bytes(&digits[..digits.len() - padding], b'+', b'/')
}

/// Decodes section 5 base64 (`-` and `_`) without padding.
pub(crate) fn decode_url(text: &str) -> Option<Vec<u8>> {
    bytes(text.trim_end_matches('=').as_bytes(), b'-', b'_')
}

/// Encodes `bytes` in section 4 base64.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |group, &byte| group << 8 | u32::from(byte));
        let group = group << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let six = (group >> (18 - 6 * digit)) & 63;
            text.push(if digit <= chunk.len() { char::from(STANDARD[six as usize]) } else { '=' });
        }
    }
    text
}

fn bytes(digits: &[u8], plus: u8, slash: u8) -> Option<Vec<u8>> {
    if digits.len() % 4 == 1 {
        return None;
    }
    let mut out = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for chunk in digits.chunks(4) {
        let mut group = 0u32;
        for &digit in chunk {
            group = group << 6 | u32::from(value(digit, plus, slash)?);
        }
        group <<= 6 * (4 - chunk.len());
        let [_, a, b, c] = group.to_be_bytes();
        out.extend_from_slice(&[a, b, c][..chunk.len() * 6 / 8]);
    }
    Some(out)
}

fn value(digit: u8, plus: u8, slash: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        _ if digit == plus => Some(62),
        _ if digit == slash => Some(63),
        _ => None,
    }
}
