//! Registries: a host and a port.

use super::component_dfa::ComponentDfa;
use super::error::{host_error, port_error, too_long};
use super::limits::MAX_TEXT;
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, DIGIT};

/// The end of `registry`, if the input starts with one and a `/` follows, else 0. `first` is the first component.
///
/// Docker's rule: the first component is a registry if it has a `.`, a `:` or an upper-case letter, or is `localhost`.
#[expect(
    clippy::inline_always,
    reason = "measured: results returned through memory cost a tenth of a parse"
)]
#[inline(always)]
pub(super) const fn registry(bytes: &[u8], first: ComponentDfa) -> Result<usize, ParseError> {
    if bytes[0] == b'[' {
        return match bracketed(bytes) {
            Ok(end) => port(bytes, end),
            Err(e) => Err(e),
        };
    }
    let end = first.at;
    if end == bytes.len() {
        return Ok(0);
    }
    match bytes[end] {
        b'/' if first.looks_like_host() || is_localhost(bytes, end) => {
            if first.is_host() { Ok(end) } else { Err(host_error(bytes)) }
        }
        b':' if is_port(bytes, end) => {
            if first.is_host() { port(bytes, end) } else { Err(host_error(bytes)) }
        }
        _ => Ok(0),
    }
}

/// Returns `true` if the `:` at `at` starts a port: a `/` follows the digits. Without it, it starts a tag.
const fn is_port(bytes: &[u8], at: usize) -> bool {
    let end = text::run(bytes, at + 1, DIGIT);
    end < bytes.len() && bytes[end] == b'/'
}

/// `[ ":" port ]` before a `/`; returns the position of the `/`.
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

/// `":" port`, the `:` at `at`; returns its end.
const fn digits(bytes: &[u8], at: usize) -> Result<usize, ParseError> {
    let end = text::run(bytes, at + 1, DIGIT);
    if end == at + 1 {
        return Err(port_error(bytes, end));
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

/// `"[" ipv6 "]"`; returns its end.
const fn bracketed(bytes: &[u8]) -> Result<usize, ParseError> {
    let mut end = 1;
    while end < bytes.len() && (bytes[end].is_ascii_hexdigit() || bytes[end] == b':') {
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

/// Returns `true` if `bytes[at..end]`, hex digits and colons, is an IPv6 address: eight groups of one to four digits,
/// or fewer with one `::` in place of at least one group.
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

/// A registry that is the whole input.
pub(in crate::reference) const fn registry_alone(bytes: &[u8]) -> Result<(), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Registry, 0, 0));
    }
    if bytes.len() > MAX_TEXT {
        return Err(too_long(Part::Registry, 0, bytes.len(), MAX_TEXT));
    }
    let (end, is_registry) = if bytes[0] == b'[' {
        match bracketed(bytes) {
            Ok(end) => (end, true),
            Err(e) => return Err(e),
        }
    } else {
        let host = ComponentDfa::from(0).component(bytes);
        if !host.is_host() {
            return Err(host_error(bytes));
        }
        (host.at, host.looks_like_host() || is_localhost(bytes, host.at))
    };
    if end == bytes.len() {
        if is_registry {
            return Ok(());
        }
        return Err(ParseError::new(Kind::NotARegistry, Part::Registry, 0, end));
    }
    if bytes[end] != b':' {
        return Err(text::unexpected(bytes, end, Part::Registry, Expected::HostByte));
    }
    let end = match digits(bytes, end) {
        Ok(end) => end,
        Err(e) => return Err(e),
    };
    if end == bytes.len() {
        Ok(())
    } else {
        Err(text::unexpected(bytes, end, Part::Port, Expected::Digit))
    }
}

#[inline]
const fn is_localhost(bytes: &[u8], end: usize) -> bool {
    end == b"localhost".len() && matches!(bytes.split_at(end).0, b"localhost")
}
