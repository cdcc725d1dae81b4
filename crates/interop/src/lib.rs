#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod containers;
pub mod crane;
pub mod docker;
pub mod error;
pub mod file_name;
mod fix;
mod go;
pub mod in_toto;
mod json;
pub mod kubernetes;
mod parse_traits;
pub mod pattern;
mod percent;
pub mod purl;
pub mod regctl;
pub mod registry_api;
pub mod sigstore;
pub mod transport;
mod trust;

pub use error::{ExplainedFormat, FormatError, FormatErrorKind, FormatPart};
pub use json::{PayloadError, PayloadErrorKind};
pub use trust::TrustError;
