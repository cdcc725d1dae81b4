//! Canonical strings, joined from their pieces.

use alloc::boxed::Box;
use alloc::string::String;

use super::grammar;
use super::parts::Tag;
use crate::digest::DigestRef;
use crate::error::{ParseError, Part};

/// The pieces as one string, of which the first bytes are `registry` and the first `name` bytes are a name.
#[expect(clippy::inline_always, reason = "measured: literals are copied without a call")]
#[inline(always)]
pub(super) fn join<const N: usize>(
    registry: &str,
    name: usize,
    pieces: [&str; N],
) -> Result<Box<str>, ParseError> {
    let len = len_of(&pieces);
    let path = name.wrapping_sub(registry.len()).wrapping_sub(1);
    if path > grammar::MAX_PATH || len > grammar::MAX_TEXT {
        return Err(too_long(path, len));
    }
    Ok(concat(pieces).into_boxed_str())
}

/// The pieces as one string.
#[expect(clippy::inline_always, reason = "as for `join`")]
#[inline(always)]
pub(super) fn concat<const N: usize>(pieces: [&str; N]) -> String {
    let mut text = String::with_capacity(len_of(&pieces));
    for piece in pieces {
        if !piece.is_empty() {
            text.push_str(piece);
        }
    }
    text
}

fn len_of(pieces: &[&str]) -> usize {
    pieces.iter().fold(0, |len: usize, piece| len.wrapping_add(piece.len()))
}

/// `":" tag "@" digest`, as far as present.
pub(super) fn suffix<'a>(tag: Option<Tag<'a>>, digest: Option<DigestRef<'a>>) -> [&'a str; 4] {
    let (colon, tag) = tag.map_or(("", ""), |tag| (":", tag.as_str()));
    let (at, digest) = digest.map_or(("", ""), |digest| ("@", digest.as_str()));
    [colon, tag, at, digest]
}

#[cold]
const fn too_long(path: usize, len: usize) -> ParseError {
    if path > grammar::MAX_PATH {
        return grammar::too_long(Part::Repository, 0, path, grammar::MAX_PATH);
    }
    grammar::too_long(Part::Reference, 0, len, grammar::MAX_TEXT)
}
