//! [`TagInfo`]: what a tag says.

use core::fmt;

use super::classify::{Class, Verdict, classify};
use super::item::{Item, ItemKind};
use super::items::Items;
use super::kind::TagKind;
use super::moment::Date;
use super::numbers;
use super::pieces::{cut, tail, trim_separators, until};
use super::variant::Variant;
use crate::reference::Tag;
use crate::text::{DASH, DOT};

/// What a tag says: its kind, the reason for it, and its parts, all borrowed from the tag.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{TagInfo, TagKind};
///
/// let info = TagInfo::of(Tag::parse("1.27.3-rc.1-alpine3.20")?);
/// assert_eq!(info.kind(), TagKind::SemanticVersion);
/// assert_eq!(info.reason(), "has three numbers");
/// assert!(info.numbers().eq(["1", "27", "3"]));
/// assert_eq!(info.prerelease(), Some("rc.1"));
/// assert!(!info.is_moving());
///
/// let word = info.variant().next().expect("the tag has a variant");
/// assert_eq!((word.name(), word.version()), ("alpine", Some("3.20")));
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct TagInfo<'a> {
    tag: Tag<'a>,
    pub(super) verdict: Verdict<'a>,
}

impl<'a> TagInfo<'a> {
    /// Classifies a tag.
    pub fn of(tag: Tag<'a>) -> Self {
        Self { tag, verdict: classify(tag.as_str()) }
    }

