//! The parser: bytes in, offsets out, one function per rule of `src/docs/grammar.abnf`.
//!
//! Every function accepts the whole input and a position, and returns the position after what it parsed. Nothing
//! allocates, and everything is `const`. `error` finds out what is wrong with input that a rule has rejected.

mod component_dfa;
mod error;
mod offsets;
mod path;
mod reference;
mod registry;
mod tag;

#[cfg(feature = "alloc")]
pub(super) use error::too_long;
pub(super) use offsets::{Offsets, slice};
pub(super) use path::path_alone;
pub(super) use reference::reference;
#[cfg(feature = "alloc")]
pub(super) use reference::{is_image_id, name_alone};
pub(super) use registry::registry_alone;
pub(super) use tag::tag_alone;

/// The most bytes of a whole reference, name or registry.
pub(super) const MAX_TEXT: usize = 65_535;
/// The most bytes of a path, `library/` included.
pub(super) const MAX_PATH: usize = 255;
