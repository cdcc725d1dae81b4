//! How an image's process is run, as values: ports, variables, user, health test.

use core::fmt;
use core::time::Duration;

use alloc::vec::Vec;

use super::model::Image;
use crate::config::HealthCheck;

/// A port, or a range of ports, that a container listens on: `80`, `53/udp`, `8000-8010/tcp`.
///
/// Source: image-spec config.md, `ExposedPorts`; moby `nat.ParsePort` for ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Port {
    first: u16,
    last: u16,
    protocol: Protocol,
}

/// A port's protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Protocol {
    /// `tcp`, and where none is written.
    Tcp,
    /// `udp`.
    Udp,
    /// `sctp`.
    Sctp,
}

impl Port {
    /// Reads a port as configs have it; `None` if it is none.
    ///
    /// ```
    /// use imageref::image::{Port, Protocol};
    ///
    /// let port = Port::parse("8000-8010/udp").unwrap();
    /// assert_eq!((port.first(), port.last(), port.protocol()), (8000, 8010, Protocol::Udp));
    /// assert_eq!(Port::parse("80").unwrap().to_string(), "80/tcp");
    /// assert!(Port::parse("http").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (ports, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
        let protocol = match protocol {
            "tcp" => Protocol::Tcp,
            "udp" => Protocol::Udp,
            "sctp" => Protocol::Sctp,
            _ => return None,
        };
        let number = |digits: &str| -> Option<u16> {
            let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse().ok()).flatten()
        };
        let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
        let (first, last) = (number(first)?, number(last)?);
        (first <= last).then_some(Self { first, last, protocol })
    }

    /// The port, or the first of a range.
    pub fn first(self) -> u16 {
        self.first
    }

    /// The port, or the last of a range.
    pub fn last(self) -> u16 {
        self.last
    }

    /// The protocol.
    pub fn protocol(self) -> Protocol {
        self.protocol
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let protocol = match self.protocol {
            Protocol::Tcp => "tcp",
            Protocol::Udp => "udp",
            Protocol::Sctp => "sctp",
        };
        match self.last {
            last if last == self.first => write!(f, "{last}/{protocol}"),
            last => write!(f, "{}-{last}/{protocol}", self.first),
        }
    }
}

/// The user that a process runs as: `app`, `1000`, `1000:1000`.
///
/// Source: image-spec config.md, `User`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct User<'a> {
    /// The name or number; empty for root.
    pub user: &'a str,
    /// The name or number of the group, where one is written.
    pub group: Option<&'a str>,
}

impl<'a> User<'a> {
    /// Reads `user` or `user:group`.
    pub fn parse(text: &'a str) -> Self {
        match text.split_once(':') {
            Some((user, group)) => Self { user, group: Some(group) },
            None => Self { user: text, group: None },
        }
    }

    /// Whether this is root, by name, by number or by default.
    pub fn is_root(self) -> bool {
        let zero = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte == b'0');
        matches!(self.user, "" | "root") || zero(self.user)
    }
}

/// What a health check runs.
///
/// Source: docker-image-spec 1.3, `Healthcheck`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HealthTest<'a> {
    /// What the base image says: the list is empty.
    Inherited,
    /// Nothing: `NONE`.
    Disabled,
    /// A program and its arguments: `CMD`.
    Exec(Vec<&'a str>),
    /// A command in the image's shell: `CMD-SHELL`.
    Shell(&'a str),
    /// None of these, as it is written.
    Other(Vec<&'a str>),
}

impl<'a> HealthTest<'a> {
    /// Reads what a health check runs.
    pub fn of(check: &'a HealthCheck) -> Self {
        let words: Vec<_> = check.test().collect();
        match *words {
            [] => Self::Inherited,
            ["NONE"] => Self::Disabled,
            ["CMD", ref program @ ..] if !program.is_empty() => Self::Exec(program.to_vec()),
            ["CMD-SHELL", command] => Self::Shell(command),
            _ => Self::Other(words),
        }
    }
}

/// A time of a health check, which configs have in nanoseconds; `None` for 0, which means Docker's default, and below.
pub fn health_time(nanoseconds: i64) -> Option<Duration> {
    u64::try_from(nanoseconds).ok().filter(|&time| time > 0).map(Duration::from_nanos)
}

impl Image {
    /// What is run: entry point, then command.
    ///
    /// **Source** image-spec conversion.md, `process.args`.
    pub fn process_args(&self) -> impl Iterator<Item = &str> {
        self.run_config().process_args()
    }

    /// The ports that the container listens on; as written where a text is none.
    pub fn ports(&self) -> impl Iterator<Item = Result<Port, &str>> {
        self.run_config().exposed_ports().iter().map(|text| Port::parse(text).ok_or(text))
    }

    /// The environment, name and value; without a value where none is written. In the order of the config.
    pub fn environment(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.run_config().env().map(|text| match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        })
    }

    /// The user that the process runs as.
    pub fn user(&self) -> User<'_> {
        User::parse(self.run_config().user().unwrap_or_default())
    }

    /// What its health check runs, if it has one.
    pub fn health_test(&self) -> Option<HealthTest<'_>> {
        self.run_config().health_check().map(HealthTest::of)
    }
}
