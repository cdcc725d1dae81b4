//! Days and moments as tags write them.

use core::fmt;

use super::number::{is_digits, small};

/// A day, as [`TagInfo::date`](super::TagInfo::date) reads it from a tag. Shown as `2024-01-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The year, 1990 to 2099.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31; whether the month has that many days is not asked.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Reads `YYYYMMDD` with whatever follows, or `YYYY` with `-MM-DD` behind it.
    pub(super) fn read(numbers: &str, qualifier: &str) -> Option<Self> {
        let (month, day) = match qualifier.strip_prefix('-') {
            Some(rest) => (rest.get(..2)?, rest.get(3..5)?),
            None => (numbers.get(4..6)?, numbers.get(6..8)?),
        };
        Self::check(numbers.get(..4)?, month, day)
    }

    fn check(year: &str, month: &str, day: &str) -> Option<Self> {
        let year = small(year).filter(|year| YEARS.contains(year))?;
        let month = u8::try_from(small(month)?).ok().filter(|month| (1..=12).contains(month))?;
        let day = u8::try_from(small(day)?).ok().filter(|day| (1..=31).contains(day))?;
        Some(Self { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Years that a date in a tag may have. Tags began with Docker in 2013; what they carry may be older.
const YEARS: core::ops::RangeInclusive<u16> = 1990..=2099;

/// Whether the digits are `YYYYMMDD`, perhaps with `hh`, `hhmm` or `hhmmss` and a fraction behind.
pub(super) fn is_compact(digits: &str) -> bool {
    let below =
        |at: usize, end: u16| digits.get(at..at + 2).and_then(small).is_some_and(|n| n < end);
    let time = match digits.len() {
        8 => true,
        10 => below(8, 24),
        12 => below(8, 24) && below(10, 60),
        14..=20 => below(8, 24) && below(10, 60) && below(12, 60),
        _ => false,
    };
    time && is_digits(digits) && Date::read(digits, "").is_some()
}

/// The length of the `YYYY-MM-DD`, or `YYYY-MM-DDThh-mm-ss` with or without `Z`, that the text starts with and
/// behind which a `-`, a `.` or nothing follows.
pub(super) fn dashed(text: &str) -> Option<usize> {
    let form = ["dddd-dd-ddTdd-dd-ddZ", "dddd-dd-ddTdd-dd-dd", "dddd-dd-dd"]
        .into_iter()
        .find(|form| fits(text, form))?;
    Date::check(text.get(..4)?, text.get(5..7)?, text.get(8..10)?).map(|_| form.len())
}

/// Whether the text starts as the form says (`d` for a digit, all else as it stands), then ends or goes on with `-` or `.`.
fn fits(text: &str, form: &str) -> bool {
    let text = text.as_bytes();
    text.len() >= form.len()
        && form.bytes().zip(text).all(|(f, &t)| if f == b'd' { t.is_ascii_digit() } else { f == t })
        && text.get(form.len()).is_none_or(|&next| matches!(next, b'-' | b'.'))
}

/// Whether two numbers start a calendar version: `2026.07`, `2024.1`; of two-digit years those whose month is padded
/// as no version's number would be (`22.04`).
pub(super) fn starts_calendar(first: &str, second: &str) -> bool {
    let month = second.len() <= 2 && small(second).is_some_and(|month| (1..=12).contains(&month));
    let padded = second.len() == 2 && second.starts_with('0');
    month
        && match first.len() {
            4 => small(first).is_some_and(|year| YEARS.contains(&year)),
            2 => !first.starts_with('0') && padded,
            _ => false,
        }
}
