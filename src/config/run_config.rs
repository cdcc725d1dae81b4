//! [`RunConfig`]: how an image is run.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::health_check::HealthCheck;
use crate::document::{Annotations, StringSet, values};
use crate::json::{
    Case, DocumentWarningKind, Form, Member, Members, Null, Omit, Reader, Result, Writer,
};

/// How an image is run: the `config` member of an image's config, and `container_config` of Docker's.
///
/// It has all that OCI specifies and all that Docker writes beside it.
///
/// Source: image-spec 1.1, config.md; moby `container.Config` and docker-image-spec 1.3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "Docker's, which it always writes")]
pub struct RunConfig {
    user: Box<str>,
    exposed_ports: StringSet,
    env: Vec<Box<str>>,
    entrypoint: Vec<Box<str>>,
    cmd: Vec<Box<str>>,
    volumes: StringSet,
    working_dir: Box<str>,
    labels: Annotations,
    stop_signal: Box<str>,
    args_escaped: bool,
    health_check: Option<HealthCheck>,
    on_build: Vec<Box<str>>,
    shell: Vec<Box<str>>,
    hostname: Box<str>,
    domain_name: Box<str>,
    attach_stdin: bool,
    attach_stdout: bool,
    attach_stderr: bool,
    tty: bool,
    open_stdin: bool,
    stdin_once: bool,
    image: Box<str>,
    network_disabled: bool,
    mac_address: Box<str>,
    stop_timeout: Option<i64>,
    memory: Option<Box<str>>,
    memory_swap: Option<Box<str>>,
    cpu_shares: Option<Box<str>>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    User,
    ExposedPorts,
    Env,
    Entrypoint,
    Cmd,
    Volumes,
    WorkingDir,
    Labels,
    StopSignal,
    ArgsEscaped,
    Healthcheck,
    OnBuild,
    Shell,
    Hostname,
    Domainname,
    AttachStdin,
    AttachStdout,
    AttachStderr,
    Tty,
    OpenStdin,
    StdinOnce,
    Image,
    NetworkDisabled,
    MacAddress,
    StopTimeout,
    Memory,
    MemorySwap,
    CpuShares,
}

const fn member(slot: Slot, name: &'static str) -> Member<Slot> {
    Member { slot, name, null: Null::Fine, omit: Omit::Empty }
}

/// image-spec's members in its order, then docker-image-spec's, then the rest of Docker's.
static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::User, "User"),
        member(Slot::ExposedPorts, "ExposedPorts"),
        member(Slot::Env, "Env"),
        member(Slot::Entrypoint, "Entrypoint"),
        member(Slot::Cmd, "Cmd"),
        member(Slot::Volumes, "Volumes"),
        member(Slot::WorkingDir, "WorkingDir"),
        member(Slot::Labels, "Labels"),
        member(Slot::StopSignal, "StopSignal"),
        member(Slot::ArgsEscaped, "ArgsEscaped"),
        member(Slot::Healthcheck, "Healthcheck"),
        member(Slot::OnBuild, "OnBuild"),
        member(Slot::Shell, "Shell"),
        member(Slot::Hostname, "Hostname"),
        member(Slot::Domainname, "Domainname"),
        member(Slot::AttachStdin, "AttachStdin"),
        member(Slot::AttachStdout, "AttachStdout"),
        member(Slot::AttachStderr, "AttachStderr"),
        member(Slot::Tty, "Tty"),
        member(Slot::OpenStdin, "OpenStdin"),
        member(Slot::StdinOnce, "StdinOnce"),
        member(Slot::Image, "Image"),
        member(Slot::NetworkDisabled, "NetworkDisabled"),
        member(Slot::MacAddress, "MacAddress"),
        member(Slot::StopTimeout, "StopTimeout"),
        member(Slot::Memory, "Memory"),
        member(Slot::MemorySwap, "MemorySwap"),
        member(Slot::CpuShares, "CpuShares"),
    ],
    others: &[],
    case: Case::Odd,
};

impl RunConfig {
    /// The user, or user and group, that the process runs as. Empty where none was written.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The ports that the container listens on: `80`, `53/udp`, ranges at times.
    pub fn exposed_ports(&self) -> &StringSet {
        &self.exposed_ports
    }

