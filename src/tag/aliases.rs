//! The moving tags that include a release: [`moving_aliases`].

use super::info::TagInfo;
use super::item::{Item, ItemKind};
use super::kind::TagKind;
use super::numbers;
use super::order::Relation;
use crate::reference::Tag;

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
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::moving_aliases;
///
/// let tags = ["17-jdk", "17-jre"].map(Tag::from_static);
/// let mut aliases = moving_aliases(Tag::parse("17.0.20_8-jdk")?, tags);
/// assert_eq!(aliases.next().map(|tag| tag.as_str()), Some("17-jdk"));
/// assert!(aliases.next().is_none());
/// # Ok::<(), imageref::ParseError>(())
/// ```
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
    let (few, many) = (numbers::count(moving.dotted()), numbers::count(current.dotted()));
    matches!(moving.kind(), TagKind::PartialVersion | TagKind::CalendarVersion)
        && moving.is_moving()
        && moving.class() == current.class()
        && moving.stream_prefix() == current.stream_prefix()
        && (1..=many).contains(&few)
        && moving.numbers().eq(current.numbers().take(few))
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
    items.filter_map(|item: Item<'a>| item.variant())
}
