//! [`Date`], a day as tags write it, and days with a time of day in each way that tags write them.

use core::cmp::Ordering;
use core::fmt;

use super::pieces::{first, first_piece, head, is_digits, is_separated, split, tail};

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

    /// Reads a year, a month and a day, all of them digits.
    fn of(year: &str, month: &str, day: &str) -> Option<Self> {
        let year = year_of(year)?;
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

/// Returns the value of a number of up to four digits, not counting zeros at the start.
fn small(digits: &str) -> Option<u16> {
    digits.bytes().try_fold(0_u16, |value, digit| {
        let digit = u16::from(digit.wrapping_sub(b'0'));
        value.checked_mul(10)?.checked_add(digit).filter(|value| *value < 10_000)
    })
}

/// Returns a year that a date in a tag can have. Tags began with Docker in 2013; what they name can be older.
fn year_of(digits: &str) -> Option<u16> {
    small(digits).filter(|year| (1990..=2099).contains(year))
}

/// Returns `true` if two numbers start a calendar version: `2026.07`, `2024.1`. After a year of two digits the month
/// must be padded, as the numbers of other versions are not (`22.04`).
pub(super) fn starts_calendar(year: &str, month: &str) -> bool {
    let padded = month.len() == 2 && first(month) == b'0';
    let year = match year.len() {
        4 => year_of(year).is_some(),
        2 => first(year) != b'0' && padded,
        _ => false,
    };
    year && month.len() <= 2 && matches!(small(month), Some(1..=12))
}

/// A day, and perhaps a time of day.
#[derive(Clone, Copy)]
pub(super) struct Moment<'a> {
    pub(super) date: Date,
    /// The time's digits, with the separators between them. Empty if the tag has only a day.
    time: &'a str,
    /// All of it.
    pub(super) text: &'a str,
}

/// How a time of day follows a day, longest first; source.
#[rustfmt::skip] // one row a line
const TIMES: &[(&str, &str)] = &[
    ("Tdd-dd-ddZ", "minio/minio: RELEASE.2024-01-01T00-00-00Z"),
    ("Tdd-dd-dd",  "ISO 8601 with `-` instead of `:`, which a tag cannot contain"),
    ("Tdd-ddZ",    "the same without seconds"),
    ("Tdd-dd",     "the same without seconds"),
    ("TddddddZ",   "ISO 8601, basic format"),
    ("Tdddddd",    "ISO 8601, basic format"),
    ("TddddZ",     "ISO 8601, basic format without seconds"),
    ("Tdddd",      "ISO 8601, basic format without seconds"),
    ("-dd-dd-ddZ", "ISO 8601 with `-` instead of `T`"),
    ("-dd-dd-dd",  "ISO 8601 with `-` instead of `T`"),
    ("-ddddddZ",   "docker/metadata-action, README: {{date 'YYYYMMDD-HHmmss'}}"),
    ("-dddddd",    "docker/metadata-action, README: {{date 'YYYYMMDD-HHmmss'}}"),
    ("-ddddZ",     "the same without seconds; without the `Z`, a counter"),
    ("_dd-dd-dd",  "ISO 8601 with `_` instead of `T`"),
    ("_dddddd",    "ISO 8601 with `_` instead of `T`"),
    (".dddddd",    "Maven, timestamps of snapshots: 20240102.030405-7"),
    ("ddddddZ",    "docker/metadata-action, README: {{date 'YYYYMMDDHHmmss'}}"),
    ("dddddd",     "docker/metadata-action, README: {{date 'YYYYMMDDHHmmss'}}"),
    ("dddd",       "the same without seconds"),
    ("dd",         "the same without minutes"),
];

impl<'a> Moment<'a> {
    /// Reads the moment that the text starts with, up to the text's end or a separator.
    pub(super) fn at_start(text: &'a str) -> Option<Self> {
        if !matches!(first(text), b'1' | b'2') {
            return None;
        }
        // How a day is written.
        let separator = match () {
            () if fits(text, "dddddddd") => 0,
            () if fits(text, "dddd-dd-dd") => 1,
            () => return None,
        };
        let (year, rest) = split(text, 4);
        let (month, rest) = split(tail(rest, separator), 2);
        let (day, rest) = split(tail(rest, separator), 2);
        let date = Date::of(year, month, day)?;
        let time = time_at_start(rest).or_else(|| ends(rest).then_some(""))?;
        let after = tail(rest, time.len());
        Some(Self { date, time, text: head(text, text.len().saturating_sub(after.len())) })
    }

    /// Orders by day, then by time; a day without a time comes first.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let digits = |time: &'a str| time.bytes().filter(u8::is_ascii_digit);
        self.date.cmp(&other.date).then_with(|| digits(self.time).cmp(digits(other.time)))
    }
}

/// Returns `true` for `YYYYMMDD`, perhaps with the digits of a time of day.
pub(super) fn is_compact(digits: &str) -> bool {
    // More digits than `hhmmss` are a fraction of a second.
    let whole = if matches!(digits.len(), 15..=20) { head(digits, 14) } else { digits };
    digits.len() >= 8
        && is_digits(digits)
        && Moment::at_start(whole).is_some_and(|moment| moment.text == whole)
}

/// Returns `true` for a Unix time from 2011 to 2039, in seconds or milliseconds.
pub(super) fn is_unix(digits: &str) -> bool {
    matches!(digits.len(), 10 | 13)
        && is_digits(digits)
        && ("1300000000".."2200000000").contains(&head(digits, 10))
}

/// Returns `true` if the text starts with a moment or a Unix time.
pub(super) fn is_moment(text: &str) -> bool {
    matches!(first(text), b'1' | b'2')
        && (Moment::at_start(text).is_some() || is_unix(first_piece(text)))
}

/// Returns the time of day that the text starts with, up to the text's end or a separator.
fn time_at_start(text: &str) -> Option<&str> {
    let (form, _) =
        TIMES.iter().find(|(form, _)| fits(text, form) && ends(tail(text, form.len())))?;
    let time = head(text, form.len());
    let mut digits = time.bytes().filter(u8::is_ascii_digit);
    // Hours, minutes, seconds.
    let valid = [*b"24", *b"60", *b"60"].iter().all(|limit| match (digits.next(), digits.next()) {
        (Some(tens), Some(ones)) => [tens, ones] < *limit,
        _ => true,
    });
    valid.then_some(time)
}

/// Returns `true` if the text starts as the form demands: a `d` is a digit, everything else is itself in either case.
fn fits(text: &str, form: &str) -> bool {
    text.len() >= form.len()
        && form.bytes().zip(text.bytes()).all(|(form, byte)| match form {
            b'd' => byte.is_ascii_digit(),
            form => byte.eq_ignore_ascii_case(&form),
        })
}

/// Returns `true` if the text is empty or starts with a separator.
fn ends(text: &str) -> bool {
    text.is_empty() || is_separated(text)
}
