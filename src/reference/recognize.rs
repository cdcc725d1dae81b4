//! Mistakes that the input as a whole shows: a URL, a template, another tool's transport.
//!
//! The parser points at the first byte that breaks a rule. Where the input shows what its author meant, an error about
//! that replaces it. Runs on rejected input only, and never changes whether input is accepted.

use crate::digest::{Algorithm, known_algorithm};
use crate::error::{ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, ALPHANUMERIC, DASH, PLACEHOLDER, WORD};

/// A kind of mistake, and its bytes.
type Mistake = Option<(Kind, usize, usize)>;

/// The most helpful error for a rejected reference.
#[cold]
pub(super) const fn reference(bytes: &[u8], error: ParseError) -> ParseError {
    match (error.kind(), error.part()) {
        (Kind::TooLong { .. }, Part::Reference) | (Kind::ImageId, _) => return error,
        _ => {}
    }
    let mistake = match placeholder(bytes, error) {
        None => match address(bytes) {
            None => digest_first(bytes),
            mistake => mistake,
        },
        mistake => mistake,
    };
    about(mistake, error, Part::Reference)
}

/// The most helpful error for a rejected registry.
#[cold]
pub(super) const fn registry(bytes: &[u8], error: ParseError) -> ParseError {
    if matches!(error.kind(), Kind::TooLong { .. }) {
        return error;
    }
    let mistake = match placeholder(bytes, error) {
        None => address(bytes),
        mistake => mistake,
    };
    about(mistake, error, Part::Registry)
}

/// The most helpful error for a rejected repository or tag.
#[cold]
pub(super) const fn part(bytes: &[u8], error: ParseError, part: Part) -> ParseError {
    about(placeholder(bytes, error), error, part)
}

const fn about(mistake: Mistake, error: ParseError, subject: Part) -> ParseError {
    match mistake {
        Some((kind, start, end)) => ParseError::new(kind, subject, start, end),
        None => error.within(subject, 0),
    }
}

/// A template placeholder, or a percent-escape.
const fn placeholder(bytes: &[u8], error: ParseError) -> Mistake {
    // No placeholder is accepted, so the first one starts at the rejected byte or after it; an `@` is accepted, but not
    // the upper case after it.
    match template(bytes, error.span().start.saturating_sub(1)) {
        Some((start, end)) => Some((Kind::Template, start, end)),
        None => match percent(bytes, error) {
            Some(start) => Some((Kind::PercentEncoding, start, start + 3)),
            None => None,
        },
    }
}

/// What addresses have before the host: a scheme, a transport, credentials.
const fn address(bytes: &[u8]) -> Mistake {
    let word = text::run(bytes, 0, ALPHANUMERIC | DASH);
    match prefix(bytes, word) {
        Some((kind, end)) => Some((kind, 0, end)),
        None => match userinfo(bytes, word) {
            Some(end) => Some((Kind::Userinfo, 0, end)),
            None => None,
        },
    }
}

/// The first placeholder from `at` on: `${…}`, `$(…)`, `$NAME`, `{{…}}`, `{…}`, `<…>`, `%NAME%` or `@NAME@`.
const fn template(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    while at < bytes.len() {
        if !text::is(bytes[at], PLACEHOLDER) {
            at += 1;
            continue;
        }
        let rest = bytes.split_at(at).1;
        let end = match rest {
            [b'$', b'{', ..] => Some(after(rest, 2, b'}')),
            [b'$', b'(', ..] => Some(after(rest, 2, b')')),
            [b'{', b'{', ..] => {
                let end = after(rest, 2, b'}');
                Some(if end < rest.len() && rest[end] == b'}' { end + 1 } else { end })
            }
            [b'{', ..] => Some(after(rest, 1, b'}')),
            [b'<', ..] => Some(after(rest, 1, b'>')),
            [b'$', next, ..] if text::is(*next, WORD) => Some(text::run(rest, 1, WORD)),
            [mark @ (b'@' | b'%'), next, ..] if next.is_ascii_uppercase() => {
                let end = text::run(rest, 1, WORD);
                if end < rest.len() && rest[end] == *mark { Some(end + 1) } else { None }
            }
            _ => None,
        };
        if let Some(end) = end {
            return Some((at, at + end));
        }
        at += 1;
    }
    None
}

/// The position after the first `byte` from `at` on, or the end.
const fn after(bytes: &[u8], mut at: usize, byte: u8) -> usize {
    while at < bytes.len() {
        at += 1;
        if bytes[at - 1] == byte {
            return at;
        }
    }
    at
}

/// A scheme or a transport at the start, whose name ends at `word`: its kind and its end.
const fn prefix(bytes: &[u8], word: usize) -> Option<(Kind, usize)> {
    let (name, rest) = bytes.split_at(word);
    match rest {
        [b':', b'/', b'/', ..] if word > 0 => Some(match name {
            b"ko" => (Kind::ImportPath, word + 3),
            b"docker" | b"oci" | b"ocidir" | b"ocifile" | b"atomic" | b"containers-storage" => {
                (Kind::Transport, word + 3)
            }
            _ => (Kind::Scheme, word + 3),
        }),
        // containers/image's transports without `//`. Accepted input with such a name and a tag never gets here.
        [b':', ..] => match name {
            b"docker-daemon"
            | b"docker-archive"
            | b"oci"
            | b"oci-archive"
            | b"dir"
            | b"sif"
            | b"containers-storage"
            | b"ostree"
            | b"tarball" => Some((Kind::Transport, word + 1)),
            _ => None,
        },
        _ => None,
    }
}

/// The end of `user@` or `user:password@` before a host: an `@` before the first `/`, both at or after `at`.
const fn userinfo(bytes: &[u8], mut at: usize) -> Option<usize> {
    while at < bytes.len() && !matches!(bytes[at], b'/' | b'@') {
        at += 1;
    }
    let user = at;
    if at == 0 || at == bytes.len() || bytes[at] != b'@' {
        return None;
    }
    if starts_with_algorithm(bytes.split_at(user + 1).1) {
        return None;
    }
    while at < bytes.len() && bytes[at] != b'/' {
        at += 1;
    }
    if at == bytes.len() || !text::is(bytes[at - 1], ALPHANUMERIC) { None } else { Some(user + 1) }
}

/// Returns `true` for a digest, with or without its `:`.
const fn starts_with_algorithm(bytes: &[u8]) -> bool {
    const NAME: usize = Algorithm::Sha256.as_str().len();
    bytes.len() >= NAME && Algorithm::from_bytes(bytes.split_at(NAME).0).is_some()
}

/// The start of a percent-escape that contains the rejected byte.
const fn percent(bytes: &[u8], error: ParseError) -> Option<usize> {
    let start = error.span().start;
    if start + 2 < bytes.len()
        && bytes[start] == b'%'
        && bytes[start + 1].is_ascii_hexdigit()
        && bytes[start + 2].is_ascii_hexdigit()
    {
        return Some(start);
    }
    None
}

/// A digest of a known algorithm at the start, with `@` and a name after it.
const fn digest_first(bytes: &[u8]) -> Mistake {
    let Some(algorithm) = known_algorithm(bytes) else { return None };
    let end = algorithm.as_str().len() + 1 + algorithm.hex_len();
    if end + 1 < bytes.len() && bytes[end] == b'@' {
        return Some((Kind::DigestFirst, 0, end));
    }
    None
}
