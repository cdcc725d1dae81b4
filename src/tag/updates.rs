//! Newer tags of a stream, and the moving tags above one.

use core::cmp::Ordering;

use super::items::{Item, Items};
use super::kind::TagKind;
use super::meaning::TagInfo;
use super::stream::{compare_positions, same_stream};
use crate::reference::Tag;

/// How far an update goes: by the first number that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum UpdateStep {
    /// The same version built again: a higher counter.
    Build,
    /// From a prerelease to a later one or to the release.
    Prerelease,
    /// The third number or one behind it.
    Patch,
    /// The second number.
    Minor,
    /// The first number.
    Major,
    /// A later day.
    Date,
}

/// A newer tag of the same stream.
#[derive(Clone, Copy, Debug)]
pub struct Update<'a> {
    meaning: TagInfo<'a>,
    step: UpdateStep,
}

impl<'a> Update<'a> {
    /// The newer tag.
    pub const fn tag(&self) -> Tag<'a> {
        self.meaning.tag()
    }

    /// How far it is from the current one.
    pub const fn step(&self) -> UpdateStep {
        self.step
    }

    /// Whether the newer tag is a prerelease.
    pub fn is_prerelease(&self) -> bool {
        self.meaning.prerelease().is_some()
    }
}

/// The tags of the current one's stream that are newer, in the order given, with the step.
///
/// Prereleases are among them; leave them out with [`Update::is_prerelease`], or ask [`newest`].
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{UpdateStep, updates};
///
/// let tags = ["1.27.3-alpine", "1.27.4", "1.28.0-alpine", "latest"].map(Tag::from_static);
/// let mut newer = updates(Tag::parse("1.27.2-alpine")?, tags);
/// let first = newer.next().expect("1.27.3-alpine is newer");
/// assert_eq!((first.tag().as_str(), first.step()), ("1.27.3-alpine", UpdateStep::Patch));
/// let second = newer.next().expect("1.28.0-alpine is newer");
/// assert_eq!((second.tag().as_str(), second.step()), ("1.28.0-alpine", UpdateStep::Minor));
/// assert!(newer.next().is_none());
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn updates<'a>(
    current: Tag<'_>,
    tags: impl IntoIterator<Item = Tag<'a>>,
) -> impl Iterator<Item = Update<'a>> {
    let current = TagInfo::of(current);
    tags.into_iter().filter_map(move |tag| {
        let meaning = TagInfo::of(tag);
        let newer =
            same_stream(&current, &meaning) && compare_positions(&meaning, &current).is_gt();
        newer.then(|| Update { meaning, step: step(&current, &meaning) })
    })
}

/// The newest tag of the current one's stream, if it is newer; a prerelease only where the current tag is one.
///
/// Of tags that differ in spelling alone, the first by text.
pub fn newest<'a>(current: Tag<'_>, tags: impl IntoIterator<Item = Tag<'a>>) -> Option<Update<'a>> {
    let prereleases = TagInfo::of(current).prerelease().is_some();
    updates(current, tags).filter(|update| prereleases || !update.is_prerelease()).reduce(
        |best, next| {
            let order = compare_positions(&next.meaning, &best.meaning)
                .then_with(|| best.tag().as_str().cmp(next.tag().as_str()));
            if order == Ordering::Greater { next } else { best }
        },
    )
}

/// The moving tags whose releases include the current one, in the order given: `1` and `1.27` for `1.27.3`,
/// `1-alpine` for `1.27.3-alpine`, `17-jdk` for `17.0.20_8-jdk`.
///
/// By name: the variant is the same and the moving tag's numbers are the first of the current one's. Which image
/// such a tag points at now, only the registry knows; so `latest` and bare variants are not among them.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::moving_aliases;
///
/// let tags = ["1", "1.27", "1.2", "2", "1-alpine", "latest"].map(Tag::from_static);
/// let moving: Vec<_> = moving_aliases(Tag::parse("1.27.3")?, tags).map(|tag| tag.as_str()).collect();
/// assert_eq!(moving, ["1", "1.27"]);
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn moving_aliases<'a>(
    current: Tag<'_>,
    tags: impl IntoIterator<Item = Tag<'a>>,
) -> impl Iterator<Item = Tag<'a>> {
    let current = TagInfo::of(current);
    tags.into_iter().filter(move |&tag| contains(&TagInfo::of(tag), &current))
}

fn contains(moving: &TagInfo<'_>, current: &TagInfo<'_>) -> bool {
    let (few, many) = (moving.numbers().count(), current.numbers().count());
    let version = matches!(moving.kind(), TagKind::PartialVersion | TagKind::CalendarVersion);
    let starts = few <= many && few > 0 && moving.numbers().eq(current.numbers().take(few));
    let same_words = literals(moving.items()).eq(literals(current.items()));
    let mine = || moving.items().filter_map(Item::counter).count();
    let dropped = few < many || mine() < current.items().filter_map(Item::counter).count();
    version
        && moving.is_moving()
        && moving.prefix() == current.prefix()
        && starts
        && same_words
        && mine() == 0
        && dropped
        && moving.prerelease().is_none()
        && current.prerelease().is_none()
}

fn literals(items: Items<'_>) -> impl Iterator<Item = &str> {
    items.filter_map(|item| match item {
        Item::Literal(text) => Some(text),
        _ => None,
    })
}

/// The step between two tags of one stream.
fn step(from: &TagInfo<'_>, to: &TagInfo<'_>) -> UpdateStep {
    match from.kind() {
        TagKind::Date => return UpdateStep::Date,
        TagKind::BuildNumber => return UpdateStep::Build,
        _ => {}
    }
    match from.numbers().zip(to.numbers()).position(|(a, b)| a != b) {
        Some(0) => UpdateStep::Major,
        Some(1) => UpdateStep::Minor,
        Some(_) => UpdateStep::Patch,
        None => match (from.prerelease(), to.prerelease()) {
            (None, None) => UpdateStep::Build,
            _ => UpdateStep::Prerelease,
        },
    }
}
