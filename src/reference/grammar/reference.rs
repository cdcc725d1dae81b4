//! References and names.

use super::MAX_TEXT;
use super::component_dfa::ComponentDfa;
use super::error::{digest_error, too_long, trailing_byte_error, trailing_tag_error};
use super::offsets::Offsets;
use super::path::path;
use super::registry::registry;
use super::tag;
use crate::digest::known_algorithm;
use crate::error::{ParseError, ParseErrorKind as Kind, Part};
use crate::text;

/// `reference = name [ ":" tag ] [ "@" digest ]`.
pub(crate) const fn reference(bytes: &[u8]) -> Result<Offsets, ParseError> {
    let (registry, name, nested) = match name(bytes) {
        Ok(ends) => ends,
        Err(e) => return Err(e),
    };
    let mut tag = name;
    if let [b':', rest @ ..] = name {
        match tag::tag(bytes, rest) {
            Ok(end) => tag = end,
            Err(e) => return Err(e),
        }
    }
    match tag {
        [] if is_image_id(bytes) => {
            return Err(ParseError::new(Kind::ImageId, Part::Reference, 0, 64));
        }
        [] => {}
        [b'@', rest @ ..] => {
            if let Err(e) = digest(bytes, rest) {
                return Err(e);
            }
        }
        rest => {
            return Err(match name {
                [b':', tag @ ..] => trailing_tag_error(bytes, tag, rest),
                _ => trailing_byte_error(bytes, rest, Part::Repository),
            });
        }
    }
    let (name, tag) = (text::position(bytes, name), text::position(bytes, tag));
    Ok(Offsets::new(registry, name, tag, nested))
}

/// `digest`, to the end of the input.
const fn digest(bytes: &[u8], rest: &[u8]) -> Result<(), ParseError> {
    match known_algorithm(rest) {
        Some((algorithm, value)) if value.len() == algorithm.hex_len() && text::all_hex(value) => {
            Ok(())
        }
        _ => Err(digest_error(bytes, rest)),
    }
}

/// `name`: the end of the registry (0 if absent), what follows the path, and `true` if the path has more than one
/// component.
#[expect(clippy::inline_always, reason = "measured: a tenth less of a whole parse")]
#[inline(always)]
const fn name(bytes: &[u8]) -> Result<(usize, &[u8], bool), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Reference, 0, 0));
    }
    if bytes.len() > MAX_TEXT {
        return Err(too_long(Part::Reference, 0, bytes.len(), MAX_TEXT));
    }
    let first = ComponentDfa::new(bytes).component();
    let (registry, start, dfa) = match registry(bytes, first) {
        Ok(None) => (0, bytes, first),
        Ok(Some((end, path))) => (end, path, ComponentDfa::new(path)),
        Err(e) => return Err(e),
    };
    match path(bytes, start, dfa) {
        Ok(dfa) => Ok((registry, dfa.rest, dfa.is_nested())),
        Err(e) => Err(e),
    }
}

/// Returns `true` for 64 lower-case hex digits: an image ID, which Docker never reads as a reference.
#[inline]
pub(crate) const fn is_image_id(bytes: &[u8]) -> bool {
    bytes.len() == 64 && text::all_hex(bytes)
}

/// A name that is the whole input.
#[cfg(feature = "alloc")]
pub(crate) const fn name_alone(bytes: &[u8]) -> Result<Offsets, ParseError> {
    if is_image_id(bytes) {
        return Err(ParseError::new(Kind::ImageId, Part::Name, 0, 64));
    }
    match name(bytes) {
        Ok((registry, [], nested)) => Ok(Offsets::new(registry, bytes.len(), bytes.len(), nested)),
        Ok((_, rest, _)) => Err(trailing_byte_error(bytes, rest, Part::Repository)),
        Err(e) => Err(e),
    }
}
