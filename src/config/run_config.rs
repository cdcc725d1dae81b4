//! [`RunConfig`]: how to run an image.

use alloc::format;
use core::iter::Chain;

use super::health_check::HealthCheck;
use crate::document::{StringList, Strings, member, model};
use crate::json::{DocumentWarningKind, Reader, Result, Text};

// image-spec's members in its order, then docker-image-spec's, then the rest of Docker's.
model! {
    /// How to run an image: the `config` member of an image's config, and Docker's `container_config`.
    ///
    /// It has the members that OCI specifies and those that Docker writes in addition. Absence is `None`, for members that
    /// are absent or `null`: an empty string was written as one. `Eq` compares content and ignores member order.
    ///
    /// Each member has a function that returns it, one that sets it and one that removes it. What Go omits when it is
    /// empty, setting an empty value removes.
    ///
    /// Source: image-spec 1.1, config.md; moby `container.Config` and docker-image-spec 1.3.
    ///
    /// ```
    /// use imageref::config::RunConfig;
    ///
    /// let run = RunConfig::default().with_env("PATH", "/bin").with_cmd(["sh", "-c", "true"]).with_label("a", "b");
    /// assert_eq!(run.env("PATH"), Some("/bin"));
    /// assert_eq!(run.environment().collect::<Vec<_>>(), ["PATH=/bin"]);
    /// assert_eq!(run.without_env("PATH").without_label("a"), RunConfig::default().with_cmd(["sh", "-c", "true"]));
    /// ```
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct RunConfig
    TABLE Slot, "`config`", Warn, "neither OCI nor Docker specify";

    user(with_user, without_user): text, "User" Allow Yes, "the user, or user and group, of the process";
    exposed_ports(with_exposed_ports, without_exposed_ports): set, "ExposedPorts" Allow Yes,
        "the ports that the container listens on: `80`, `53/udp`, sometimes a range";
    /// [`env`](Self::env) finds one of them.
    environment(with_environment, without_environment): list, "Env" Allow Yes,
        "the environment variables: `NAME=value`";
    entrypoint(with_entrypoint, without_entrypoint): list, "Entrypoint" Allow Yes,
        "the entrypoint: the start of the argument vector, before [`cmd`](Self::cmd)";
    cmd(with_cmd, without_cmd): list, "Cmd" Allow Yes, "the command, or the default arguments of the entrypoint";
    volumes(with_volumes, without_volumes): set, "Volumes" Allow Yes, "the directories of a container's own data";
    working_dir(with_working_dir, without_working_dir): text, "WorkingDir" Allow Yes,
        "the working directory of the process";
    labels(with_labels, without_labels, with_label, without_label): map, "Labels" Allow Yes, "the labels";
    /// `SIGTERM`, `9`.
    stop_signal(with_stop_signal, without_stop_signal): text, "StopSignal" Allow Yes,
        "the signal that stops the container";
    /// Deprecated.
    args_escaped(with_args_escaped, without_args_escaped): flag, "ArgsEscaped" Allow Yes,
        "on Windows, the command is one line that is already escaped";
    health_check(with_health_check, without_health_check): optional<HealthCheck>, "Healthcheck" Allow Yes,
        "the health check";
    on_build(with_on_build, without_on_build): list, "OnBuild" Allow Yes,
        "the instructions for images that are built from this one";
    shell(with_shell, without_shell): list, "Shell" Allow Yes,
        "the shell of `RUN`, `CMD` and `ENTRYPOINT` in their shell form";
    hostname(with_hostname, without_hostname): text, "Hostname" Allow Yes,
        "the host name of the container that the image was committed from";
    domain_name(with_domain_name, without_domain_name): text, "Domainname" Allow Yes,
        "the domain name of that container";
    attach_stdin(with_attach_stdin, without_attach_stdin): flag, "AttachStdin" Allow Yes,
        "standard input was attached";
    attach_stdout(with_attach_stdout, without_attach_stdout): flag, "AttachStdout" Allow Yes,
        "standard output was attached";
    attach_stderr(with_attach_stderr, without_attach_stderr): flag, "AttachStderr" Allow Yes,
        "standard error was attached";
    tty(with_tty, without_tty): flag, "Tty" Allow Yes, "the standard streams were a terminal";
    open_stdin(with_open_stdin, without_open_stdin): flag, "OpenStdin" Allow Yes, "standard input was open";
    stdin_once(with_stdin_once, without_stdin_once): flag, "StdinOnce" Allow Yes,
        "standard input was closed after the first client";
    image(with_image, without_image): text, "Image" Allow Yes,
        "the image that a build step ran from, as the builder named it";
    network_disabled(with_network_disabled, without_network_disabled): flag, "NetworkDisabled" Allow Yes,
        "the network was disabled";
    mac_address(with_mac_address, without_mac_address): text, "MacAddress" Allow Yes,
        "the container's MAC address";
    stop_timeout(with_stop_timeout, without_stop_timeout): number, "StopTimeout" Allow No,
        "the seconds from the stop signal until the container is killed";
    memory(with_memory, without_memory): reserved, "Memory" Allow Yes, "the memory limit in bytes";
    memory_swap(with_memory_swap, without_memory_swap): reserved, "MemorySwap" Allow Yes,
        "the limit of memory and swap in bytes";
    cpu_shares(with_cpu_shares, without_cpu_shares): reserved, "CpuShares" Allow Yes, "the CPU shares";
}

