//! The tags under which cosign keeps signatures, attestations and SBOMs beside an image.

use core::fmt;

use imageref::digest::{Algorithm, Digest};
use imageref::reference::{Tag, TagBuf};

/// What cosign attaches to an image by a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CosignTag {
    /// `sha256-….sig`
    Signature,
    /// `sha256-….att`
    Attestation,
    /// `sha256-….sbom`
    Sbom,
}

impl CosignTag {
    /// What stands behind the digest, without the dot.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Signature => "sig",
            Self::Attestation => "att",
            Self::Sbom => "sbom",
        }
    }

    /// The tag for an image's digest; `None`, where it would be longer than a tag: cosign doesn't shorten, and sha512 has
    /// 128 digits.
    ///
    /// ```
    /// use imageref_interop::sigstore::CosignTag;
    /// use imageref::Digest;
    ///
    /// let digest: Digest =
    ///     "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse()?;
    /// let tag = CosignTag::Signature.for_digest(&digest).unwrap();
    /// assert_eq!(tag, "sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.sig");
    /// assert_eq!(CosignTag::parse(tag.as_tag()), Some((CosignTag::Signature, digest)));
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    ///
    /// **Source** cosign d6d86c22, `pkg/oci/remote/options.go`.
    pub fn for_digest(self, digest: &Digest) -> Option<TagBuf> {
        let algorithm = digest.algorithm()?;
        alloc::format!("{algorithm}-{}.{}", digest.encoded(), self.suffix()).parse().ok()
    }

    /// What a tag of this form is attached to, and as what.
    pub fn parse(tag: Tag<'_>) -> Option<(Self, Digest)> {
        let (digest, suffix) = tag.as_str().rsplit_once('.')?;
        let all = [Self::Signature, Self::Attestation, Self::Sbom];
        let kind = all.into_iter().find(|kind| kind.suffix() == suffix)?;
        let (algorithm, encoded) = digest.split_once('-')?;
        let algorithm = Algorithm::of(algorithm)?;
        Some((kind, alloc::format!("{algorithm}:{encoded}").parse().ok()?))
    }
}

impl fmt::Display for CosignTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.suffix())
    }
}
