//! The mistakes that people make, recognised behind a refusal: a URL, a template, another tool's transport.
//!
//! The parser points at the first byte that breaks a rule. Where the text as a whole says more than that byte, the
//! refusal is put in its terms. Runs on refused text alone; whether a text is refused never depends on it.

use crate::error::{ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, ALPHANUMERIC, DASH, WORD};

/// The refusal that says most of what is wrong with a refused reference.
#[cold]
pub(super) const fn reference(bytes: &[u8], error: ParseError) -> ParseError {
    if matches!(error.kind(), Kind::TooLong { .. } if matches!(error.part(), Part::Reference)) {
        return error;
    }
    let found = match template(bytes) {
        Some((start, end)) => Some((Kind::Template, start, end)),
        None => match prefix(bytes) {
            Some((kind, end)) => Some((kind, 0, end)),
            None => match userinfo(bytes) {
                Some(end) => Some((Kind::Userinfo, 0, end)),
                None => match percent(bytes, error) {
                    Some(start) => Some((Kind::PercentEncoding, start, start + 3)),
                    None => None,
                },
            },
        },
    };
    match found {
        Some((kind, start, end)) => ParseError::new(kind, Part::Reference, start, end),
        None => error.within(Part::Reference, 0),
    }
}

/// The first `${…}`, `$(…)`, `$NAME`, `{{…}}`, `<…>`, `%NAME%` or `@NAME@`.
const fn template(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.split_at(at).1;
        let end = match rest {
            [b'$', b'{', ..] => Some(behind(rest, 2, b'}')),
            [b'$', b'(', ..] => Some(behind(rest, 2, b')')),
            [b'{', b'{', ..] => {
                let end = behind(rest, 2, b'}');
                Some(if end < rest.len() && rest[end] == b'}' { end + 1 } else { end })
            }
            [b'{', ..] => Some(behind(rest, 1, b'}')),
            [b'<', ..] => Some(behind(rest, 1, b'>')),
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

/// The position behind the first `byte` from `at` on, or the end.
const fn behind(bytes: &[u8], mut at: usize, byte: u8) -> usize {
    while at < bytes.len() {
        at += 1;
        if bytes[at - 1] == byte {
            return at;
        }
    }
    at
}

/// A scheme or a transport in front: its kind and where it ends.
const fn prefix(bytes: &[u8]) -> Option<(Kind, usize)> {
    let word = text::run(bytes, 0, ALPHANUMERIC | DASH);
    let (name, rest) = bytes.split_at(word);
    match rest {
        [b':', b'/', b'/', ..] if word > 0 => Some(match name {
            b"ko" => (Kind::ImportPath, word + 3),
            b"docker" | b"oci" | b"ocidir" | b"ocifile" | b"atomic" | b"containers-storage" => {
                (Kind::Transport, word + 3)
            }
            _ => (Kind::Scheme, word + 3),
        }),
        // The transports of containers/image that take no `//`; a name with a tag looks the same until it is refused.
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

/// `user@` or `user:password@` in front of a host: an `@` before the first `/`; gives the position behind it.
const fn userinfo(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < bytes.len() && !matches!(bytes[at], b'/' | b'@') {
        at += 1;
    }
    let user = at;
    if at == 0 || at == bytes.len() || bytes[at] != b'@' {
        return None;
    }
    // A digest has its `:` first, and no `/` at all.
    while at < bytes.len() && bytes[at] != b'/' {
        at += 1;
    }
    if at == bytes.len() || !text::is(bytes[at - 1], ALPHANUMERIC) { None } else { Some(user + 1) }
}

/// A percent escape at the byte that was refused.
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
