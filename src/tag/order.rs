//! The order of tags: [`compare`] and [`total_cmp`].

use core::cmp::Ordering;

use super::classify::Class;
use super::incomparable::IncomparableError;
use super::info::TagInfo;
use super::item::{Item, ItemKind};
use super::items::Items;
use super::moment::Moment;
use super::numbers;
use super::pieces;
use super::prerelease;
use crate::reference::Tag;

/// Compares two tags by what they name: `Less` if `a` is older than `b`.
///
/// Only tags of one **stream** can be compared: both are versions or both are dates, with the same prefix, the same
/// number of numbers, the same variant and the same counters. The [rules](super::order_rules) say what belongs to a
/// stream, and what orders the tags in it. Tags that name no version, date or build are comparable only with
/// themselves.
///
/// Within a stream the order is total. `Equal` means that nothing in the tags orders them: they differ in spelling
/// (`v1.2.3` and `1.2.3`, `24.01` and `24.1`) or in commits.
///
/// # Errors
///
/// [`IncomparableError`] for tags of different streams, with the parts that keep them apart.
///
/// # Examples
///
/// ```
/// use core::cmp::Ordering;
/// use imageref::reference::Tag;
/// use imageref::tag::compare;
///
/// let order = |a, b| compare(Tag::from_static(a), Tag::from_static(b));
/// assert_eq!(order("1.9.0-alpine", "1.10.0-alpine"), Ok(Ordering::Less));
/// assert_eq!(order("v1.2.3", "1.2.3"), Ok(Ordering::Equal));
/// assert_eq!(order("1.2.3-rc.1", "1.2.3").ok(), Some(Ordering::Less));
///
/// let error = order("1.10.0", "1.9.0-alpine").unwrap_err();
/// assert_eq!(error.to_string(), "`1.10.0` and `1.9.0-alpine` cannot be compared: only the second has `alpine`");
/// ```
pub fn compare<'a>(a: Tag<'a>, b: Tag<'a>) -> Result<Ordering, IncomparableError<'a>> {
    let relation = Relation::of(&TagInfo::of(a), &TagInfo::of(b));
    if relation.streams.is_eq() {
        Ok(relation.positions)
    } else {
        Err(IncomparableError::new(a, b))
    }
}

/// Compares any two tags, for sorting: streams stay together, tags of one stream are in the order of [`compare`], and
/// tags that are equal there are in byte order.
///
/// The order of streams among each other has no meaning.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::total_cmp;
///
/// let mut tags = ["1.10", "latest", "v1.9", "1.9"].map(Tag::from_static);
/// tags.sort_by(|a, b| total_cmp(*a, *b));
/// assert_eq!(tags.map(|t| t.as_str()), ["1.9", "v1.9", "1.10", "latest"]);
/// ```
pub fn total_cmp(a: Tag<'_>, b: Tag<'_>) -> Ordering {
    let relation = Relation::of(&TagInfo::of(a), &TagInfo::of(b));
    relation.streams.then(relation.positions).then_with(|| a.as_str().cmp(b.as_str()))
}

/// How two tags are ordered: by their streams, and within one by what they name.
#[derive(Clone, Copy)]
pub(super) struct Relation {
    /// `Equal` if both are of one stream.
    pub(super) streams: Ordering,
    /// The order within the stream.
    pub(super) positions: Ordering,
}

impl Relation {
    const fn of_streams(streams: Ordering) -> Self {
        Self { streams, positions: Ordering::Equal }
    }

