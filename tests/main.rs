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
mod data;
#[cfg(all(feature = "std", feature = "sha2", feature = "serde"))]
mod digest;
#[cfg(feature = "std")]
mod error;
#[cfg(feature = "std")]
mod grammar;
mod levels;
#[cfg(all(feature = "std", feature = "sha2", feature = "serde"))]
mod reference;
#[cfg(feature = "std")]
mod text_type;

// A build without documents leaves these out, so that mutants of the modules above are built in a third of the time.
#[cfg(feature = "documents")]
mod advice;
#[cfg(feature = "archive")]
mod archive;
#[cfg(feature = "documents")]
mod convert;
#[cfg(feature = "documents")]
mod document;
#[cfg(feature = "documents")]
mod examples;
#[cfg(feature = "documents")]
mod image;
#[cfg(feature = "documents")]
mod manifest;
#[cfg(feature = "documents")]
mod pattern;
#[cfg(feature = "documents")]
mod platform;
#[cfg(feature = "documents")]
mod provider;
#[cfg(feature = "documents")]
mod scan;
#[cfg(feature = "documents")]
mod tag_kind;
#[cfg(feature = "documents")]
mod tree;
