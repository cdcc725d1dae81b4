//! [`TagInfo`]: what a tag says, read from its text alone.

use core::fmt;

use super::classify::{Class, Verdict, classify};
use super::commit;
use super::date::Date;
use super::items::{Item, Items};
use super::kind::TagKind;
use super::number;
use super::variant::Variant;
use crate::reference::Tag;

/// What a tag says: its kind, why, and its parts, all borrowed from the tag.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{TagKind, TagInfo};
///
/// let meaning = TagInfo::of(Tag::parse("1.27.3-alpine3.20")?);
/// assert_eq!(meaning.kind(), TagKind::SemanticVersion);
/// assert!(meaning.numbers().eq(["1", "27", "3"]));
/// assert!(!meaning.is_moving());
///
/// let word = meaning.variant().next().expect("the tag has a variant");
/// assert_eq!((word.name(), word.version()), ("alpine", Some("3.20")));
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct TagInfo<'a> {
    tag: Tag<'a>,
    pub(super) verdict: Verdict<'a>,
}

impl<'a> TagInfo<'a> {
    /// Reads a tag.
    pub fn of(tag: Tag<'a>) -> Self {
        Self { tag, verdict: classify(tag.as_str()) }
    }

    /// The tag that was read.
    pub const fn tag(&self) -> Tag<'a> {
        self.tag
    }

    /// What sort of thing the tag names.
    pub const fn kind(&self) -> TagKind {
        self.verdict.kind
    }

    /// The rule that gave the kind, as part of a sentence: "three numbers".
    pub const fn reason(&self) -> &'static str {
        self.verdict.reason
    }

    /// What stands before the numbers, with its separator and without the `v` of `v1.2`: `enterprise-`.
    /// Empty where the tag has no numbers.
    pub const fn prefix(&self) -> &'a str {
        if self.verdict.parts.numbers.is_empty() { "" } else { self.verdict.parts.prefix }
    }

    /// The numbers of the version or the date as decimal text of any length, without leading zeros.
    pub fn numbers(&self) -> impl Iterator<Item = &'a str> + Clone {
        number::list(self.verdict.parts.numbers).map(number::canonical)
    }

    /// What follows the first `-` behind the numbers, or the `.` behind a day: variant, prerelease and counters as the tag
    /// has them.
    pub const fn suffix(&self) -> &'a str {
        self.verdict.parts.suffix
    }

    /// The prerelease, glued to the version or behind a dash: `rc1`, `beta-2`, `SNAPSHOT`.
    pub fn prerelease(&self) -> Option<&'a str> {
        self.ordered_items()?.prerelease().map(|prerelease| prerelease.text)
    }

    /// The counter of builds behind the version, without its label: `3` of `8.0.2-3`, `8` of `17.0.20_8-jdk`,
    /// `212` of `8u212`, `5` of `-debian-12-r5`, `20260817` of `17.0-20260817`. The last one, where there are more.
    pub fn build(&self) -> Option<&'a str> {
        if self.verdict.parts.dashed_date {
            return None;
        }
        self.ordered_items()?.filter_map(Item::counter).last().map(|(digits, _)| digits)
    }

    /// The commit, in hex, that the tag is or has: `abcdef1`, `sha-abcdef1`, `v20260729-0b834bafc6`, `…-2-g7d10a69154`.
    pub fn commit(&self) -> Option<&'a str> {
        match self.kind() {
            TagKind::Artifact(_) => None,
            _ => commit::find(self.tag.as_str(), self.suffix()),
        }
    }

    /// The day of a [`TagKind::Date`].
    pub fn date(&self) -> Option<Date> {
        match self.kind() {
            TagKind::Date => Date::read(self.verdict.parts.numbers, self.verdict.parts.qualifier),
            _ => None,
        }
    }

    /// The words of the variant. What is neither version, prerelease, counter nor channel belongs to it.
    pub fn variant(&self) -> Variant<'a> {
        let text = self.tag.as_str();
        Variant::of(match self.kind() {
            TagKind::Latest | TagKind::Channel | TagKind::Environment => {
                Items::of_text(text.split_once('-').map_or("", |(_, behind)| behind))
            }
            TagKind::Variant => Items::of_text(text),
            TagKind::Artifact(_) | TagKind::Commit | TagKind::Branch | TagKind::Unknown => {
                Items::of_text("")
            }
            _ => self.items().without_qualifier(),
        })
    }

    /// Whether the tag is meant to point at another image later.
    ///
    /// True of channels, environments, branches, variants alone, versions that leave numbers out (also with a
    /// prerelease that has no number), and of artifact tags, to which signatures are added in place. False of full
    /// versions, dates, builds and commits, by convention only; and where nothing is known.
    pub fn is_moving(&self) -> bool {
        match self.kind() {
            TagKind::Latest
            | TagKind::Channel
            | TagKind::Environment
            | TagKind::Branch
            | TagKind::Variant
            | TagKind::Artifact(_) => true,
            TagKind::PartialVersion | TagKind::CalendarVersion => self.leaves_numbers_out(),
            TagKind::SemanticVersion
            | TagKind::ExtendedVersion
            | TagKind::Date
            | TagKind::BuildNumber
            | TagKind::Commit
            | TagKind::Unknown => false,
        }
    }

    /// Whether fewer than three numbers stand there and nothing behind them settles which release is meant.
    fn leaves_numbers_out(&self) -> bool {
        let wildcard = self.verdict.class == Class::Text;
        let items = self.items();
        let numbered_prerelease = items.prerelease().is_some_and(|p| !p.numbers.is_empty());
        wildcard || (self.numbers().count() < 3 && !numbered_prerelease && !items.settles())
    }

    /// The pieces behind the numbers.
    pub(super) fn items(&self) -> Items<'a> {
        Items::of(&self.verdict.parts, self.verdict.class == Class::Date)
    }

    fn ordered_items(&self) -> Option<Items<'a>> {
        (self.verdict.class != Class::Text).then(|| self.items())
    }
}

impl fmt::Debug for TagInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TagMeaning")
            .field("tag", &self.tag.as_str())
            .field("kind", &self.kind())
            .field("reason", &self.reason())
            .finish_non_exhaustive()
    }
}
