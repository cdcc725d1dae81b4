//! Container image names and digests in the formats of other systems.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod containers;
pub mod docker;
pub mod error;
pub mod file_name;
mod go;
pub mod in_toto;
mod json;
pub mod kubernetes;
pub mod pattern;
mod percent;
pub mod purl;
pub mod registry_api;
pub mod sigstore;
pub mod transport;
mod trust;

pub use error::{FormatError, FormatErrorKind, FormatPart};
pub use json::PayloadError;
pub use trust::TrustError;

/// The README; its code is tested.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub mod readme {}
