//! [`CosignTag`]: the tags of signatures, attestations and SBOMs.

use core::fmt;

use imageref::digest::{Algorithm, Digest};
use imageref::reference::{Tag, TagBuf};

/// What cosign attaches to an image under a tag of the image's repository.
///
/// ```
/// use imageref::Digest;
/// use imageref_interop::sigstore::CosignTag;
///
/// let digest: Digest =
///     "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse()?;
/// let tag = CosignTag::Signature.for_digest(&digest).unwrap();
/// assert_eq!(tag, "sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.sig");
/// assert_eq!(CosignTag::of(tag.as_tag()), Some((CosignTag::Signature, digest)));
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// Source: cosign d6d86c22, `pkg/oci/remote/options.go`.
#[doc(alias = "SignatureTag")]
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
    /// Returns the tag's suffix, without the dot.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Signature => "sig",
            Self::Attestation => "att",
            Self::Sbom => "sbom",
        }
    }

    /// Returns the tag for an image's digest, or `None` if it would be longer than a tag can be: cosign does not
    /// shorten the 128 digits of sha512.
    pub fn for_digest(self, digest: &Digest) -> Option<TagBuf> {
        let algorithm = digest.algorithm()?;
        alloc::format!("{algorithm}-{}.{}", digest.encoded(), self.suffix()).parse().ok()
    }

    /// Returns what is attached under a tag, and the digest of the image that it is attached to; `None` for any other
    /// tag.
    pub fn of(tag: Tag<'_>) -> Option<(Self, Digest)> {
        let (digest, suffix) = tag.as_str().rsplit_once('.')?;
        let all = [Self::Signature, Self::Attestation, Self::Sbom];
        let kind = all.into_iter().find(|kind| kind.suffix() == suffix)?;
        let (algorithm, encoded) = digest.split_once('-')?;
        let algorithm = Algorithm::of(algorithm)?;
        Some((kind, alloc::format!("{algorithm}:{encoded}").parse().ok()?))
    }
}

impl fmt::Display for CosignTag {
    /// Writes the suffix.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.suffix())
    }
}
