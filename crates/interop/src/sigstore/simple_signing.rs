//! [`SimpleSigning`]: what a signature of cosign or containers/image signs.

use alloc::string::String;

use imageref::digest::Digest;
use imageref::reference::{Defaults, RawReference, Reference};

use crate::json::{self, PayloadError, PayloadErrorKind as Kind};
use crate::trust::TrustError;

/// The payload of a simple signature: the digest that was signed, and the reference that it was signed as.
///
/// This is the half that needs no keys: whether the payload is about an image. Who signed it, and whether the signature
/// is valid over the same bytes, is the caller's to check.
///
/// ```
/// use imageref::{Digest, Reference};
/// use imageref_interop::sigstore::SimpleSigning;
///
/// let payload = br#"{"critical":{"identity":{"docker-reference":"ghcr.io/team/app"},
///     "image":{"docker-manifest-digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
///     "type":"cosign container image signature"},"optional":null}"#;
/// let signed = SimpleSigning::from_slice(payload)?;
/// let image: Reference = "ghcr.io/team/app:1".parse()?;
/// signed.verify(&image, &Digest::sha256(b""))?;
/// assert!(signed.verify(&"ghcr.io/evil/app:1".parse()?, &Digest::sha256(b"")).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Source: containers/container-libs, `image/docs/containers-signature.5.md`; cosign d6d86c22,
/// `specs/SIGNATURE_SPEC.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimpleSigning {
    kind: String,
    reference: String,
    digest: Digest,
}

impl SimpleSigning {
    /// The `type` of cosign's payloads.
    pub const COSIGN: &'static str = "cosign container image signature";
    /// The `type` of containers/image's payloads.
    pub const ATOMIC: &'static str = "atomic container signature";

    /// Reads a payload.
    ///
    /// # Errors
    ///
    /// [`PayloadError`] if the bytes are not a payload, or a member of `critical` occurs twice or is unknown: all of it
    /// must be understood.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, PayloadError> {
        let mut payload = json::document(bytes)?.members()?;
        let mut critical = payload.require("critical")?.members()?;
        let mut identity = critical.require("identity")?.members()?;
        let mut image = critical.require("image")?.members()?;
        let kind = critical.require("type")?.string()?;
        let reference = identity.require("docker-reference")?.string()?;
        let digest = image.require("docker-manifest-digest")?;
        critical.finish()?;
        identity.finish()?;
        image.finish()?;
        let digest =
            digest.string()?.parse().map_err(|error| digest.error(Kind::Digest { error }))?;
        Ok(Self { kind, reference, digest })
    }

    /// Returns the `type`: [`COSIGN`](Self::COSIGN), [`ATOMIC`](Self::ATOMIC), or another tool's.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Returns the reference, verbatim: cosign writes a name without a tag, or an empty string.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// Returns the digest of the manifest that was signed.
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Checks that the payload is about an image: that it has the digest, and names the image's repository, and its tag
    /// if it names one.
    ///
    /// [`SignedIdentity`](crate::containers::SignedIdentity) compares names in other ways; cosign itself compares the
    /// digest alone. To verify a manifest of a multi-platform image, pass the image without the digest of its index.
    ///
    /// # Errors
    ///
    /// [`TrustError`] if the payload has another digest or another name, or if its name or `image` is pinned to another
    /// digest.
    pub fn verify(&self, image: &Reference, digest: &Digest) -> Result<(), TrustError> {
        TrustError::check_pin(image, digest)?;
        if self.digest != *digest {
            return Err(TrustError::OtherDigest);
        }
        let raw = RawReference::parse(&self.reference).map_err(TrustError::NoReference)?;
        let name = raw.normalize_name(&Defaults::DOCKER).map_err(TrustError::NoReference)?;
        let same_tag = raw.tag().is_none() || raw.tag() == image.tag();
        if name.as_str() != image.name_str() || !same_tag {
            return Err(TrustError::OtherReference);
        }
        match raw.digest() {
            Some(pin) if pin != *digest => Err(TrustError::PinnedElsewhere),
            _ => Ok(()),
        }
    }
}
