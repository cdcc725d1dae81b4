//! What a tag means: its kind, whether it moves, which of two is newer.
//!
//! A tag is a name that anyone can move, and only convention says what it stands for. This module knows the
//! conventions: [`TagInfo::of`] returns the kind of a tag with the reason and the parts, [`compare`] the order of two
//! tags, [`updates`] the newer tags of a list. It looks at the tags alone and allocates nothing.
//!
//! ```
//! use core::cmp::Ordering;
//! use imageref::reference::Tag;
//! use imageref::tag::{TagInfo, TagKind, compare, newest};
//!
//! let current = Tag::parse("1.27.2-alpine")?;
//! assert_eq!(TagInfo::of(current).kind(), TagKind::SemanticVersion);
//! assert_eq!(compare(current, Tag::parse("1.27.10-alpine")?), Ok(Ordering::Less));
//!
//! let tags = ["1.28.0", "1.27.3-alpine", "1.28.0-rc1-alpine", "latest"].map(Tag::from_static);
//! assert_eq!(newest(current, tags).map(|update| update.tag().as_str()), Some("1.27.3-alpine"));
//! # Ok::<(), imageref::ParseError>(())
//! ```
//!
//! # Rules of the order
//!
//! `<` is older, `=` is equal, `?` has no order: the tags are of different **streams**, and [`compare`] reports the
//! parts that keep them apart. The rules with their sources are in one table, [`order_rules`].
//!
//! | rule | example | reason |
//! | --- | --- | --- |
//! | numbers | `1.9.0` < `1.10.0` | Numbers count by value, at any length. |
//! | leading `v` | `v1.2.3` = `1.2.3` | The `v` and leading zeros are spelling. |
//! | number of numbers | `2.1` ? `2.1.1` | The shorter tag moves and includes the longer, so neither is newer. |
//! | prefix | `enterprise-7.6.10` ? `7.6.11` | Words before the version name another product or edition. |
//! | variant | `1.2.3-alpine` ? `1.2.4-slim` | Another distribution, runtime, architecture or content is another image. |
//! | variant's version | `1.2.3-alpine` ? `1.2.4-alpine3.20` | A distribution with its version follows other releases than without. |
//! | prerelease | `1.2.3-rc.1` < `1.2.3` | A prerelease leads to its release. |
//! | prerelease's numbers | `1.2.3-rc9` < `1.2.3-rc10` | Numbers count by value even when they are glued to the word. |
//! | post-release | `1.0.0` < `1.0.0.post1` | A post-release corrects its release. |
//! | build metadata | `108.0.0_up0.24.0` < `108.0.1_up0.25.0` | Helm writes `+` as `_`; metadata never keeps tags apart. |
//! | metadata's numbers | `17.0.20_8-jdk` < `17.0.20_10-jdk` | Where all else is equal, metadata counts by its numbers. Semantic versioning leaves it unordered. |
//! | metadata's prerelease | `1.0.0_up2.0.0-rc.1` < `1.0.0_up2.0.0` | A prerelease in the metadata leads to its release, too. |
//! | commit | `v20231011-8b53cabe0` < `v20231012-1a2b3c4d5` | A commit identifies a build and says nothing of its age. |
//! | commit alone | `1.2.3-abcdef1` = `1.2.3-fedcba9` | Nothing but the commit differs, so nothing orders the tags. |
//! | `git describe` | `1.2.3-4-gabcdef0` < `1.2.3-10-g1234567` | The count is the number of commits since the release. |
//! | release and `git describe` | `1.2.3` < `1.2.3-4-gabcdef0` | Commits after the release are newer than it. |
//! | date | `20231231` < `20240101` | A day orders like a version. |
//! | time of day | `20231004-093012` < `20231004T103012Z` | A time orders the builds of a day, however it is written; a day alone comes first. |
//! | number of the day | `20240102.3` < `20240102.10` | A number after a day counts that day's builds. |
//! | date and version | `20240101` ? `3` | A day is not a large version number. |
//! | date among the numbers | `1.20230101` ? `1.4` | A number that is a day only compares with days. |
//! | date after a version | `24.04-20240102` < `24.04-20240203` | The day of a build orders the builds of a version. |
//! | date or no date | `24.04` ? `24.04-20240203` | The tag without a date moves and includes those with one. |
//! | counter | `1.2.3-debian-12-r9` < `1.2.3-debian-12-r10` | A counter of builds counts by value and never keeps builds apart. |
//! | counter or none | `8.0.2` ? `8.0.2-3` | The tag without a counter moves and includes those with one. |
//! | counter glued to a word | `v1.20.11-k3s2` < `v1.20.13-k3s1` | The word belongs to the stream, its number counts builds. |
//! | version glued to a word | `1.2.3-jdk17` ? `1.2.4-jdk21` | After a word for what an image contains, the number is that thing's version. |
//! | long number | `1.2.3-abcdef1` < `1.2.4-1234567` | Seven digits or more can be a commit without letters, so they never keep tags apart. |
//! | Unix time | `main-abcdef1-1633000000` < `main-1234567-1633000001` | Seconds since 1970 order builds. |
//! | number of a branch's build | `main-123` < `main-124` | A number after a lasting branch counts its builds. |
//! | another branch | `main-1633000000` ? `develop-1633000001` | Builds of two branches are two streams. |
//! | number of a change | `pr-123` ? `pr-124` | A change's number is its name. |
//! | nothing to order by | `main-abcdef1` ? `main-1234abc` | Commits, branches and channels have no order. |
//!
//! Of several parts that differ, the first of these decides: the version or date, the prerelease, the post-release,
//! the commits since the release, the counters and dates after it, the number of the day, a long number, the
//! metadata.
//!
//! The words that tags consist of are in another table, [`known_words`].
//!
//! # Compared with Renovate
//!
//! Renovate's docker versioning is the most used order of tags. Where both tags are valid and compatible there, have
//! no prerelease, and are both dates or both not, [`compare`] agrees with it. They differ in these classes:
//!
//! - *Prereleases* (R2): `1.2.3-rc1` is a prerelease of `1.2.3` here and in its stream; there, it is stable and in
//!   another stream. `8u212` and `20H2` are not prereleases here, but have counters.
//! - *Dates* (R3): `20240101` is not an update of `3` here. There, it is.
//! - *Length* (R4): `2.1` and `2.1.1` are not compared here: the shorter moves and [includes](moving_aliases) the
//!   longer. There, the shorter is greater.
//! - *Numbers in words* (R5): `rc9` comes before `rc10`, `8u99` before `8u212`, `-r9` before `-r10`, and counters of
//!   builds don't keep streams apart. There, all of them compare as text.
//! - *Unreadable tags* (R6): not comparable here; there, the first is greater. Versions and dates after a word
//!   (`enterprise-7.6.10`, `jammy-20240111`) are compared within their prefix here.
//! - *Long numbers* (R7): exact here; there, floating-point numbers that can be equal by rounding.
//! - *Build metadata* (R8): `17.0.20_8` is a build of `17.0.20` here; there, a prerelease of it.
//! - *Commits* (R9): they don't keep streams apart here; there, they are suffixes.

mod aliases;
mod classify;
mod commit;
mod incomparable;
mod info;
mod item;
mod items;
mod kind;
mod markers;
mod moment;
mod numbers;
mod order;
mod order_rules;
mod parts;
mod pieces;
mod prerelease;
mod updates;
mod variant;
mod word;
mod word_table;
mod words;

pub use aliases::{MovingAliases, moving_aliases};
pub use incomparable::{IncomparableError, StreamDifference, StreamDifferences, StreamPart};
pub use info::{Numbers, TagInfo};
pub use kind::{Artifact, TagKind};
pub use moment::Date;
pub use order::{compare, total_cmp};
pub use order_rules::{OrderRule, order_rules};
pub use updates::{Update, UpdateStep, Updates, newest, updates};
pub use variant::{Variant, VariantWord};
pub use word::{Category, KnownWord};
pub use words::known_words;
