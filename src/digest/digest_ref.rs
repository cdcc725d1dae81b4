//! [`DigestRef`]: a borrowed digest.

use super::{Algorithm, grammar};
use crate::error::ParseError;
use crate::text_traits::text_traits;

/// A borrowed digest, `algorithm ":" encoded`: a validated string slice.
///
/// `Eq`, `Ord` and `Hash` are the string's.
///
/// ```
/// use imageref::{Algorithm, DigestRef};
///
/// let text = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// let digest = DigestRef::parse(text)?;
/// assert_eq!(digest.algorithm(), Some(Algorithm::Sha256));
/// assert_eq!(digest.encoded(), &text[7..]);
///
/// // An unknown algorithm is accepted if it fits the grammar, as the specification demands.
/// let other = DigestRef::parse("multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8")?;
/// assert!(!other.is_known());
/// assert_eq!(other.algorithm_name(), "multihash+base58");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct DigestRef<'a> {
    text: &'a str, // INVARIANT: grammar::digest accepts it
    colon: usize,
    algorithm: Option<Algorithm>,
}

impl<'a> DigestRef<'a> {
    /// Parses a digest.
    ///
    /// Source: OCI image specification 1.1, descriptor.md, "Digests"; go-digest's `Validate`.
    ///
    /// # Errors
    ///
    /// A missing `:`, or nothing on one of its sides; for a known algorithm a wrong length, checked first, or a byte
    /// other than a lower-case hex digit; for any other algorithm a byte outside the grammar.
    #[doc(alias("NewDigest", "NewHash"))]
    #[inline]
    pub const fn parse(text: &'a str) -> Result<Self, ParseError> {
        match grammar::digest(text.as_bytes()) {
            Ok(parsed) => Ok(Self { text, colon: parsed.colon, algorithm: parsed.algorithm }),
            Err(e) => Err(e),
        }
    }

    /// A digest that the caller has checked, with its algorithm.
    pub(crate) const fn checked(text: &'a str, algorithm: Algorithm) -> Self {
        Self { text, colon: algorithm.as_str().len(), algorithm: Some(algorithm) }
    }

    /// The whole string.
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// The algorithm, if known.
    pub const fn algorithm(self) -> Option<Algorithm> {
        self.algorithm
    }

    /// The algorithm's name, known or not.
    pub const fn algorithm_name(self) -> &'a str {
        self.text.split_at(self.colon).0
    }

    /// The value after the colon.
    #[doc(alias = "hex")]
    pub const fn encoded(self) -> &'a str {
        self.text.split_at(self.colon.saturating_add(1)).1
    }

    /// Returns `true` if the algorithm is known, which does not depend on features.
    pub const fn is_known(self) -> bool {
        self.algorithm.is_some()
    }

    /// Returns `true` if this build computes the algorithm.
    pub const fn is_computable(self) -> bool {
        match self.algorithm {
            Some(algorithm) => algorithm.is_computable(),
            None => false,
        }
    }
}

text_traits! { DigestRef, DigestRef<'_> => view show lend order; }
