//! Numbers by what they count: releases and builds, days, seconds.

use core::cmp::Ordering;

use super::digits::{self, is_digits, list};
use super::moment;

/// What a number counts. Numbers of two forms are never compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Releases or builds.
    Count,
    /// Days: `20240131`, perhaps with a time of day.
    Day,
    /// Seconds or milliseconds since 1970.
    Unix,
}

/// Returns the form of each number in a dotted run.
pub(super) fn forms(dotted: &str) -> impl Iterator<Item = Form> + Clone {
    let single = !dotted.contains('.');
    list(dotted).map(move |digits| match () {
        () if moment::is_compact(digits) => Form::Day,
        () if single && is_unix(digits) => Form::Unix,
        () => Form::Count,
    })
}

/// Returns `true` for a Unix time from 2011 to 2039, in seconds or milliseconds.
pub(super) fn is_unix(digits: &str) -> bool {
    let seconds = match digits.len() {
        10 => digits,
        13 => digits.get(..10).unwrap_or(digits),
        _ => return false,
    };
    is_digits(digits) && ("1300000000".."2200000000").contains(&seconds)
}

/// Compares two dotted runs of the same forms, number by number.
pub(super) fn compare_lists(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (list(a), list(b));
    loop {
        let step = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(x), Some(y)) if moment::is_compact(x) && moment::is_compact(y) => {
                // Not by value: `20240102` is after `202401011230`.
                x.cmp(y)
            }
            (Some(x), Some(y)) => digits::compare(x, y),
        };
        if step.is_ne() {
            return step;
        }
    }
}
