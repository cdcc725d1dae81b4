//! Paths: components of lower-case letters and digits.

use super::MAX_PATH;
use super::component_dfa::ComponentDfa;
use super::error::{path_error, too_long, trailing_byte_error};
use crate::error::{ParseError, ParseErrorKind as Kind, Part};
use crate::text;

/// `component *( "/" component )`, at most 255 bytes, continued from `dfa`, which started at `start`.
#[expect(
    clippy::inline_always,
    reason = "measured: results returned through memory cost a tenth of a parse"
)]
#[inline(always)]
pub(super) const fn path<'a>(
    bytes: &[u8],
    start: &'a [u8],
    dfa: ComponentDfa<'a>,
) -> Result<ComponentDfa<'a>, ParseError> {
    let dfa = dfa.path();
    if !dfa.is_path() {
        return Err(path_error(bytes, start));
    }
    if text::position(start, dfa.rest) > MAX_PATH {
        let (start, end) = (text::position(bytes, start), text::position(bytes, dfa.rest));
        return Err(too_long(Part::Repository, start, end, MAX_PATH));
    }
    Ok(dfa)
}

/// A path that is the whole input.
pub(crate) const fn path_alone(bytes: &[u8]) -> Result<(), ParseError> {
    // In a reference, the registry is empty.
    if let [b'/', ..] = bytes {
        return Err(ParseError::new(Kind::Empty, Part::Repository, 0, 0));
    }
    match path(bytes, bytes, ComponentDfa::new(bytes)) {
        Ok(ComponentDfa { rest: [], .. }) => Ok(()),
        Ok(dfa) => Err(trailing_byte_error(bytes, dfa.rest, Part::Repository)),
        Err(e) => Err(e),
    }
}
