//! Newer tags of a stream: [`updates`], [`newest`]; and the moving tags that include one: [`moving_aliases`].

use core::cmp::Ordering;

use super::info::TagInfo;
use super::item::ItemKind;
use super::kind::TagKind;
use super::numbers;
use super::order::Relation;
use crate::reference::Tag;

/// How far an update goes: the first number that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum UpdateStep {
    /// Another build of the same version.
    Build,
    /// From a prerelease to a later one or to the release.
    Prerelease,
    /// The third number or a later one.
    Patch,
    /// The second number.
    Minor,
    /// The first number.
    Major,
    /// A later day or time.
    Date,
}

/// A newer tag of the same stream, from [`updates`] or [`newest`].
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{UpdateStep, updates};
///
/// let tags = ["2.0.0-rc.1", "1.0.0"].map(Tag::from_static);
/// let update = updates(Tag::parse("1.27.2")?, tags).next().expect("2.0.0-rc.1 is newer");
/// assert_eq!((update.tag().as_str(), update.step()), ("2.0.0-rc.1", UpdateStep::Major));
/// assert!(update.is_prerelease());
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Update<'a> {
    info: TagInfo<'a>,
    step: UpdateStep,
}

impl<'a> Update<'a> {
    /// Returns the newer tag.
    pub const fn tag(&self) -> Tag<'a> {
        self.info.tag()
    }

    /// Returns how far it is from the current one.
    pub const fn step(&self) -> UpdateStep {
        self.step
    }

    /// Returns `true` if the newer tag is not a release: a prerelease, or a version with a commit (`1.2.3-abcdef1`,
    /// `1.2.3-4-gabcdef0`).
    pub fn is_prerelease(&self) -> bool {
        self.info.prerelease().is_some() || is_commit_build(&self.info)
    }
}

/// Returns `true` for a version with a commit. Dates and build numbers with one are as good as those without.
fn is_commit_build(info: &TagInfo<'_>) -> bool {
    let built = matches!(info.kind(), TagKind::Date | TagKind::BuildNumber);
    info.commit().is_some() && !built
}

/// Returns the tags that are newer than the current one in its stream, in the order given.
///
/// They include prereleases: [`Update::is_prerelease`] distinguishes them, and [`newest`] leaves them out.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{UpdateStep, updates};
///
/// let tags = ["1.27.3-alpine", "1.27.4", "1.28.0-alpine", "latest"].map(Tag::from_static);
/// let newer = updates(Tag::parse("1.27.2-alpine")?, tags);
/// let newer: Vec<_> = newer.map(|update| (update.tag().as_str(), update.step())).collect();
/// assert_eq!(newer, [("1.27.3-alpine", UpdateStep::Patch), ("1.28.0-alpine", UpdateStep::Minor)]);
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn updates<'a, I>(current: Tag<'a>, tags: I) -> Updates<'a, I::IntoIter>
where
    I: IntoIterator<Item = Tag<'a>>,
{
    Updates { current: TagInfo::of(current), tags: tags.into_iter() }
}

/// The newer tags of a stream, from [`updates`].
#[derive(Clone, Debug)]
pub struct Updates<'a, I> {
    current: TagInfo<'a>,
    tags: I,
}

impl<'a, I: Iterator<Item = Tag<'a>>> Iterator for Updates<'a, I> {
    type Item = Update<'a>;

    fn next(&mut self) -> Option<Update<'a>> {
        let current = &self.current;
        self.tags.find_map(|tag| {
            let info = TagInfo::of(tag);
            let relation = Relation::of(&info, current);
            let newer = relation.streams.is_eq() && relation.positions.is_gt();
            newer.then(|| Update { info, step: step(current, &info) })
        })
    }
}

