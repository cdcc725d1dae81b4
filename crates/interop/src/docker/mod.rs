//! Docker: the names in requests to the Engine API, the entry of `config.json` for a registry, an image as Docker shows
//! and runs it, and manifests from OCI's format to Docker's and back.

mod api;
#[cfg(feature = "documents")]
mod convert;
mod credentials;
#[cfg(feature = "documents")]
mod health;
#[cfg(feature = "documents")]
mod history;
#[cfg(feature = "documents")]
mod inspect;
mod port;
mod user;

pub use api::{ApiImage, ApiImageError, pull_query, push_request, search_split, tag_query};
#[cfg(feature = "documents")]
pub use convert::{
    ConvertError, Converted, Loss, index_to_docker, index_to_oci, manifest_to_docker,
    manifest_to_oci,
};
pub use credentials::credentials;
#[cfg(feature = "documents")]
pub use health::{HealthTest, health_time};
#[cfg(feature = "documents")]
pub use history::{DockerHistory, HistoryRow};
#[cfg(feature = "documents")]
pub use inspect::DockerInspect;
#[cfg(feature = "documents")]
pub use port::ports;
pub use port::{Port, PortError, Protocol};
pub use user::User;
