//! Media types: the text as written, classified by one table.
//!
//! A media type is never changed by reading it: [`MediaType::as_str`] gives back what was written, and a type that the
//! table does not have is [`MediaTypeKind::Unknown`], no error (image-spec: an unknown type must not be one).

mod model;
mod related;
mod table;

pub use model::MediaType;
pub use table::{Compression, Family, MediaTypeKind};
