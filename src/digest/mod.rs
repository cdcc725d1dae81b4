//! Digests: parsed, computed, verified.
//!
//! | type | what it is |
//! | --- | --- |
//! | [`DigestRef`] | a validated string slice; `Copy`, `const` |
//! | [`Digest`] | an owned digest of bytes as they are transferred |
//! | [`DiffId`], [`ChainId`], [`ImageId`] | digests of other content, as distinct types |
//! | [`Digester`] | computes a digest, piece by piece |
//! | [`Verifier`], [`VerifyReader`] | verify a stream against its expected digest **and** size |
//! | `verify_all` (feature `rayon`) | verifies many streams in parallel |
//!
//! ```
//! use imageref::Digest;
//!
//! let manifest = br#"{"schemaVersion":2}"#;
//! let digest = Digest::sha256(manifest);
//! assert_eq!(digest, "sha256:bafebd36189ad3688b7b3915ea55d461e0bfcfbdde11e54b0a123999fb6be50f");
//! assert!(digest.verify(manifest).is_ok());
//! assert!(digest.verify(b"something else").is_err());
//! ```
//!
//! Digests of sha256, sha384, sha512 and blake3 must have the exact number of lower-case hex digits. Any other algorithm
//! of the grammar is accepted and kept verbatim, so that no document is rejected for it, but cannot be computed.
//!
//! Source: OCI image specification 1.1, descriptor.md, "Digests": `algorithm ":" encoded`.

mod algorithm;
mod digest_ref;
#[cfg(feature = "sha2")]
mod digester;
mod grammar;
#[cfg(feature = "alloc")]
mod ids;
#[cfg(feature = "rayon")]
mod many;
#[cfg(feature = "alloc")]
mod owned;
#[cfg(all(feature = "std", feature = "sha2"))]
mod reader;
#[cfg(feature = "alloc")]
mod text;
#[cfg(feature = "sha2")]
mod verify;

pub use algorithm::Algorithm;
pub use digest_ref::DigestRef;
#[cfg(feature = "sha2")]
pub use digester::{Digester, UnsupportedAlgorithmError};
pub(crate) use grammar::{known_algorithm, known_value, missing_colon};
#[cfg(feature = "alloc")]
pub use ids::{ChainId, DiffId, ImageId};
#[cfg(feature = "rayon")]
pub use many::{verify_all, verify_all_with_progress};
#[cfg(feature = "alloc")]
pub use owned::Digest;
#[cfg(all(feature = "std", feature = "sha2"))]
pub use reader::{VerifyReadError, VerifyReader};
#[cfg(feature = "alloc")]
pub use text::DigestText;
#[cfg(feature = "sha2")]
pub use verify::{Verifier, VerifyError};
