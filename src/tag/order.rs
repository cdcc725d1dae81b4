//! The order of tags: [`compare`] and [`total_cmp`].

use core::cmp::Ordering;

use super::classify::Class;
use super::incomparable::IncomparableError;
use super::info::TagInfo;
use super::item::{Item, ItemKind};
use super::items::Items;
use super::moment::Moment;
use super::numbers;
use super::pieces::compare_folded;
use super::prerelease;
use crate::reference::Tag;

/// Compares two tags by what they name: `Less` if `a` is older than `b`.
///
/// Only tags of one **stream** can be compared: both are versions or both are dates, with the same prefix, number of
/// numbers, variant and counters, as the [rules](crate::docs::tag_order) define. Tags that name no version, date or build
/// are comparable only with themselves.
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
        Err(IncomparableError { left: a, right: b })
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
        let by_class = (a.verdict.class as u8).cmp(&(b.verdict.class as u8));
        if by_class.is_ne() || a.verdict.class == Class::Text {
            let by_text = || a.tag().as_str().cmp(b.tag().as_str());
            return Self::of_streams(by_class.then_with(by_text));
        }
        let moments = (a.verdict.parts.moment, b.verdict.parts.moment);
        let by_forms = || match moments {
            (Some(_), Some(_)) => Ordering::Equal,
            _ => numbers::compare_forms(a.verdict.parts.numbers, b.verdict.parts.numbers),
        };
        let streams = a.stream_prefix().cmp(b.stream_prefix()).then_with(by_forms);
        if streams.is_ne() {
            return Self::of_streams(streams);
        }
        let by_items = relate_items(a.items(), b.items());
        let positions = match moments {
            _ if by_items.streams.is_ne() => Ordering::Equal,
            (Some(x), Some(y)) => x.compare(&y),
            _ => numbers::compare_lists(a.verdict.parts.numbers, b.verdict.parts.numbers),
        };
        Self { positions: positions.then(by_items.positions), ..by_items }
    }
}

/// The first piece of each kind that a tag can have or not, in the order in which they decide. What all tags of a
/// stream have decides after three of them.
type Optional<'a> = [Option<Item<'a>>; 6];

/// Relates two tags by what follows their versions or dates, in one pass over both.
fn relate_items(mut left: Items<'_>, mut right: Items<'_>) -> Relation {
    let (mut a, mut b): (Optional<'_>, Optional<'_>) = ([None; 6], [None; 6]);
    let mut by_slots = Ordering::Equal;
    loop {
        match (next_slot(&mut left, &mut a), next_slot(&mut right, &mut b)) {
            (None, None) => break,
            (Some(x), Some(y)) if x.compare_keys(&y).is_eq() => {
                by_slots = by_slots.then_with(|| compare_values(&x, &y));
            }
            (Some(x), Some(y)) => return Relation::of_streams(x.compare_keys(&y)),
            (x, y) => return Relation::of_streams(x.is_some().cmp(&y.is_some())),
        }
    }
    let by_optional = |from| {
        let pairs = a.iter().zip(&b).skip(from).take(3);
        pairs.fold(Ordering::Equal, |order, (a, b)| order.then_with(|| compare_optional(*a, *b)))
    };
    let positions = by_optional(0).then(by_slots).then_with(|| by_optional(3));
    Relation { streams: Ordering::Equal, positions }
}

/// Returns the next piece that keeps streams apart, and keeps the first of each optional kind before it.
fn next_slot<'a>(items: &mut Items<'a>, optional: &mut Optional<'a>) -> Option<Item<'a>> {
    items.find(|item| {
        let place = (item.kind as usize).wrapping_sub(ItemKind::Prerelease as usize);
        if let Some(first) = optional.get_mut(place) {
            first.get_or_insert(*item);
        }
        item.keeps_apart()
    })
}

/// Orders by a piece that a tag can have or not.
fn compare_optional(a: Option<Item<'_>>, b: Option<Item<'_>>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare_values(&a, &b),
        // A prerelease comes before the tag without one, everything else after it.
        (Some(item), None) | (None, Some(item)) if item.kind == ItemKind::Prerelease => {
            b.is_some().cmp(&a.is_some())
        }
        _ => a.is_some().cmp(&b.is_some()),
    }
}

/// Orders two pieces of one kind.
fn compare_values(a: &Item<'_>, b: &Item<'_>) -> Ordering {
    match a.kind {
        ItemKind::Literal | ItemKind::Commit => Ordering::Equal,
        ItemKind::Moment => match (Moment::at_start(a.value), Moment::at_start(b.value)) {
            (Some(x), Some(y)) => x.compare(&y),
            _ => Ordering::Equal,
        },
        ItemKind::Prerelease => compare_folded(a.label, b.label)
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
