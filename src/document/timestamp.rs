//! [`Timestamp`]: a point in time as a document writes it.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use core::str::FromStr;

use serde::de::{Error, Unexpected};

use crate::json::DocumentWarningKind;
use crate::text_traits::text_traits;

/// A point in time in RFC 3339's format, kept verbatim: `2015-10-31T22:22:56.015925234Z`.
///
/// What Go's readers reject although RFC 3339 allows it (`t` and `z` in lower case, leap seconds) is read, and
/// [`is_go_readable`](Self::is_go_readable) returns `false`. `Eq` and `Hash` are the text's: compare
/// [`unix_seconds`](Self::unix_seconds) for the point in time.
///
/// `Serialize` and `Deserialize` use the text.
///
/// ```
/// use imageref::document::Timestamp;
///
/// let created: Timestamp = "1970-01-01T01:00:00.5+01:00".parse()?;
/// assert_eq!((created.unix_seconds(), created.subsec_nanos()), (0, 500_000_000));
/// assert!(created.is_placeholder()); // no image was built then
/// assert!("2015-10-31 22:22:56".parse::<Timestamp>().is_err());
/// # Ok::<(), imageref::document::ParseTimestampError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Timestamp(Text); // INVARIANT: `parse` accepts the text

/// Most times fit without an allocation. Each text has one form, so that equality is the text's.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Text {
    Short(u8, [u8; SHORT]),
    Long(Box<str>),
}

/// The length of `2006-01-02T15:04:05.999999999-07:00`.
const SHORT: usize = 35;

/// A string that is not an RFC 3339 time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 time")]
#[non_exhaustive]
pub struct ParseTimestampError;

impl Timestamp {
    /// Creates the time `seconds` and `nanos` after 1970-01-01T00:00:00Z (before it if `seconds` is negative), as Go
    /// writes it.
    ///
    /// `None` if the year is not in 0000 to 9999 or `nanos` is a second or more.
    pub fn from_unix(seconds: i64, nanos: u32) -> Option<Self> {
        let in_range = (FIRST_SECOND..=LAST_SECOND).contains(&seconds) && nanos < 1_000_000_000;
        in_range.then(|| Self::at(seconds, nanos))
    }

    /// As [`from_unix`](Self::from_unix), of seconds and nanoseconds in its range.
    fn at(seconds: i64, nanos: u32) -> Self {
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = date(days);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        push_fraction(&mut text, nanos);
        text.push('Z');
        Self(Text::new(&text))
    }

    /// Returns the text, verbatim.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Short(len, bytes) => {
                let bytes = bytes.get(..usize::from(*len)).unwrap_or_default();
                core::str::from_utf8(bytes).unwrap_or_default()
            }
            Text::Long(text) => text,
        }
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z, rounded down.
    pub fn unix_seconds(&self) -> i64 {
        self.point().0
    }

    /// Returns the nanoseconds since that second; digits after the ninth are cut off.
    pub fn subsec_nanos(&self) -> u32 {
        self.point().1
    }

    fn point(&self) -> (i64, u32) {
        // INVARIANT: the text was parsed when the timestamp was made.
        parse(self.as_str().as_bytes()).map(Parts::point).unwrap_or_default()
    }

    /// Returns `true` for times that mean "unknown": Go's zero time (year 1), the first day of the Unix epoch, and the
    /// `1980-01-01T00:00:01Z` of tools that think of zip archives.
    pub fn is_placeholder(&self) -> bool {
        const YEAR_1: i64 = -62_135_596_800;
        const YEAR_1980: i64 = 315_532_800;
        let seconds = self.unix_seconds();
        seconds == YEAR_1 || (0..86_400).contains(&seconds) || matches!(seconds - YEAR_1980, 0 | 1)
    }

    /// Returns `true` if Go's readers accept the text: upper-case `T` and `Z`, no leap second.
    pub fn is_go_readable(&self) -> bool {
        parse(self.as_str().as_bytes()).is_some_and(|parts| parts.go)
    }

    /// Returns the text as Go would write the time again: no trailing zeros in the fraction, at most nine digits, `Z` for an
    /// offset of zero; a leap second as the second after it, in UTC.
    pub fn to_go(&self) -> String {
        let upper = self.as_str().to_ascii_uppercase();
        let text = upper.as_str();
        if text.get(17..19) == Some("60") {
            let (seconds, nanos) = self.point();
            return Self::from_unix(seconds, nanos).map_or(upper, |time| time.as_str().into());
        }
        let (date_time, rest) =
            text.split_at_checked("2006-01-02T15:04:05".len()).unwrap_or((text, ""));
        let offset = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        let mut go = String::from(date_time);
        push_fraction(&mut go, self.subsec_nanos());
        go.push_str(if matches!(offset, "+00:00" | "-00:00") { "Z" } else { offset });
        go
    }

    /// Reads a time, and what is odd about its text.
    #[inline]
    pub(super) fn read(text: &str) -> Option<(Self, Option<DocumentWarningKind>)> {
        let parts = parse(text.as_bytes())?;
        let odd = match parts.fraction.len() {
            _ if !parts.go => Some(DocumentWarningKind::TimestampForm),
            10.. => Some(DocumentWarningKind::TimestampPrecision),
            _ => None,
        };
        Some((Self(Text::new(text)), odd))
    }
}

