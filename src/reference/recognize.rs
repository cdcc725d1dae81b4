//! Mistakes that the input as a whole shows: a URL, a template, another tool's transport.
//!
//! The parser points at the first byte that breaks a rule. Where the input shows what its author meant, an error about
//! that replaces it. Runs on rejected input only, and never changes whether input is accepted.

use crate::digest::{Algorithm, known_algorithm};
use crate::error::{ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, ALPHANUMERIC, DASH, PLACEHOLDER, UPPER, WORD};

/// A kind of mistake, and the rest of the input from its start and from its end on.
type Mistake<'a> = Option<(Kind, &'a [u8], &'a [u8])>;

/// The most helpful error for input that was rejected as a reference, registry, repository or tag.
#[cold]
pub(super) const fn explain(bytes: &[u8], error: ParseError, subject: Part) -> ParseError {
    match (error.kind(), error.part()) {
        (Kind::ImageId, _) | (Kind::TooLong { .. }, Part::Reference | Part::Registry) => {
            return error;
        }
        _ => {}
    }
    // Read everything once, to skip what only input with such bytes needs.
    let marked = text::contains(bytes, PLACEHOLDER);
    let mut mistake = if marked { placeholder(bytes, error) } else { None };
    if mistake.is_none() && matches!(subject, Part::Reference | Part::Registry) {
        mistake = address(bytes, marked);
    }
    if mistake.is_none() && marked && matches!(subject, Part::Reference) {
        mistake = digest_first(bytes);
    }
    match mistake {
        Some((kind, start, end)) => text::error(kind, subject, bytes, start, end),
        None => error.within(subject, 0),
    }
}

/// A template placeholder, or a percent-escape.
const fn placeholder(bytes: &[u8], error: ParseError) -> Mistake<'_> {
    let rejected = text::from(bytes, error.span().start);
    // No placeholder is accepted, so the first one starts at the rejected byte or after it; an `@` is accepted, but not
    // the upper case after it.
    let from = text::from(bytes, error.span().start.saturating_sub(1));
    match (template(from), rejected) {
        (Some((start, end)), _) => Some((Kind::Template, start, end)),
        (None, [b'%', a, b, end @ ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => {
            Some((Kind::PercentEncoding, rejected, end))
        }
        _ => None,
    }
}

/// The first placeholder, `${…}`, `$(…)`, `$NAME`, `{{…}}`, `{…}`, `<…>`, `%NAME%` or `@NAME@`, with what follows it; and
/// what follows that.
const fn template(mut rest: &[u8]) -> Option<(&[u8], &[u8])> {
    while let [byte, more @ ..] = rest {
        if text::is(*byte, PLACEHOLDER) {
            let end = match rest {
                [b'{', b'{', inner @ ..] => match past(inner, b'}') {
                    [b'}', end @ ..] | end => Some(end),
                },
                [b'$', b'{', inner @ ..] | [b'{', inner @ ..] => Some(past(inner, b'}')),
                [b'$', b'(', inner @ ..] => Some(past(inner, b')')),
                [b'<', inner @ ..] => Some(past(inner, b'>')),
                [b'$', name @ ..] if text::starts(name, WORD) => Some(text::after(name, WORD)),
                [b'@' | b'%', name @ ..] if text::starts(name, UPPER) => {
                    match text::after(name, WORD) {
                        [mark, end @ ..] if *mark == *byte => Some(end),
                        _ => None,
                    }
                }
                _ => None,
            };
            if let Some(end) = end {
                return Some((rest, end));
            }
        }
        rest = more;
    }
    None
}

/// What follows the first `byte`, or nothing.
const fn past(mut rest: &[u8], byte: u8) -> &[u8] {
    while let [found, more @ ..] = rest {
        rest = more;
        if *found == byte {
            break;
        }
    }
    rest
}

/// What addresses have before the host: a scheme, a transport, credentials, of which only these need an `@`.
const fn address(bytes: &[u8], has_at: bool) -> Mistake<'_> {
    let rest = text::after(bytes, ALPHANUMERIC | DASH);
    if let [b':', value @ ..] = rest {
        let name = bytes.split_at(text::position(bytes, rest)).0;
        let kind = match (name, value) {
            (b"ko", [b'/', b'/', end @ ..]) => Some((Kind::ImportPath, end)),
            (
                b"docker" | b"oci" | b"ocidir" | b"ocifile" | b"atomic" | b"containers-storage",
                [b'/', b'/', end @ ..],
            ) => Some((Kind::Transport, end)),
            ([_, ..], [b'/', b'/', end @ ..]) => Some((Kind::Scheme, end)),
            // containers/image's transports without `//`. Accepted input with such a name and a tag never gets here.
            (
                b"docker-daemon"
                | b"docker-archive"
                | b"oci"
                | b"oci-archive"
                | b"dir"
                | b"sif"
                | b"containers-storage"
                | b"ostree"
                | b"tarball",
                end,
            ) => Some((Kind::Transport, end)),
            _ => None,
        };
        if let Some((kind, end)) = kind {
            return Some((kind, bytes, end));
        }
    }
    if !has_at {
        return None;
    }
    match userinfo(bytes, rest) {
        Some(host) => Some((Kind::Userinfo, bytes, host)),
        None => None,
    }
}

/// What follows `user@` or `user:password@`: an `@` before the first `/`, both in `rest`, and then a host.
const fn userinfo<'a>(bytes: &[u8], mut rest: &'a [u8]) -> Option<&'a [u8]> {
    while let [byte, more @ ..] = rest
        && !matches!(byte, b'/' | b'@')
    {
        rest = more;
    }
    let [b'@', host @ ..] = rest else { return None };
    if rest.len() == bytes.len() || starts_with_algorithm(host) {
        return None;
    }
    let mut last = b'@';
    let mut end = host;
    while let [byte, more @ ..] = end
        && *byte != b'/'
    {
        last = *byte;
        end = more;
    }
    if !end.is_empty() && text::is(last, ALPHANUMERIC) { Some(host) } else { None }
}

/// Returns `true` for a digest, with or without its `:`.
const fn starts_with_algorithm(bytes: &[u8]) -> bool {
    match bytes.split_first_chunk::<6>() {
        Some((name, _)) => Algorithm::from_bytes(name).is_some(),
        None => false,
    }
}

/// A digest of a known algorithm at the start, with `@` and a name after it.
const fn digest_first(bytes: &[u8]) -> Mistake<'_> {
    let Some((algorithm, value)) = known_algorithm(bytes) else { return None };
    match text::from(value, algorithm.hex_len()) {
        rest @ [b'@', _, ..] => Some((Kind::DigestFirst, bytes, rest)),
        _ => None,
    }
}
