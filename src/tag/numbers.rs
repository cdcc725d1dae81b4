//! Numbers of any length, on their own and joined by dots: how they compare, and what they count.

use core::cmp::Ordering;

use super::moment;
use super::pieces::cut;
use crate::text::DOT;

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

/// Compares two dotted runs of the same forms, number by number.
pub(super) fn compare_lists(mut a: &str, mut b: &str) -> Ordering {
    loop {
        let step = match (cut(&mut a, DOT), cut(&mut b, DOT)) {
            (None, None) => return Ordering::Equal,
            // Not by value: `20240102` is after `202401011230`.
            (Some(x), Some(y)) if moment::is_compact(x) && moment::is_compact(y) => x.cmp(y),
            (Some(x), Some(y)) => compare(x, y),
            (x, y) => x.is_some().cmp(&y.is_some()),
        };
        if step.is_ne() {
            return step;
        }
    }
}

/// Returns how many numbers a dotted run has.
pub(super) fn count(mut dotted: &str) -> usize {
    let mut count = 0_usize;
    while cut(&mut dotted, DOT).is_some() {
        count = count.saturating_add(1);
    }
    count
}

/// What a number counts. Numbers of two forms are never compared.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Releases or builds.
    Count,
    /// Days: `20240131`, perhaps with a time of day.
    Day,
    /// Seconds or milliseconds since 1970.
    Unix,
}

fn form(digits: &str, single: bool) -> Form {
    match () {
        () if moment::is_compact(digits) => Form::Day,
        () if single && moment::is_unix(digits) => Form::Unix,
        () => Form::Count,
    }
}

/// Orders dotted runs by the forms of their numbers; `Equal` if these are the same.
pub(super) fn compare_forms(mut a: &str, mut b: &str) -> Ordering {
    let single = (!a.contains('.'), !b.contains('.'));
    loop {
        let step = match (cut(&mut a, DOT), cut(&mut b, DOT)) {
            (None, None) => return Ordering::Equal,
            (Some(x), Some(y)) => (form(x, single.0) as u8).cmp(&(form(y, single.1) as u8)),
            (x, y) => x.is_some().cmp(&y.is_some()),
        };
        if step.is_ne() {
            return step;
        }
    }
}

/// Returns `true` if one of the numbers is a day.
pub(super) fn has_day(mut dotted: &str) -> bool {
    while let Some(digits) = cut(&mut dotted, DOT) {
        if moment::is_compact(digits) {
            return true;
        }
    }
    false
}
