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

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "documents")]
mod any_document;
#[cfg(any(
    feature = "oci-spec",
    feature = "schemars",
    feature = "arbitrary",
    feature = "proptest"
))]
pub mod bridge;
#[cfg(feature = "documents")]
pub mod config;
pub mod digest;
#[cfg(feature = "documents")]
pub mod document;
pub mod error;
#[cfg(feature = "documents")]
pub mod image;
#[cfg(feature = "documents")]
#[expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "positions come from a scan of the same bytes, slots from the tables they index"
)]
mod json;
#[cfg(feature = "documents")]
pub mod manifest;
#[cfg(feature = "alloc")]
pub mod media_type;
#[cfg(feature = "alloc")]
pub mod platform;
mod progress;
pub mod reference;
pub mod registry;
#[cfg(feature = "serde")]
mod serde_text;
#[cfg(feature = "documents")]
mod sorting;
pub mod tag;
mod text;
mod text_traits;

/// Pages about the crate: its design, limits, and how it compares with others. Their code is tested.
#[cfg(any(doc, doctest))]
pub mod docs {
    #[doc = include_str!("docs/COOKBOOK.md")]
    pub mod cookbook {}
    #[doc = include_str!("docs/MIGRATION.md")]
    pub mod migration {}
    #[doc = include_str!("docs/DESIGN.md")]
    pub mod design {}
    #[doc = include_str!("docs/COMPARISON.md")]
    pub mod comparison {}
    #[doc = include_str!("docs/LIMITS.md")]
    pub mod limits {}
    #[doc = include_str!("docs/WARNINGS.md")]
    pub mod warnings {}
    #[doc = include_str!("docs/TAG_ORDER.md")]
    pub mod tag_order {}
}

pub use digest::{Algorithm, DigestRef};
#[cfg(feature = "sha2")]
pub use digest::{Digester, UnsupportedAlgorithmError, Verifier, VerifyError};
#[cfg(all(feature = "std", feature = "sha2"))]
pub use digest::{VerifyReadError, VerifyReader};
pub use error::{Expected, ParseError, ParseErrorKind, Part, Span};
pub use progress::Progress;
#[cfg(feature = "std")]
pub use progress::ProgressReader;
pub use reference::{RawReference, Registry, Repository, Tag};
#[cfg(feature = "documents")]
pub use {
    any_document::AnyDocument,
    config::ImageConfig,
    document::Document,
    error::{DocumentError, DocumentErrorKind},
    image::Image,
    manifest::{Descriptor, ImageIndex, ImageManifest},
};
#[cfg(feature = "alloc")]
pub use {
    digest::{ChainId, DiffId, Digest, DigestText, ImageId},
    error::Explained,
    media_type::MediaType,
    platform::{Platform, PlatformMatcher, PlatformRank},
    reference::{Identifier, Name, Reference, TagBuf},
};
