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

// Each module asks for the features that it uses; what needs none runs in every build.
#[cfg(feature = "std")]
mod bridge;
#[cfg(feature = "std")]
mod data;
#[cfg(all(feature = "std", feature = "sha2", feature = "serde"))]
mod digest;
mod doc_examples;
#[cfg(feature = "std")]
mod error;
#[cfg(feature = "std")]
mod grammar;
mod levels;
#[cfg(feature = "std")]
mod progress;
#[cfg(all(feature = "std", feature = "sha2", feature = "serde"))]
mod reference;
#[cfg(feature = "std")]
mod text_type;

#[cfg(feature = "documents")]
mod document;
#[cfg(all(feature = "std", feature = "documents"))]
mod image;
#[cfg(all(feature = "std", feature = "documents"))]
#[allow(dead_code, reason = "the packages share it")]
mod images;
#[cfg(all(feature = "std", feature = "documents"))]
mod manifest;
#[cfg(feature = "std")]
mod media_type;
#[cfg(feature = "std")]
mod platform;
#[cfg(feature = "std")]
mod registry;
#[cfg(feature = "std")]
mod tag;