    /// The environment: `NAME=value`.
    pub fn env(&self) -> impl ExactSizeIterator<Item = &str> {
        self.env.iter().map(|text| &**text)
    }

    /// What is run, before [`cmd`](Self::cmd).
    pub fn entrypoint(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entrypoint.iter().map(|text| &**text)
    }

    /// What is run, or its default arguments.
    pub fn cmd(&self) -> impl ExactSizeIterator<Item = &str> {
        self.cmd.iter().map(|text| &**text)
    }

    /// Directories that hold a container's own data.
    pub fn volumes(&self) -> &StringSet {
        &self.volumes
    }

    /// The directory that the process starts in. Empty where none was written.
    pub fn working_dir(&self) -> &str {
        &self.working_dir
    }

    /// What its author says of the image.
    pub fn labels(&self) -> &Annotations {
        &self.labels
    }

    /// The signal that stops the container: `SIGTERM`, `9`. Empty where none was written.
    pub fn stop_signal(&self) -> &str {
        &self.stop_signal
    }

    /// Windows: whether the command is one line that is escaped already. Deprecated.
    pub fn args_escaped(&self) -> bool {
        self.args_escaped
    }

    /// How the container is asked whether it is well.
    pub fn health_check(&self) -> Option<&HealthCheck> {
        self.health_check.as_ref()
    }

    /// Instructions for images that are built from this one.
    pub fn on_build(&self) -> impl ExactSizeIterator<Item = &str> {
        self.on_build.iter().map(|text| &**text)
    }

    /// The shell of `RUN`, `CMD` and `ENTRYPOINT` in their text form.
    pub fn shell(&self) -> impl ExactSizeIterator<Item = &str> {
        self.shell.iter().map(|text| &**text)
    }

    /// The host name of the container that the image was committed from. Empty where none was written.
    pub fn hostname(&self) -> &str {
        &self.hostname
    }

    /// Its domain name. Empty where none was written.
    pub fn domain_name(&self) -> &str {
        &self.domain_name
    }

    /// Whether standard input was attached.
    pub fn attach_stdin(&self) -> bool {
        self.attach_stdin
    }

    /// Whether standard output was attached.
    pub fn attach_stdout(&self) -> bool {
        self.attach_stdout
    }

    /// Whether standard error was attached.
    pub fn attach_stderr(&self) -> bool {
        self.attach_stderr
    }

    /// Whether standard streams were a terminal.
    pub fn tty(&self) -> bool {
        self.tty
    }

    /// Whether standard input was open.
    pub fn open_stdin(&self) -> bool {
        self.open_stdin
    }

    /// Whether standard input was closed after the first client.
    pub fn stdin_once(&self) -> bool {
        self.stdin_once
    }

    /// The image that a build step ran from, as the builder named it. Empty where none was written.
    pub fn image(&self) -> &str {
        &self.image
    }

    /// Whether the network was off.
    pub fn network_disabled(&self) -> bool {
        self.network_disabled
    }

    /// The container's MAC address. Empty where none was written.
    pub fn mac_address(&self) -> &str {
        &self.mac_address
    }

    /// Seconds between the stop signal and the end.
    pub fn stop_timeout(&self) -> Option<i64> {
        self.stop_timeout
    }

    /// Memory limit in bytes. Reserved; `None` where it is no whole number.
    pub fn memory(&self) -> Option<i64> {
        self.memory.as_ref()?.parse().ok()
    }

    /// Limit of memory and swap in bytes. Reserved; `None` where it is no whole number.
    pub fn memory_swap(&self) -> Option<i64> {
        self.memory_swap.as_ref()?.parse().ok()
    }

    /// CPU shares. Reserved; `None` where it is no whole number.
    pub fn cpu_shares(&self) -> Option<i64> {
        self.cpu_shares.as_ref()?.parse().ok()
    }

