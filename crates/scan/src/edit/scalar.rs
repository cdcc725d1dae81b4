//! How YAML and JSON write a value.

use alloc::format;
use alloc::string::String;

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// In quotes, in a block or in free text, where the characters of references mean themselves.
    Verbatim,
    /// In double quotes, with `\/` for `/`, as some writers of JSON do.
    EscapedSlashes,
    /// Without quotes in YAML, where some values are not strings.
    Plain,
}

/// Writes a value that consists of the characters of references.
pub(super) fn encode(value: &str, quoting: Quoting) -> String {
    match quoting {
        Quoting::EscapedSlashes => value.replace('/', "\\/"),
        Quoting::Plain if !is_string(value) => format!("\"{value}\""),
        Quoting::Verbatim | Quoting::Plain => value.into(),
    }
}

/// Words that a YAML reader does not read as strings.
const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// Returns `true` if YAML reads a plain scalar as a string: not as a number, a date, a boolean or a list.
///
/// Source: YAML 1.2.2, 10.3.2 Tag Resolution; YAML 1.1, which Helm and Kustomize read, for dates, `1_000`, `1:30`,
/// `0b1` and more words.
pub(crate) fn is_string(plain: &str) -> bool {
    let number = plain.strip_prefix(['+', '-']).unwrap_or(plain);
    let based = ["0x", "0X", "0o", "0O", "0b", "0B"].iter().any(|base| number.starts_with(base));
    // Two points or more make a version, which is a string.
    let digits = number.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && number.bytes().all(|b| b.is_ascii_digit() || b"._:-+eE".contains(&b))
        && number.bytes().filter(|b| *b == b'.').count() < 2;
    !(plain.is_empty()
        || based
        || digits
        || plain.starts_with(['~', '['])
        || WORDS.iter().any(|word| plain.eq_ignore_ascii_case(word))
        || plain.parse::<f64>().is_ok()
        || [".inf", ".nan"].iter().any(|word| number.eq_ignore_ascii_case(word)))
}
