//! Streams of tags and the order within one.

use core::cmp::Ordering;

use super::classify::Class;
use super::items;
use super::meaning::TagInfo;
use super::number;
use crate::reference::Tag;

/// Compares two tags by what they say: which is newer?
///
/// An answer is given within a **stream** alone: both are versions, or both are dates; the same prefix, the same
/// number of numbers, the same variant, the same sort of counter. Across streams it is `None`, never a guess, and
/// so it is for two tags that name no version (unless they are the same text).
///
/// Within a stream the order is total: numbers of any length compare as numbers, a prerelease comes before its
/// release, prereleases follow semver's rules (with `rc10` after `rc9`), then counters. `Equal` means that only
/// the spelling differs: `v1.2.3` and `1.2.3`, `24.01` and `24.1`.
///
/// ```
/// use core::cmp::Ordering;
/// use imageref::reference::Tag;
/// use imageref::tag::compare;
///
/// let order = |a, b| Ok::<_, imageref::ParseError>(compare(Tag::parse(a)?, Tag::parse(b)?));
/// assert_eq!(order("1.9.0-alpine", "1.10.0-alpine")?, Some(Ordering::Less));
/// assert_eq!(order("v1.2.3", "1.2.3")?, Some(Ordering::Equal));
/// assert_eq!(order("1.10.0", "1.9.0-alpine")?, None);
/// assert_eq!(order("20240101", "3")?, None);
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn compare(a: Tag<'_>, b: Tag<'_>) -> Option<Ordering> {
    let (a, b) = (TagInfo::of(a), TagInfo::of(b));
    same_stream(&a, &b).then(|| compare_positions(&a, &b))
}

/// A total order for sorting: stream by stream, within a stream as [`compare`] says, and by text where that ties.
///
/// Which of two streams comes first means nothing; what counts is that a stream stays together.
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
    let (x, y) = (TagInfo::of(a), TagInfo::of(b));
    compare_streams(&x, &y)
        .then_with(|| compare_positions(&x, &y))
        .then_with(|| a.as_str().cmp(b.as_str()))
}

/// Whether [`compare`] gives an answer.
pub(super) fn same_stream(a: &TagInfo<'_>, b: &TagInfo<'_>) -> bool {
    compare_streams(a, b).is_eq()
}

/// A total order of the streams; equal for two tags of one stream.
fn compare_streams(a: &TagInfo<'_>, b: &TagInfo<'_>) -> Ordering {
    let by_class = a.verdict.class.cmp(&b.verdict.class);
    if by_class.is_ne() || a.verdict.class == Class::Text {
        return by_class.then_with(|| a.tag().as_str().cmp(b.tag().as_str()));
    }
    a.prefix()
        .cmp(b.prefix())
        .then_with(|| a.numbers().count().cmp(&b.numbers().count()))
        .then_with(|| items::compare_streams(a.items(), b.items()))
}

/// The order of two tags of one stream.
pub(super) fn compare_positions(a: &TagInfo<'_>, b: &TagInfo<'_>) -> Ordering {
    if a.verdict.class == Class::Text {
        return Ordering::Equal;
    }
    number::compare_lists(a.verdict.parts.numbers, b.verdict.parts.numbers)
        .then_with(|| items::compare_positions(&a.items(), &b.items()))
}