    /// The members that neither OCI nor Docker specify: name and value as JSON text.
    pub fn unknown_members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.unknown()
    }

    /// The value of an environment variable, the last where it is set twice.
    pub fn env_var(&self, name: &str) -> Option<&str> {
        let value = |text: &'_ str| -> bool {
            text.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
        };
        let text = self.env.iter().rev().find(|text| value(text))?;
        text.get(name.len() + 1..)
    }

    /// What is run: [`entrypoint`](Self::entrypoint), then [`cmd`](Self::cmd).
    ///
    /// Source: image-spec conversion.md.
    pub fn process_args(&self) -> impl Iterator<Item = &str> {
        self.entrypoint().chain(self.cmd())
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut run = Self::default();
        let mut form = Form::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut form)? {
            match slot {
                Slot::User => run.user = values::text(reader)?,
                Slot::ExposedPorts => run.exposed_ports = StringSet::read(reader)?,
                Slot::Env => {
                    let form = DocumentWarningKind::EnvForm;
                    run.env = values::texts_like(reader, |text| text.contains('='), form)?;
                }
                Slot::Entrypoint => run.entrypoint = values::texts(reader)?,
                Slot::Cmd => run.cmd = values::texts(reader)?,
                Slot::Volumes => run.volumes = StringSet::read(reader)?,
                Slot::WorkingDir => run.working_dir = values::text(reader)?,
                Slot::Labels => run.labels = Annotations::read(reader)?,
                Slot::StopSignal => run.stop_signal = values::text(reader)?,
                Slot::ArgsEscaped => {
                    let at = reader.position();
                    run.args_escaped = reader.boolean()?;
                    if run.args_escaped {
                        reader.note(DocumentWarningKind::Deprecated, at);
                    }
                }
                Slot::Healthcheck => run.health_check = Some(HealthCheck::read(reader)?),
                Slot::OnBuild => run.on_build = values::texts(reader)?,
                Slot::Shell => run.shell = values::texts(reader)?,
                Slot::Hostname => run.hostname = values::text(reader)?,
                Slot::Domainname => run.domain_name = values::text(reader)?,
                Slot::AttachStdin => run.attach_stdin = reader.boolean()?,
                Slot::AttachStdout => run.attach_stdout = reader.boolean()?,
                Slot::AttachStderr => run.attach_stderr = reader.boolean()?,
                Slot::Tty => run.tty = reader.boolean()?,
                Slot::OpenStdin => run.open_stdin = reader.boolean()?,
                Slot::StdinOnce => run.stdin_once = reader.boolean()?,
                Slot::Image => run.image = values::text(reader)?,
                Slot::NetworkDisabled => run.network_disabled = reader.boolean()?,
                Slot::MacAddress => run.mac_address = values::text(reader)?,
                Slot::StopTimeout => run.stop_timeout = Some(reader.integer()?),
                Slot::Memory => run.memory = Some(read_reserved(reader)?),
                Slot::MemorySwap => run.memory_swap = Some(read_reserved(reader)?),
                Slot::CpuShares => run.cpu_shares = Some(read_reserved(reader)?),
            }
        }
        run.form = form;
        Ok(run)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::User => writer.string(&self.user),
            Slot::ExposedPorts => self.exposed_ports.write(writer),
            Slot::Env => writer.strings(&self.env),
            Slot::Entrypoint => writer.strings(&self.entrypoint),
            Slot::Cmd => writer.strings(&self.cmd),
            Slot::Volumes => self.volumes.write(writer),
            Slot::WorkingDir => writer.string(&self.working_dir),
            Slot::Labels => self.labels.write(writer),
            Slot::StopSignal => writer.string(&self.stop_signal),
            Slot::ArgsEscaped => writer.boolean(self.args_escaped),
            Slot::Healthcheck => {
                if let Some(check) = &self.health_check {
                    check.write(writer);
                }
            }
            Slot::OnBuild => writer.strings(&self.on_build),
            Slot::Shell => writer.strings(&self.shell),
            Slot::Hostname => writer.string(&self.hostname),
            Slot::Domainname => writer.string(&self.domain_name),
            Slot::AttachStdin => writer.boolean(self.attach_stdin),
            Slot::AttachStdout => writer.boolean(self.attach_stdout),
            Slot::AttachStderr => writer.boolean(self.attach_stderr),
            Slot::Tty => writer.boolean(self.tty),
            Slot::OpenStdin => writer.boolean(self.open_stdin),
            Slot::StdinOnce => writer.boolean(self.stdin_once),
            Slot::Image => writer.string(&self.image),
            Slot::NetworkDisabled => writer.boolean(self.network_disabled),
            Slot::MacAddress => writer.string(&self.mac_address),
            Slot::StopTimeout => writer.integer(self.stop_timeout.unwrap_or_default()),
            Slot::Memory => writer.raw(self.memory.as_deref().unwrap_or("0")),
            Slot::MemorySwap => writer.raw(self.memory_swap.as_deref().unwrap_or("0")),
            Slot::CpuShares => writer.raw(self.cpu_shares.as_deref().unwrap_or("0")),
        });
    }
}

