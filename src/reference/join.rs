//! Canonical strings, joined from their pieces.

use alloc::boxed::Box;
use alloc::string::String;

use super::grammar;
use crate::error::{ParseError, Part};

/// The pieces as one string, of which the first bytes are `registry` and the first `name` bytes are a name.
#[expect(clippy::inline_always, reason = "measured: literals are copied without a call")]
#[inline(always)]
pub(super) fn join<const N: usize>(
    registry: &str,
    name: usize,
    pieces: [&str; N],
) -> Result<Box<str>, ParseError> {
    let len = pieces.iter().fold(0, |len: usize, piece| len.wrapping_add(piece.len()));
    let path = name.wrapping_sub(registry.len()).wrapping_sub(1);
    if path > grammar::MAX_PATH || len > grammar::MAX_TEXT {
        return Err(too_long(path, len));
    }
    let mut text = String::with_capacity(len);
    for piece in pieces {
        if !piece.is_empty() {
            text.push_str(piece);
        }
    }
    Ok(text.into_boxed_str())
}

#[cold]
const fn too_long(path: usize, len: usize) -> ParseError {
    if path > grammar::MAX_PATH {
        return grammar::too_long(Part::Repository, 0, path, grammar::MAX_PATH);
    }
    grammar::too_long(Part::Reference, 0, len, grammar::MAX_TEXT)
}
