//! Content digests: read, computed, verified.
//!
//! | type | what it is |
//! | --- | --- |
//! | [`DigestRef`] | a validated view of a digest's text; borrows, `Copy`, made in a `const` |
//! | [`Digest`] | an owned digest, of the bytes as they are transferred |
//! | [`DiffId`], [`ChainId`], [`ImageId`] | digests of something else, each its own type |
//! | [`Digester`] | computes a digest, piece by piece |
//! | [`Verifier`], [`VerifyReader`] | hold a stream to its expected digest **and** size |
//! | `verify_all` (feature `rayon`) | the same for many streams, on all cores |
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
//! Follows the OCI image specification 1.1, descriptor.md, "Digests": `algorithm ":" encoded`. sha256, sha384, sha512
//! and blake3 are known: their hex is lower case and of exact length. Any other algorithm of the grammar is kept as
//! its text, so that no document is refused for one, and can't be computed.

mod algorithm;
#[cfg(feature = "sha2")]
mod digester;
#[cfg(feature = "alloc")]
mod ids;
#[cfg(feature = "rayon")]
mod many;
#[cfg(feature = "alloc")]
mod owned;
#[cfg(all(feature = "std", feature = "sha2"))]
mod reader;
mod scan;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "alloc")]
mod text;
#[cfg(feature = "sha2")]
mod verify;
mod view;

pub use algorithm::Algorithm;
#[cfg(feature = "sha2")]
pub use digester::{Digester, UnsupportedAlgorithmError};
#[cfg(feature = "alloc")]
pub use ids::{ChainId, DiffId, ImageId};
#[cfg(feature = "rayon")]
pub use many::verify_all;
#[cfg(feature = "alloc")]
pub use owned::Digest;
#[cfg(all(feature = "std", feature = "sha2"))]
pub use reader::{VerifyReadError, VerifyReader};
pub(crate) use scan::{known_algorithm, known_value};
#[cfg(feature = "alloc")]
pub use text::DigestText;
#[cfg(feature = "sha2")]
pub use verify::{Verifier, VerifyError};
pub use view::DigestRef;
