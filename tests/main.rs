//! One test binary; its modules mirror `src`.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    clippy::type_complexity,
    reason = "tests are read for what they assert"
)]
#![cfg(all(feature = "std", feature = "serde", feature = "sha2", feature = "rayon"))]

mod advice;
#[cfg(feature = "archive")]
mod archive;
mod convert;
mod data;
mod digest;
mod document;
mod error;
#[cfg(feature = "documents")]
mod examples;
mod grammar;
mod image;
mod levels;
#[cfg(feature = "documents")]
mod manifest;
mod pattern;
mod platform;
mod provider;
mod reference;
mod scan;
mod tag_kind;
mod tree;
