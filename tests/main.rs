//! One test binary; its modules mirror `src`.
#![allow(missing_docs, clippy::pedantic, reason = "tests are read for what they assert")]
#![cfg(all(feature = "std", feature = "documents"))]

mod advice;
mod convert;
mod data;
mod digest;
mod error;
mod examples;
mod grammar;
mod levels;
mod platform;
mod provider;
mod reference;
mod scan;
mod tag_kind;
