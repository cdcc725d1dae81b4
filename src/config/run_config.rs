//! [`RunConfig`]: how to run an image.

use alloc::boxed::Box;
use core::iter::Chain;

use super::health_check::HealthCheck;
use crate::document::{Annotations, StringList, StringSet, Strings, UnknownMembers, values};
use crate::json::{DocumentWarningKind, MemberOrder, RawJson, Reader, Result, Writer, members};

/// How to run an image: the `config` member of an image's config, and Docker's `container_config`.
///
/// It has the members that OCI specifies and those that Docker writes in addition. Absence is `None`, for members that
/// are absent or `null`: an empty string was written as one. `Eq` compares content and ignores member order.
///
/// ```
/// use imageref::ImageConfig;
/// use imageref::config::RunConfig;
///
/// let config = ImageConfig::from_slice(
///     br#"{"architecture":"amd64","os":"linux","config":{"Env":["A=1"],"Cmd":["sh"]},"rootfs":{"type":"layers","diff_ids":[]}}"#,
/// )?;
/// let run: &RunConfig = config.run_config();
/// assert_eq!(run.env_var("A"), Some("1"));
/// assert_eq!(run.cmd().collect::<Vec<_>>(), ["sh"]);
/// assert_eq!(run.user(), None);
/// # Ok::<(), imageref::DocumentError>(())
/// ```
///
/// Source: image-spec 1.1, config.md; moby `container.Config` and docker-image-spec 1.3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "Docker's, which it always writes")]
pub struct RunConfig {
    pub(super) user: Option<Box<str>>,
    pub(super) exposed_ports: StringSet,
    pub(super) env: StringList,
    pub(super) entrypoint: StringList,
    pub(super) cmd: StringList,
    pub(super) volumes: StringSet,
    pub(super) working_dir: Option<Box<str>>,
    pub(super) labels: Annotations,
    pub(super) stop_signal: Option<Box<str>>,
    pub(super) args_escaped: bool,
    pub(super) health_check: Option<HealthCheck>,
    pub(super) on_build: StringList,
    pub(super) shell: StringList,
    pub(super) hostname: Option<Box<str>>,
    pub(super) domain_name: Option<Box<str>>,
    attach_stdin: bool,
    attach_stdout: bool,
    attach_stderr: bool,
    tty: bool,
    open_stdin: bool,
    stdin_once: bool,
    pub(super) image: Option<Box<str>>,
    network_disabled: bool,
    pub(super) mac_address: Option<Box<str>>,
    pub(super) stop_timeout: Option<i64>,
    memory: Option<RawJson>,
    memory_swap: Option<RawJson>,
    cpu_shares: Option<RawJson>,
    pub(super) order: MemberOrder,
}

// image-spec's members in its order, then docker-image-spec's, then the rest of Docker's.
members! {
    MEMBERS: pub(super) Slot, "`config`", Warn;
    User "User" Allow Yes,
    ExposedPorts "ExposedPorts" Allow Yes,
    Env "Env" Allow Yes,
    Entrypoint "Entrypoint" Allow Yes,
    Cmd "Cmd" Allow Yes,
    Volumes "Volumes" Allow Yes,
    WorkingDir "WorkingDir" Allow Yes,
    Labels "Labels" Allow Yes,
    StopSignal "StopSignal" Allow Yes,
    ArgsEscaped "ArgsEscaped" Allow Yes,
    Healthcheck "Healthcheck" Allow Yes,
    OnBuild "OnBuild" Allow Yes,
    Shell "Shell" Allow Yes,
    Hostname "Hostname" Allow Yes,
    Domainname "Domainname" Allow Yes,
    AttachStdin "AttachStdin" Allow Yes,
    AttachStdout "AttachStdout" Allow Yes,
    AttachStderr "AttachStderr" Allow Yes,
    Tty "Tty" Allow Yes,
    OpenStdin "OpenStdin" Allow Yes,
    StdinOnce "StdinOnce" Allow Yes,
    Image "Image" Allow Yes,
    NetworkDisabled "NetworkDisabled" Allow Yes,
    MacAddress "MacAddress" Allow Yes,
    StopTimeout "StopTimeout" Allow Yes,
    Memory "Memory" Allow Yes,
    MemorySwap "MemorySwap" Allow Yes,
    CpuShares "CpuShares" Allow Yes,
}

impl RunConfig {
    /// The user, or user and group, of the process, if present.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// The ports that the container listens on: `80`, `53/udp`, sometimes a range.
    pub fn exposed_ports(&self) -> &StringSet {
        &self.exposed_ports
    }

