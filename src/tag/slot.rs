//! What all tags of a stream have in common after their versions or dates.

use super::counters::Counter;
use super::items::{Item, Items};
use super::number::{self, Form};

/// A piece that every tag of a stream has at the same place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'a> {
    /// The text that is the same in all of them.
    label: &'a str,
    /// What varies.
    pub(super) item: Item<'a>,
}

/// Returns the pieces that keep streams apart. All others are optional: prereleases and post-releases, counts and
/// names of commits, build metadata.
pub(super) fn slots(items: Items<'_>) -> impl Iterator<Item = Slot<'_>> + Clone {
    items.filter_map(|item| {
        let label = match item {
            Item::Literal(text) => text,
            Item::Counter(Counter { label, .. }) => label,
            Item::Moment(_) | Item::Unix(_) => "",
            _ => return None,
        };
        Some(Slot { label, item })
    })
}

impl<'a> Slot<'a> {
    /// A key that two slots share if tags that differ only in them are of one stream.
    pub(super) fn key(&self) -> (u8, &'a str, Forms<'a>) {
        let (rank, forms) = match self.item {
            Item::Literal(_) => (0, ""),
            Item::Counter(Counter { value, .. }) => (1, value),
            Item::Moment(_) => (2, ""),
            _ => (3, ""),
        };
        (rank, self.label, Forms(forms))
    }

    /// Returns `true` for text that has to be the same.
    pub(super) const fn is_literal(&self) -> bool {
        matches!(self.item, Item::Literal(_))
    }

    /// Returns the piece.
    pub(super) const fn text(&self) -> &'a str {
        match self.item {
            Item::Counter(counter) => counter.text,
            Item::Moment(moment) => moment.text,
            Item::Unix(text) | Item::Literal(text) => text,
            _ => self.label,
        }
    }
}

/// Numbers joined by dots, compared by how many they are and by what they count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Forms<'a>(pub(super) &'a str);

impl Forms<'_> {
    /// Returns `true` if one of several numbers is a day.
    pub(super) fn has_day(&self) -> bool {
        self.iter().any(|form| form == Form::Day)
    }

    fn iter(&self) -> impl Iterator<Item = Form> {
        number::forms(self.0)
    }
}

impl PartialEq for Forms<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Forms<'_> {}

impl PartialOrd for Forms<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Forms<'_> {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.iter().cmp(other.iter())
    }
}
