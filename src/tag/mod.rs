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
//! The rules of the order, each with its example and source, are [one table](crate::docs::tag_order); the words that
//! tags consist of are another, [`known_words`].
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
mod parts;
mod pieces;
mod prerelease;
mod updates;
mod variant;
mod word_table;
mod words;

pub use incomparable::{IncomparableError, StreamDifference, StreamDifferences, StreamPart};
pub use info::{Numbers, TagInfo};
pub use kind::{Artifact, TagKind};
pub use moment::Date;
pub use order::{compare, total_cmp};
pub use updates::{MovingAliases, Update, UpdateStep, Updates, moving_aliases, newest, updates};
pub use variant::{Variant, VariantWord};
pub use word_table::{Category, KnownWord};
pub use words::known_words;
