//! Container image references, digests and documents.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "documents")]
pub mod config;
pub mod digest;
#[cfg(feature = "documents")]
pub mod document;
pub mod error;
#[cfg(feature = "documents")]
mod json;
#[cfg(feature = "documents")]
pub mod manifest;
#[cfg(feature = "alloc")]
pub mod media_type;
#[cfg(feature = "serde")]
mod serde_text;
mod text;

#[cfg(feature = "documents")]
pub use config::ImageConfig;
pub use digest::{Algorithm, DigestRef};
#[cfg(feature = "sha2")]
pub use digest::{CannotCompute, Digester, Verifier, VerifyError};
#[cfg(feature = "alloc")]
pub use digest::{ChainId, DiffId, Digest, DigestText, ImageId};
#[cfg(all(feature = "std", feature = "sha2"))]
pub use digest::{VerifyReadError, VerifyReader};
#[cfg(feature = "documents")]
pub use document::Document;
#[cfg(feature = "alloc")]
pub use error::Explained;
#[cfg(feature = "documents")]
pub use error::{DocumentError, DocumentErrorKind};
pub use error::{Expected, ParseError, ParseErrorKind, Part, Span};
#[cfg(feature = "documents")]
pub use manifest::{Descriptor, ImageIndex, ImageManifest};
#[cfg(feature = "alloc")]
pub use media_type::MediaType;
