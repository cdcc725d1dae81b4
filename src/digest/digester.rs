//! [`Digester`]: a digest computed piece by piece.

use alloc::boxed::Box;
use core::fmt;

use sha2::Digest as _;

use super::owned::Inner;
use super::{Algorithm, Digest, DigestRef};

/// An algorithm that this build does not compute: an unknown one, or one whose feature is missing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnsupportedAlgorithmError(Box<str>);

impl UnsupportedAlgorithmError {
    /// The algorithm, if known.
    pub fn algorithm(&self) -> Option<Algorithm> {
        Algorithm::of(&self.0)
    }

    /// The algorithm's name, known or not.
    pub fn algorithm_name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnsupportedAlgorithmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.algorithm() {
            Some(algorithm) => {
                write!(f, "cannot compute {algorithm} without the feature `{algorithm}`")
            }
            None => write!(f, "cannot compute digests of the unknown algorithm `{}`", self.0),
        }
    }
}

impl core::error::Error for UnsupportedAlgorithmError {}

impl Algorithm {
    /// Computes the digest of `bytes`.
    ///
    /// # Errors
    ///
    /// [`UnsupportedAlgorithmError`] for blake3 without its feature. [`Digest::sha256`] never fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::Algorithm;
    ///
    /// let digest = Algorithm::Sha512.digest(b"")?;
    /// assert!(digest.to_text().starts_with("sha512:cf83e1357eefb8bd"));
    /// # Ok::<(), imageref::UnsupportedAlgorithmError>(())
    /// ```
    #[doc(alias = "FromBytes")]
    pub fn digest(self, bytes: &[u8]) -> Result<Digest, UnsupportedAlgorithmError> {
        let mut digester = Digester::new(self)?;
        digester.update(bytes);
        Ok(digester.finish())
    }
}

impl Digest {
    /// A digester of this digest's algorithm, to compute the digest of content that is expected to have this one.
    ///
    /// [`Verifier`](super::Verifier) also compares them.
    ///
    /// # Errors
    ///
    /// [`UnsupportedAlgorithmError`] for an algorithm that is unknown or whose feature is missing.
    #[doc(alias = "Verifier")]
    pub fn digester(&self) -> Result<Digester, UnsupportedAlgorithmError> {
        let unsupported = || UnsupportedAlgorithmError(self.algorithm_name().into());
        Digester::new(self.algorithm().ok_or_else(unsupported)?)
    }
}

impl DigestRef<'_> {
    /// As [`Digest::digester`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn digester(self) -> Result<Digester, UnsupportedAlgorithmError> {
        let unsupported = || UnsupportedAlgorithmError(self.algorithm_name().into());
        Digester::new(self.algorithm().ok_or_else(unsupported)?)
    }
}

/// A digest computed piece by piece, in constant memory; an `io::Write` with the feature `std`.
///
/// ```
/// use imageref::{Digest, Digester};
///
/// let mut digester = Digester::sha256();
/// std::io::copy(&mut &b"layer"[..], &mut digester)?;
/// assert_eq!(digester.finish(), Digest::sha256(b"layer"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone)]
pub struct Digester(State);

#[derive(Clone)]
enum State {
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
    #[cfg(feature = "blake3")]
    Blake3(Box<blake3::Hasher>),
}

impl Digester {
    /// A digester for sha256.
    pub fn sha256() -> Self {
        Self(State::Sha256(sha2::Sha256::new()))
    }

    /// A digester for any algorithm that this build computes.
    ///
    /// # Errors
    ///
    /// [`UnsupportedAlgorithmError`] for blake3 without its feature.
    pub fn new(algorithm: Algorithm) -> Result<Self, UnsupportedAlgorithmError> {
        Ok(Self(match algorithm {
            Algorithm::Sha256 => State::Sha256(sha2::Sha256::new()),
            Algorithm::Sha384 => State::Sha384(sha2::Sha384::new()),
            Algorithm::Sha512 => State::Sha512(sha2::Sha512::new()),
            #[cfg(feature = "blake3")]
            Algorithm::Blake3 => State::Blake3(Box::default()),
            #[cfg(not(feature = "blake3"))]
            Algorithm::Blake3 => return Err(UnsupportedAlgorithmError(algorithm.as_str().into())),
        }))
    }

    /// The algorithm.
    pub const fn algorithm(&self) -> Algorithm {
        match self.0 {
            State::Sha256(_) => Algorithm::Sha256,
            State::Sha384(_) => Algorithm::Sha384,
            State::Sha512(_) => Algorithm::Sha512,
            #[cfg(feature = "blake3")]
            State::Blake3(_) => Algorithm::Blake3,
        }
    }

    /// Adds the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            State::Sha256(hasher) => hasher.update(bytes),
            State::Sha384(hasher) => hasher.update(bytes),
            State::Sha512(hasher) => hasher.update(bytes),
            #[cfg(feature = "blake3")]
            State::Blake3(hasher) => {
                hasher.update(bytes);
            }
        }
    }

    /// Returns the digest of all pieces.
    #[must_use]
    pub fn finish(mut self) -> Digest {
        self.finish_reset()
    }

    /// Returns the digest of all pieces, and starts anew with none: for a digester in a `&mut` or a `Pin`.
    #[doc(alias = "finalize_reset")]
    pub fn finish_reset(&mut self) -> Digest {
        Digest(match &mut self.0 {
            State::Sha256(hasher) => Inner::Sha256(hasher.finalize_reset().into()),
            State::Sha384(hasher) => Inner::Sha384(Box::new(hasher.finalize_reset().into())),
            State::Sha512(hasher) => Inner::Sha512(Box::new(hasher.finalize_reset().into())),
            #[cfg(feature = "blake3")]
            State::Blake3(hasher) => {
                let hash = hasher.finalize();
                hasher.reset();
                Inner::Blake3(hash.into())
            }
        })
    }
}

impl fmt::Debug for Digester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Digester").field(&self.algorithm()).finish()
    }
}

#[cfg(feature = "std")]
impl std::io::Write for Digester {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
