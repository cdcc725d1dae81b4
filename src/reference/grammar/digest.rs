//! Digests at the end of a reference.

use super::error::digest_error;
use crate::digest::known_algorithm;
use crate::error::ParseError;
use crate::text;

/// `digest`, to the end of the input.
pub(super) const fn digest(bytes: &[u8], start: usize) -> Result<usize, ParseError> {
    let text = bytes.split_at(start).1;
    if let Some(algorithm) = known_algorithm(text) {
        let value = text.split_at(algorithm.as_str().len() + 1).1;
        if value.len() == algorithm.hex_len() && text::all_hex(value) {
            return Ok(bytes.len());
        }
    }
    Err(digest_error(bytes, start))
}