impl RunConfig {
    /// Returns the value of an environment variable; the last one if it is set twice.
    pub fn env(&self, name: &str) -> Option<&str> {
        let mut variables = self.environment().rev();
        variables.find_map(|variable| variable.strip_prefix(name)?.strip_prefix('='))
    }

    /// Sets an environment variable: in its place if it is there, else last.
    #[must_use]
    pub fn with_env(mut self, name: &str, value: &str) -> Self {
        let new = Text::from(&*format!("{name}={value}"));
        match self.environment.rfind_mut(|variable| is_named(variable, name)) {
            Some(old) => *old = new,
            None => self.environment.push(new),
        }
        self.order.set(Slot::environment);
        self
    }

    /// Removes an environment variable, and `Env` if it was the last.
    #[must_use]
    pub fn without_env(mut self, name: &str) -> Self {
        if self.env(name).is_some() {
            self.environment.retain(|variable| !is_named(variable, name));
            self.order.put(&TABLE, Slot::environment, self.environment.is_empty());
        }
        self
    }

    /// Returns the argument vector: [`entrypoint`](Self::entrypoint), then [`cmd`](Self::cmd).
    ///
    /// Source: image-spec conversion.md.
    pub fn process_args(&self) -> Chain<Strings<'_>, Strings<'_>> {
        self.entrypoint().chain(self.cmd())
    }
}

fn is_named(variable: &str, name: &str) -> bool {
    variable.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
}

member! { RunConfig: |reader| Self::read(reader), |run, writer| run.write_members(writer); }

impl RunConfig {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut run = Self::default();
        run.order = reader.object(&TABLE, &mut |reader, slot| {
            if slot == Slot::environment {
                let kind = DocumentWarningKind::EnvForm;
                run.environment = StringList::read_checked(reader, is_odd_variable, kind)?;
                return Ok(());
            }
            if slot == Slot::args_escaped && reader.peek() == Some(b't') {
                let at = reader.position();
                reader.note(DocumentWarningKind::Deprecated, at);
            }
            run.read_member(reader, slot)
        })?;
        Ok(run)
    }
}

/// Returns `true` for a variable without name or `=`; Windows has variables such as `=C:`.
fn is_odd_variable(variable: &str) -> bool {
    !variable.get(1..).is_some_and(|rest| rest.contains('='))
}
