//! Decimal numbers of any length, compared as text.

use core::cmp::Ordering;

/// The digits without leading zeros; `0` where nothing else is left.
pub(super) fn canonical(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    }
}

/// Compares two runs of decimal digits as numbers.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (canonical(a), canonical(b));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// Compares two lists of numbers joined by dots; a list that is the start of the other comes first.
pub(super) fn compare_lists(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (list(a), list(b));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => match compare(x, y) {
                Ordering::Equal => {}
                unequal => return unequal,
            },
        }
    }
}

/// The numbers of a dotted run; none of an empty one.
pub(super) fn list(dotted: &str) -> impl Iterator<Item = &str> + Clone {
    dotted.split('.').filter(|n| !n.is_empty())
}

/// Whether the text is one or more decimal digits.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the text is numbers joined by single dots.
pub(super) fn is_dotted(text: &str) -> bool {
    text.split('.').all(is_digits)
}

/// A number of up to four digits.
pub(super) fn small(digits: &str) -> Option<u16> {
    let digits = canonical(digits);
    if digits.len() <= 4 { digits.parse().ok() } else { None }
}
