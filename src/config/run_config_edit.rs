//! Edits of a [`RunConfig`]: each changes the member it names alone; an empty value removes the member, as Go omits it.

use alloc::boxed::Box;
use alloc::format;

use super::health_check::HealthCheck;
use super::run_config::{MEMBERS, RunConfig, Slot};

impl RunConfig {
    /// Returns the config with another user.
    #[must_use]
    pub fn with_user(mut self, user: &str) -> Self {
        self.user = some(user);
        self.order.put(&MEMBERS, Slot::User, user.is_empty());
        self
    }

    /// Returns the config with an environment variable set: in its place if it is there, else last.
    #[must_use]
    pub fn with_env_var(mut self, name: &str, value: &str) -> Self {
        let new = format!("{name}={value}").into_boxed_str();
        match self.env.rfind_mut(|variable| is_named(variable, name)) {
            Some(old) => *old = new,
            None => self.env.push(new),
        }
        self.order.set(&MEMBERS, Slot::Env);
        self
    }

    /// Returns the config without an environment variable; without `Env` if that was the last.
    #[must_use]
    pub fn without_env_var(mut self, name: &str) -> Self {
        if self.env_var(name).is_some() {
            self.env.retain(|variable| !is_named(variable, name));
            self.order.put(&MEMBERS, Slot::Env, self.env.is_empty());
        }
        self
    }

    /// Returns the config with another environment: `NAME=value`.
    #[must_use]
    pub fn with_env(mut self, variables: &[&str]) -> Self {
        self.env = variables.iter().collect();
        self.order.put(&MEMBERS, Slot::Env, variables.is_empty());
        self
    }

    /// Returns the config with another entrypoint.
    #[must_use]
    pub fn with_entrypoint(mut self, words: &[&str]) -> Self {
        self.entrypoint = words.iter().collect();
        self.order.put(&MEMBERS, Slot::Entrypoint, words.is_empty());
        self
    }

    /// Returns the config with another command.
    #[must_use]
    pub fn with_cmd(mut self, words: &[&str]) -> Self {
        self.cmd = words.iter().collect();
        self.order.put(&MEMBERS, Slot::Cmd, words.is_empty());
        self
    }

    /// Returns the config with another working directory.
    #[must_use]
    pub fn with_working_dir(mut self, directory: &str) -> Self {
        self.working_dir = some(directory);
        self.order.put(&MEMBERS, Slot::WorkingDir, directory.is_empty());
        self
    }

    /// Returns the config with a label set.
    #[must_use]
    pub fn with_label(self, key: &str, value: &str) -> Self {
        self.with_labels([(key, value)])
    }

    /// Returns the config with all these labels set; others stay.
    #[must_use]
    pub fn with_labels<K: AsRef<str>, V: AsRef<str>>(
        mut self,
        labels: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.labels.extend(labels);
        self.order.set(&MEMBERS, Slot::Labels);
        self
    }

    /// Returns the config without a label; without `Labels` if that was the last.
    #[must_use]
    pub fn without_label(mut self, key: &str) -> Self {
        if self.labels.remove(key) {
            self.order.put(&MEMBERS, Slot::Labels, self.labels.is_empty());
        }
        self
    }

    /// Returns the config with other exposed ports: `80/tcp`.
    #[must_use]
    pub fn with_exposed_ports(mut self, ports: &[&str]) -> Self {
        self.exposed_ports = ports.iter().collect();
        self.order.put(&MEMBERS, Slot::ExposedPorts, ports.is_empty());
        self
    }

    /// Returns the config with other volumes.
    #[must_use]
    pub fn with_volumes(mut self, volumes: &[&str]) -> Self {
        self.volumes = volumes.iter().collect();
        self.order.put(&MEMBERS, Slot::Volumes, volumes.is_empty());
        self
    }

    /// Returns the config with another stop signal.
    #[must_use]
    pub fn with_stop_signal(mut self, signal: &str) -> Self {
        self.stop_signal = some(signal);
        self.order.put(&MEMBERS, Slot::StopSignal, signal.is_empty());
        self
    }

    /// Returns the config with another number of seconds from the stop signal until the container is killed.
    #[must_use]
    pub fn with_stop_timeout(mut self, seconds: i64) -> Self {
        self.stop_timeout = Some(seconds);
        self.order.set(&MEMBERS, Slot::StopTimeout);
        self
    }

    /// Returns the config with another health check.
    #[must_use]
    pub fn with_health_check(mut self, check: HealthCheck) -> Self {
        self.health_check = Some(check);
        self.order.set(&MEMBERS, Slot::Healthcheck);
        self
    }

    /// Returns the config without health check.
    #[must_use]
    pub fn without_health_check(mut self) -> Self {
        self.health_check = None;
        self.order.remove(&MEMBERS, Slot::Healthcheck);
        self
    }

    /// Returns the config with other instructions for images that are built from this one.
    #[must_use]
    pub fn with_on_build(mut self, instructions: &[&str]) -> Self {
        self.on_build = instructions.iter().collect();
        self.order.put(&MEMBERS, Slot::OnBuild, instructions.is_empty());
        self
    }

    /// Returns the config with another shell.
    #[must_use]
    pub fn with_shell(mut self, words: &[&str]) -> Self {
        self.shell = words.iter().collect();
        self.order.put(&MEMBERS, Slot::Shell, words.is_empty());
        self
    }
}

fn is_named(variable: &str, name: &str) -> bool {
    variable.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
}

fn some(string: &str) -> Option<Box<str>> {
    (!string.is_empty()).then(|| string.into())
}