/// A reserved number as it is written: OCI's readers pass over it, whatever its form.
fn read_reserved(reader: &mut Reader<'_>) -> Result<Box<str>> {
    let at = reader.position();
    if !matches!(reader.peek(), Some(b'-' | b'0'..=b'9')) {
        return Err(reader.wrong_type("a whole number"));
    }
    let number = reader.skip()?;
    if number.parse::<i64>().is_err() {
        reader.note(DocumentWarningKind::NumberForm, at);
    }
    Ok(number.into())
}

/// Edits: each changes the member it names alone; an empty value takes the member away, as Go leaves it out.
impl RunConfig {
    /// The same with another user.
    #[must_use]
    pub fn with_user(mut self, user: &str) -> Self {
        self.user = user.into();
        self.form.put(&MEMBERS, Slot::User, user.is_empty());
        self
    }

    /// The same with an environment variable set: in its place if it is there, else last.
    #[must_use]
    pub fn with_env_var(mut self, name: &str, value: &str) -> Self {
        let new = alloc::format!("{name}={value}").into_boxed_str();
        let same = |text: &&mut Box<str>| {
            text.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
        };
        match self.env.iter_mut().rev().find(same) {
            Some(old) => *old = new,
            None => self.env.push(new),
        }
        self.form.set(&MEMBERS, Slot::Env);
        self
    }

    /// The same with another entry point.
    #[must_use]
    pub fn with_entrypoint(mut self, words: &[&str]) -> Self {
        self.entrypoint = boxed(words);
        self.form.put(&MEMBERS, Slot::Entrypoint, words.is_empty());
        self
    }

    /// The same with another command.
    #[must_use]
    pub fn with_cmd(mut self, words: &[&str]) -> Self {
        self.cmd = boxed(words);
        self.form.put(&MEMBERS, Slot::Cmd, words.is_empty());
        self
    }

    /// The same with another working directory.
    #[must_use]
    pub fn with_working_dir(mut self, directory: &str) -> Self {
        self.working_dir = directory.into();
        self.form.put(&MEMBERS, Slot::WorkingDir, directory.is_empty());
        self
    }

    /// The same with a label set.
    #[must_use]
    pub fn with_label(mut self, key: &str, value: &str) -> Self {
        self.labels.insert(key, value);
        self.form.set(&MEMBERS, Slot::Labels);
        self
    }

    /// The same without a label; without `Labels` if that was the last.
    #[must_use]
    pub fn without_label(mut self, key: &str) -> Self {
        if self.labels.remove(key) {
            self.form.put(&MEMBERS, Slot::Labels, self.labels.is_empty());
        }
        self
    }

    /// The same with other exposed ports: `80/tcp`.
    #[must_use]
    pub fn with_exposed_ports(mut self, ports: &[&str]) -> Self {
        self.exposed_ports = ports.iter().collect();
        self.form.put(&MEMBERS, Slot::ExposedPorts, ports.is_empty());
        self
    }

    /// The same with other volumes.
    #[must_use]
    pub fn with_volumes(mut self, volumes: &[&str]) -> Self {
        self.volumes = volumes.iter().collect();
        self.form.put(&MEMBERS, Slot::Volumes, volumes.is_empty());
        self
    }

    /// The same with another stop signal.
    #[must_use]
    pub fn with_stop_signal(mut self, signal: &str) -> Self {
        self.stop_signal = signal.into();
        self.form.put(&MEMBERS, Slot::StopSignal, signal.is_empty());
        self
    }
}

fn boxed(words: &[&str]) -> Vec<Box<str>> {
    words.iter().map(|&word| word.into()).collect()
}
