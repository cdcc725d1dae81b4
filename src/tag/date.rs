//! [`Date`]: a day as tags write it.

use core::fmt;

use super::digits::small;

/// A day in a tag, from [`TagInfo::date`](super::TagInfo::date). Shown as `2024-01-31`.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::TagInfo;
///
/// let date = TagInfo::of(Tag::parse("jammy-20240131")?).date().expect("the tag has a day");
/// assert_eq!((date.year(), date.month(), date.day()), (2024, 1, 31));
/// assert_eq!(date.to_string(), "2024-01-31");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Returns the year, 1990 to 2099.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, 1 to 31. It is not checked against the length of the month.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Reads a year of four digits, a month and a day of two.
    pub(super) fn of(year: &str, month: &str, day: &str) -> Option<Self> {
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

/// The years that a date in a tag can have. Tags began with Docker in 2013; what they name can be older.
const YEARS: core::ops::RangeInclusive<u16> = 1990..=2099;

/// Returns `true` if two numbers start a calendar version: `2026.07`, `2024.1`. After a year of two digits the month
/// must be padded, as the numbers of other versions are not (`22.04`).
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
