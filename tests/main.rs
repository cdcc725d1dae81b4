//! One test binary; its modules mirror `src`.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    reason = "tests are read for what they assert"
)]
#![cfg(all(feature = "std", feature = "documents", feature = "rayon"))]

#[cfg(feature = "archive")]
mod archive;
mod convert;
mod data;
mod digest;
mod error;
mod examples;
mod grammar;
mod levels;
mod manifest;
mod platform;
mod provider;
mod reference;
mod tag_kind;
mod tree;
