//! What a tag means: its kind, whether it moves, which of two is newer.
//!
//! A tag is a name that anyone can move, and only convention says what it stands for. This module knows the
//! conventions: [`TagInfo::of`] returns the kind of a tag with the reason and the parts, [`compare`] the order of two
//! tags, [`updates`] the newer tags of a list. It looks at the tag alone and allocates nothing.

mod aliases;
mod classify;
mod commit;
mod counters;
mod date;
mod digits;
mod identifiers;
mod incomparable;
mod info;
mod items;
mod kind;
mod metadata;
mod moment;
mod moving;
mod number;
mod parts;
mod position;
mod prerelease;
mod slot;
mod stream;
mod updates;
mod variant;
mod words;

pub use aliases::{MovingAliases, moving_aliases};
pub use date::Date;
pub use incomparable::{IncomparableError, StreamDifference, StreamDifferences, StreamPart};
pub use info::{Numbers, TagInfo};
pub use kind::{Artifact, TagKind};
pub use stream::{compare, total_cmp};
pub use updates::{Update, UpdateStep, Updates, newest, updates};
pub use variant::{Variant, VariantWord};
pub use words::{Category, KnownWord, known_words};
