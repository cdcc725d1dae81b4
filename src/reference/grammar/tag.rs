//! Tags.

use super::error::too_long;
use super::limits::MAX_TAG;
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, TAG, WORD};

/// `tag = word *127( word / "." / "-" )`; returns its end.
pub(super) const fn tag(bytes: &[u8], start: usize) -> Result<usize, ParseError> {
    if start >= bytes.len() || bytes[start] == b'@' {
        return Err(ParseError::new(Kind::Empty, Part::Tag, start, start));
    }
    if !text::is(bytes[start], WORD) {
        return Err(text::unexpected(bytes, start, Part::Tag, Expected::Word));
    }
    let end = text::run(bytes, start, TAG);
    if end - start > MAX_TAG {
        return Err(too_long(Part::Tag, start, end, MAX_TAG));
    }
    Ok(end)
}

/// A tag that is the whole input.
pub(in crate::reference) const fn tag_alone(bytes: &[u8]) -> Result<(), ParseError> {
    match tag(bytes, 0) {
        Ok(end) if end == bytes.len() => Ok(()),
        Ok(end) => Err(text::unexpected(bytes, end, Part::Tag, Expected::TagByte)),
        Err(e) => Err(e),
    }
}
