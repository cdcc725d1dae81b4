//! [`SimpleSigning`]: what a cosign or a Red Hat signature says.

use alloc::string::String;

use imageref::digest::Digest;
use imageref::reference::{Defaults, RawReference, Reference};

use crate::json::{self, Members, PayloadError};
use crate::trust::TrustError;

/// The payload of a simple signature: which digest was signed, under which reference.
///
/// This is the half that needs no keys: whether the payload is about an image. Who signed it, and whether the signature
/// holds, is the caller's to check, over the same bytes.
///
/// ```
/// use imageref_interop::sigstore::SimpleSigning;
/// use imageref::{Digest, Reference};
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
/// **Source** containers/container-libs, `image/docs/containers-signature.5.md`; cosign d6d86c22,
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
    /// The `type` of the payloads of containers/image.
    pub const ATOMIC: &'static str = "atomic container signature";

    /// Reads a payload.
    ///
    /// **Errors** what is no payload, a member of `critical` that comes twice or is unknown: all of it must be
    /// understood.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, PayloadError> {
        let mut payload = json::document(bytes)?;
        let mut critical: Members<'_> =
            json::value(payload.require("critical")?, "critical", "an object")?;
        let mut identity: Members<'_> =
            json::value(critical.require("identity")?, "identity", "an object")?;
        let mut image: Members<'_> = json::value(critical.require("image")?, "image", "an object")?;
        let kind = json::string(critical.require("type")?, "type")?;
        let reference = json::string(identity.require("docker-reference")?, "docker-reference")?;
        let digest =
            json::string(image.require("docker-manifest-digest")?, "docker-manifest-digest")?;
        critical.finish("critical")?;
        identity.finish("identity")?;
        image.finish("image")?;
        let digest = digest.parse().map_err(|error| PayloadError::Digest { error })?;
        Ok(Self { kind, reference, digest })
    }

    /// The `type`: [`COSIGN`](Self::COSIGN), [`ATOMIC`](Self::ATOMIC), or another's.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The reference as written: cosign writes a name without a tag, and may write none.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The digest of the manifest that was signed.
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Checks that the payload is about an image: that it has the digest, and names its repository, and its tag where it
    /// names one.
    ///
    /// [`SignedIdentity`](crate::containers::SignedIdentity) compares names in other ways; cosign itself compares the digest
    /// alone.
    ///
    /// **Errors** another digest, another name, no name.
    pub fn verify(&self, image: &Reference, digest: &Digest) -> Result<(), TrustError> {
        if self.digest != *digest {
            return Err(TrustError::OtherDigest);
        }
        let raw = RawReference::parse(&self.reference).map_err(TrustError::NoReference)?;
        let name = raw.normalize_name(&Defaults::DOCKER).map_err(TrustError::NoReference)?;
        let same_tag = raw.tag().is_none() || raw.tag() == image.tag();
        let same_digest = raw.digest().is_none_or(|d| *d.as_str() == *digest.to_text());
        if name.as_str() == image.name_str() && same_tag && same_digest {
            Ok(())
        } else {
            Err(TrustError::OtherReference)
        }
    }
}
