//! The grammar as a regular expression, with predicates for what is not regular.

use std::net::Ipv6Addr;
use std::sync::LazyLock;

use imageref::RawReference;
use regex::{Captures, Regex};

use super::abnf;

/// Parses references by the grammar instead of the parser.
#[derive(Clone)]
pub struct Oracle(Regex);

impl Oracle {
    pub fn new() -> Self {
        let grammar = include_str!("../../src/docs/grammar.abnf");
        let captures = ["registry", "port", "ipv6", "remote-path", "local-path", "tag", "digest"];
        // `port` and `ipv6` appear twice in the grammar, but a group only once: the predicates find them.
        let captures: Vec<_> =
            captures.into_iter().filter(|c| !matches!(*c, "port" | "ipv6")).collect();
        Self(
            Regex::new(&abnf::to_regex(grammar, "reference", &captures))
                .expect("the grammar as a regex"),
        )
    }

    pub fn shared() -> &'static Self {
        static ORACLE: LazyLock<Oracle> = LazyLock::new(Oracle::new);
        &ORACLE
    }

    /// Returns `true` if both accept the string; panics if they disagree on that or on a part.
    #[track_caller]
    pub fn check(&self, text: &str) -> bool {
        // Most strings match nothing, which is found faster without captures.
        let found = self.0.is_match(text).then(|| self.0.captures(text)).flatten();
        let want = found.filter(|found| predicates(text, found));
        match (RawReference::parse(text), want) {
            (Ok(raw), Some(want)) => {
                let part = |name| want.name(name).map(|m| m.as_str());
                assert_eq!(raw.registry().map(|r| r.as_str()), part("registry"), "{text:?}");
                let path = part("remote_path").or(part("local_path"));
                assert_eq!(Some(raw.repository().as_str()), path, "{text:?}");
                assert_eq!(raw.tag().map(|t| t.as_str()), part("tag"), "{text:?}");
                assert_eq!(raw.digest().map(|d| d.as_str()), part("digest"), "{text:?}");
                true
            }
            (Err(e), None) => {
                let span = e.span();
                assert!(span.start <= span.end && span.end <= text.len(), "{text:?}: {span:?}");
                false
            }
            (Ok(_), None) => panic!("{text:?}: accepted, against the grammar"),
            (Err(e), Some(_)) => panic!("{text:?}: rejected, against the grammar: {e}"),
        }
    }
}

fn predicates(text: &str, found: &Captures<'_>) -> bool {
    let part = |name| found.name(name).map_or("", |m| m.as_str());
    let path = part("remote_path").len() + part("local_path").len();
    let (ipv6, port) = host_and_port(part("registry"));
    path_length(path)
        && !image_id(text)
        && ipv6.is_none_or(is_ipv6)
        && port_range(port)
        && text_length(text)
}

/// 1.
fn path_length(path: usize) -> bool {
    path <= 255
}

/// 2.
fn image_id(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// 3.
fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// 4.
fn port_range(port: &str) -> bool {
    port.trim_start_matches('0').len() <= 5 && port.parse::<u128>().unwrap_or(0) <= 65_535
}

/// 5.
fn text_length(text: &str) -> bool {
    text.len() <= 65_535
}

fn host_and_port(registry: &str) -> (Option<&str>, &str) {
    match registry.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((ipv6, port)) => (Some(ipv6), port.trim_start_matches(':')),
        None => (None, registry.split_once(':').map_or("", |(_, port)| port)),
    }
}