    /// The environment: `NAME=value`.
    pub fn env(&self) -> Strings<'_> {
        self.env.iter()
    }

    /// The entrypoint: the start of the argument vector, before [`cmd`](Self::cmd).
    pub fn entrypoint(&self) -> Strings<'_> {
        self.entrypoint.iter()
    }

    /// The command, or the default arguments of the entrypoint.
    pub fn cmd(&self) -> Strings<'_> {
        self.cmd.iter()
    }

    /// The directories of a container's own data.
    pub fn volumes(&self) -> &StringSet {
        &self.volumes
    }

    /// The working directory of the process, if present.
    pub fn working_dir(&self) -> Option<&str> {
        self.working_dir.as_deref()
    }

    /// The labels.
    pub fn labels(&self) -> &Annotations {
        &self.labels
    }

    /// The signal that stops the container, if present: `SIGTERM`, `9`.
    pub fn stop_signal(&self) -> Option<&str> {
        self.stop_signal.as_deref()
    }

    /// Windows: `true` if the command is one line that is already escaped. Deprecated.
    pub fn args_escaped(&self) -> bool {
        self.args_escaped
    }

    /// The health check.
    pub fn health_check(&self) -> Option<&HealthCheck> {
        self.health_check.as_ref()
    }

    /// Instructions for images that are built from this one.
    pub fn on_build(&self) -> Strings<'_> {
        self.on_build.iter()
    }

    /// The shell of `RUN`, `CMD` and `ENTRYPOINT` in their shell form.
    pub fn shell(&self) -> Strings<'_> {
        self.shell.iter()
    }

    /// The host name of the container that the image was committed from, if present.
    pub fn hostname(&self) -> Option<&str> {
        self.hostname.as_deref()
    }

    /// The domain name of that container, if present.
    pub fn domain_name(&self) -> Option<&str> {
        self.domain_name.as_deref()
    }

    /// `true` if standard input was attached.
    pub fn attach_stdin(&self) -> bool {
        self.attach_stdin
    }

    /// `true` if standard output was attached.
    pub fn attach_stdout(&self) -> bool {
        self.attach_stdout
    }

    /// `true` if standard error was attached.
    pub fn attach_stderr(&self) -> bool {
        self.attach_stderr
    }

    /// `true` if the standard streams were a terminal.
    pub fn tty(&self) -> bool {
        self.tty
    }

    /// `true` if standard input was open.
    pub fn open_stdin(&self) -> bool {
        self.open_stdin
    }

    /// `true` if standard input was closed after the first client.
    pub fn stdin_once(&self) -> bool {
        self.stdin_once
    }

    /// The image that a build step ran from, as the builder named it, if present.
    pub fn image(&self) -> Option<&str> {
        self.image.as_deref()
    }

    /// `true` if the network was disabled.
    pub fn network_disabled(&self) -> bool {
        self.network_disabled
    }

    /// The container's MAC address, if present.
    pub fn mac_address(&self) -> Option<&str> {
        self.mac_address.as_deref()
    }

    /// Seconds from the stop signal until the container is killed.
    pub fn stop_timeout(&self) -> Option<i64> {
        self.stop_timeout
    }

    /// The memory limit in bytes. Reserved; `None` if absent or not a whole number.
    pub fn memory(&self) -> Option<i64> {
        self.memory.as_ref()?.as_str().parse().ok()
    }

    /// The limit of memory and swap in bytes. Reserved; `None` if absent or not a whole number.
    pub fn memory_swap(&self) -> Option<i64> {
        self.memory_swap.as_ref()?.as_str().parse().ok()
    }

    /// The CPU shares. Reserved; `None` if absent or not a whole number.
    pub fn cpu_shares(&self) -> Option<i64> {
        self.cpu_shares.as_ref()?.as_str().parse().ok()
    }

    /// The members that neither OCI nor Docker specify: name and value as JSON.
    pub fn unknown_members(&self) -> UnknownMembers<'_> {
        self.order.unknown()
    }

    /// The value of an environment variable; the last one if it is set twice.
    pub fn env_var(&self, name: &str) -> Option<&str> {
        let mut variables = self.env().rev();
        variables.find_map(|variable| variable.strip_prefix(name)?.strip_prefix('='))
    }

    /// The argument vector: [`entrypoint`](Self::entrypoint), then [`cmd`](Self::cmd).
    ///
    /// Source: image-spec conversion.md.
    pub fn process_args(&self) -> Chain<Strings<'_>, Strings<'_>> {
        self.entrypoint().chain(self.cmd())
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut run = Self::default();
        let mut order = MemberOrder::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut order)? {
            match slot {
                Slot::User => run.user = Some(values::text(reader)?),
                Slot::ExposedPorts => run.exposed_ports = StringSet::read(reader)?,
                Slot::Env => run.env = read_env(reader)?,
                Slot::Entrypoint => run.entrypoint = StringList::read(reader)?,
                Slot::Cmd => run.cmd = StringList::read(reader)?,
                Slot::Volumes => run.volumes = StringSet::read(reader)?,
                Slot::WorkingDir => run.working_dir = Some(values::text(reader)?),
                Slot::Labels => run.labels = Annotations::read(reader)?,
                Slot::StopSignal => run.stop_signal = Some(values::text(reader)?),
                Slot::ArgsEscaped => {
                    let at = reader.position();
                    run.args_escaped = reader.boolean()?;
                    if run.args_escaped {
                        reader.note(DocumentWarningKind::Deprecated, at);
                    }
                }
                Slot::Healthcheck => run.health_check = Some(HealthCheck::read(reader)?),
                Slot::OnBuild => run.on_build = StringList::read(reader)?,
                Slot::Shell => run.shell = StringList::read(reader)?,
                Slot::Hostname => run.hostname = Some(values::text(reader)?),
                Slot::Domainname => run.domain_name = Some(values::text(reader)?),
                Slot::AttachStdin => run.attach_stdin = reader.boolean()?,
                Slot::AttachStdout => run.attach_stdout = reader.boolean()?,
                Slot::AttachStderr => run.attach_stderr = reader.boolean()?,
                Slot::Tty => run.tty = reader.boolean()?,
                Slot::OpenStdin => run.open_stdin = reader.boolean()?,
                Slot::StdinOnce => run.stdin_once = reader.boolean()?,
                Slot::Image => run.image = Some(values::text(reader)?),
                Slot::NetworkDisabled => run.network_disabled = reader.boolean()?,
                Slot::MacAddress => run.mac_address = Some(values::text(reader)?),
                Slot::StopTimeout => run.stop_timeout = Some(reader.integer()?),
                Slot::Memory => run.memory = Some(read_reserved(reader)?),
                Slot::MemorySwap => run.memory_swap = Some(read_reserved(reader)?),
                Slot::CpuShares => run.cpu_shares = Some(read_reserved(reader)?),
            }
        }
        run.order = order;
        Ok(run)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.order, |writer, slot| match slot {
            Slot::User => writer.string(self.user().unwrap_or_default()),
            Slot::ExposedPorts => self.exposed_ports.write(writer),
            Slot::Env => self.env.write(writer),
            Slot::Entrypoint => self.entrypoint.write(writer),
            Slot::Cmd => self.cmd.write(writer),
            Slot::Volumes => self.volumes.write(writer),
            Slot::WorkingDir => writer.string(self.working_dir().unwrap_or_default()),
            Slot::Labels => self.labels.write(writer),
            Slot::StopSignal => writer.string(self.stop_signal().unwrap_or_default()),
            Slot::ArgsEscaped => writer.boolean(self.args_escaped),
            Slot::Healthcheck => {
                if let Some(check) = &self.health_check {
                    check.write(writer);
                }
            }
            Slot::OnBuild => self.on_build.write(writer),
            Slot::Shell => self.shell.write(writer),
            Slot::Hostname => writer.string(self.hostname().unwrap_or_default()),
            Slot::Domainname => writer.string(self.domain_name().unwrap_or_default()),
            Slot::AttachStdin => writer.boolean(self.attach_stdin),
            Slot::AttachStdout => writer.boolean(self.attach_stdout),
            Slot::AttachStderr => writer.boolean(self.attach_stderr),
            Slot::Tty => writer.boolean(self.tty),
            Slot::OpenStdin => writer.boolean(self.open_stdin),
            Slot::StdinOnce => writer.boolean(self.stdin_once),
            Slot::Image => writer.string(self.image().unwrap_or_default()),
            Slot::NetworkDisabled => writer.boolean(self.network_disabled),
            Slot::MacAddress => writer.string(self.mac_address().unwrap_or_default()),
            Slot::StopTimeout => writer.integer(self.stop_timeout.unwrap_or_default()),
            Slot::Memory => writer.raw(self.memory.as_ref().map_or("0", RawJson::as_str)),
            Slot::MemorySwap => writer.raw(self.memory_swap.as_ref().map_or("0", RawJson::as_str)),
            Slot::CpuShares => writer.raw(self.cpu_shares.as_ref().map_or("0", RawJson::as_str)),
        });
    }
}

/// A reserved number, verbatim: OCI's readers pass over it, whatever its form.
fn read_reserved(reader: &mut Reader<'_>) -> Result<RawJson> {
    let at = reader.position();
    if !matches!(reader.peek(), Some(b'-' | b'0'..=b'9')) {
        return Err(reader.wrong_type("a whole number"));
    }
    let number = reader.skip()?;
    if number.parse::<i64>().is_err() {
        reader.note(DocumentWarningKind::NumberForm, at);
    }
    Ok(RawJson::new(number))
}

/// The environment; the first variable without name or `=` is reported.
fn read_env(reader: &mut Reader<'_>) -> Result<StringList> {
    let mut odd = None;
    let env = StringList::read_with(reader, |_, variable, at| {
        // Windows has variables such as `=C:`.
        if !variable.get(1..).is_some_and(|rest| rest.contains('=')) {
            odd.get_or_insert(at);
        }
    })?;
    if let Some(at) = odd {
        reader.note(DocumentWarningKind::EnvForm, at);
    }
    Ok(env)
}
