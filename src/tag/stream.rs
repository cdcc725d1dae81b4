//! The order of tags: [`compare`] and [`total_cmp`].

use core::cmp::Ordering;

use super::incomparable::IncomparableError;
use super::info::TagInfo;
use super::position::{compare_positions, compare_streams};
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
    let (x, y) = (TagInfo::of(a), TagInfo::of(b));
    if compare_streams(&x, &y).is_eq() {
        Ok(compare_positions(&x, &y))
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
    let (x, y) = (TagInfo::of(a), TagInfo::of(b));
    compare_streams(&x, &y)
        .then_with(|| compare_positions(&x, &y))
        .then_with(|| a.as_str().cmp(b.as_str()))
}
