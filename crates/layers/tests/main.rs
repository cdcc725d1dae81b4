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

#[cfg(feature = "archive")]
mod archive;
#[path = "../../../tests/data.rs"]
#[allow(dead_code, reason = "the packages share it")]
mod data;
#[cfg(feature = "archive")]
mod dive;
mod edit;
#[cfg(feature = "archive")]
mod examples;
#[path = "../../../tests/images.rs"]
#[allow(dead_code, reason = "the packages share it")]
mod images;
mod instruction;
#[cfg(feature = "archive")]
#[path = "../../../tests/run_example.rs"]
mod run_example;
mod sharing;
mod tree;
mod umoci_images;
