//! What a tag means: which kind it is, whether it moves, which of two is newer.
//!
//! A tag is a name that anyone may move, and nothing but convention says what it stands for. This module reads the
//! conventions: [`TagInfo::of`] gives the kind with its reason and parts, [`compare`] the order within a stream,
//! [`updates`] the newer tags of a stream. It works on the text alone and allocates nothing.
//!
//! The words it knows stand in one table with their sources: [`known_words`].
//!
//! # Beside Renovate
//!
//! The most used reader of tags is Renovate's docker versioning. Where both tags are valid and compatible there,
//! have no prerelease, and none is a date that meets a small number, [`compare`] gives its verdict. It differs so:
//!
//! - *Prereleases* (R2): `1.2.3-rc1` is a prerelease of `1.2.3` here and in its stream; there, another stream and
//!   stable. `8u212`, `20H2` and `17.0.20_8` are no prereleases here, but counters, ordered within their own stream.
//! - *Dates* (R3): `20240101` is no update of `3` here. There, it is.
//! - *Length* (R4): `2.1` and `2.1.1` are not compared here: the shorter moves and [contains](containing) the
//!   longer. There, the shorter is greater.
//! - *Numbers in words* (R5): `rc9` is before `rc10`, `8u99` before `8u212`, `-r9` before `-r10`, and counters of
//!   builds don't keep streams apart. There, all that compares as text.
//! - *Unreadable tags* (R6): not comparable here; there, the first is greater. Versions and dates behind a word
//!   (`enterprise-7.6.10`, `jammy-20240111`) are read here and compared within their prefix.
//! - *Long numbers* (R7): exact here; there, doubles that tie.

mod classify;
mod commit;
mod date;
mod items;
mod kind;
mod meaning;
mod number;
mod parts;
mod prerelease;
mod stream;
mod updates;
mod variant;
mod words;

pub use date::Date;
pub use kind::{Artifact, TagKind};
pub use meaning::TagInfo;
pub use stream::{compare, total_cmp};
pub use updates::{Update, UpdateStep, moving_aliases, newest, updates};
pub use variant::{Variant, VariantWord};
pub use words::{Category, KnownWord, known_words};
