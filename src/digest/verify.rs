//! [`Verifier`]: holds pushed bytes to an expected digest and size.

use alloc::boxed::Box;

use super::{Digest, Digester};

/// Why content is not what its descriptor says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The content ends early.
    #[error("the content ends after {found} bytes of {expected}")]
    #[non_exhaustive]
    TooShort {
        /// The bytes that were due.
        expected: u64,
        /// The bytes that came.
        found: u64,
    },
    /// More content than stated: refused at the first byte too many.
    #[error("the content is longer than {expected} bytes")]
    #[non_exhaustive]
    TooLong {
        /// The bytes that were due.
        expected: u64,
    },
    /// The size is right, where one was stated, and the bytes are others.
    #[error("the content has the digest {found}, not {expected}")]
    #[non_exhaustive]
    Mismatch {
        /// The digest that was due.
        expected: Box<Digest>,
        /// The digest of what came.
        found: Box<Digest>,
    },
    /// This build does not compute the digest's algorithm, so nothing can be said of the content.
    #[error("{digest} can't be verified: this build does not compute its algorithm")]
    #[non_exhaustive]
    UnsupportedAlgorithmError {
        /// The digest that was to be verified.
        digest: Box<Digest>,
    },
}

impl Digest {
    /// Holds `bytes` to this digest.
    ///
    /// **Errors** [`VerifyError::Mismatch`], or [`VerifyError::UnsupportedAlgorithmError`] where the algorithm is unknown or its
    /// feature missing: what can't be verified is not verified.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), VerifyError> {
        let mut digester = digester_of(self)?;
        digester.update(bytes);
        compare(self, digester)
    }
}

/// Holds a stream to its expected digest **and** size while it is pushed through.
///
/// Too short, too long and wrong bytes are three errors. A stream that runs over is refused at once, before the
/// bytes are hashed, and stays refused.
///
/// ```
/// use imageref::{Digest, Verifier, VerifyError};
///
/// let expected = Digest::sha256(b"layer");
/// let mut verifier = Verifier::new(&expected, 5)?;
/// verifier.update(b"lay")?;
/// verifier.update(b"er")?;
/// verifier.finish()?;
///
/// let mut verifier = Verifier::new(&expected, 5)?;
/// assert!(matches!(verifier.update(b"layers"), Err(VerifyError::TooLong { .. })));
/// assert!(matches!(verifier.finish(), Err(VerifyError::TooLong { .. })));
/// # Ok::<(), VerifyError>(())
/// ```
/// **Source** OCI image specification 1.1, descriptor.md, "Verification": the size first, then the digest.
#[derive(Clone, Debug)]
#[must_use = "nothing is verified before `finish`"]
pub struct Verifier {
    expected: Digest,
    size: u64,
    seen: u64,
    overrun: bool,
    digester: Digester,
}

impl Verifier {
    /// A verifier of `size` bytes with the digest `expected`.
    ///
    /// **Errors** [`VerifyError::UnsupportedAlgorithmError`] where the algorithm is unknown or its feature missing.
    pub fn new(expected: &Digest, size: u64) -> Result<Self, VerifyError> {
        let digester = digester_of(expected)?;
        Ok(Self { expected: expected.clone(), size, seen: 0, overrun: false, digester })
    }

    /// Takes the next piece.
    ///
    /// **Errors** [`VerifyError::TooLong`] as soon as the pieces are longer than the stated size, and ever after.
    pub fn update(&mut self, bytes: &[u8]) -> Result<(), VerifyError> {
        if self.overrun || bytes.len() as u64 > self.remaining() {
            self.overrun = true;
            return Err(VerifyError::TooLong { expected: self.size });
        }
        self.seen += bytes.len() as u64;
        self.digester.update(bytes);
        Ok(())
    }

    /// The bytes still due.
    pub const fn remaining(&self) -> u64 {
        self.size - self.seen
    }

    /// Says whether all pieces together are what was expected.
    pub fn finish(self) -> Result<(), VerifyError> {
        if self.overrun {
            return Err(VerifyError::TooLong { expected: self.size });
        }
        if self.seen < self.size {
            return Err(VerifyError::TooShort { expected: self.size, found: self.seen });
        }
        compare(&self.expected, self.digester)
    }
}

fn digester_of(digest: &Digest) -> Result<Digester, VerifyError> {
    digest
        .algorithm()
        .and_then(|algorithm| Digester::new(algorithm).ok())
        .ok_or_else(|| VerifyError::UnsupportedAlgorithmError { digest: Box::new(digest.clone()) })
}

fn compare(expected: &Digest, digester: Digester) -> Result<(), VerifyError> {
    let found = digester.finish();
    if found == *expected {
        return Ok(());
    }
    Err(VerifyError::Mismatch { expected: Box::new(expected.clone()), found: Box::new(found) })
}
