//! Container image layers: merged into the file system that a container sees, and read from streams.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "archive")]
extern crate std;

#[cfg(feature = "archive")]
pub mod archive;
pub mod tree;

/// The README; its code is tested.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub mod readme {}
