//! Image configs: how to run an image, its unpacked layers, its history.

mod chain_ids;
mod health_check;
mod history;
mod image_config;
mod root_fs;
mod run_config;

pub use chain_ids::ChainIds;
pub use health_check::HealthCheck;
pub use history::History;
pub use image_config::ImageConfig;
pub use root_fs::RootFs;
pub use run_config::RunConfig;
