//! [`same_registry`]: two spellings of one registry.

use super::ecr::Ecr;
use super::hosts::is_folded;
use super::info::RegistryInfo;
use super::operator::Operator;
use super::scheme::ipv6;
use crate::reference::Registry;

/// Returns `true` if two names are known to mean one registry: they differ in the host's case, in a default port
/// that only one of them states, in the spelling of an IPv6 address, or are two of the names of Docker Hub or of one
/// of Amazon's registries.
///
/// `false` does not prove that they differ: two hosts can be served by one registry.
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
            match (Ecr::of(a.host()), Ecr::of(b.host())) {
                (Some(x), Some(y)) => {
                    x.account == y.account
                        && is_folded(x.region, y.region)
                        && x.partition == y.partition
                }
                _ => false,
            }
        }
        _ => match (ipv6(a.host()), ipv6(b.host())) {
            (Some(x), Some(y)) => x == y,
            _ => is_folded(a.host(), b.host()),
        },
    }
}

/// Returns the registry's port, or the default one of its scheme.
fn port(info: &RegistryInfo<'_>) -> u16 {
    info.registry().port().unwrap_or(info.scheme().port())
}
