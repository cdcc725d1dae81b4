//! Registries: a host and a port.

use super::MAX_TEXT;
use super::reference::too_long;
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, ALPHANUMERIC, DIGIT, DOT, TAG, UNDERSCORE, UPPER};

/// `registry`, if the text begins with one and a `/` follows; 0 if not.
///
/// Docker's rule: the first component is a registry if it has a `.`, a `:` or an upper-case letter, or is `localhost`.
pub(super) const fn registry(bytes: &[u8]) -> Result<usize, ParseError> {
    if bytes[0] == b'[' {
        return match bracketed(bytes) {
            Ok(end) => port(bytes, end),
            Err(e) => Err(e),
        };
    }
    let (end, seen) = first_word(bytes);
    if end == bytes.len() {
        return Ok(0);
    }
    match bytes[end] {
        b'/' if seen & (DOT | UPPER) != 0 || is_localhost(bytes, end) => {}
        // A `:` before the first `/` is a port's; without a `/` it is a tag's.
        b':' if {
            let digits = text::run(bytes, end + 1, DIGIT);
            digits < bytes.len() && bytes[digits] == b'/'
        } => {}
        _ => return Ok(0),
    }
    match host(bytes, end, seen) {
        Ok(()) => port(bytes, end),
        Err(e) => Err(e),
    }
}

/// The end of the first run of letters, digits, `.`, `_` and `-`, and the classes met in it.
const fn first_word(bytes: &[u8]) -> (usize, u8) {
    let mut seen = 0;
    let mut end = 0;
    while end < bytes.len() && text::is(bytes[end], TAG) {
        seen |= text::class(bytes[end]);
        end += 1;
    }
    (end, seen)
}

/// `label *( "." label )`, over `bytes[..end]`, all of `TAG`'s classes; `seen` are the classes met there.
const fn host(bytes: &[u8], end: usize, seen: u8) -> Result<(), ParseError> {
    if seen & UNDERSCORE != 0 {
        return Err(underscore(bytes, end));
    }
    if end == 0 {
        return Err(ParseError::new(Kind::Empty, Part::Registry, 0, 0));
    }
    let mut at = 0;
    while at < end {
        // A label begins and ends with a letter or digit: so do both sides of every `.`.
        let edge = at == 0
            || at + 1 == end
            || text::is(bytes[at - 1], DOT)
            || text::is(bytes[at + 1], DOT);
        if edge && !text::is(bytes[at], ALPHANUMERIC) {
            return Err(text::unexpected(bytes, at, Part::Registry, Expected::Alphanumeric));
        }
        at += 1;
    }
    Ok(())
}

/// `[ ":" port ]` and the `/` that follows; gives the position of the `/`.
const fn port(bytes: &[u8], at: usize) -> Result<usize, ParseError> {
    let mut end = at;
    if at < bytes.len() && bytes[at] == b':' {
        match digits(bytes, at) {
            Ok(digits) => end = digits,
            Err(e) => return Err(e),
        }
    }
    if end < bytes.len() && bytes[end] == b'/' {
        return Ok(end);
    }
    let part = if end > at { Part::Port } else { Part::Registry };
    Err(text::unexpected(bytes, end, part, Expected::Slash))
}

/// `":" port`, the `:` at `at`; gives the position behind it.
const fn digits(bytes: &[u8], at: usize) -> Result<usize, ParseError> {
    let end = text::run(bytes, at + 1, DIGIT);
    if end == at + 1 {
        return Err(no_port(bytes, end));
    }
    let mut value = 0u32;
    let mut i = at + 1;
    while i < end {
        value = value.saturating_mul(10).saturating_add((bytes[i] - b'0') as u32);
        i += 1;
    }
    if value > 65_535 {
        return Err(ParseError::new(Kind::PortRange, Part::Port, at + 1, end));
    }
    Ok(end)
}

/// `"[" ipv6 "]"`; gives the position behind the bracket.
const fn bracketed(bytes: &[u8]) -> Result<usize, ParseError> {
    let mut end = 1;
    while end < bytes.len() && matches!(bytes[end], b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b':')
    {
        end += 1;
    }
    if end == bytes.len() || bytes[end] != b']' {
        return Err(text::unexpected(bytes, end, Part::Registry, Expected::Bracket));
    }
    if !is_ipv6(bytes, 1, end) {
        return Err(ParseError::new(Kind::Ipv6, Part::Registry, 0, end + 1));
    }
    Ok(end + 1)
}

/// Whether `bytes[at..end]`, hex digits and colons, is an IPv6 address: eight groups of one to four digits, or fewer
/// with one `::` that stands for at least one of them.
const fn is_ipv6(bytes: &[u8], mut at: usize, end: usize) -> bool {
    let mut groups = 0;
    let mut compressed = false;
    if at + 1 < end && bytes[at] == b':' && bytes[at + 1] == b':' {
        compressed = true;
        at += 2;
    }
    while at < end {
        let start = at;
        while at < end && bytes[at] != b':' {
            at += 1;
        }
        if at == start || at - start > 4 {
            return false;
        }
        groups += 1;
        if at == end {
            break;
        }
        at += 1;
        if at == end {
            return false;
        }
        if bytes[at] == b':' {
            if compressed {
                return false;
            }
            compressed = true;
            at += 1;
        }
    }
    if compressed { groups < 8 } else { groups == 8 }
}

/// A registry and nothing else.
pub(in crate::reference) const fn registry_alone(bytes: &[u8]) -> Result<(), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Registry, 0, 0));
    }
    if bytes.len() > MAX_TEXT {
        return Err(too_long(Part::Registry, 0, bytes.len(), MAX_TEXT));
    }
    let (host_end, seen) = if bytes[0] == b'[' {
        match bracketed(bytes) {
            Ok(end) => (end, UPPER),
            Err(e) => return Err(e),
        }
    } else {
        let (end, seen) = first_word(bytes);
        match host(bytes, end, seen) {
            Ok(()) => (end, seen),
            Err(e) => return Err(e),
        }
    };
    if host_end == bytes.len() {
        if seen & (DOT | UPPER) != 0 || is_localhost(bytes, host_end) {
            return Ok(());
        }
        return Err(ParseError::new(Kind::NotARegistry, Part::Registry, 0, host_end));
    }
    if bytes[host_end] != b':' {
        return Err(text::unexpected(bytes, host_end, Part::Registry, Expected::HostByte));
    }
    let end = match digits(bytes, host_end) {
        Ok(end) => end,
        Err(e) => return Err(e),
    };
    if end == bytes.len() {
        Ok(())
    } else {
        Err(text::unexpected(bytes, end, Part::Port, Expected::Digit))
    }
}

const fn is_localhost(bytes: &[u8], end: usize) -> bool {
    matches!(bytes.split_at(end).0, b"localhost")
}

/// A host with a `_`.
#[cold]
const fn underscore(bytes: &[u8], end: usize) -> ParseError {
    let mut at = 0;
    while at < end && !text::is(bytes[at], UNDERSCORE) {
        at += 1;
    }
    ParseError::new(Kind::HostUnderscore, Part::Registry, at, at + 1)
}

/// A `:` of a port without digits.
#[cold]
const fn no_port(bytes: &[u8], at: usize) -> ParseError {
    if at == bytes.len() || bytes[at] == b'/' {
        return ParseError::new(Kind::Empty, Part::Port, at, at);
    }
    text::unexpected(bytes, at, Part::Port, Expected::Digit)
}
