//! What follows a tag's version or date, piece by piece.

use super::commit;
use super::item::{Item, ItemKind, counter_after_label, glued_counter, split_counter};
use super::markers::{MOVING, is};
use super::moment::{Moment, is_moment, is_unix};
use super::numbers;
use super::parts::Parts;
use super::pieces::{
    first, first_piece, head, is_digits, is_dotted, is_separated, tail, until, without,
};
use super::prerelease::{self, metadata_at_start};
use super::words;
use crate::text::{self, DASH, DIGIT, DOT, UNDERSCORE};

/// The pieces after a tag's version or date.
#[derive(Clone, Debug)]
pub(super) struct Items<'a> {
    /// What is left, with the separator before it.
    rest: &'a str,
    /// `true` until a piece was read.
    first: bool,
    /// What the piece before was.
    last: Last,
    /// `true` while a prerelease can follow. After one, or after a word with a version, to which a prerelease would
    /// belong (`1-python3.15-rc`), none can.
    prerelease_due: bool,
}

/// What a number on its own means depends on the piece before it.
#[derive(Clone, Copy, Debug, PartialEq)]
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

    /// The pieces of a string without a version. It starts with a separator.
    pub(super) const fn of_text(text: &'a str) -> Self {
        Self { rest: text, first: false, last: Last::Other, prerelease_due: true }
    }

    /// Returns `true` if the next piece is glued to the version. A word after a date is not
    /// (`RELEASE.2024-06-29T01-20-47Z.fips`).
    fn is_glued(&self) -> bool {
        self.first
            && match first(self.rest) {
                b'-' | b'_' | 0 => false,
                b'.' if self.last == Last::Moment => text::is(first(tail(self.rest, 1)), DIGIT),
                _ => true,
            }
    }

    /// The same pieces without one that is glued to the version.
    pub(super) fn without_glued(mut self) -> Self {
        if self.is_glued() {
            self.next();
        }
        self
    }

    /// What is glued to the version, up to a `-` or `_`: `rc1`, `.post1`, `u212`.
    fn glued(&self) -> Item<'a> {
        let all = until(self.rest, DASH | UNDERSCORE);
        let text = self.rest.strip_prefix('.').unwrap_or(self.rest);
        let piece = all.strip_prefix('.').unwrap_or(all);
        let dot = piece.len() < all.len();
        if dot && self.last == Last::Moment && is_dotted(piece) {
            return Item::value(ItemKind::Serial, piece);
        }
        if let Some(item) = prerelease::at_start(text, true) {
            return item;
        }
        if dot && let Some(commit) = commit::of(piece, "") {
            return Item { text: piece, ..Item::value(ItemKind::Commit, commit) };
        }
        match split_counter(piece).filter(|_| !dot) {
            Some(counter) => counter,
            None => Item::literal(all),
        }
    }

    /// What follows a `_`: a prerelease or post-release, metadata, or a word of the variant.
    fn after_underscore(&self, text: &'a str) -> Item<'a> {
        if self.first
            && let Some(item) = prerelease::at_start(text, true)
        {
            return item;
        }
        match metadata_at_start(text) {
            "" => self.piece(text),
            metadata => Item::value(ItemKind::Metadata, metadata),
        }
    }

    /// What follows a `-` or `.`.
    fn piece(&self, text: &'a str) -> Item<'a> {
        if let Some(item) = self.marked(text).or_else(|| counter_after_label(text)) {
            return item;
        }
        let mut piece = until(text, DASH);
        let all = piece;
        // The longest start that is known, up to a separator.
        loop {
            if let Some(item) = self.known(piece) {
                return item;
            }
            match piece.bytes().rposition(|b| text::is(b, DOT | UNDERSCORE)) {
                Some(at) => piece = head(piece, at),
                None => return Item::literal(unknown(all)),
            }
        }
    }

    /// A piece with a form of its own: prerelease, count of commits, moment, commit.
    fn marked(&self, text: &'a str) -> Option<Item<'a>> {
        if self.prerelease_due
            && let Some(item) = prerelease::at_start(text, false)
        {
            return Some(item);
        }
        if text::is(first(text), DIGIT) {
            if let Some((count, commit)) = commit::count_at_start(text) {
                let after = tail(text, count.len());
                let after = tail(tail(after, "-g".len()), commit.len());
                return Some(Item {
                    kind: ItemKind::Ahead,
                    label: commit,
                    value: count,
                    text: without(text, after),
                });
            }
            if let Some(moment) = Moment::at_start(text) {
                return Some(Item::value(ItemKind::Moment, moment.text));
            }
            if is_unix(first_piece(text)) {
                return Some(Item::value(ItemKind::Unix, first_piece(text)));
            }
        }
        let (commit, text) = commit::at_start(text, self.last == Last::Moment)?;
        Some(Item { text, ..Item::value(ItemKind::Commit, commit) })
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
            return Some(Item::value(
                match self.last {
                    Last::Moment => ItemKind::Serial,
                    _ if long => ItemKind::LongNumber,
                    _ => ItemKind::Counter,
                },
                piece,
            ));
        }
        glued_counter(piece).or_else(|| words::find(piece).map(|_| Item::literal(piece)))
    }

    /// Returns `true` if something settles which build is meant: a counter with a label, a second version of three
    /// numbers, a long number, a moment, a commit, build metadata. (`2.7-7.3` and `v1.19-1` move as `2.7` does.)
    pub(super) fn settle(mut self) -> bool {
        self.any(|item| match item.kind {
            ItemKind::Literal => false,
            ItemKind::Prerelease => !item.value.is_empty(),
            ItemKind::Counter if item.label.is_empty() => {
                numbers::count(item.value) >= 3 || item.value.split('.').any(|n| n.len() > 4)
            }
            _ => true,
        })
    }

    /// Returns `true` if something names the newest build of a channel on the way to a version.
    pub(super) fn follow_channel(mut self) -> bool {
        self.any(|item| match item.kind {
            ItemKind::Literal => is(item.label, MOVING),
            ItemKind::Prerelease => item.text.eq_ignore_ascii_case("snapshot"),
            _ => false,
        })
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        // A separator at the end joins nothing.
        if self.rest.is_empty() || (self.first && self.rest == "-") {
            return None;
        }
        let text = if is_separated(self.rest) { tail(self.rest, 1) } else { self.rest };
        let glued = self.is_glued();
        let item = match first(self.rest) {
            _ if glued => self.glued(),
            b'_' => self.after_underscore(text),
            _ => self.piece(text),
        };
        // A literal glued to the version keeps its dot.
        let dot = glued && first(item.text) == b'.';
        self.rest = tail(if dot { self.rest } else { text }, item.text.len());
        self.first = false;
        self.last = match item.kind {
            ItemKind::Prerelease | ItemKind::PostRelease => Last::Version,
            ItemKind::Moment => Last::Moment,
            ItemKind::Commit | ItemKind::LongNumber => Last::Commit,
            _ => Last::Other,
        };
        self.prerelease_due &= match item.kind {
            ItemKind::Prerelease => false,
            ItemKind::Literal => item.text.bytes().all(|b| !text::is(b, DIGIT)),
            _ => true,
        };
        Some(item)
    }
}

/// Returns the start of a piece that nothing is known of, up to build metadata, a commit or a moment in it.
fn unknown(piece: &str) -> &str {
    let mut rest = piece;
    loop {
        let separator = tail(rest, first_piece(rest).len());
        rest = tail(separator, 1);
        let ends =
            first(separator) == b'_' || is_moment(rest) || commit::at_start(rest, false).is_some();
        if ends || separator.is_empty() {
            return without(piece, separator);
        }
    }
}
