//! What an image runs on, as its config has it.

use super::ImageConfig;
use crate::platform::Platform;

impl ImageConfig {
    /// The platform that the image is for, as written: where an index's entry has none, or to check the one it has.
    pub fn platform(&self) -> Platform {
        Platform::new(self.os(), self.architecture())
            .with_variant(self.variant())
            .with_os_version(self.os_version())
            .with_os_features(self.os_features())
    }
}
