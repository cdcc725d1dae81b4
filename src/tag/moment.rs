//! Days with or without a time of day, in each way that tags write them.

use core::cmp::Ordering;

use super::date::Date;
use super::digits::is_digits;

/// A day, and perhaps a time of day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment<'a> {
    pub(super) date: Date,
    /// The time's digits, with the separators between them. Empty if the tag has only a day.
    time: &'a str,
    /// All of it.
    pub(super) text: &'a str,
}

/// How a day is written: a `d` is a digit, everything else is itself.
const DAYS: &[&str] = &["dddddddd", "dddd-dd-dd"];

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
        let form = DAYS.iter().find(|form| fits(text, form))?;
        let (month, day) = if form.len() == 8 { (4, 6) } else { (5, 8) };
        let date = Date::of(text.get(..4)?, text.get(month..month + 2)?, text.get(day..day + 2)?)?;
        let after = text.get(form.len()..)?;
        let time = time_at_start(after).or_else(|| ends(after).then_some(""))?;
        Some(Self { date, time, text: &text[..form.len() + time.len()] })
    }

    /// Orders by day, then by time; a day without a time comes first.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        self.date.cmp(&other.date).then_with(|| self.digits().cmp(other.digits()))
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.time.bytes().filter(u8::is_ascii_digit)
    }
}

/// Returns `true` for `YYYYMMDD`, perhaps with the digits of a time of day.
pub(super) fn is_compact(digits: &str) -> bool {
    // More digits than `hhmmss` are a fraction of a second.
    let whole = if (15..=20).contains(&digits.len()) { digits.get(..14) } else { Some(digits) };
    is_digits(digits)
        && whole
            .is_some_and(|whole| Moment::at_start(whole).is_some_and(|moment| moment.text == whole))
}

/// Returns the time of day that the text starts with, up to the text's end or a separator.
fn time_at_start(text: &str) -> Option<&str> {
    let (form, _) = TIMES.iter().find(|(form, _)| fits(text, form) && ends(&text[form.len()..]))?;
    let time = &text[..form.len()];
    let mut digits = time.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0');
    let limits = [24, 60, 60];
    let valid = limits.iter().all(|&limit| match (digits.next(), digits.next()) {
        (Some(tens), Some(ones)) => tens * 10 + ones < limit,
        _ => true,
    });
    valid.then_some(time)
}

/// Returns `true` if the text starts as the form demands. Letters match in either case.
fn fits(text: &str, form: &str) -> bool {
    text.len() >= form.len()
        && form.bytes().zip(text.bytes()).all(|(form, byte)| match form {
            b'd' => byte.is_ascii_digit(),
            form => byte.eq_ignore_ascii_case(&form),
        })
}

/// Returns `true` if the text is empty or starts with a separator.
fn ends(text: &str) -> bool {
    text.is_empty() || text.starts_with(['-', '_', '.'])
}