impl Text {
    #[inline]
    fn new(text: &str) -> Self {
        let mut short = [0; SHORT];
        match (short.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(len)) => {
                place.copy_from_slice(text.as_bytes());
                Self::Short(len, short)
            }
            _ => Self::Long(text.into()),
        }
    }
}

/// Adds `.5` for half a second: no trailing zeros, nothing for 0.
fn push_fraction(text: &mut String, nanos: u32) {
    if nanos > 0 {
        text.push_str(format!(".{nanos:09}").trim_end_matches('0'));
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        Self::read(text).map(|(timestamp, _)| timestamp).ok_or(ParseTimestampError)
    }
}

/// A time with a valid date, clock and offset.
struct Parts<'a> {
    date: (u32, u32, u32),
    second_of_day: u32,
    /// The digits of the fraction.
    fraction: &'a [u8],
    /// Seconds east of Greenwich.
    offset: i32,
    /// `true` if Go's readers accept it.
    go: bool,
}

/// `date "T" time [ "." fraction ] ( "Z" / offset )`.
#[inline]
fn parse(text: &[u8]) -> Option<Parts<'_>> {
    let (date_time, rest) = text.split_first_chunk::<19>()?;
    #[rustfmt::skip]
    let [
        y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, t @ (b'T' | b't'),
        h1, h2, b':', n1, n2, b':', s1, s2,
    ] = *date_time else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, n1, n2, s1, s2];
    if !digits.iter().fold(true, |all, digit| all & digit.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (two(y1, y2) * 100 + two(y3, y4), two(m1, m2), two(d1, d2));
    let (hour, minute, second) = (two(h1, h2), two(n1, n2), two(s1, s2));
    if hour > 23 || minute > 59 || second > 60 || day < 1 || day > days_of_month(year, month)? {
        return None;
    }
    let (fraction, zone) = match rest {
        [b'.', rest @ ..] => {
            let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (count > 0).then(|| rest.split_at(count))?
        }
        zone => (&[][..], zone),
    };
    let offset = match *zone {
        [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let digits = [h1, h2, m1, m2].iter().all(u8::is_ascii_digit);
            let (hours, minutes) = (digits.then(|| two(h1, h2))?, two(m1, m2));
            if hours > 23 || minutes > 59 {
                return None;
            }
            let seconds = (hours * 3600 + minutes * 60).cast_signed();
            if sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    let second_of_day = hour * 3600 + minute * 60 + second;
    let leap = second == 60;
    if leap && (second_of_day.cast_signed() - offset).rem_euclid(86_400) != 0 {
        return None; // a leap second is the last of a day of UTC
    }
    let go = t == b'T' && *zone != *b"z" && !leap;
    Some(Parts { date: (year, month, day), second_of_day, fraction, offset, go })
}

/// The number that two digits make.
fn two(a: u8, b: u8) -> u32 {
    u32::from(a & 15) * 10 + u32::from(b & 15)
}

fn days_of_month(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    days.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

impl Parts<'_> {
    /// Seconds since 1970-01-01T00:00:00Z, and nanoseconds.
    fn point(self) -> (i64, u32) {
        let (year, month, day) = self.date;
        let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
        // Years begin in March, so that the leap day is the last: 146,097 days make 400 years.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * month + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = era * 146_097 + day_of_era - 719_468;
        let seconds = days * 86_400 + i64::from(self.second_of_day) - i64::from(self.offset);
        let digits = self.fraction.iter().chain(&[b'0'; 9]).take(9);
        (seconds, digits.fold(0, |nanos, digit| nanos * 10 + u32::from(digit & 15)))
    }
}

/// The date of a day since 1970-01-01, of the years 0000 to 9999.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

text_traits! { Timestamp, Timestamp => plain; }

#[cfg(feature = "std")]
impl From<std::time::SystemTime> for Timestamp {
    /// As Go writes it, in UTC; a time outside of the years 0000 to 9999 becomes the nearest one inside.
    fn from(time: std::time::SystemTime) -> Self {
        const SECOND: i128 = 1_000_000_000;
        let nanos = match time.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => after.as_nanos().cast_signed(),
            Err(before) => -before.duration().as_nanos().cast_signed(),
        };
        let seconds = nanos.div_euclid(SECOND).clamp(FIRST_SECOND.into(), LAST_SECOND.into());
        let nanos = u32::try_from(nanos.rem_euclid(SECOND)).unwrap_or_default();
        Self::at(i64::try_from(seconds).unwrap_or_default(), nanos)
    }
}

/// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const FIRST_SECOND: i64 = -62_167_219_200;
const LAST_SECOND: i64 = 253_402_300_799;

impl serde::Serialize for Timestamp {
    /// The text, verbatim.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let error = |_| D::Error::invalid_value(Unexpected::Str(&text), &"an RFC 3339 time");
        text.parse().map_err(error)
    }
}
