//! [`VerifyReader`]: a reader that verifies what passes through it.

use alloc::boxed::Box;
use alloc::sync::Arc;
use std::io::{self, Read};

use super::{Digest, Verifier, VerifyError};

/// Why a [`VerifyReader`] failed.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyReadError {
    /// The inner reader failed.
    #[error(transparent)]
    Io(Arc<io::Error>),
    /// The content is not the expected one.
    #[error(transparent)]
    Verify(#[from] VerifyError),
}

impl From<io::Error> for VerifyReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(Arc::new(error))
    }
}

/// I/O errors are equal if they are the same error, as of a clone.
impl PartialEq for VerifyReadError {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Io(a), Self::Io(b)) => Arc::ptr_eq(a, b),
            (Self::Verify(a), Self::Verify(b)) => a == b,
            _ => false,
        }
    }
}

/// A reader that verifies the bytes of another one against an expected digest **and** size.
///
/// **The bytes are unverified until [`finish`](Self::finish) returns `Ok`.** A tar reader stops before the end of its
/// stream, so only `finish`, which reads the rest, sees bytes after the last entry. A read that meets the end of the
/// stream, or runs past the size, fails with [`io::ErrorKind::InvalidData`] if the content is wrong, and so does every
/// read after it. No byte beyond the size is passed on. Memory is constant.
///
/// ```
/// use std::io::Read;
///
/// use imageref::{Digest, VerifyReader};
///
/// let blob = b"a layer's blob";
/// let mut reader = VerifyReader::new(&blob[..], &Digest::sha256(blob), blob.len() as u64)?;
/// let mut head = [0; 7];
/// reader.read_exact(&mut head)?; // not verified yet
/// reader.finish()?; // reads the rest: verified
/// # Ok::<(), imageref::VerifyReadError>(())
/// ```
#[derive(Debug)]
#[must_use = "nothing is verified before `finish`"]
pub struct VerifyReader<R> {
    inner: R,
    state: State,
}

#[derive(Debug)]
enum State {
    Reading(Box<Verifier>),
    Ended(Result<(), VerifyReadError>),
}

impl<R: Read> VerifyReader<R> {
    /// A reader of exactly `size` bytes with the digest `expected`, as a descriptor states them.
    ///
    /// # Errors
    ///
    /// [`VerifyError::UnsupportedAlgorithm`] for an algorithm that is unknown or whose feature is missing.
    pub fn new(inner: R, expected: &Digest, size: u64) -> Result<Self, VerifyError> {
        let verifier = Box::new(Verifier::new(expected, size)?);
        Ok(Self { inner, state: State::Reading(verifier) })
    }

    /// A reader of at most `max_size` bytes with the digest `expected`, where the size is not known, as in a pull by
    /// digest.
    ///
    /// # Errors
    ///
    /// [`VerifyError::UnsupportedAlgorithm`] for an algorithm that is unknown or whose feature is missing.
    pub fn up_to(inner: R, expected: &Digest, max_size: u64) -> Result<Self, VerifyError> {
        let verifier = Box::new(Verifier::up_to(expected, max_size)?);
        Ok(Self { inner, state: State::Reading(verifier) })
    }

    /// Reads the rest of the stream, checks that all of it is the expected content, and returns the inner reader.
    ///
    /// # Errors
    ///
    /// The content is wrong, or the inner reader failed.
    pub fn finish(mut self) -> Result<R, VerifyReadError> {
        let mut buffer = [0; 8192];
        loop {
            if let State::Ended(verdict) = self.state {
                return verdict.map(|()| self.inner);
            }
            if let Err(e) = self.step(&mut buffer)
                && e.kind() != io::ErrorKind::Interrupted
            {
                return Err(e.into());
            }
        }
    }

    /// Reads once from the inner reader; returns the number of bytes passed on, and leaves a verdict in `state`.
    fn step(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let State::Reading(verifier) = &mut self.state else { return Ok(0) };
        let due = usize::try_from(verifier.remaining()).unwrap_or(usize::MAX).min(buffer.len());
        // If no byte is due, one more is requested, to find out whether the stream runs over.
        let mut probe = [0; 1];
        let target = match buffer.get_mut(..due) {
            Some(target @ [_, ..]) => target,
            _ => &mut probe,
        };
        let read = self.inner.read(target)?;
        let Some(bytes) = target.get(..read) else {
            let error =
                io::Error::other("the inner reader reports more bytes than its buffer holds");
            self.state = State::Ended(Err(error.into()));
            return Ok(0);
        };
        if verifier.update(bytes).is_err() || read == 0 {
            let verdict = (**verifier).clone().finish();
            self.state = State::Ended(verdict.map_err(Into::into));
            return Ok(0);
        }
        Ok(read)
    }
}

impl<R: Read> Read for VerifyReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = self.step(buffer)?;
        match &self.state {
            State::Ended(Err(VerifyReadError::Verify(e))) => {
                Err(io::Error::new(io::ErrorKind::InvalidData, e.clone()))
            }
            State::Ended(Err(VerifyReadError::Io(e))) => Err(io::Error::new(e.kind(), e.clone())),
            _ => Ok(read),
        }
    }
}
