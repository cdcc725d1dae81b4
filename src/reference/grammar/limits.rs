//! The greatest lengths, in bytes.

/// Of a whole reference, name or registry.
pub(in crate::reference) const MAX_TEXT: usize = 65_535;
/// Of a path, `library/` included.
pub(in crate::reference) const MAX_PATH: usize = 255;
/// Of a tag.
pub(super) const MAX_TAG: usize = 128;
