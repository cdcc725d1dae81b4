//! One test binary; its modules mirror `src`.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    clippy::type_complexity,
    clippy::nonminimal_bool,
    clippy::clone_on_copy,
    clippy::op_ref,
    clippy::eq_op,
    reason = "tests are read for what they assert"
)]

mod allow_list;
mod body;
mod containers;
mod credentials;
#[path = "../../../tests/data.rs"]
#[allow(dead_code, reason = "the packages share it")]
mod data;
mod docker;
mod headers;
mod kubernetes;
mod laws;
mod pattern;
mod pattern_bypass;
mod pattern_laws;
mod purl;
mod referrers_tag;
mod registry_path;
mod short_names;
mod signed_payloads;
mod support;
mod system_globs;
mod token_scopes;
mod transport;
