//! JSON arrays of strings, the other form of many instructions' arguments.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// What a text that may be a JSON array is.
pub(super) enum Array<'a> {
    /// An array of strings, each without its quotes and with its escapes: see [`unescape`].
    Strings(Vec<&'a str>),
    /// An array with something else in it.
    Mixed,
    /// No JSON array; so it is taken for words.
    No,
}

/// The deepest nesting that Go's `encoding/json` reads.
const MAX_DEPTH: usize = 10_000;

/// Reads a text as a JSON array, iteratively.
pub(super) fn array(text: &str) -> Array<'_> {
    let text = text.trim_start();
    if !text.starts_with('[') {
        return Array::No;
    }
    read(text).unwrap_or(Array::No)
}

#[derive(Clone, Copy, PartialEq)]
enum Expect {
    Value,
    /// A value, or the end of an array that has none yet.
    First,
    /// A member's name, or the end of an object that has none yet.
    FirstName,
    Name,
    Colon,
    /// A comma or the end.
    Next,
}

/// The array, or `None` if this is no JSON.
fn read(text: &str) -> Option<Array<'_>> {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut strings = Vec::new();
    let (mut mixed, mut too_large) = (false, false);
    let mut expect = Expect::Value;
    let mut at = 0;
    loop {
        at = blanks(bytes, at);
        let byte = *bytes.get(at)?;
        let value = matches!(expect, Expect::Value | Expect::First);
        match byte {
            b'[' | b'{' if value => {
                mixed |= !open.is_empty();
                open.push(byte);
                if open.len() > MAX_DEPTH {
                    return None;
                }
                expect = if byte == b'[' { Expect::First } else { Expect::FirstName };
                at += 1;
                continue;
            }
            b']' if matches!(expect, Expect::First | Expect::Next)
                && open.last() == Some(&b'[') =>
            {
                open.pop();
                at += 1;
            }
            b'}' if matches!(expect, Expect::FirstName | Expect::Next)
                && open.last() == Some(&b'{') =>
            {
                open.pop();
                at += 1;
            }
            b',' if expect == Expect::Next => {
                expect = if open.last() == Some(&b'[') { Expect::Value } else { Expect::Name };
                at += 1;
                continue;
            }
            b':' if expect == Expect::Colon => {
                expect = Expect::Value;
                at += 1;
                continue;
            }
            b'"' if matches!(expect, Expect::Name | Expect::FirstName) => {
                at = string(bytes, at)?;
                expect = Expect::Colon;
                continue;
            }
            b'"' if value => {
                let end = string(bytes, at)?;
                if open.len() == 1 {
                    strings.push(text.get(at + 1..end - 1)?);
                }
                at = end;
            }
            _ if value => {
                let end = literal(bytes, at)?;
                // What no `float64` holds is no value for Go, wherever it stands; but the text must still be JSON.
                too_large |= text.get(at..end)?.parse().is_ok_and(f64::is_infinite);
                at = end;
                mixed |= open.len() == 1;
            }
            _ => return None,
        }
        expect = Expect::Next;
        if open.is_empty() {
            let array = if mixed { Array::Mixed } else { Array::Strings(strings) };
            return (blanks(bytes, at) == bytes.len() && !too_large).then_some(array);
        }
    }
}

/// What a string between its quotes stands for, as Go has it: half of a surrogate pair is U+FFFD.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut units = Vec::new();
    let mut rest = text;
    while let Some((before, escaped)) = rest.split_once('\\') {
        units.extend(before.encode_utf16());
        let mut behind = escaped.chars();
        let c = match behind.next() {
            Some('b') => '\x08',
            Some('f') => '\x0c',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let hex = escaped.get(1..5).and_then(|hex| u16::from_str_radix(hex, 16).ok());
                units.push(hex.unwrap_or(0xfffd));
                rest = escaped.get(5..).unwrap_or_default();
                continue;
            }
            Some(c) => c,
            None => break,
        };
        units.extend(c.encode_utf16(&mut [0; 2]).iter());
        rest = behind.as_str();
    }
    units.extend(rest.encode_utf16());
    Cow::Owned(String::from_utf16_lossy(&units))
}

fn blanks(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
        at += 1;
    }
    at
}

/// The position behind the string that begins at `at`.
fn string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += 1;
        match *bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => {
                at += 1;
                match *bytes.get(at)? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' => {
                        let hex = bytes.get(at + 1..at + 5)?;
                        hex.iter().all(u8::is_ascii_hexdigit).then_some(())?;
                        at += 4;
                    }
                    _ => return None,
                }
            }
            0..=0x1f => return None,
            _ => {}
        }
    }
}

/// The position behind `true`, `false`, `null` or a number.
fn literal(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    for word in [&b"true"[..], b"false", b"null"] {
        if rest.starts_with(word) {
            return Some(at + word.len());
        }
    }
    let digits = |mut at: usize| {
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        (at > start).then_some(at)
    };
    let start = at + usize::from(bytes.get(at) == Some(&b'-'));
    let mut end = digits(start)?;
    if end > start + 1 && bytes.get(start) == Some(&b'0') {
        return None;
    }
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        end += 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end = digits(end)?;
    }
    Some(end)
}
