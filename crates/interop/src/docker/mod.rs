//! Docker: the names in requests to the Engine API, and the entry of `config.json` for a registry.

mod api;
mod credentials;

pub use api::{ApiImage, ApiImageError, pull_query, push_request, search_split, tag_query};
pub use credentials::credentials;
