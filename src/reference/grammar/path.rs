//! Paths: components of lower-case letters and digits.

use super::component_dfa::ComponentDfa;
use super::error::{path_error, too_long, trailing_byte_error};
use super::limits::MAX_PATH;
use crate::error::{ParseError, ParseErrorKind as Kind, Part};

/// `component *( "/" component )`, at most 255 bytes, continued from `dfa`.
#[expect(
    clippy::inline_always,
    reason = "measured: results returned through memory cost a tenth of a parse"
)]
#[inline(always)]
pub(super) const fn path(bytes: &[u8], dfa: ComponentDfa) -> Result<ComponentDfa, ParseError> {
    let dfa = dfa.path(bytes);
    let ComponentDfa { start, at, .. } = dfa;
    if !dfa.is_path() {
        return Err(path_error(bytes, start));
    }
    if at - start > MAX_PATH {
        return Err(too_long(Part::Repository, start, at, MAX_PATH));
    }
    Ok(dfa)
}

/// A path that is the whole input.
pub(in crate::reference) const fn path_alone(bytes: &[u8]) -> Result<(), ParseError> {
    // In a reference, the registry is empty.
    if let [b'/', ..] = bytes {
        return Err(ParseError::new(Kind::Empty, Part::Repository, 0, 0));
    }
    match path(bytes, ComponentDfa::from(0)) {
        Ok(dfa) if dfa.at == bytes.len() => Ok(()),
        Ok(dfa) => Err(trailing_byte_error(bytes, dfa.at, Part::Repository)),
        Err(e) => Err(e),
    }
}
