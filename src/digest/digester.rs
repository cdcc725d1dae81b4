//! [`Digester`]: a digest computed piece by piece.

use core::fmt;

use sha2::Digest as _;

use super::{Algorithm, Digest};

/// This build has no code for the algorithm: it asks for another feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{0} can't be computed without the feature `{0}`")]
pub struct UnsupportedAlgorithmError(Algorithm);

impl UnsupportedAlgorithmError {
    /// The algorithm.
    pub const fn algorithm(self) -> Algorithm {
        self.0
    }
}

impl Algorithm {
    /// The digest of `bytes`.
    ///
    /// **Errors** [`UnsupportedAlgorithmError`] for blake3 without its feature; never for sha256, for which there is
    /// [`Digest::sha256`].
    ///
    /// ```
    /// use imageref::Algorithm;
    ///
    /// let digest = Algorithm::Sha512.digest(b"")?;
    /// assert!(digest.to_text().starts_with("sha512:cf83e1357eefb8bd"));
    /// # Ok::<(), imageref::UnsupportedAlgorithmError>(())
    /// ```
    pub fn digest(self, bytes: &[u8]) -> Result<Digest, UnsupportedAlgorithmError> {
        let mut digester = Digester::new(self)?;
        digester.update(bytes);
        Ok(digester.finish())
    }
}

/// Computes a digest piece by piece, in constant memory; with `std` it is an `io::Write`.
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
    Blake3(alloc::boxed::Box<blake3::Hasher>),
}

impl Digester {
    /// A digester of sha256.
    pub fn sha256() -> Self {
        Self(State::Sha256(sha2::Sha256::new()))
    }

    /// A digester of any algorithm that this build computes.
    ///
    /// **Errors** [`UnsupportedAlgorithmError`] for blake3 without its feature.
    pub fn new(algorithm: Algorithm) -> Result<Self, UnsupportedAlgorithmError> {
        Ok(Self(match algorithm {
            Algorithm::Sha256 => State::Sha256(sha2::Sha256::new()),
            Algorithm::Sha384 => State::Sha384(sha2::Sha384::new()),
            Algorithm::Sha512 => State::Sha512(sha2::Sha512::new()),
            #[cfg(feature = "blake3")]
            Algorithm::Blake3 => State::Blake3(alloc::boxed::Box::default()),
            #[cfg(not(feature = "blake3"))]
            Algorithm::Blake3 => return Err(UnsupportedAlgorithmError(algorithm)),
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

    /// Takes the next piece.
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

    /// The digest of all pieces.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "a hasher's output has its algorithm's length")]
    pub fn finish(self) -> Digest {
        let algorithm = self.algorithm();
        let digest = match self.0 {
            State::Sha256(hasher) => Digest::from_hash(algorithm, &hasher.finalize()),
            State::Sha384(hasher) => Digest::from_hash(algorithm, &hasher.finalize()),
            State::Sha512(hasher) => Digest::from_hash(algorithm, &hasher.finalize()),
            #[cfg(feature = "blake3")]
            State::Blake3(hasher) => Digest::from_hash(algorithm, hasher.finalize().as_bytes()),
        };
        digest.expect("a hasher's output has its algorithm's length")
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
