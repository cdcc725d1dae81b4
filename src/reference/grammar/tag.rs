//! Tags.

use super::error::too_long;
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, TAG, WORD};

/// The most bytes of a tag.
const MAX_TAG: usize = 128;

/// `tag = word *127( word / "." / "-" )`; returns what follows it.
#[inline]
pub(super) const fn tag<'a>(bytes: &[u8], rest: &'a [u8]) -> Result<&'a [u8], ParseError> {
    if !text::starts(rest, WORD) {
        return Err(tag_error(bytes, rest));
    }
    let end = text::after(rest, TAG);
    if text::position(rest, end) > MAX_TAG {
        return Err(too_long(
            Part::Tag,
            text::position(bytes, rest),
            text::position(bytes, end),
            MAX_TAG,
        ));
    }
    Ok(end)
}

#[cold]
const fn tag_error(bytes: &[u8], rest: &[u8]) -> ParseError {
    if let [] | [b'@', ..] = rest {
        return text::error(Kind::Empty, Part::Tag, bytes, rest, rest);
    }
    text::unexpected(bytes, rest, Part::Tag, Expected::Word)
}

/// A tag that is the whole input.
pub(crate) const fn tag_alone(bytes: &[u8]) -> Result<(), ParseError> {
    match tag(bytes, bytes) {
        Ok([]) => Ok(()),
        Ok(rest) => Err(text::unexpected(bytes, rest, Part::Tag, Expected::TagByte)),
        Err(e) => Err(e),
    }
}
