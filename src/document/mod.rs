//! Documents: exact bytes first, then what they say.
//!
//! A document's digest is that of its exact bytes, so [`Document`] keeps them as pulled, with digest, size, media type,
//! the value read from them and what was odd about them. Values are never edited in place: an edit gives a new value,
//! which makes a new document with a new digest, in which nothing else changed.
//!
//! **Strict** where two readers could see two things: members that come twice, known names in the wrong case, sizes that
//! are negative or no whole numbers, bytes behind the end, members of two kinds of documents (CVE-2021-41190), and more
//! than [`DocumentLimits`] allow. **Lenient** where the world's registries are: null lists, no `mediaType`, unknown members. What
//! is odd and harmless is a [`DocumentWarning`] beside the value. There is one mode.

mod annotations;
mod exact;
mod kind;
mod model;
mod read_options;
mod set;
mod timestamp;
pub(crate) mod values;

pub use annotations::Annotations;
pub use exact::Document;
pub use kind::DocumentKind;
pub use model::Model;
pub(crate) use model::{Reading, impl_model};
pub use read_options::ReadOptions;
pub use set::StringSet;
pub use timestamp::{ParseTimestampError, Timestamp};

pub use crate::json::{DocumentLimits, DocumentWarning, DocumentWarningKind};
