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

mod buildkit;
#[path = "../../../tests/data.rs"]
#[allow(dead_code, reason = "the packages share it")]
mod data;
mod dockerfile;
mod edit;
#[cfg(feature = "regex")]
mod examples;
mod getters;
#[cfg(not(debug_assertions))]
mod linear;
mod lint;
mod messages;
#[cfg(feature = "yaml")]
mod parts;
#[cfg(feature = "yaml")]
mod reports;
#[cfg(feature = "regex")]
#[path = "../../../tests/run_example.rs"]
mod run_example;
#[cfg(feature = "regex")]
mod text;
mod values;
