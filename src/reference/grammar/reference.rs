//! References and names.

use super::component_dfa::ComponentDfa;
use super::digest::digest;
use super::error::{too_long, trailing_byte_error, trailing_tag_error};
use super::limits::MAX_TEXT;
use super::offsets::Offsets;
use super::path::path;
use super::registry::registry;
use super::tag::tag;
use crate::error::{ParseError, ParseErrorKind as Kind, Part};
use crate::text;

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
        return Err(if tag > name {
            trailing_tag_error(bytes, name + 1, at)
        } else {
            trailing_byte_error(bytes, at, Part::Repository)
        });
    }
    if name == bytes.len() && is_image_id(bytes) {
        return Err(ParseError::new(Kind::ImageId, Part::Reference, 0, 64));
    }
    Ok(Offsets::new(registry, name, tag, nested))
}

/// `name`: the ends of registry (0 if absent) and path, and whether the path has more than one component.
#[expect(
    clippy::inline_always,
    reason = "measured: results returned through memory cost a tenth of a parse"
)]
#[inline(always)]
const fn name(bytes: &[u8]) -> Result<(usize, usize, bool), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Reference, 0, 0));
    }
    if bytes.len() > MAX_TEXT {
        return Err(too_long(Part::Reference, 0, bytes.len(), MAX_TEXT));
    }
    let first = ComponentDfa::from(0).component(bytes);
    let registry = match registry(bytes, first) {
        Ok(end) => end,
        Err(e) => return Err(e),
    };
    let rest = if registry == 0 { first } else { ComponentDfa::from(registry + 1) };
    match path(bytes, rest) {
        Ok(dfa) => Ok((registry, dfa.at, dfa.is_nested())),
        Err(e) => Err(e),
    }
}

/// Returns `true` for 64 lower-case hex digits: an image ID, which Docker never reads as a reference.
pub(in crate::reference) const fn is_image_id(bytes: &[u8]) -> bool {
    bytes.len() == 64 && text::all_hex(bytes)
}

/// A name that is the whole input: the ends of registry (0 if absent) and path, and whether the path has more than one
/// component.
#[cfg(feature = "alloc")]
pub(in crate::reference) const fn name_alone(
    bytes: &[u8],
) -> Result<(usize, usize, bool), ParseError> {
    match name(bytes) {
        Ok((_, end, _)) if end < bytes.len() => {
            Err(trailing_byte_error(bytes, end, Part::Repository))
        }
        Ok(_) if is_image_id(bytes) => Err(ParseError::new(Kind::ImageId, Part::Name, 0, 64)),
        result => result,
    }
}
