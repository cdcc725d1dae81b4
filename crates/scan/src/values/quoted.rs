//! Quoted scalars of YAML and strings of JSON.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::borrow::Cow;
use alloc::string::String;

use crate::edit::Quoting;

/// Decodes the inside of single quotes, where `''` is a quote.
pub(super) fn single(inside: &str) -> Cow<'_, str> {
    if inside.contains("''") {
        Cow::Owned(inside.replace("''", "'"))
    } else {
        Cow::Borrowed(inside)
    }
}

/// Decodes the inside of double quotes on one line. `None` if an escape is malformed.
///
/// Source: YAML 1.2.2, 5.7 Escaped Characters, which include those of JSON; RFC 8259, section 7, for surrogate pairs.
pub(super) fn double(inside: &str) -> Option<Cow<'_, str>> {
    if !inside.contains('\\') {
        return Some(Cow::Borrowed(inside));
    }
    let mut out = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, escaped)) = rest.split_once('\\') {
        out.push_str(before);
        let kind = escaped.chars().next()?;
        rest = escaped.get(kind.len_utf8()..)?;
        out.push(match kind {
            '0' => '\0',
            'a' => '\x07',
            'b' => '\x08',
            't' | '\t' => '\t',
            'n' => '\n',
            'v' => '\x0b',
            'f' => '\x0c',
            'r' => '\r',
            'e' => '\x1b',
            ' ' | '"' | '/' | '\\' => kind,
            'N' => '\u{85}',
            '_' => '\u{a0}',
            'L' => '\u{2028}',
            'P' => '\u{2029}',
            'x' => char::from_u32(hex(&mut rest, 2)?)?,
            'U' => char::from_u32(hex(&mut rest, 8)?)?,
            'u' => unicode(&mut rest)?,
            _ => return None,
        });
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}

/// The four digits after `\u`, and those of the second half of a surrogate pair. A lone half becomes U+FFFD.
fn unicode(rest: &mut &str) -> Option<char> {
    let first = hex(rest, 4)?;
    let Some(high) = first.checked_sub(0xd800).filter(|high| *high < 0x400) else {
        return Some(char::from_u32(first).unwrap_or('\u{fffd}'));
    };
    let Some(mut after) = rest.strip_prefix("\\u") else { return Some('\u{fffd}') };
    let Some(low) = hex(&mut after, 4)?.checked_sub(0xdc00).filter(|low| *low < 0x400) else {
        return Some('\u{fffd}');
    };
    *rest = after;
    char::from_u32(high.checked_add(0x40)? << 10 | low)
}

fn hex(rest: &mut &str, len: usize) -> Option<u32> {
    let (digits, after) = rest.split_at_checked(len)?;
    *rest = after;
    let digits = Some(digits).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}

/// The author's way to write a value in double quotes.
pub(super) fn style(inside: &str) -> Quoting {
    if inside.contains("\\/") { Quoting::EscapedSlashes } else { Quoting::Verbatim }
}

/// Returns where the quote is closed.
#[cfg(feature = "yaml")]
pub(super) fn closing(inside: &str, quote: char) -> Option<usize> {
    close(inside, quote, false)
}

/// Returns where the quote is closed. Quotes within `{{ }}` are the template's.
pub(super) fn closing_of_template(inside: &str, quote: char) -> Option<usize> {
    close(inside, quote, true)
}

fn close(inside: &str, quote: char, mut has_templates: bool) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = bytes.get(at..)?;
        if has_templates && rest.starts_with(b"{{") {
            match inside.get(at..)?.find("}}") {
                Some(end) => at += end + 2,
                None => has_templates = false,
            }
            continue;
        }
        at += match (byte, quote) {
            (b'\\', '"') => 2,
            (b'\'', '\'') if rest.starts_with(b"''") => 2,
            (b'\'', '\'') | (b'"', '"') => return Some(at),
            _ => 1,
        };
    }
    None
}
