//! Docker: the names in requests to the Engine API, the entry of `config.json` for a registry, and conversions of
//! manifests from OCI's format to Docker's and back.

mod api;
#[cfg(feature = "documents")]
mod convert;
mod credentials;

pub use api::{ApiImage, ApiImageError, pull_query, push_request, search_split, tag_query};
#[cfg(feature = "documents")]
pub use convert::{
    ConvertError, Converted, Loss, index_to_docker, index_to_oci, manifest_to_docker,
    manifest_to_oci,
};
pub use credentials::credentials;