    /// Relates two tags.
    pub(super) fn of(a: &TagInfo<'_>, b: &TagInfo<'_>) -> Self {
        let by_class = (a.class() as u8).cmp(&(b.class() as u8));
        if by_class.is_ne() || a.class() == Class::Text {
            let by_text = || a.tag().as_str().cmp(b.tag().as_str());
            return Self::of_streams(by_class.then_with(by_text));
        }
        let by_prefix = a.stream_prefix().cmp(b.stream_prefix());
        if by_prefix.is_ne() {
            return Self::of_streams(by_prefix);
        }
        let by_head = match (a.moment(), b.moment()) {
            (Some(x), Some(y)) => x.compare(&y),
            _ => {
                let by_forms = numbers::compare_forms(a.dotted(), b.dotted());
                if by_forms.is_ne() {
                    return Self::of_streams(by_forms);
                }
                numbers::compare_lists(a.dotted(), b.dotted())
            }
        };
        let by_items = relate_items(a.items(), b.items());
        Self { positions: by_head.then(by_items.positions), ..by_items }
    }
}

/// The optional pieces that order the tags of a stream, the most important first: that which keeps the place of the
/// others between the third and the fourth.
const OPTIONAL: [ItemKind; 6] = [
    ItemKind::Prerelease,
    ItemKind::PostRelease,
    ItemKind::Ahead,
    ItemKind::Serial,
    ItemKind::LongNumber,
    ItemKind::Metadata,
];

/// Relates two tags by what follows their versions or dates, in one pass over both.
fn relate_items(mut a: Items<'_>, mut b: Items<'_>) -> Relation {
    let (mut x, mut y) = ([None; 6], [None; 6]);
    let mut by_slots = Ordering::Equal;
    loop {
        let (p, q) = (next_slot(&mut a, &mut x), next_slot(&mut b, &mut y));
        let streams = match (&p, &q) {
            (None, None) => break,
            (Some(p), Some(q)) => p.compare_keys(q),
            _ => p.is_some().cmp(&q.is_some()),
        };
        if streams.is_ne() {
            return Relation::of_streams(streams);
        }
        if let (Some(p), Some(q)) = (p, q) {
            by_slots = by_slots.then_with(|| compare_values(&p, &q));
        }
    }
    let mut positions = Ordering::Equal;
    for (at, (x, y)) in x.iter().zip(&y).enumerate() {
        if at == 3 {
            positions = positions.then(by_slots);
        }
        positions = positions.then_with(|| match (x, y) {
            (Some(x), Some(y)) => compare_values(x, y),
            // A prerelease comes before the tag without one, everything else that is optional after it.
            _ if at == 0 => y.is_some().cmp(&x.is_some()),
            _ => x.is_some().cmp(&y.is_some()),
        });
    }
    Relation { streams: Ordering::Equal, positions }
}

/// Returns the next piece that keeps streams apart, and keeps the first of each optional kind before it.
fn next_slot<'a>(items: &mut Items<'a>, optional: &mut [Option<Item<'a>>; 6]) -> Option<Item<'a>> {
    items.find(|item| {
        let place = optional.iter_mut().zip(OPTIONAL).find(|(_, kind)| *kind == item.kind);
        if let Some((place, _)) = place {
            place.get_or_insert(*item);
        }
        item.keeps_apart()
    })
}

/// Orders two pieces of one kind.
fn compare_values(a: &Item<'_>, b: &Item<'_>) -> Ordering {
    match a.kind {
        ItemKind::Literal | ItemKind::Commit => Ordering::Equal,
        ItemKind::Moment => match (Moment::at_start(a.value), Moment::at_start(b.value)) {
            (Some(x), Some(y)) => x.compare(&y),
            _ => Ordering::Equal,
        },
        ItemKind::Prerelease => pieces::compare_folded(a.label, b.label)
            .then_with(|| prerelease::compare(a.kind, a.value, b.value)),
        ItemKind::Metadata => prerelease::compare(a.kind, a.value, b.value),
        ItemKind::Counter | ItemKind::Unix | ItemKind::Serial => {
            numbers::compare_lists(a.value, b.value)
        }
        ItemKind::PostRelease | ItemKind::Ahead | ItemKind::LongNumber => {
            numbers::compare(a.value, b.value)
        }
    }
}
