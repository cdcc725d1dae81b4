//! What follows a tag's numbers, piece by piece: what keeps streams apart, and what orders within one.

use core::cmp::Ordering;

use super::date;
use super::number;
use super::parts::Parts;
use super::prerelease::{Place, Prerelease};

/// Labels that mark the number glued to them as a counter of builds, between dashes or at a tag's start; source.
#[rustfmt::skip] // one row a line
const COUNTERS: &[(&str, &str)] = &[
    ("b",     "eclipse-temurin:8u502-b07-jdk"),
    ("build", "semver.org 2.0.0, item 10: build metadata; `+` cannot stand in a tag"),
    ("r",     "bitnami/airflow:3.0.5-debian-12-r0"),
];

/// Whether a number behind the word is a counter of builds.
pub(super) fn is_counter_label(word: &str) -> bool {
    COUNTERS.iter().any(|row| row.0 == word)
}

/// A piece behind the numbers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'a> {
    /// Compared as it stands: two tags of one stream have the same.
    Literal(&'a str),
    /// A number that grows from build to build.
    Counter { label: &'a str, value: &'a str, form: Form },
    /// Before the release that it leads to.
    Prerelease(Prerelease<'a>),
}

/// How a counter counts; numbers of two forms are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Number,
    Date,
    /// The rest of a date behind its year, of fixed width: compared byte by byte.
    DashedDate,
}

/// The pieces of a tag behind its numbers.
#[derive(Clone, Debug)]
pub(super) struct Items<'a> {
    qualifier: Option<&'a str>,
    rest: Option<&'a str>,
    first: bool,
    /// Of a date with dashes, the qualifier is the rest of the date.
    dashed_date: bool,
    /// The digits that a counter without a label may have. Behind a date, more of them are more likely a commit.
    longest_counter: usize,
    /// Whether a prerelease may still follow: one was not seen yet, nor a word with a version, which a later
    /// prerelease would belong to (`1-python3.15-rc`).
    prerelease_due: bool,
}

impl<'a> Items<'a> {
    pub(super) fn of(parts: &Parts<'a>, date: bool) -> Self {
        let some = |text: &'a str| (!text.is_empty()).then_some(text);
        Self {
            qualifier: some(parts.qualifier),
            rest: some(parts.suffix),
            first: true,
            dashed_date: parts.dashed_date,
            longest_counter: if date { 6 } else { usize::MAX },
            prerelease_due: true,
        }
    }

    /// The pieces of a text without numbers.
    pub(super) fn of_text(text: &'a str) -> Self {
        let mut items = Self::of(&Parts { suffix: text, ..Parts::words("") }, false);
        items.first = false;
        items
    }

    /// The same without what is glued to the numbers.
    pub(super) fn without_qualifier(mut self) -> Self {
        if self.qualifier.is_some() {
            self.next();
        }
        self
    }

