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
    let authority = &front[..path];
    let at_sign = authority.rfind('@');
    let host = parse_host(authority, at_sign.map_or(0, |at| at + 1))?;
    if let Some(user) = at_sign.map(|at| &authority[..at]) {
        if let Some(at) = user.bytes().position(|b| !is_user_byte(b)) {
            return Err(unexpected(user, at, FormatPart::Url, HOST_BYTE));
        }
        unescape(user, 0, Escapes::All)?;
    }
    let path = unescape(&front[path..], path, Escapes::All)?;
    unescape(fragment, url.len() - fragment.len(), Escapes::All)?;
    Ok(GoUrl { host, path, has_user: at_sign.is_some() })
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
        let colon = colon.filter(|at| host[at + 1..].iter().all(u8::is_ascii_digit));
        let (host, port) = match colon {
            Some(colon) => (&host[..colon], &host[colon + 1..]),
            None => (host, &[][..]),
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

/// The host in `authority[start..]`.
fn parse_host(authority: &str, start: usize) -> Result<Vec<u8>, FormatError> {
    let host = &authority[start..];
    let error = |kind| Err(FormatError::new(kind, FormatPart::Url, start, authority.len()));
    match host.rfind('[') {
        None => {
            if let Some(colon) = host.rfind(':') {
                check_port(host, colon, start)?;
            }
            unescape(host, start, Escapes::Host)
        }
        Some(0) => {
            let Some(close) = host.rfind(']') else {
                return error(Kind::UnexpectedEnd { expected: "`]`" });
            };
            check_port(host, close + 1, start)?;
            let inner = &host[1..close];
            let zone = inner.find("%25").unwrap_or(inner.len());
            let mut unescaped = unescape(&inner[..zone], start + 1, Escapes::Host)?;
            unescaped.extend(unescape(&inner[zone..], start + 1 + zone, Escapes::Zone)?);
            if !is_ipv6(&unescaped) {
                return error(Kind::Ipv6);
            }
            let port = host[close + 1..].bytes();
            Ok([b'['].into_iter().chain(unescaped).chain([b']']).chain(port).collect())
        }
        Some(_) => error(Kind::Ipv6),
    }
}

/// Checks that `host[at..]` is empty, or `:` and any number of digits.
fn check_port(host: &str, at: usize, start: usize) -> Result<(), FormatError> {
    let port = &host[at..];
    let valid = port.is_empty()
        || port.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    let error = FormatError::new(Kind::Port, FormatPart::Url, start + at, start + host.len());
    if valid { Ok(()) } else { Err(error) }
}

/// Returns `true` for an IPv6 address, with or without a zone.
fn is_ipv6(bytes: &[u8]) -> bool {
    let zone = bytes.iter().position(|b| *b == b'%');
    let address = core::str::from_utf8(&bytes[..zone.unwrap_or(bytes.len())]);
    zone.is_none_or(|at| at + 1 < bytes.len())
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
