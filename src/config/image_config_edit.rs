//! Edits of an [`ImageConfig`]: each changes the members it names alone.

use alloc::vec::Vec;

use super::history::History;
use super::image_config::{ImageConfig, MEMBERS, Slot};
use super::run_config::RunConfig;
use crate::digest::DiffId;
use crate::document::Timestamp;
use crate::platform::Platform;

impl ImageConfig {
    /// Returns the config with another time of the build.
    #[must_use]
    pub fn with_created(mut self, created: Timestamp) -> Self {
        self.created = Some(created);
        self.order.set(&MEMBERS, Slot::Created);
        self
    }

    /// Returns the config without time of the build.
    #[must_use]
    pub fn without_created(mut self) -> Self {
        self.created = None;
        self.order.remove(&MEMBERS, Slot::Created);
        self
    }

    /// Returns the config with another author; an empty string removes the member.
    #[must_use]
    pub fn with_author(mut self, author: &str) -> Self {
        self.author = Some(author.into()).filter(|_| !author.is_empty());
        self.order.put(&MEMBERS, Slot::Author, author.is_empty());
        self
    }

    /// Returns the config with another variant of the CPU; an empty string removes the member.
    #[must_use]
    pub fn with_variant(mut self, variant: &str) -> Self {
        self.variant = Some(variant.into()).filter(|_| !variant.is_empty());
        self.order.put(&MEMBERS, Slot::Variant, variant.is_empty());
        self
    }

    /// Returns the config with another version of the operating system; an empty string removes the member.
    #[must_use]
    pub fn with_os_version(mut self, version: &str) -> Self {
        self.os_version = Some(version.into()).filter(|_| !version.is_empty());
        self.order.put(&MEMBERS, Slot::OsVersion, version.is_empty());
        self
    }

    /// Returns the config for another platform; what the platform leaves open is removed.
    #[must_use]
    pub fn with_platform(mut self, platform: &Platform) -> Self {
        let old = self.platform();
        if old.os() != platform.os() {
            self.os = Some(platform.os().into());
            self.order.set(&MEMBERS, Slot::Os);
        }
        if old.architecture() != platform.architecture() {
            self.architecture = Some(platform.architecture().into());
            self.order.set(&MEMBERS, Slot::Architecture);
        }
        if old.os_features() != platform.os_features() {
            self.os_features = platform.os_features().iter().collect();
            self.order.put(&MEMBERS, Slot::OsFeatures, self.os_features.is_empty());
        }
        if old.variant() != platform.variant() {
            self = self.with_variant(platform.variant().unwrap_or_default());
        }
        if old.os_version() != platform.os_version() {
            self = self.with_os_version(platform.os_version().unwrap_or_default());
        }
        self
    }

    /// Returns the config with other layers and another history.
    #[must_use]
    pub fn with_layers(mut self, diff_ids: Vec<DiffId>, history: Vec<History>) -> Self {
        self.root_fs = self.root_fs.with_diff_ids(diff_ids);
        self.order.set(&MEMBERS, Slot::RootFs);
        self.order.put(&MEMBERS, Slot::History, history.is_empty());
        self.history = history;
        self
    }

    /// Returns the config with another run config: `edit` receives the present one.
    #[must_use]
    pub fn with_run_config(mut self, edit: impl FnOnce(RunConfig) -> RunConfig) -> Self {
        *self.run_config = edit(core::mem::take(&mut *self.run_config));
        self.order.set(&MEMBERS, Slot::Config);
        self
    }

    /// Returns the config with another layer on top, and the step that made it.
    #[must_use]
    pub fn with_layer(mut self, diff_id: DiffId, history: History) -> Self {
        self.root_fs.push(diff_id);
        self.order.set(&MEMBERS, Slot::RootFs);
        self.with_step(history.with_empty_layer(false))
    }

    /// Returns the config with another step, which made no layer.
    #[must_use]
    pub fn with_empty_step(self, history: History) -> Self {
        self.with_step(history.with_empty_layer(true))
    }

    fn with_step(mut self, history: History) -> Self {
        self.history.push(history);
        self.order.set(&MEMBERS, Slot::History);
        self
    }
}
