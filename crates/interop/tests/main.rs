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

mod containers;
#[path = "../../../tests/data.rs"]
#[allow(dead_code, reason = "the packages share it")]
mod data;
mod docker;
mod error;
mod file_name;
#[cfg(feature = "documents")]
#[path = "../../../tests/images.rs"]
#[allow(dead_code, reason = "the packages share it")]
mod images;
mod in_toto;
mod kubernetes;
mod names;
mod pattern;
mod platforms;
mod purl;
mod registry_api;
mod reports;
mod sigstore;
mod support;
mod transport;
