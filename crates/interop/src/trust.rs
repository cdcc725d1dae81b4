//! Why a signed payload is not about an image.

use imageref::ParseError;

/// Why a signed payload is not about an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// It is about another digest.
    #[error("the signed payload is about another digest")]
    OtherDigest,
    /// It is about another reference.
    #[error("the signed payload is about another reference")]
    OtherReference,
    /// It names no reference.
    #[error("the signed payload names no reference: {0}")]
    NoReference(#[source] ParseError),
}
