//! Container image references, digests and documents.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod error;
mod text;

pub use error::{Expected, ParseError, ParseErrorKind, Part, Span};
