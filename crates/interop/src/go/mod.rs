//! The parts of Go's standard library and of go-containerregistry that the systems use.

pub(crate) mod file_match;
pub(crate) mod ggcr_name;
pub(crate) mod url;
