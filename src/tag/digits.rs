//! Decimal numbers of any length, compared as strings.

use core::cmp::Ordering;

/// Returns the digits without leading zeros; `0` if nothing else is left.
pub(super) fn canonical(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    }
}

/// Compares two runs of decimal digits by value.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (canonical(a), canonical(b));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// Returns the numbers of a dotted run; none for an empty one.
pub(super) fn list(dotted: &str) -> impl Iterator<Item = &str> + Clone {
    dotted.split('.').filter(|n| !n.is_empty())
}

/// Returns `true` for one or more decimal digits.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Returns `true` for numbers joined by single dots.
pub(super) fn is_dotted(text: &str) -> bool {
    text.split('.').all(is_digits)
}

/// Returns the length of the run of numbers joined by single dots that the text starts with.
pub(super) fn dotted_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (end > 0 && bytes.get(end) == Some(&b'.') && digit(end + 1)) {
        end += 1;
    }
    (end > 0).then_some(end)
}

/// Returns the value of a number of up to four digits.
pub(super) fn small(digits: &str) -> Option<u16> {
    let digits = canonical(digits);
    if digits.len() <= 4 { digits.parse().ok() } else { None }
}
