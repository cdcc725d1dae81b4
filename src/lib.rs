//! Container image references, digests and documents.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod digest;
pub mod error;
pub mod reference;
#[cfg(feature = "serde")]
mod serde_text;
mod text;

pub use digest::{Algorithm, DigestRef};
#[cfg(feature = "sha2")]
pub use digest::{CannotCompute, Digester, Verifier, VerifyError};
#[cfg(feature = "alloc")]
pub use digest::{ChainId, DiffId, Digest, DigestText, ImageId};
#[cfg(all(feature = "std", feature = "sha2"))]
pub use digest::{VerifyReadError, VerifyReader};
#[cfg(feature = "alloc")]
pub use error::Explained;
pub use error::{Expected, ParseError, ParseErrorKind, Part, Span};
pub use reference::RawReference;
#[cfg(feature = "alloc")]
pub use reference::{Identifier, Name, Reference, TagBuf};
