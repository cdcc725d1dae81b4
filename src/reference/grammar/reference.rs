//! References, and what of them has no file of its own: names, tags, digests.

use super::path::path;
use super::registry::registry;
use super::walk::Walk;
use super::{MAX_TAG, MAX_TEXT, Offsets};
use crate::digest::known_algorithm;
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, ALPHANUMERIC, HEX, TAG, UPPER, WORD};

/// `reference = name [ ":" tag ] [ "@" digest ]`.
pub(in crate::reference) const fn reference(bytes: &[u8]) -> Result<Offsets, ParseError> {
    let (registry, name, nested) = match name(bytes) {
        Ok(ends) => ends,
        Err(e) => return Err(e),
    };
    let mut at = name;
    if at < bytes.len() && bytes[at] == b':' {
        match tag(bytes, at + 1) {
            Ok(end) => at = end,
            Err(e) => return Err(e),
        }
    }
    let tag = at;
    if at < bytes.len() && bytes[at] == b'@' {
        match digest(bytes, at + 1) {
            Ok(end) => at = end,
            Err(e) => return Err(e),
        }
    }
    if at < bytes.len() {
        let part = if tag > name { Part::Tag } else { Part::Repository };
        return Err(behind(bytes, at, part));
    }
    if name == bytes.len() && is_image_id(bytes) {
        return Err(ParseError::new(Kind::ImageId, Part::Reference, 0, 64));
    }
    Ok(Offsets::new(registry, name, tag, nested))
}

/// `name`: the ends of registry (0 where there is none) and path, and whether the path has more than one component.
#[expect(
    clippy::inline_always,
    reason = "measured: handing results back through memory costs a tenth of a parse"
)]
#[inline(always)]
const fn name(bytes: &[u8]) -> Result<(usize, usize, bool), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Reference, 0, 0));
    }
    if bytes.len() > MAX_TEXT {
        return Err(too_long(Part::Reference, 0, bytes.len(), MAX_TEXT));
    }
    let first = Walk::from(0).component(bytes);
    let registry = match registry(bytes, first) {
        Ok(end) => end,
        Err(e) => return Err(e),
    };
    let rest = if registry == 0 { first } else { Walk::from(registry + 1) };
    match path(bytes, rest) {
        Ok(walk) => Ok((registry, walk.at, walk.is_nested())),
        Err(e) => Err(e),
    }
}

/// `tag = word *127( word / "." / "-" )`; gives the position behind it.
pub(in crate::reference) const fn tag(bytes: &[u8], start: usize) -> Result<usize, ParseError> {
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

/// `digest`, to the end of the text.
const fn digest(bytes: &[u8], start: usize) -> Result<usize, ParseError> {
    let text = bytes.split_at(start).1;
    if let Some(algorithm) = known_algorithm(text) {
        let value = text.split_at(algorithm.as_str().len() + 1).1;
        if value.len() == algorithm.hex_len() && text::all_hex(value) {
            return Ok(bytes.len());
        }
    }
    Err(bad_digest(bytes, start))
}

/// Whether the text is 64 lower-case hex digits: an image ID, which Docker never reads as a reference.
pub(in crate::reference) const fn is_image_id(bytes: &[u8]) -> bool {
    bytes.len() == 64 && text::run(bytes, 0, HEX) == 64
}

/// A name and nothing else: the ends of registry (0 where there is none) and path.
#[cfg(feature = "alloc")]
pub(in crate::reference) const fn name_alone(
    bytes: &[u8],
) -> Result<(usize, usize, bool), ParseError> {
    match name(bytes) {
        Ok((_, end, _)) if end < bytes.len() => Err(behind(bytes, end, Part::Repository)),
        Ok(_) if is_image_id(bytes) => Err(ParseError::new(Kind::ImageId, Part::Name, 0, 64)),
        result => result,
    }
}

/// A tag and nothing else.
pub(in crate::reference) const fn tag_alone(bytes: &[u8]) -> Result<(), ParseError> {
    match tag(bytes, 0) {
        Ok(end) if end == bytes.len() => Ok(()),
        Ok(end) => Err(text::unexpected(bytes, end, Part::Tag, Expected::TagByte)),
        Err(e) => Err(e),
    }
}

#[cold]
pub(in crate::reference) const fn too_long(
    part: Part,
    start: usize,
    end: usize,
    max: usize,
) -> ParseError {
    #[expect(clippy::cast_possible_truncation, reason = "a limit of this file")]
    ParseError::new(Kind::TooLong { max: max as u32 }, part, start, end)
}

/// A byte behind a path or a tag that begins no other part.
#[cold]
pub(super) const fn behind(bytes: &[u8], at: usize, part: Part) -> ParseError {
    match part {
        Part::Tag if bytes[at] == b':' => {
            let end = text::run(bytes, at + 1, TAG);
            ParseError::new(Kind::SecondTag, Part::Tag, at, end)
        }
        Part::Tag => text::unexpected(bytes, at, part, Expected::TagByte),
        _ if text::is(bytes[at], UPPER) => {
            let end = text::run(bytes, at, UPPER);
            ParseError::new(Kind::Uppercase { found: bytes[at] }, part, at, end)
        }
        _ => text::unexpected(bytes, at, part, Expected::PathByte),
    }
}

/// What is wrong with the digest that begins at `start`.
#[cold]
const fn bad_digest(bytes: &[u8], start: usize) -> ParseError {
    if start >= bytes.len() {
        return ParseError::new(Kind::Empty, Part::Digest, start, start);
    }
    let name = text::run(bytes, start, TAG);
    let name = if name < bytes.len() && bytes[name] == b'+' {
        text::run(bytes, name + 1, TAG)
    } else {
        name
    };
    if name == bytes.len() {
        let kind = Kind::UnexpectedEnd { expected: Expected::Colon };
        return ParseError::new(kind, Part::Digest, name, name);
    }
    if bytes[name] != b':' {
        return text::unexpected(bytes, name, Part::Algorithm, Expected::Colon);
    }
    let Some(algorithm) = known_algorithm(bytes.split_at(start).1) else {
        let kind = if name == start { Kind::Empty } else { Kind::UnknownAlgorithm };
        return ParseError::new(kind, Part::Algorithm, start, name);
    };
    let value = name + 1;
    let end = text::run(bytes, value, ALPHANUMERIC);
    if end < bytes.len() {
        match bytes[end] {
            b':' => return ParseError::new(Kind::TagAfterDigest, Part::Tag, end, bytes.len()),
            b'@' => return ParseError::new(Kind::SecondDigest, Part::Digest, end, bytes.len()),
            _ => return text::unexpected(bytes, end, Part::Encoded, Expected::Hex),
        }
    }
    match crate::digest::known_value(bytes.split_at(value).1, algorithm) {
        Err(e) => e.within(Part::Reference, value),
        // Not reached: `digest` takes these.
        Ok(()) => ParseError::new(Kind::Empty, Part::Digest, start, start),
    }
}
