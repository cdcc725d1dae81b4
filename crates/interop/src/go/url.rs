//! URLs as Go's `net/url` reads them, as far as a host and a path go.

use alloc::vec::Vec;
use core::net::Ipv6Addr;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};

/// Host with port, and path, of a URL without its scheme: percent escapes are resolved, which may give any bytes.
pub(crate) struct GoUrl {
    pub(crate) host: Vec<u8>,
    pub(crate) path: Vec<u8>,
}

/// Reads what stands behind `https://`. User, query and fragment are checked and dropped.
///
/// **Source** Go 1.25, `net/url/url.go`: `parse`, `parseAuthority`, `parseHost`, `unescape`.
pub(crate) fn parse(url: &str) -> Result<GoUrl, FormatError> {
    let (front, fragment) = url.split_once('#').unwrap_or((url, ""));
    if let Some(at) = front.bytes().position(|b| b.is_ascii_control()) {
        let kind = Kind::Control { found: front.as_bytes()[at] };
        return Err(FormatError::new(kind, FormatPart::Url, at, at + 1));
    }
    let front = front.split_once('?').map_or(front, |(front, _)| front);
    let path = front.find('/').unwrap_or(front.len());
    let authority = &front[..path];
    let host = authority.rfind('@').map_or(0, |at| at + 1);
    let host = parse_host(authority, host)?;
    if let Some(user) = authority.rfind('@').map(|at| &authority[..at]) {
        if let Some(at) = user.bytes().position(|b| !is_user_byte(b)) {
            return Err(unexpected(user, at, FormatPart::Url, "a letter, digit, `.` or `-`"));
        }
        unescape(user, 0, Escapes::All)?;
    }
    let path = unescape(&front[path..], path, Escapes::All)?;
    unescape(fragment, url.len() - fragment.len(), Escapes::All)?;
    Ok(GoUrl { host, path })
}

/// Whether a text is a host with or without a port that `net/url` leaves as it is.
pub(crate) fn is_plain_host(text: &str) -> bool {
    let plain = text.bytes().all(|b| !b.is_ascii_control() && !b"/?#@%".contains(&b));
    plain && parse_host(text, 0).is_ok()
}

/// The host in `authority[start..]`.
fn parse_host(authority: &str, start: usize) -> Result<Vec<u8>, FormatError> {
    let host = &authority[start..];
    let wrong = |kind| Err(FormatError::new(kind, FormatPart::Url, start, authority.len()));
    match host.rfind('[') {
        None => {
            if let Some(colon) = host.rfind(':') {
                check_port(host, colon, start)?;
            }
            unescape(host, start, Escapes::Host)
        }
        Some(0) => {
            let Some(close) = host.rfind(']') else {
                return wrong(Kind::UnexpectedEnd { expected: "`]`" });
            };
            check_port(host, close + 1, start)?;
            let inner = &host[1..close];
            let zone = inner.find("%25").unwrap_or(inner.len());
            let mut unescaped = unescape(&inner[..zone], start + 1, Escapes::Host)?;
            unescaped.extend(unescape(&inner[zone..], start + 1 + zone, Escapes::Zone)?);
            if !is_ipv6(&unescaped) {
                return wrong(Kind::Ipv6);
            }
            let port = host[close + 1..].bytes();
            Ok([b'['].into_iter().chain(unescaped).chain([b']']).chain(port).collect())
        }
        Some(_) => wrong(Kind::Ipv6),
    }
}

/// Nothing, or `:` and any number of digits, at `host[at..]`.
fn check_port(host: &str, at: usize, start: usize) -> Result<(), FormatError> {
    let port = &host[at..];
    let valid = port.is_empty()
        || port.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    let fault = FormatError::new(Kind::PortRange, FormatPart::Url, start + at, start + host.len());
    if valid { Ok(()) } else { Err(fault) }
}

/// An IPv6 address, with or without a zone.
fn is_ipv6(bytes: &[u8]) -> bool {
    let zone = bytes.iter().position(|b| *b == b'%');
    let address = core::str::from_utf8(&bytes[..zone.unwrap_or(bytes.len())]);
    zone.is_none_or(|at| at + 1 < bytes.len())
        && address.is_ok_and(|text| text.parse::<Ipv6Addr>().is_ok())
}

/// Which percent escapes a part takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    /// Those of bytes outside ASCII, and `%25`.
    Host,
    /// Those of what a host takes, of spaces, and `%25`.
    Zone,
    All,
}

/// The bytes that a part stands for; it begins at `start` of what was given.
fn unescape(text: &str, start: usize, escapes: Escapes) -> Result<Vec<u8>, FormatError> {
    let bytes = text.as_bytes();
    let fault =
        |kind, at, len| Err(FormatError::new(kind, FormatPart::Url, start + at, start + at + len));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'%' {
            if escapes != Escapes::All && byte.is_ascii() && !is_host_byte(byte) {
                let kind =
                    Kind::Unexpected { found: byte, expected: "a letter, digit, `.` or `-`" };
                return fault(kind, at, 1);
            }
            out.push(byte);
            at += 1;
            continue;
        }
        let digits = bytes.get(at + 1..at + 3).and_then(|d| core::str::from_utf8(d).ok());
        let digits = digits.filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(value) = digits.and_then(|d| u8::from_str_radix(d, 16).ok()) else {
            return fault(Kind::BadEscape, at, 1);
        };
        let taken = match escapes {
            Escapes::All => true,
            Escapes::Host => value == b'%' || value >= 0x80,
            Escapes::Zone => value == b'%' || value == b' ' || is_host_byte(value),
        };
        if !taken {
            return fault(Kind::PercentEncoding, at, 3);
        }
        out.push(value);
        at += 3;
    }
    Ok(out)
}

/// What a host takes unescaped.
fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~!$&'()*+,;=:[]<>\"".contains(&byte)
}

/// What stands before the `@` unescaped.
fn is_user_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(&byte)
}