/// Returns the newest tag of the current one's stream, if it is newer. Prereleases count only if the current tag is
/// one, versions with a commit only if it has one. Of tags that are equal, the first in byte order.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::newest;
///
/// let tags = ["1.27.3", "1.27.4", "1.28.0-rc1", "1.28.0-alpine"].map(Tag::from_static);
/// let update = newest(Tag::parse("1.27.2")?, tags).expect("there are newer tags");
/// assert_eq!(update.tag().as_str(), "1.27.4");
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn newest<'a>(current: Tag<'a>, tags: impl IntoIterator<Item = Tag<'a>>) -> Option<Update<'a>> {
    let info = TagInfo::of(current);
    let (prerelease, commit) = (info.prerelease().is_some(), is_commit_build(&info));
    let wanted = |update: &Update<'_>| {
        (prerelease || update.info.prerelease().is_none())
            && (commit || !is_commit_build(&update.info))
    };
    updates(current, tags).filter(wanted).reduce(|best, next| {
        let order = Relation::of(&next.info, &best.info)
            .positions
            .then_with(|| best.tag().as_str().cmp(next.tag().as_str()));
        if order == Ordering::Greater { next } else { best }
    })
}

/// Returns the step between two tags of one stream.
fn step(from: &TagInfo<'_>, to: &TagInfo<'_>) -> UpdateStep {
    match from.kind() {
        TagKind::Date => return UpdateStep::Date,
        TagKind::BuildNumber => return UpdateStep::Build,
        _ => {}
    }
    let (numbers, others) = (from.verdict.parts.numbers, to.verdict.parts.numbers);
    match numbers::common(numbers, others) {
        common if common == numbers::count(numbers) => {
            let same = from.prerelease() == to.prerelease();
            if same { UpdateStep::Build } else { UpdateStep::Prerelease }
        }
        0 => UpdateStep::Major,
        1 => UpdateStep::Minor,
        _ => UpdateStep::Patch,
    }
}

/// Returns the moving tags whose releases include the current one, in the order given: `1` and `1.27` for `1.27.3`,
/// `1-alpine` for `1.27.3-alpine`, `17-jdk` for `17.0.20_8-jdk`.
///
/// They have the same variant, and their numbers are the first of the current tag's. Only the registry knows which
/// image such a tag names now, so `latest` and variants without a version are not among them.
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
pub fn moving_aliases<'a, I>(current: Tag<'a>, tags: I) -> MovingAliases<'a, I::IntoIter>
where
    I: IntoIterator<Item = Tag<'a>>,
{
    MovingAliases { current: TagInfo::of(current), tags: tags.into_iter() }
}

/// The moving tags that include a release, from [`moving_aliases`].
#[derive(Clone, Debug)]
pub struct MovingAliases<'a, I> {
    current: TagInfo<'a>,
    tags: I,
}

impl<'a, I: Iterator<Item = Tag<'a>>> Iterator for MovingAliases<'a, I> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let current = &self.current;
        self.tags.find(|&tag| includes(&TagInfo::of(tag), current))
    }
}

fn includes(moving: &TagInfo<'_>, current: &TagInfo<'_>) -> bool {
    let (numbers, others) = (moving.verdict.parts.numbers, current.verdict.parts.numbers);
    matches!(moving.kind(), TagKind::PartialVersion | TagKind::CalendarVersion)
        && moving.is_moving()
        && moving.verdict.class == current.verdict.class
        && moving.stream_prefix() == current.stream_prefix()
        && !numbers.is_empty()
        && numbers::common(numbers, others) == numbers::count(numbers)
        && variant(moving).eq(variant(current))
        && moving.items().all(|item| !item.keeps_apart() || item.kind == ItemKind::Literal)
        && moving.prerelease().is_none()
        && current.prerelease().is_none()
        && Relation::of(moving, current).streams.is_ne()
}

/// Returns the words that tell variants apart. A counter glued to the version is not among them (`8u502`).
fn variant<'a>(info: &TagInfo<'a>) -> impl Iterator<Item = &'a str> {
    let first = info.items().next();
    let glued = first.is_some_and(|item| item.kind == ItemKind::Counter);
    let items = if glued { info.items().without_glued() } else { info.items() };
    items.filter_map(|item| item.variant())
}
