//! JSON arrays of strings, the other form of many instructions' arguments, read as Go's `encoding/json` reads them.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserializer;
use serde::de::{Error, Visitor};
use serde_json::value::RawValue;

/// What a string that may be a JSON array is.
pub(super) enum Array {
    /// An array of strings.
    Strings(Vec<String>),
    /// An array with something else in it.
    Mixed,
    /// Not a JSON array, so BuildKit reads it as words.
    No,
}

/// The deepest nesting that Go reads.
const MAX_DEPTH: usize = 10_000;

/// Reads a string as a JSON array, iteratively.
pub(super) fn array(text: &str) -> Array {
    let text = text.trim_start();
    if !text.starts_with('[') {
        return Array::No;
    }
    let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(text) else { return Array::No };
    if exceeds_go(text) {
        return Array::No;
    }
    let strings = elements.into_iter().map(|element| string(element.get()));
    strings.collect::<Option<_>>().map_or(Array::Mixed, Array::Strings)
}

/// Returns `true` if valid JSON is nested deeper than Go reads it, or has a number that no `float64` holds: to Go,
/// neither is a value, wherever it is.
fn exceeds_go(json: &str) -> bool {
    let is_number = |b: &u8| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    let bytes = json.as_bytes();
    let (mut depth, mut at) = (0usize, 0);
    while let Some(&byte) = bytes.get(at) {
        let mut len = 1;
        match byte {
            b'"' => {
                let inside = bytes.get(at + 1..).unwrap_or_default();
                len = 2 + string_len(inside);
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'-' | b'0'..=b'9' => {
                len = bytes.iter().skip(at).take_while(|b| is_number(b)).count();
                let number = json.get(at..at + len).and_then(|number| number.parse::<f64>().ok());
                if number.is_some_and(f64::is_infinite) {
                    return true;
                }
            }
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
        at += len;
    }
    false
}

/// The length of the inside of a string, up to its closing quote.
fn string_len(inside: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = inside.get(at) {
        match byte {
            b'"' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// The string, if the element is one. Half of a surrogate pair becomes U+FFFD, as in Go.
fn string(element: &str) -> Option<String> {
    if !element.starts_with('"') {
        return None;
    }
    serde_json::Deserializer::from_str(element).deserialize_bytes(Lossy).ok()
}

struct Lossy;

impl Visitor<'_> for Lossy {
    type Value = String;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}
