//! Numbers of any length, on their own and joined by dots: how they compare, and what they count.

use core::cmp::Ordering;

use super::moment;
use super::pieces::cut;
use crate::text::DOT;

/// Returns the digits without leading zeros, at least one.
pub(super) fn canonical(digits: &str) -> &str {
    let mut rest = digits;
    while let Some(next) = rest.strip_prefix('0').filter(|next| !next.is_empty()) {
        rest = next;
    }
    rest
}

/// Compares two runs of decimal digits by value.
#[inline(never)]
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (canonical(a), canonical(b));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// Splits a dotted run into its numbers.
pub(super) fn split(mut dotted: &str) -> impl Iterator<Item = &str> {
    core::iter::from_fn(move || cut(&mut dotted, DOT))
}

/// Orders two dotted runs number by number; one that is the start of the other comes first.
fn compare_by(a: &str, b: &str, order: impl Fn(&str, &str) -> Ordering) -> Ordering {
    let (mut a, mut b) = (split(a), split(b));
    loop {
        let step = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (Some(x), Some(y)) => order(x, y),
            (x, y) => x.is_some().cmp(&y.is_some()),
        };
        if step.is_ne() {
            return step;
        }
    }
}

/// Compares two dotted runs of the same forms, number by number.
pub(super) fn compare_lists(a: &str, b: &str) -> Ordering {
    compare_by(a, b, |x, y| match (moment::is_compact(x), moment::is_compact(y)) {
        // Not by value: `20240102` is after `202401011230`.
        (true, true) => x.cmp(y),
        _ => compare(x, y),
    })
}

/// Returns how many numbers a dotted run has.
pub(super) fn count(dotted: &str) -> usize {
    split(dotted).count()
}

/// Returns how many numbers two dotted runs have in common, from the first on.
pub(super) fn common(a: &str, b: &str) -> usize {
    split(a).zip(split(b)).take_while(|(x, y)| compare(x, y).is_eq()).count()
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
pub(super) fn compare_forms(a: &str, b: &str) -> Ordering {
    let (single_a, single_b) = (!a.contains('.'), !b.contains('.'));
    compare_by(a, b, |x, y| (form(x, single_a) as u8).cmp(&(form(y, single_b) as u8)))
}

/// Returns `true` if one of the numbers is a day.
pub(super) fn has_day(dotted: &str) -> bool {
    split(dotted).any(moment::is_compact)
}
