//! What follows a tag's version or date, piece by piece.

use super::commit;
use super::counters::{self, Counter};
use super::digits::{is_digits, is_dotted};
use super::identifiers::is_separator;
use super::metadata;
use super::moment::Moment;
use super::number;
use super::parts::Parts;
use super::prerelease::{Place, Prerelease, post_release};
use super::words;

/// A piece after the version or date.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'a> {
    /// A word or a version of something else, the same in all tags of a stream.
    Literal(&'a str),
    /// A counter of builds: all tags of a stream have one with the same label.
    Counter(Counter<'a>),
    /// A day, perhaps with a time: all tags of a stream have one.
    Moment(Moment<'a>),
    /// Seconds since 1970: all tags of a stream have some.
    Unix(&'a str),
    /// A prerelease, before the release that it leads to.
    Prerelease(Prerelease<'a>),
    /// The number of a post-release, after the release.
    PostRelease(&'a str),
    /// How many commits follow the release, and the last of them, as `git describe` writes them.
    Ahead { count: &'a str, commit: &'a str },
    /// The number of a build on a day.
    Serial(&'a str),
    /// A number of seven digits or more: a build, or a commit that has no letters.
    LongNumber(&'a str),
    /// A commit. It identifies a build and orders nothing.
    Commit(&'a str),
    /// Build metadata.
    Metadata(&'a str),
}

/// The pieces after a tag's version or date.
#[derive(Clone, Debug)]
pub(super) struct Items<'a> {
    /// What is left, with the separator before it.
    rest: &'a str,
    /// `true` until a piece was read.
    first: bool,
    /// The kind of the piece before.
    last: Last,
    /// `true` while a prerelease can follow. After one, or after a word with a version, to which a prerelease would
    /// belong (`1-python3.15-rc`), none can.
    prerelease_due: bool,
}

/// What a number on its own means depends on the piece before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Version,
    Moment,
    Commit,
    Other,
}

impl<'a> Items<'a> {
    /// The pieces after the version or date.
    pub(super) fn of(parts: &Parts<'a>) -> Self {
        let last = if parts.moment.is_some() { Last::Moment } else { Last::Version };
        Self { rest: parts.rest, first: true, last, prerelease_due: true }
    }

    /// The pieces of a text without a version. It starts with a separator.
    pub(super) const fn of_text(text: &'a str) -> Self {
        Self { rest: text, first: false, last: Last::Other, prerelease_due: true }
    }

    /// Returns `true` if the next piece is glued to the version. A word after a date is not
    /// (`RELEASE.2024-06-29T01-20-47Z.fips`).
    fn is_glued(&self) -> bool {
        let mut bytes = self.rest.bytes();
        match bytes.next() {
            None | Some(b'-' | b'_') => false,
            Some(b'.') if self.last == Last::Moment => {
                self.first && bytes.next().is_some_and(|b| b.is_ascii_digit())
            }
            Some(_) => self.first,
        }
    }

    /// The same pieces without one that is glued to the version.
    pub(super) fn without_glued(mut self) -> Self {
        if self.is_glued() {
            self.next();
        }
        self
    }

    /// What is glued to the version, up to `end`: `rc1`, `.post1`, `u212`.
    fn glued(&self, text: &'a str) -> (Item<'a>, usize) {
        let end = text.find(['-', '_']).unwrap_or(text.len());
        let separator = usize::from(text.starts_with('.'));
        let piece = &text[separator..end];
        if self.last == Last::Moment && separator == 1 && is_dotted(piece) {
            return (Item::Serial(piece), end);
        }
        if let Some(prerelease) = Prerelease::at_start(&text[separator..], Place::Glued) {
            return (Item::Prerelease(prerelease), separator + prerelease.text.len());
        }
        if let Some((length, number)) = post_release(&text[separator..]) {
            return (Item::PostRelease(number), separator + length);
        }
        if separator == 1 && (commit::is_commit(piece) || commit::described(piece).is_some()) {
            return (Item::Commit(commit::described(piece).unwrap_or(piece)), end);
        }
        match Counter::split(piece).filter(|_| separator == 0) {
            Some(counter) => (Item::Counter(counter), end),
            None => (Item::Literal(&text[..end]), end),
        }
    }

    /// What follows a `_`, which is skipped: a prerelease or post-release, metadata, or a word of the variant.
    fn after_underscore(&mut self, text: &'a str) -> (Item<'a>, usize) {
        if self.first {
            if let Some(prerelease) = Prerelease::at_start(text, Place::Glued) {
                return (Item::Prerelease(prerelease), prerelease.text.len());
            }
            if let Some((length, number)) = post_release(text) {
                return (Item::PostRelease(number), length);
            }
        }
        match metadata::length(text) {
            0 => self.piece(text),
            length => (Item::Metadata(&text[..length]), length),
        }
    }

    /// What follows a `-` or `.`, which is skipped.
    fn piece(&mut self, text: &'a str) -> (Item<'a>, usize) {
        if let Some((item, length)) = self.marked(text) {
            return (item, length);
        }
        if let Some(counter) = Counter::after_label(text) {
            return (Item::Counter(counter), counter.text.len());
        }
        let end = text.find('-').unwrap_or(text.len());
        let mut piece = &text[..end];
        // The longest start that is known, up to a separator.
        loop {
            if let Some(item) = self.known(piece) {
                return (item, piece.len());
            }
            match piece.rfind(['.', '_']) {
                Some(at) => piece = &piece[..at],
                None => break,
            }
        }
        let end = literal_length(&text[..end]);
        (Item::Literal(&text[..end]), end)
    }

    /// A piece with a form of its own: prerelease, post-release, count of commits, moment, commit.
    fn marked(&self, text: &'a str) -> Option<(Item<'a>, usize)> {
        if self.prerelease_due
            && let Some(prerelease) = Prerelease::at_start(text, Place::Dashed)
        {
            return Some((Item::Prerelease(prerelease), prerelease.text.len()));
        }
        if self.prerelease_due
            && let Some((length, number)) = post_release(text)
        {
            return Some((Item::PostRelease(number), length));
        }
        if let Some((count, commit)) = commit::count_at_start(text) {
            return Some((Item::Ahead { count, commit }, count.len() + "-g".len() + commit.len()));
        }
        if let Some(moment) = Moment::at_start(text) {
            return Some((Item::Moment(moment), moment.text.len()));
        }
        let piece = text.split(is_separator).next().unwrap_or(text);
        if number::is_unix(piece) {
            return Some((Item::Unix(piece), piece.len()));
        }
        let (commit, length) = commit_at_start(text, self.last == Last::Moment)?;
        Some((Item::Commit(commit), length))
    }

    /// A known word, or a counter.
    fn known(&self, piece: &'a str) -> Option<Item<'a>> {
        let long = is_digits(piece) && piece.len() >= 7;
        let counts = match self.last {
            Last::Version | Last::Moment => is_dotted(piece),
            // `1.36` after a commit is the version of something else: kubekins-e2e:v20260810-7619858115-1.36.
            Last::Commit => is_digits(piece),
            Last::Other => long,
        };
        if counts {
            return Some(match self.last {
                Last::Moment => Item::Serial(piece),
                _ if long => Item::LongNumber(piece),
                _ => Item::Counter(Counter::bare(piece)),
            });
        }
        if let Some(counter) = Counter::glued(piece) {
            return Some(Item::Counter(counter));
        }
        words::find(piece).map(|_| Item::Literal(piece))
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        // A separator at the end joins nothing.
        if self.rest.is_empty() || (self.first && self.rest == "-") {
            return None;
        }
        let skipped = usize::from(self.rest.starts_with(['-', '_', '.']));
        let text = &self.rest[skipped..];
        let (item, length) = match self.rest.as_bytes() {
            [b'_', ..] => self.after_underscore(text),
            [b'-', ..] => self.piece(text),
            _ if self.is_glued() => {
                let (item, length) = self.glued(self.rest);
                (item, length - skipped)
            }
            _ => self.piece(text),
        };
        self.rest = text.get(length..).unwrap_or_default();
        self.first = false;
        self.last = match item {
            Item::Prerelease(_) | Item::PostRelease(_) => Last::Version,
            Item::Moment(_) => Last::Moment,
            Item::Commit(_) | Item::LongNumber(_) => Last::Commit,
            _ => Last::Other,
        };
        self.prerelease_due &= match item {
            Item::Prerelease(_) => false,
            Item::Literal(text) => text.bytes().all(|b| !b.is_ascii_digit()),
            _ => true,
        };
        Some(item)
    }
}

/// Reads the commit that the text starts with, and returns it with the length of its label and itself.
///
/// Decimal digits are a commit only after a label, or beside a moment.
fn commit_at_start(text: &str, after_moment: bool) -> Option<(&str, usize)> {
    let piece = text.split(is_separator).next().unwrap_or(text);
    if let Some(commit) = commit::described(piece) {
        return Some((commit, piece.len()));
    }
    let after = text.get(piece.len() + 1..).unwrap_or_default();
    if commit::is_label(piece) {
        let hex = after.split(is_separator).next().unwrap_or(after);
        return commit::is_hex(hex).then(|| (hex, piece.len() + 1 + hex.len()));
    }
    let beside_moment = after_moment || is_moment(after);
    (commit::is_commit(piece) || (beside_moment && commit::is_hex(piece)))
        .then_some((piece, piece.len()))
}

/// Returns `true` if the text starts with a moment or a Unix time.
pub(super) fn is_moment(text: &str) -> bool {
    let piece = text.split(is_separator).next().unwrap_or(text);
    Moment::at_start(text).is_some() || number::is_unix(piece)
}

/// Returns the length of a piece that nothing is known of, up to build metadata, a commit or a moment in it.
fn literal_length(piece: &str) -> usize {
    piece
        .char_indices()
        .filter(|&(_, c)| is_separator(c))
        .map(|(at, _)| at)
        .find(|&at| {
            let after = &piece[at + 1..];
            piece[at..].starts_with('_')
                || is_moment(after)
                || commit_at_start(after, false).is_some()
        })
        .unwrap_or(piece.len())
}

impl<'a> Items<'a> {
    /// Returns the first prerelease.
    pub(super) fn prerelease(&self) -> Option<Prerelease<'a>> {
        self.clone().find_map(|item| match item {
            Item::Prerelease(prerelease) => Some(prerelease),
            _ => None,
        })
    }

    /// Returns `true` if something settles which build is meant: a counter with a label, a second version of three
    /// numbers, a long number, a moment, a commit, build metadata. (`2.7-7.3` and `v1.19-1` move as `2.7` does.)
    pub(super) fn settle(&self) -> bool {
        self.clone().any(|item| match item {
            Item::Counter(Counter { label: "", value, .. }) => {
                value.split('.').count() >= 3 || value.split('.').any(|n| n.len() > 4)
            }
            Item::Prerelease(prerelease) => prerelease.is_numbered(),
            Item::Literal(_) => false,
            _ => true,
        })
    }
}

impl<'a> Item<'a> {
    /// Returns the text that tells variants apart: a literal, or the word of a counter that is not only a label.
    pub(super) fn variant(self) -> Option<&'a str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Counter(counter) => {
                Some(counter.label).filter(|label| !counters::is_label(label))
            }
            _ => None,
        }
        .filter(|text| !text.is_empty())
    }
}
