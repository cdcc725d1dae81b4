//! URLs as Go's `net/url` parses them, as far as host and path.

use alloc::vec::Vec;
use core::net::Ipv6Addr;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::percent::{self, Octet};

/// The host with its port, and the path, of a URL without its scheme. They are decoded, so they may hold any bytes.
pub(crate) struct GoUrl {
    pub(crate) host: Vec<u8>,
    pub(crate) path: Vec<u8>,
    pub(crate) has_user: bool,
}

const HOST_BYTE: &str = "a letter, digit, `.` or `-`";

/// Parses what follows `https://`. User, query and fragment are checked and dropped.
///
/// # Errors
///
/// Where `url.Parse` returns an error.
///
/// Source: Go 1.25, `net/url/url.go`: `parse`, `parseAuthority`, `parseHost`, `unescape`.
pub(crate) fn parse(url: &str) -> Result<GoUrl, FormatError> {
    let (front, fragment) = url.split_once('#').unwrap_or((url, ""));
    if let Some(at) = front.bytes().position(|b| b.is_ascii_control()) {
        return Err(unexpected(front, at, FormatPart::Url, HOST_BYTE));
    }
    let front = front.split_once('?').map_or(front, |(front, _)| front);
    let path = front.find('/').unwrap_or(front.len());
    let (authority, path) = front.split_at_checked(path).unwrap_or((front, ""));
    let split = authority.rsplit_once('@');
    let (user, host) = split.map_or((None, authority), |(user, host)| (Some(user), host));
    let host = parse_host(host, authority.len() - host.len())?;
    if let Some(user) = user {
        if let Some(at) = user.bytes().position(|b| !is_user_byte(b)) {
            return Err(unexpected(user, at, FormatPart::Url, HOST_BYTE));
        }
        unescape(user, 0, Escapes::All)?;
    }
    let path = unescape(path, authority.len(), Escapes::All)?;
    unescape(fragment, url.len() - fragment.len(), Escapes::All)?;
    Ok(GoUrl { host, path, has_user: user.is_some() })
}

/// Parses a URL with its scheme, whatever that is; `None` where `url.Parse` returns an error or no host.
pub(crate) fn parse_absolute(url: &str) -> Option<GoUrl> {
    let (scheme, rest) = url.split_once("://")?;
    let mut bytes = scheme.bytes();
    let is_scheme = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    parse(rest).ok().filter(|_| is_scheme)
}

impl GoUrl {
    /// The host, without brackets, and the port, which is empty where none was written: `Hostname` and `Port`.
    pub(crate) fn host_and_port(&self) -> (&[u8], &[u8]) {
        let host = &*self.host;
        let colon = host.iter().rposition(|b| *b == b':');
        let (host, port) = match colon.and_then(|colon| host.split_at_checked(colon)) {
            Some((host, [_, port @ ..])) if port.iter().all(u8::is_ascii_digit) => (host, port),
            _ => (host, &[][..]),
        };
        let inner = host.strip_prefix(b"[").and_then(|host| host.strip_suffix(b"]"));
        (inner.unwrap_or(host), port)
    }
}

/// Returns `true` if `text` is a host, with or without a port, that `net/url` keeps verbatim.
pub(crate) fn is_plain_host(text: &str) -> bool {
    let plain = text.bytes().all(|b| !b.is_ascii_control() && !b"/?#@%".contains(&b));
    plain && parse_host(text, 0).is_ok()
}

/// The host of a URL, which starts at byte `start` of the input.
fn parse_host(host: &str, start: usize) -> Result<Vec<u8>, FormatError> {
    let end = start + host.len();
    let error = |kind| Err(FormatError::new(kind, FormatPart::Url, start, end));
    match host.rfind('[') {
        None => {
            if let Some(port) = host.rfind(':').and_then(|colon| host.get(colon..)) {
                check_port(port, end)?;
            }
            unescape(host, start, Escapes::Host)
        }
        Some(0) => {
            let inside = host.strip_prefix('[').and_then(|host| host.rsplit_once(']'));
            let Some((inner, port)) = inside else {
                return error(Kind::UnexpectedEnd { expected: "`]`" });
            };
            check_port(port, end)?;
            let zone = inner.find("%25").unwrap_or(inner.len());
            let (address, zone) = inner.split_at_checked(zone).unwrap_or((inner, ""));
            let mut unescaped = unescape(address, start + 1, Escapes::Host)?;
            unescaped.extend(unescape(zone, start + 1 + address.len(), Escapes::Zone)?);
            if !is_ipv6(&unescaped) {
                return error(Kind::Ipv6);
            }
            Ok([b'['].into_iter().chain(unescaped).chain([b']']).chain(port.bytes()).collect())
        }
        Some(_) => error(Kind::Ipv6),
    }
}

/// Checks that a port, which ends at byte `end` of the input, is empty, or `:` and any number of digits.
fn check_port(port: &str, end: usize) -> Result<(), FormatError> {
    let valid = port.is_empty()
        || port.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    let error = FormatError::new(Kind::Port, FormatPart::Url, end - port.len(), end);
    if valid { Ok(()) } else { Err(error) }
}

/// Returns `true` for an IPv6 address, with or without a zone.
fn is_ipv6(bytes: &[u8]) -> bool {
    let zone = bytes.iter().position(|b| *b == b'%');
    let (address, zone) = match zone.and_then(|at| bytes.split_at_checked(at)) {
        Some((address, zone)) => (address, Some(zone)),
        None => (bytes, None),
    };
    let address = core::str::from_utf8(address);
    zone.is_none_or(|zone| zone.len() > 1)
        && address.is_ok_and(|text| text.parse::<Ipv6Addr>().is_ok())
}

/// The percent-escapes that a part may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    /// Of bytes outside ASCII, and `%25`.
    Host,
    /// Of what a host may hold, of spaces, and `%25`.
    Zone,
    All,
}

/// Decodes `text`, which starts at byte `start` of the input.
fn unescape(text: &str, start: usize, escapes: Escapes) -> Result<Vec<u8>, FormatError> {
    let mut out = Vec::with_capacity(text.len());
    for octet in percent::octets(text) {
        let Octet { byte, at, is_escaped } =
            octet.map_err(|at| percent::bad_escape(FormatPart::Url, start + at))?;
        let allowed = match (escapes, is_escaped) {
            (Escapes::All, _) => true,
            (_, false) => !byte.is_ascii() || is_host_byte(byte),
            (Escapes::Host, true) => byte == b'%' || byte >= 0x80,
            (Escapes::Zone, true) => byte == b'%' || byte == b' ' || is_host_byte(byte),
        };
        if !allowed && is_escaped {
            let at = start + at;
            return Err(FormatError::new(Kind::PercentEncoding, FormatPart::Url, at, at + 3));
        }
        if !allowed {
            return Err(unexpected(text, at, FormatPart::Url, HOST_BYTE).shifted(start));
        }
        out.push(byte);
    }
    Ok(out)
}

/// Returns `true` for a byte that a host may hold unescaped.
fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~!$&'()*+,;=:[]<>\"".contains(&byte)
}

/// Returns `true` for a byte that may precede the `@` unescaped.
fn is_user_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(&byte)
}