    fn qualifier(&mut self, text: &'a str) -> Item<'a> {
        if self.dashed_date {
            return Item::Counter { label: "", value: text, form: Form::DashedDate };
        }
        if let Some(prerelease) = Prerelease::read(text, text.len(), Place::Qualifier) {
            self.prerelease_due = false;
            return Item::Prerelease(prerelease);
        }
        match split_number(text) {
            Some((label, value)) if !label.starts_with('.') => {
                Item::Counter { label, value, form: Form::Number }
            }
            _ => Item::Literal(text),
        }
    }

    fn piece(&mut self, rest: &'a str) -> Item<'a> {
        let end = rest.find('-').unwrap_or(rest.len());
        let first = core::mem::replace(&mut self.first, false);
        if self.prerelease_due
            && let Some(prerelease) = Prerelease::read(rest, end, Place::Suffix)
        {
            self.prerelease_due = false;
            self.rest = behind_dash(rest, prerelease.text.len());
            return Item::Prerelease(prerelease);
        }
        self.rest = behind_dash(rest, end);
        let piece = &rest[..end];
        if date::is_compact(piece) {
            return Item::Counter { label: "", value: piece, form: Form::Date };
        }
        if first && number::is_dotted(piece) && piece.len() <= self.longest_counter {
            return Item::Counter { label: "", value: piece, form: Form::Number };
        }
        match split_number(piece) {
            Some((label, value)) if is_counter_label(label.trim_end_matches('.')) => {
                Item::Counter { label, value, form: Form::Number }
            }
            _ => {
                self.prerelease_due &= !piece.bytes().any(|b| b.is_ascii_digit());
                Item::Literal(piece)
            }
        }
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        match self.qualifier.take() {
            Some(text) => Some(self.qualifier(text)),
            None => self.rest.map(|rest| self.piece(rest)),
        }
    }
}

/// Splits off the digits at the end; `None` if there are none, or more of them before.
fn split_number(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().position(|b| b.is_ascii_digit())?;
    let (label, value) = text.split_at(at);
    number::is_digits(value).then_some((label, value))
}

/// What follows the `-` at `end`; `None` if nothing stands there.
fn behind_dash(text: &str, end: usize) -> Option<&str> {
    text.get(end..)?.strip_prefix('-')
}

/// Orders the streams of two tags by what follows their numbers: equal where only counters and prereleases differ.
pub(super) fn compare_streams(a: Items<'_>, b: Items<'_>) -> Ordering {
    let kept = |item: &Item<'_>| !matches!(item, Item::Prerelease(_));
    let (mut a, mut b) = (a.filter(kept), b.filter(kept));
    loop {
        let step = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(x), Some(y)) => x.shape().cmp(&y.shape()),
        };
        if step.is_ne() {
            return step;
        }
    }
}

/// Orders two tags of one stream by their prereleases, then by their counters.
pub(super) fn compare_positions(a: &Items<'_>, b: &Items<'_>) -> Ordering {
    let by_prerelease = match (a.prerelease(), b.prerelease()) {
        (None, None) => Ordering::Equal,
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(x), Some(y)) => x.compare(y),
    };
    let (a, b) = (a.clone().filter_map(Item::counter), b.clone().filter_map(Item::counter));
    a.zip(b)
        .map(|((x, form), (y, _))| match form {
            Form::Number | Form::Date => number::compare_lists(x, y),
            Form::DashedDate => x.cmp(y),
        })
        .fold(by_prerelease, Ordering::then)
}

impl<'a> Items<'a> {
    /// Whether a counter settles which release is meant: a labelled one, a date, a second version of three numbers,
    /// or a long number. (`2.7-7.3` and `v1.19-1` move as `2.7` does.)
    pub(super) fn settles(&self) -> bool {
        self.clone().any(|item| match item {
            Item::Counter { label: "", value, form: Form::Number } => {
                number::list(value).count() >= 3 || number::list(value).any(|n| n.len() > 4)
            }
            Item::Counter { .. } => true,
            _ => false,
        })
    }

    /// The first prerelease among the pieces.
    pub(super) fn prerelease(&self) -> Option<Prerelease<'a>> {
        self.clone().find_map(|item| match item {
            Item::Prerelease(prerelease) => Some(prerelease),
            _ => None,
        })
    }
}

impl<'a> Item<'a> {
    /// What two tags of one stream have in common here: literal text, or the form of a counter, with its label and
    /// how many numbers or, in a date with dashes, bytes it has.
    fn shape(self) -> (&'a str, Option<(Form, usize)>) {
        match self {
            Self::Literal(text) => (text, None),
            Self::Prerelease(prerelease) => (prerelease.text, None),
            Self::Counter { label, value, form } => {
                let size = match form {
                    Form::Number | Form::Date => number::list(value).count(),
                    Form::DashedDate => value.len(),
                };
                (label, Some((form, size)))
            }
        }
    }

    /// The counter's digits and their form.
    pub(super) fn counter(self) -> Option<(&'a str, Form)> {
        match self {
            Self::Counter { value, form, .. } => Some((value, form)),
            _ => None,
        }
    }
}
