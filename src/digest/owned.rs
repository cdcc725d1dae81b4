//! [`Digest`]: an owned digest.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

use super::{Algorithm, DigestRef, DigestText};
use crate::error::ParseError;
use crate::text::decode_hex;
use crate::text_traits::text_traits;

/// An owned digest of bytes as they are transferred: of a manifest, a config, a compressed layer.
///
/// At most 40 bytes; sha256 and blake3 need no allocation. `Eq`, `Ord` and `Hash` are its string's, the same as those of
/// [`DigestRef`] and `str`.
///
/// ```
/// use imageref::Digest;
///
/// let digest: Digest =
///     "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse()?;
/// assert_eq!(digest, Digest::sha256(b""));
/// assert_eq!(digest.encoded().as_str(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Digest(pub(super) Inner);

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Inner {
    Sha256([u8; 32]),
    Sha384(Box<[u8; 48]>),
    Sha512(Box<[u8; 64]>),
    Blake3([u8; 32]),
    /// INVARIANT: `DigestRef::parse` accepts it, and its algorithm is unknown.
    Other(Box<str>),
}

const _: () = assert!(size_of::<Digest>() <= 40);

impl Digest {
    /// Parses a digest.
    ///
    /// # Errors
    ///
    /// As [`DigestRef::parse`].
    #[doc(alias("NewDigest", "NewHash"))]
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        // Nearly every digest is one of sha256.
        if let Some(hash) = text.strip_prefix("sha256:").and_then(|hex| decode_hex(hex.as_bytes()))
        {
            return Ok(Self(Inner::Sha256(hash)));
        }
        DigestRef::parse(text).map(Self::from)
    }

    /// Computes the sha256 digest of `bytes`, the usual one; [`Algorithm::digest`] computes the others.
    #[doc(alias = "FromBytes")]
    #[cfg(feature = "sha2")]
    #[must_use]
    pub fn sha256(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self(Inner::Sha256(sha2::Sha256::digest(bytes).into()))
    }

    /// The digest with this hash, or `None` if its length is not the algorithm's.
    #[doc(alias = "NewDigestFromBytes")]
    pub fn from_hash(algorithm: Algorithm, hash: &[u8]) -> Option<Self> {
        Some(Self(match algorithm {
            Algorithm::Sha256 => Inner::Sha256(hash.try_into().ok()?),
            Algorithm::Sha384 => Inner::Sha384(Box::new(hash.try_into().ok()?)),
            Algorithm::Sha512 => Inner::Sha512(Box::new(hash.try_into().ok()?)),
            Algorithm::Blake3 => Inner::Blake3(hash.try_into().ok()?),
        }))
    }

    /// The hash, if the algorithm is known.
    pub fn as_hash(&self) -> Option<&[u8]> {
        match &self.0 {
            Inner::Sha256(hash) | Inner::Blake3(hash) => Some(hash),
            Inner::Sha384(hash) => Some(hash.as_slice()),
            Inner::Sha512(hash) => Some(hash.as_slice()),
            Inner::Other(_) => None,
        }
    }

    /// The algorithm, if known.
    #[doc(alias = "digest_algorithm")]
    pub const fn algorithm(&self) -> Option<Algorithm> {
        match self.0 {
            Inner::Sha256(_) => Some(Algorithm::Sha256),
            Inner::Sha384(_) => Some(Algorithm::Sha384),
            Inner::Sha512(_) => Some(Algorithm::Sha512),
            Inner::Blake3(_) => Some(Algorithm::Blake3),
            Inner::Other(_) => None,
        }
    }

    /// The algorithm's name, known or not.
    pub fn algorithm_name(&self) -> &str {
        match &self.0 {
            Inner::Other(text) => text.split_once(':').map_or(text, |(name, _)| name),
            _ => self.algorithm().map_or("", Algorithm::as_str),
        }
    }

    /// The string after the colon, as a value on the stack.
    #[doc(alias = "hex")]
    pub fn encoded(&self) -> DigestText<'_> {
        self.to_text().encoded(usize::MAX)
    }

    /// The whole string, as a value on the stack.
    pub fn to_text(&self) -> DigestText<'_> {
        match &self.0 {
            Inner::Sha256(hash) => DigestText::known(*b"sha256:", hash),
            Inner::Sha384(hash) => DigestText::known(*b"sha384:", hash),
            Inner::Sha512(hash) => DigestText::known(*b"sha512:", hash),
            Inner::Blake3(hash) => DigestText::known(*b"blake3:", hash),
            Inner::Other(text) => DigestText::borrowed(text),
        }
    }

    /// Returns `true` if the algorithm is known, which does not depend on features.
    pub const fn is_known(&self) -> bool {
        self.algorithm().is_some()
    }

    /// Returns `true` if this build computes the algorithm.
    pub const fn is_computable(&self) -> bool {
        matches!(self.algorithm(), Some(algorithm) if algorithm.is_computable())
    }
}

impl From<DigestRef<'_>> for Digest {
    fn from(digest: DigestRef<'_>) -> Self {
        let hex = digest.encoded().as_bytes();
        let known = match digest.algorithm() {
            Some(Algorithm::Sha256) => decode_hex(hex).map(Inner::Sha256),
            Some(Algorithm::Sha384) => decode_hex(hex).map(|hash| Inner::Sha384(Box::new(hash))),
            Some(Algorithm::Sha512) => decode_hex(hex).map(|hash| Inner::Sha512(Box::new(hash))),
            Some(Algorithm::Blake3) => decode_hex(hex).map(Inner::Blake3),
            None => None,
        };
        Self(known.unwrap_or_else(|| Inner::Other(digest.as_str().into())))
    }
}

text_traits! { Digest, Digest, "a digest, such as sha256:<64 hex digits>" => parse show_text; }

impl PartialOrd for Digest {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Digest {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            // Lower-case hex has the order of the bytes that it encodes.
            (Inner::Sha256(a), Inner::Sha256(b)) => a.cmp(b),
            _ => self.to_text().as_str().cmp(other.to_text().as_str()),
        }
    }
}

impl Hash for Digest {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.to_text().as_str().hash(state);
    }
}

impl PartialEq<DigestRef<'_>> for Digest {
    fn eq(&self, other: &DigestRef<'_>) -> bool {
        *self == *other.as_str()
    }
}

impl PartialEq<Digest> for DigestRef<'_> {
    fn eq(&self, other: &Digest) -> bool {
        other == self
    }
}

impl From<&Digest> for String {
    fn from(digest: &Digest) -> Self {
        digest.to_text().as_str().to_owned()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        match digest.0 {
            Inner::Other(text) => text.into(),
            _ => Self::from(&digest),
        }
    }
}
