//! Where a registry answers: scheme, loopback, and when two spellings are one address.

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

use super::ecr::Ecr;
use super::info::RegistryInfo;
use super::operator::Operator;
use crate::reference::Registry;

/// How a registry is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// In the clear.
    Http,
    /// Over TLS.
    Https,
}

impl Scheme {
    /// `http` or `https`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    const fn port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether the host is this machine by its name or address: `localhost`, a name below it, 127.0.0.0/8, `::1`.
///
/// **Source** RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3.
pub(super) fn is_loopback(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    last.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || ipv6(host).is_some_and(|address| match address.to_ipv4_mapped() {
            Some(address) => address.is_loopback(),
            None => address.is_loopback(),
        })
}

/// The address between brackets.
fn ipv6(host: &str) -> Option<Ipv6Addr> {
    host.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

/// Whether two registries are one by what is known of their names: the case of the host, the default port written
/// or not, an IPv6 address spelled differently, and the several names of Docker Hub and of Amazon's registries.
///
/// `false` says only that nothing is known: two hosts may still be served by one registry.
///
/// ```
/// use imageref::registry::same_registry;
/// use imageref::reference::Registry;
///
/// let same = |a, b| Ok::<_, imageref::ParseError>(same_registry(Registry::parse(a)?, Registry::parse(b)?));
/// assert!(same("docker.io", "registry-1.docker.io:443")?);
/// assert!(same("GHCR.io", "ghcr.io:443")?);
/// assert!(!same("example.com", "example.com:5000")?);
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn same_registry(a: Registry<'_>, b: Registry<'_>) -> bool {
    let (x, y) = (RegistryInfo::of(a), RegistryInfo::of(b));
    if port(&x) != port(&y) {
        return false;
    }
    match (x.operator(), y.operator()) {
        (Operator::DockerHub, Operator::DockerHub)
        | (Operator::AmazonEcrPublic, Operator::AmazonEcrPublic) => true,
        (Operator::AmazonEcr, Operator::AmazonEcr) => {
            match (Ecr::read(a.host()), Ecr::read(b.host())) {
                (Some(x), Some(y)) => {
                    x.account == y.account
                        && x.region.eq_ignore_ascii_case(y.region)
                        && x.partition == y.partition
                }
                _ => false,
            }
        }
        _ => match (ipv6(a.host()), ipv6(b.host())) {
            (Some(x), Some(y)) => x == y,
            _ => a.host().eq_ignore_ascii_case(b.host()),
        },
    }
}

/// The port written, or the scheme's.
fn port(info: &RegistryInfo<'_>) -> u16 {
    info.registry().port().unwrap_or(info.scheme().port())
}
