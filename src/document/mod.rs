//! Documents: exact bytes first, then the value read from them.
//!
//! A document's digest is that of its exact bytes, so [`Document`] keeps them as pulled, with digest, size, media type,
//! the value read from them and warnings. An edited value makes a new document with a new digest, in which nothing else
//! changed.
//!
//! **Strict** where two readers could see two things: duplicate members, known names in the wrong case, sizes that are
//! negative or not whole, trailing bytes, members of two kinds of documents (CVE-2021-41190), and more than
//! [`DocumentLimits`] allow. **Lenient** where the world's registries are: null lists, no `mediaType`, unknown members.
//! What Go's decoders read without doubt about its meaning is read; what a careful reviewer would question is a
//! [`DocumentWarning`] ([the table](crate::docs::warnings)). There is one mode.
//!
//! Values (manifests, indexes, configs, descriptors) compare by content: `Eq` ignores member order, spacing and escapes,
//! and a member that is `null` equals one that is absent. Bytes are compared through [`Document`].
//!
//! # Other formats
//!
//! `Serialize` and `Deserialize` make a value a field of other structs, in any self-describing format:
//!
//! | format | what it does not keep |
//! | --- | --- |
//! | all | spacing, escapes, the spelling of fractions, and with them the digest: what is hashed or pushed comes from `to_bytes` |
//! | JSON, YAML, CBOR, `MessagePack` | nothing else: order, nulls and unknown members stay |
//! | TOML | the order of members, which its readers sort; a value with a `null` is an error, since TOML has none |
//! | bincode, postcard | such a value cannot be read, since they are not self-describing |
//!
//! `serde_json::to_vec` writes the bytes of a new, compact document, except that Go escapes `<`, `>`, `&`, U+2028 and
//! U+2029, and that fractions and exponents in unknown members are spelled by `serde_json`.

mod annotation_checks;
mod annotations;
mod any_macro;
mod exact;
mod kind;
mod member;
pub(crate) mod model;
mod model_macro;
mod read_options;
mod set;
mod string_list;
mod timestamp;
pub(crate) mod values;
mod well_known;

pub use annotations::{Annotations, AnnotationsIter};
pub(crate) use any_macro::any_of;
pub use exact::Document;
pub use kind::DocumentKind;
pub(crate) use member::{
    Member, Reserved, SchemaVersion, Unread, assign, member, order_of, put, remove, require,
};
pub use model::Model;
pub(crate) use model::{Reading, impl_model};
pub(crate) use model_macro::{accessors, blank, layout_and_members, member_type, model};
pub use read_options::ReadOptions;
pub use set::{StringSet, StringSetIter};
pub(crate) use string_list::StringList;
pub use string_list::Strings;
pub use timestamp::{ParseTimestampError, Timestamp};

pub use crate::json::{DocumentLimits, DocumentWarning, DocumentWarningKind, UnknownMembers};
