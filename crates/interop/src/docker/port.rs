//! [`Port`]: a port that a container listens on.

#[cfg(feature = "documents")]
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

#[cfg(feature = "documents")]
use imageref::config::RunConfig;

/// A port, or a range of ports, that a container listens on, such as `80`, `53/udp` or `8000-8010/tcp`.
///
/// Ports are equal if their numbers and protocols are: `80` and `80/tcp` are the same port.
///
/// Source: image-spec 1.1, config.md, `ExposedPorts`; moby `nat.ParsePort` for ranges.
///
/// # Examples
///
/// ```
/// use imageref_interop::docker::{Port, PortError, Protocol};
///
/// let port = Port::parse("8000-8010/udp")?;
/// assert_eq!((port.first(), port.last(), port.protocol()), (8000, 8010, Protocol::Udp));
/// assert_eq!(Port::parse("80")?.to_string(), "80/tcp");
/// assert_eq!(Port::parse("http"), Err(PortError::Number));
/// # Ok::<(), PortError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Port {
    first: u16,
    last: u16,
    protocol: Protocol,
}

/// The protocol of a [`Port`].
///
/// # Examples
///
/// ```
/// use imageref_interop::docker::{Port, Protocol};
///
/// assert_eq!(Port::parse("53/udp")?.protocol().as_str(), "udp");
/// assert_eq!(Port::parse("80")?.protocol(), Protocol::Tcp);
/// # Ok::<(), imageref_interop::docker::PortError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Protocol {
    /// `tcp`, the default.
    Tcp,
    /// `udp`.
    Udp,
    /// `sctp`.
    Sctp,
}

/// The reason why a string is not a [`Port`].
///
/// # Examples
///
/// ```
/// use imageref_interop::docker::{Port, PortError};
///
/// assert_eq!(Port::parse("10-9"), Err(PortError::Range));
/// assert_eq!(PortError::Range.to_string(), "the last port of the range is less than the first");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PortError {
    /// A port is not a decimal number from 0 to 65535.
    #[error("expected a port number from 0 to 65535")]
    Number,
    /// The last port of a range is less than the first.
    #[error("the last port of the range is less than the first")]
    Range,
    /// The protocol is not one of `tcp`, `udp` and `sctp`.
    #[error("expected the protocol tcp, udp or sctp")]
    Protocol,
}

impl Protocol {
    const ALL: [Self; 3] = [Self::Tcp, Self::Udp, Self::Sctp];

    /// Returns the protocol's name in a config: `tcp`, `udp` or `sctp`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::Sctp => "sctp",
        }
    }
}

impl Port {
    /// Parses a port as configs have it.
    ///
    /// # Errors
    ///
    /// [`PortError`] if the string is not a port.
    pub fn parse(text: &str) -> Result<Self, PortError> {
        let (ports, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
        let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
        let number = |digits: &str| -> Option<u16> {
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let (first, last) = number(first).zip(number(last)).ok_or(PortError::Number)?;
        if last < first {
            return Err(PortError::Range);
        }
        let protocol = Protocol::ALL.into_iter().find(|known| known.as_str() == protocol);
        Ok(Self { first, last, protocol: protocol.ok_or(PortError::Protocol)? })
    }

    /// Returns the port, or the first one of a range.
    pub fn first(self) -> u16 {
        self.first
    }

    /// Returns the port, or the last one of a range.
    pub fn last(self) -> u16 {
        self.last
    }

    /// Returns the protocol.
    pub fn protocol(self) -> Protocol {
        self.protocol
    }
}

impl FromStr for Port {
    type Err = PortError;

    fn from_str(text: &str) -> Result<Self, PortError> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for Port {
    type Error = PortError;

    fn try_from(text: &str) -> Result<Self, PortError> {
        Self::parse(text)
    }
}

impl fmt::Display for Port {
    /// Writes the port with its protocol: `80/tcp`, `8000-8010/udp`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first != self.last {
            write!(f, "{}-", self.first)?;
        }
        write!(f, "{}/{}", self.last, self.protocol.as_str())
    }
}

/// Returns the ports that a container listens on, in the order of the config. `Err` holds a string that is not a port,
/// verbatim.
///
/// # Examples
///
/// ```
/// use imageref::config::RunConfig;
/// use imageref_interop::docker::{Port, ports};
///
/// let run = RunConfig::default().with_exposed_ports(["443/tcp", "http"]);
/// assert_eq!(ports(&run), [Ok(Port::parse("443")?), Err("http")]);
/// # Ok::<(), imageref_interop::docker::PortError>(())
/// ```
#[cfg(feature = "documents")]
#[doc(alias = "ExposedPorts")]
#[doc(alias = "EXPOSE")]
pub fn ports(run: &RunConfig) -> Vec<Result<Port, &str>> {
    run.exposed_ports().iter().map(|text| Port::parse(text).map_err(|_| text)).collect()
}