    /// Returns the tag.
    pub const fn tag(&self) -> Tag<'a> {
        self.tag
    }

    /// Returns what the tag names.
    pub const fn kind(&self) -> TagKind {
        self.verdict.kind
    }

    /// Returns why the tag is of that kind, as the end of a sentence that starts with the tag: "has three numbers".
    pub const fn reason(&self) -> &'static str {
        self.verdict.reason
    }

    /// Returns what precedes the version or date, with its separator and without the `v` of `v1.2`: `enterprise-`.
    /// Empty if the tag has neither.
    pub const fn prefix(&self) -> &'a str {
        if self.verdict.parts.numbers.is_empty() { "" } else { self.verdict.parts.prefix }
    }

    /// Returns the numbers of the version or date: decimal digits, as many as there are, without leading zeros.
    pub fn numbers(&self) -> Numbers<'a> {
        Numbers(self.verdict.parts.numbers)
    }

    /// Returns what follows the version and the separator after it, verbatim: variant, prerelease and counters. What is
    /// glued to the version (`rc1`, `_8`) and the time of a date are not part of it.
    pub fn suffix(&self) -> &'a str {
        self.verdict.parts.suffix()
    }

    /// Returns the prerelease, without the separator before it: `rc1`, `beta-2`, `SNAPSHOT`.
    pub fn prerelease(&self) -> Option<&'a str> {
        Some(self.first_of(ItemKind::Prerelease)?.text)
    }

    /// Returns the number of the post-release: `1` of `1.0.0.post1` and of `9.6p1`.
    pub fn post_release(&self) -> Option<&'a str> {
        Some(self.first_of(ItemKind::PostRelease)?.value)
    }

    /// Returns the build metadata, for which Helm and others write `_` instead of `+`: `up0.25.0-rc.0` of
    /// `108.0.0_up0.25.0-rc.0`, `8` of `17.0.20_8-jdk`.
    pub fn build_metadata(&self) -> Option<&'a str> {
        Some(self.first_of(ItemKind::Metadata)?.value)
    }

    /// Returns the counter of builds, without its label: `3` of `8.0.2-3`, `212` of `8u212`, `5` of `-debian-12-r5`,
    /// `1` of `-k3s1`, `20260817` of `17.0-20260817`. If there are several, the last.
    pub fn build_counter(&self) -> Option<&'a str> {
        use ItemKind::{Counter, LongNumber, Moment, Serial, Unix};
        let counts =
            |item: &Item<'_>| matches!(item.kind, Counter | LongNumber | Moment | Serial | Unix);
        Some(self.ordered_items()?.filter(counts).last()?.value)
    }

    /// Returns how many commits follow the release, as `git describe` counts them: `4` of `1.2.3-4-gabcdef0`.
    pub fn commits_ahead(&self) -> Option<&'a str> {
        Some(self.first_of(ItemKind::Ahead)?.value)
    }

    /// Returns the commit, in hex: `abcdef1` of `abcdef1`, `sha-abcdef1`, `v20260729-abcdef1` and `1.2.3-2-gabcdef1`.
    pub fn commit(&self) -> Option<&'a str> {
        self.verdict.commit.or_else(|| {
            self.ordered_items()?.find_map(|item| match item.kind {
                ItemKind::Commit => Some(item.value),
                ItemKind::Ahead => Some(item.label),
                _ => None,
            })
        })
    }

    /// Returns the day of a [`TagKind::Date`].
    pub fn date(&self) -> Option<Date> {
        self.verdict.parts.moment.map(|moment| moment.date)
    }

    /// Returns the words of the variant: what is neither version, prerelease, counter nor channel.
    pub fn variant(&self) -> Variant<'a> {
        let text = self.tag.as_str();
        Variant::of(match self.kind() {
            TagKind::Latest | TagKind::Channel | TagKind::Environment => {
                Items::of_text(tail(text, until(text, DASH).len()))
            }
            TagKind::Variant => Items::of_text(text),
            TagKind::Artifact(_) | TagKind::Commit | TagKind::Branch | TagKind::Unknown => {
                Items::of_text("")
            }
            _ => self.items().without_glued(),
        })
    }

    /// Returns `true` if the tag is meant to name another image later.
    ///
    /// These move: channels, environments, branches, variants alone, versions that leave numbers out, versions with
    /// the word of a channel (`1.0.0-nightly`), and artifact tags, whose signatures are added in place. These do not:
    /// full versions, dates, builds, commits, and tags of unknown kind. All of that is convention: anyone can push
    /// any tag again.
    pub fn is_moving(&self) -> bool {
        match self.kind() {
            TagKind::Latest
            | TagKind::Channel
            | TagKind::Environment
            | TagKind::Branch
            | TagKind::Variant
            | TagKind::Artifact(_) => true,
            TagKind::PartialVersion | TagKind::CalendarVersion => {
                self.verdict.class == Class::Text
                    || self.leaves_numbers_out()
                    || self.follows_channel()
            }
            TagKind::SemanticVersion | TagKind::ExtendedVersion => self.follows_channel(),
            TagKind::Date | TagKind::BuildNumber | TagKind::Commit | TagKind::Unknown => false,
        }
    }

    /// Returns `true` if there are less than three numbers and nothing settles which release is meant.
    fn leaves_numbers_out(&self) -> bool {
        let few = numbers::count(self.verdict.parts.numbers) < 3;
        let day =
            self.verdict.class == Class::Version && numbers::has_day(self.verdict.parts.numbers);
        few && !day && !self.items().settle()
    }

    /// Returns `true` for the newest build of a channel on the way to a version.
    fn follows_channel(&self) -> bool {
        self.items().follow_channel() && !self.items().settle()
    }

    /// Returns the pieces after the version or date.
    pub(super) fn items(&self) -> Items<'a> {
        Items::of(&self.verdict.parts)
    }

    fn ordered_items(&self) -> Option<Items<'a>> {
        (self.verdict.class != Class::Text).then(|| self.items())
    }

    fn first_of(&self, kind: ItemKind) -> Option<Item<'a>> {
        self.ordered_items()?.find(|item| item.kind == kind)
    }

    /// Returns the prefix as the tags of a stream share it, without its separator.
    pub(super) fn stream_prefix(&self) -> &'a str {
        trim_separators(self.prefix())
    }
}

impl fmt::Debug for TagInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TagInfo")
            .field("tag", &self.tag.as_str())
            .field("kind", &self.kind())
            .field("reason", &self.reason())
            .finish_non_exhaustive()
    }
}

/// The numbers of a version or date, from [`TagInfo::numbers`].
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::TagInfo;
///
/// let mut numbers = TagInfo::of(Tag::parse("v2024.07.1")?).numbers();
/// assert_eq!(numbers.next(), Some("2024"));
/// assert_eq!(numbers.collect::<Vec<_>>(), ["7", "1"]);
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Numbers<'a>(&'a str);

impl<'a> Iterator for Numbers<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        cut(&mut self.0, DOT).map(numbers::canonical)
    }
}
