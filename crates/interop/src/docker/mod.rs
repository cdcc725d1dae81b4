//! Docker: the names in requests to the Engine API, the entry of `config.json` for a registry, and an image as Docker shows
//! and runs it.

mod api;
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
