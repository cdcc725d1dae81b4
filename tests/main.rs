//! One test binary; its modules mirror `src`.
#![allow(missing_docs, reason = "tests")]
#![cfg(all(feature = "std", feature = "documents"))]

mod data;
mod digest;
mod error;
mod grammar;
mod levels;
mod reference;
