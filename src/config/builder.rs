//! [`ImageConfigBuilder`]: making a new config.

use super::history::History;
use super::image_config::ImageConfig;
use super::run_config::RunConfig;
use crate::digest::DiffId;
use crate::document::Timestamp;

/// Makes a new [`ImageConfig`], written as Go writes image-spec's structs.
///
/// ```
/// use imageref::config::{History, ImageConfig};
/// use imageref::digest::{DiffId, Digest};
///
/// let config = ImageConfig::builder("linux", "amd64")
///     .run(|run| run.with_env_var("PATH", "/bin").with_cmd(&["sh"]))
///     .layer(DiffId::new(Digest::sha256(b"a tar stream")), History::new("COPY . /"))
///     .build();
/// assert!(config.to_bytes().starts_with(br#"{"architecture":"amd64","os":"linux","config":{"Env":["PATH=/bin"],"#));
/// ```
#[derive(Clone, Debug)]
pub struct ImageConfigBuilder(ImageConfig);

impl ImageConfig {
    /// Begins a new config of a platform as Go names it; without layers so far.
    pub fn builder(os: &str, architecture: &str) -> ImageConfigBuilder {
        ImageConfigBuilder(Self::new(os, architecture))
    }
}

impl ImageConfigBuilder {
    /// Sets the time of making.
    #[must_use]
    pub fn created(self, created: Timestamp) -> Self {
        Self(self.0.with_created(created))
    }

    /// Sets the author.
    #[must_use]
    pub fn author(self, author: &str) -> Self {
        Self(self.0.with_author(author))
    }

    /// Sets the variant of the CPU.
    #[must_use]
    pub fn variant(self, variant: &str) -> Self {
        Self(self.0.with_variant(variant))
    }

    /// Sets how the image is run: `edit` is given how it is run so far.
    #[must_use]
    pub fn run(self, edit: impl FnOnce(RunConfig) -> RunConfig) -> Self {
        Self(self.0.with_run_config(edit))
    }

    /// Adds a layer on top, and the step that made it.
    #[must_use]
    pub fn layer(self, diff_id: DiffId, history: History) -> Self {
        Self(self.0.with_layer(diff_id, history))
    }

    /// Adds a step that made no layer.
    #[must_use]
    pub fn empty_step(self, history: History) -> Self {
        Self(self.0.with_empty_step(history))
    }

    /// The config.
    pub fn build(self) -> ImageConfig {
        self.0
    }
}
