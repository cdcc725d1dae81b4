//! Registries: a host and a port.

use super::MAX_TEXT;
use super::component_dfa::ComponentDfa;
use super::error::{host_error, port_error, too_long};
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, DIGIT};

/// The end of `registry` and what follows the `/` after it, if the input starts with both. `first` is the first component.
///
/// Docker's rule: the first component is a registry if it has a `.`, a `:` or an upper-case letter, or is `localhost`.
#[expect(
    clippy::inline_always,
    reason = "measured: results returned through memory cost a tenth of a parse"
)]
#[inline(always)]
pub(super) const fn registry<'a>(
    bytes: &'a [u8],
    first: ComponentDfa<'a>,
) -> Result<Option<(usize, &'a [u8])>, ParseError> {
    let end = match first.rest {
        [b'/', path @ ..] if first.looks_like_host() || is_localhost(bytes, first) => {
            if !first.is_host() {
                return Err(host_error(bytes));
            }
            return Ok(Some((text::position(bytes, first.rest), path)));
        }
        [b':', port @ ..] if matches!(text::after(port, DIGIT), [b'/', ..]) => {
            if !first.is_host() {
                return Err(host_error(bytes));
            }
            first.rest
        }
        [b'[', ..] if first.rest.len() == bytes.len() => match bracketed(bytes) {
            Ok(end) => end,
            Err(e) => return Err(e),
        },
        _ => return Ok(None),
    };
    let (rest, part) = match end {
        [b':', digits @ ..] => match port(bytes, digits) {
            Ok(rest) => (rest, Part::Port),
            Err(e) => return Err(e),
        },
        rest => (rest, Part::Registry),
    };
    match rest {
        [b'/', path @ ..] => Ok(Some((text::position(bytes, rest), path))),
        _ => Err(text::unexpected(bytes, rest, part, Expected::Slash)),
    }
}

/// `port`; returns what follows it.
const fn port<'a>(bytes: &[u8], rest: &'a [u8]) -> Result<&'a [u8], ParseError> {
    let end = text::after(rest, DIGIT);
    if end.len() == rest.len() {
        return Err(port_error(bytes, rest));
    }
    let mut value = 0u32;
    let mut digits = rest;
    while let [digit @ b'0'..=b'9', more @ ..] = digits {
        value = value.saturating_mul(10).saturating_add((*digit & 0x0f) as u32);
        digits = more;
    }
    if value > 65_535 {
        return Err(text::error(Kind::PortRange, Part::Port, bytes, rest, end));
    }
    Ok(end)
}

/// `"[" ipv6 "]"`; returns what follows it.
const fn bracketed(bytes: &[u8]) -> Result<&[u8], ParseError> {
    let address = text::from(bytes, 1);
    let mut end = address;
    while let [byte, more @ ..] = end
        && (byte.is_ascii_hexdigit() || *byte == b':')
    {
        end = more;
    }
    let [b']', rest @ ..] = end else {
        return Err(text::unexpected(bytes, end, Part::Registry, Expected::Bracket));
    };
    if !is_ipv6(address.split_at(text::position(address, end)).0) {
        return Err(text::error(Kind::Ipv6, Part::Registry, bytes, bytes, rest));
    }
    Ok(rest)
}

/// Returns `true` if hex digits and colons are an IPv6 address: eight groups of one to four digits, or fewer with one
/// `::` in place of at least one group.
const fn is_ipv6(mut rest: &[u8]) -> bool {
    let mut groups = 0u32;
    let mut compressed = false;
    if let [b':', b':', more @ ..] = rest {
        compressed = true;
        rest = more;
    }
    while !rest.is_empty() {
        let group = rest;
        while let [byte, more @ ..] = rest
            && *byte != b':'
        {
            rest = more;
        }
        if !matches!(text::position(group, rest), 1..=4) {
            return false;
        }
        groups = groups.saturating_add(1);
        rest = match rest {
            [b':', b':', more @ ..] if !compressed => {
                compressed = true;
                more
            }
            [b':'] | [b':', b':', ..] => return false,
            [b':', more @ ..] => more,
            rest => rest,
        };
    }
    if compressed { groups < 8 } else { groups == 8 }
}

/// A registry that is the whole input.
pub(crate) const fn registry_alone(bytes: &[u8]) -> Result<(), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Registry, 0, 0));
    }
    if bytes.len() > MAX_TEXT {
        return Err(too_long(Part::Registry, 0, bytes.len(), MAX_TEXT));
    }
    let (rest, is_registry) = if let [b'[', ..] = bytes {
        match bracketed(bytes) {
            Ok(rest) => (rest, true),
            Err(e) => return Err(e),
        }
    } else {
        let host = ComponentDfa::new(bytes).component();
        if !host.is_host() {
            return Err(host_error(bytes));
        }
        (host.rest, host.looks_like_host() || is_localhost(bytes, host))
    };
    match rest {
        [] if is_registry => Ok(()),
        [] => Err(ParseError::new(Kind::NotARegistry, Part::Registry, 0, bytes.len())),
        [b':', digits @ ..] => match port(bytes, digits) {
            Ok([]) => Ok(()),
            Ok(rest) => Err(text::unexpected(bytes, rest, Part::Port, Expected::Digit)),
            Err(e) => Err(e),
        },
        rest => Err(text::unexpected(bytes, rest, Part::Registry, Expected::HostByte)),
    }
}

#[inline]
const fn is_localhost(bytes: &[u8], first: ComponentDfa<'_>) -> bool {
    match bytes.split_first_chunk() {
        Some((b"localhost", rest)) => rest.len() == first.rest.len(),
        _ => false,
    }
}
