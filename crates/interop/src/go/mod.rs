//! What the other systems call of Go's standard library and of go-containerregistry.

pub(crate) mod file_match;
pub(crate) mod ggcr_name;
pub(crate) mod url;
