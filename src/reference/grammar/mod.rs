//! The parser: bytes in, offsets out. One function a rule of `src/docs/grammar.abnf`.
//!
//! Every function takes the whole text and a position, and gives the position behind what it read. Nothing here
//! allocates, and all of it runs in a `const`.

mod offsets;
mod path;
mod reference;
mod registry;
mod walk;

pub(super) use offsets::{Offsets, slice};
pub(super) use path::path_alone;
#[cfg(feature = "alloc")]
pub(super) use reference::{is_image_id, name_alone, too_long};
pub(super) use reference::{reference, tag_alone};
pub(super) use registry::registry_alone;

/// The longest text that is read, in bytes.
pub(super) const MAX_TEXT: usize = 65_535;
/// The longest path, in bytes, `library/` included.
pub(super) const MAX_PATH: usize = 255;
/// The longest tag, in bytes.
const MAX_TAG: usize = 128;
