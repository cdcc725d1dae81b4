//! Image configs: how an image is run, what its layers are when unpacked, how it was made.

mod builder;
mod health_check;
mod history;
mod image_config;
mod platform;
mod root_fs;
mod run_config;

pub use builder::ImageConfigBuilder;
pub use health_check::HealthCheck;
pub use history::History;
pub use image_config::ImageConfig;
pub use root_fs::RootFs;
pub use run_config::RunConfig;
