//! Hosts that look like well-known ones.

use imageref::reference::Registry;
use imageref::registry::{Operator, RegistryInfo, registry_patterns};

use crate::similar::is_similar;

/// Returns the well-known hosts: those in the table of registries that have no variable part.
fn known_hosts() -> impl Iterator<Item = &'static str> {
    let hosts = registry_patterns().iter().map(|row| row.pattern);
    hosts.filter(|host| !host.contains('{') && host.contains('.'))
}

/// Shorter hosts are similar by chance.
const SHORTEST: usize = 6;

/// Longer hosts are not compared.
const LONGEST: usize = 64;

/// Returns the well-known host that was probably meant, if the host is not one itself: it differs by one letter or by
/// two swapped ones, or more labels follow (`gcr.io.example.com`).
pub(super) fn meant(host: &str) -> Option<&'static str> {
    let host = host.to_ascii_lowercase();
    if !(SHORTEST..=LONGEST).contains(&host.len()) || is_known(&host) {
        return None;
    }
    known_hosts().find(|known| {
        let more = host.strip_prefix(known).is_some_and(|rest| rest.starts_with('.'));
        more || (!same_domain(&host, known) && is_similar(host.as_bytes(), known.as_bytes()))
    })
}

/// Returns `true` if only the first label differs and the domain has an owner: `fr.icr.io` is IBM's as well.
fn same_domain(host: &str, known: &str) -> bool {
    let parent = |host| str::split_once(host, '.').map(|(_, parent)| parent);
    parent(host) == parent(known) && parent(host).is_some_and(|parent| parent.contains('.'))
}

/// Returns `true` if any row of the table matches the host.
fn is_known(host: &str) -> bool {
    Registry::parse(host)
        .is_ok_and(|registry| RegistryInfo::of(registry).operator() != Operator::Unknown)
}
