//! Digests at the end of a reference.

use super::error::digest_error;
use crate::digest::known_algorithm;
use crate::error::ParseError;
use crate::text;

/// `digest`, to the end of the input.
pub(super) const fn digest(bytes: &[u8], rest: &[u8]) -> Result<(), ParseError> {
    match known_algorithm(rest) {
        Some((algorithm, value)) if value.len() == algorithm.hex_len() && text::all_hex(value) => {
            Ok(())
        }
        _ => Err(digest_error(bytes, rest)),
    }
}
