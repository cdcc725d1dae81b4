//! [`Verifier`]: pushed bytes, verified against an expected digest and size.

use alloc::boxed::Box;

use super::{Digest, Digester};

/// Why content is not the expected one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The content ends early.
    #[error("the content ends after {found} bytes of {expected}")]
    #[non_exhaustive]
    TooShort {
        /// The expected number of bytes.
        expected: u64,
        /// The number of bytes found.
        found: u64,
    },
    /// The content is longer than expected; reported at the first byte too many.
    #[error("the content is longer than {expected} bytes")]
    #[non_exhaustive]
    TooLong {
        /// The expected number of bytes, or the greatest one that is allowed.
        expected: u64,
    },
    /// The content has another digest.
    #[error("expected content with the digest {expected}, but found {found}")]
    #[non_exhaustive]
    Mismatch {
        /// The expected digest.
        expected: Box<Digest>,
        /// The digest of the content.
        found: Box<Digest>,
    },
    /// This build does not compute the digest's algorithm, so the content is not verified.
    #[error("cannot verify {digest}: this build does not compute its algorithm")]
    #[non_exhaustive]
    UnsupportedAlgorithm {
        /// The expected digest.
        digest: Box<Digest>,
    },
}

impl Digest {
    /// Checks that `bytes` hash to this digest.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Mismatch`], or [`VerifyError::UnsupportedAlgorithm`] for an algorithm that is unknown or whose
    /// feature is missing.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), VerifyError> {
        let mut digester = digester_of(self)?;
        digester.update(bytes);
        compare(self, digester)
    }
}

/// Verifies pushed bytes against an expected digest **and** size.
///
/// Too short, too long and wrong bytes are three errors. Bytes beyond the size are an error at once, before they are
/// hashed, and ever after.
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
///
/// Source: OCI image specification 1.1, descriptor.md, "Verification": the size first, then the digest.
#[derive(Clone, Debug)]
#[must_use = "nothing is verified before `finish`"]
pub struct Verifier {
    expected: Digest,
    /// Fewer bytes than these are an error.
    min: u64,
    /// More bytes than these are an error.
    max: u64,
    seen: u64,
    overrun: bool,
    digester: Digester,
}

impl Verifier {
    /// A verifier for exactly `size` bytes with the digest `expected`, as a descriptor states them.
    ///
    /// # Errors
    ///
    /// [`VerifyError::UnsupportedAlgorithm`] for an algorithm that is unknown or whose feature is missing.
    pub fn new(expected: &Digest, size: u64) -> Result<Self, VerifyError> {
        Ok(Self { min: size, ..Self::up_to(expected, size)? })
    }

    /// A verifier for at most `max_size` bytes with the digest `expected`, where the size is not known, as in a pull by
    /// digest.
    ///
    /// The limit bounds what a malicious sender can make you read.
    ///
    /// # Errors
    ///
    /// [`VerifyError::UnsupportedAlgorithm`] for an algorithm that is unknown or whose feature is missing.
    pub fn up_to(expected: &Digest, max_size: u64) -> Result<Self, VerifyError> {
        let digester = digester_of(expected)?;
        let expected = expected.clone();
        Ok(Self { expected, min: 0, max: max_size, seen: 0, overrun: false, digester })
    }

    /// Adds the next piece.
    ///
    /// # Errors
    ///
    /// [`VerifyError::TooLong`] as soon as the pieces are longer than the size or the limit, and ever after.
    pub fn update(&mut self, bytes: &[u8]) -> Result<(), VerifyError> {
        if self.overrun || bytes.len() as u64 > self.remaining() {
            self.overrun = true;
            return Err(VerifyError::TooLong { expected: self.max });
        }
        self.seen = self.seen.saturating_add(bytes.len() as u64);
        self.digester.update(bytes);
        Ok(())
    }

    /// The number of bytes that may follow.
    pub const fn remaining(&self) -> u64 {
        self.max.saturating_sub(self.seen)
    }

    /// Checks that all pieces together are the expected content.
    ///
    /// # Errors
    ///
    /// The content is too long, too short, or has another digest.
    pub fn finish(self) -> Result<(), VerifyError> {
        if self.overrun {
            return Err(VerifyError::TooLong { expected: self.max });
        }
        if self.seen < self.min {
            return Err(VerifyError::TooShort { expected: self.min, found: self.seen });
        }
        compare(&self.expected, self.digester)
    }
}

fn digester_of(digest: &Digest) -> Result<Digester, VerifyError> {
    let unsupported = |_| VerifyError::UnsupportedAlgorithm { digest: Box::new(digest.clone()) };
    digest.digester().map_err(unsupported)
}

fn compare(expected: &Digest, digester: Digester) -> Result<(), VerifyError> {
    let found = digester.finish();
    if found == *expected {
        return Ok(());
    }
    Err(VerifyError::Mismatch { expected: Box::new(expected.clone()), found: Box::new(found) })
}
