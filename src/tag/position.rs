//! Streams, and the order of the tags in one.

use core::cmp::Ordering;

use super::classify::Class;
use super::counters::Counter;
use super::digits;
use super::info::TagInfo;
use super::items::{Item, Items};
use super::metadata;
use super::number;
use super::slot::slots;

/// Orders the streams of two tags; `Equal` if both are of one stream.
pub(super) fn compare_streams(a: &TagInfo<'_>, b: &TagInfo<'_>) -> Ordering {
    let by_class = a.class().cmp(&b.class());
    if by_class.is_ne() || a.class() == Class::Text {
        return by_class.then_with(|| a.tag().as_str().cmp(b.tag().as_str()));
    }
    a.stream_prefix().cmp(b.stream_prefix()).then_with(|| a.forms().cmp(&b.forms())).then_with(
        || {
            let (a, b) = (slots(a.items()), slots(b.items()));
            a.map(|slot| slot.key()).cmp(b.map(|slot| slot.key()))
        },
    )
}

/// Orders two tags of one stream.
pub(super) fn compare_positions(a: &TagInfo<'_>, b: &TagInfo<'_>) -> Ordering {
    if a.class() == Class::Text {
        return Ordering::Equal;
    }
    let by_head = match (a.moment(), b.moment()) {
        (Some(x), Some(y)) => x.compare(&y),
        _ => number::compare_lists(a.dotted(), b.dotted()),
    };
    by_head.then_with(|| compare_items(&a.items(), &b.items()))
}

/// Orders by what follows versions or dates, the most important first.
fn compare_items(a: &Items<'_>, b: &Items<'_>) -> Ordering {
    // A prerelease comes before the tag without one, everything else that is optional after it.
    let by_prerelease = match (a.prerelease(), b.prerelease()) {
        (None, None) => Ordering::Equal,
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(x), Some(y)) => x.compare(y),
    };
    let by = |read: fn(Item<'_>) -> Option<&str>, compare: fn(&str, &str) -> Ordering| match (
        a.clone().find_map(read),
        b.clone().find_map(read),
    ) {
        (Some(x), Some(y)) => compare(x, y),
        (x, y) => x.is_some().cmp(&y.is_some()),
    };
    by_prerelease
        .then_with(|| by(post_release, digits::compare))
        .then_with(|| by(ahead, digits::compare))
        .then_with(|| compare_slots(a, b))
        .then_with(|| by(serial, number::compare_lists))
        .then_with(|| by(long_number, digits::compare))
        .then_with(|| by(metadata, metadata::compare))
}

fn post_release(item: Item<'_>) -> Option<&str> {
    if let Item::PostRelease(number) = item { Some(number) } else { None }
}

fn ahead(item: Item<'_>) -> Option<&str> {
    if let Item::Ahead { count, .. } = item { Some(count) } else { None }
}

fn serial(item: Item<'_>) -> Option<&str> {
    if let Item::Serial(number) = item { Some(number) } else { None }
}

fn long_number(item: Item<'_>) -> Option<&str> {
    if let Item::LongNumber(number) = item { Some(number) } else { None }
}

fn metadata(item: Item<'_>) -> Option<&str> {
    if let Item::Metadata(text) = item { Some(text) } else { None }
}

/// Orders by the pieces that both tags have, from the first on.
fn compare_slots(a: &Items<'_>, b: &Items<'_>) -> Ordering {
    slots(a.clone())
        .zip(slots(b.clone()))
        .map(|(a, b)| match (a.item, b.item) {
            (Item::Counter(Counter { value: x, .. }), Item::Counter(Counter { value: y, .. }))
            | (Item::Unix(x), Item::Unix(y)) => number::compare_lists(x, y),
            (Item::Moment(x), Item::Moment(y)) => x.compare(&y),
            _ => Ordering::Equal,
        })
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}
