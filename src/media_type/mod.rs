//! Media types: kept verbatim, classified by one table.
//!
//! [`MediaType::as_str`] returns what was parsed. A type outside the table is [`MediaTypeKind::Unknown`], not an error, as
//! the image specification demands.

mod model;
mod related;
mod table;

pub use model::MediaType;
pub use table::{Compression, Family, MediaTypeKind};
