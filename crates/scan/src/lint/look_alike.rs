//! Hosts that are almost well-known ones.

use alloc::vec::Vec;

use imageref::reference::Registry;
use imageref::registry::{Operator, RegistryInfo, registry_patterns};

/// The hosts that others may be mistaken for: those of the table of registries that have no variable part.
pub fn known_hosts() -> impl Iterator<Item = &'static str> {
    let hosts = registry_patterns().iter().map(|row| row.pattern);
    hosts.filter(|host| !host.contains('{') && host.contains('.'))
}

/// Shorter hosts differ little from each other by nature.
const SHORTEST: usize = 6;

/// What is longer is nobody's look-alike.
const LONGEST: usize = 64;

/// The well-known host that was probably meant, if the host is none itself: one letter is wrong, missing or too many,
/// two neighbours are swapped, or more labels follow it (`gcr.io.example.com`).
pub(super) fn meant(host: &str) -> Option<&'static str> {
    let host = host.to_ascii_lowercase();
    if !(SHORTEST..=LONGEST).contains(&host.len()) || is_known(&host) {
        return None;
    }
    known_hosts().find(|known| {
        let more = host.strip_prefix(known).is_some_and(|rest| rest.starts_with('.'));
        more || (!same_domain(&host, known) && differ_little(host.as_bytes(), known.as_bytes()))
    })
}

/// Whether only the first label differs, under a domain that is somebody's: `fr.icr.io` is IBM's, too.
fn same_domain(host: &str, known: &str) -> bool {
    let parent = |host| str::split_once(host, '.').map(|(_, parent)| parent);
    parent(host) == parent(known) && parent(host).is_some_and(|parent| parent.contains('.'))
}

/// Whether a row of the table, of whatever pattern, is the host's.
fn is_known(host: &str) -> bool {
    Registry::parse(host)
        .is_ok_and(|registry| RegistryInfo::of(registry).operator() != Operator::Unknown)
}

/// Whether one edit leads from one to the other: a letter put in, left out or changed, or two neighbours swapped.
fn differ_little(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let a: Vec<_> = a.iter().take(a.len() - end).collect();
    let b: Vec<_> = b.iter().take(b.len() - end).collect();
    match (&a[..], &b[..]) {
        ([] | [_], [_]) | ([_], []) => true,
        ([a1, a2], [b1, b2]) => a1 == b2 && a2 == b1,
        _ => false,
    }
}
