//! Why a signed text is not about an image.

use crate::error::ParseError;

/// Why a signed text is not about an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// It is about another digest.
    #[error("the signed text is about another digest")]
    OtherDigest,
    /// It is about another reference.
    #[error("the signed text is about another reference")]
    OtherReference,
    /// It names no reference.
    #[error("the signed text names no reference: {0}")]
    NoReference(#[source] ParseError),
}
