//! [`TrustError`]: why a signed payload is not about an image.

use imageref::ParseError;

/// Why a signed payload is not about an image.
///
/// ```
/// use imageref::Digest;
/// use imageref_interop::TrustError;
/// use imageref_interop::sigstore::SimpleSigning;
///
/// let payload = br#"{"critical":{"identity":{"docker-reference":"ghcr.io/team/app"},
///     "image":{"docker-manifest-digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
///     "type":"cosign container image signature"},"optional":null}"#;
/// let signed = SimpleSigning::from_slice(payload)?;
/// let other = signed.verify(&"ghcr.io/team/app:1".parse()?, &Digest::sha256(b"other"));
/// assert_eq!(other, Err(TrustError::OtherDigest));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// The payload is about another digest.
    #[error("the signed payload is about another digest")]
    OtherDigest,
    /// The payload names another repository or tag.
    #[error("the signed payload is about another reference")]
    OtherReference,
    /// The payload has the digest, but the name in it is pinned to another one.
    #[error("the name in the signed payload is pinned to another digest")]
    PinnedElsewhere,
    /// The image to verify is pinned to another digest than the one that was passed with it.
    #[error("the image is pinned to another digest than the one to verify")]
    ImagePinnedElsewhere,
    /// The payload names no reference.
    #[error("the signed payload names no reference: {0}")]
    NoReference(#[source] ParseError),
}

impl TrustError {
    /// Checks that an image is not pinned to another digest than the one that is verified.
    pub(crate) fn check_pin(
        image: &imageref::Reference,
        digest: &imageref::Digest,
    ) -> Result<(), Self> {
        match image.digest() {
            Some(pin) if pin != *digest => Err(Self::ImagePinnedElsewhere),
            _ => Ok(()),
        }
    }
}
