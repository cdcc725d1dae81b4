//! [`VerifyReader`]: a reader that holds what passes through it to a digest and a size.

use alloc::boxed::Box;
use std::io::{self, Read};

use super::{Digest, Verifier, VerifyError};

/// Why a [`VerifyReader`] did not end well.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyReadError {
    /// The reader below failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The content is not what was expected.
    #[error(transparent)]
    Verify(#[from] VerifyError),
}

/// Passes a reader's bytes through and holds them to an expected digest **and** size.
///
/// **The bytes are unverified until [`finish`](Self::finish) says so.** A tar reader stops before the end of its
/// stream, so bytes behind its last entry are only seen, and refused, by `finish`, which drains the rest.
/// A read that meets the end of the stream, or runs past the stated size, fails at once with
/// [`io::ErrorKind::InvalidData`] if the content is wrong, and so does every read after it. No byte beyond the stated
/// size is passed on. Memory is constant.
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
/// reader.finish()?; // reads the rest: now it is
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
    Ended(Result<(), VerifyError>),
}

impl<R: Read> VerifyReader<R> {
    /// Reads `size` bytes of the digest `expected` from `inner`.
    ///
    /// **Errors** [`VerifyError::UnsupportedAlgorithmError`] where the algorithm is unknown or its feature missing.
    pub fn new(inner: R, expected: &Digest, size: u64) -> Result<Self, VerifyError> {
        let verifier = Box::new(Verifier::new(expected, size)?);
        Ok(Self { inner, state: State::Reading(verifier) })
    }

    /// Reads what is left, up to the end of the stream, says whether all of it was what was expected, and gives the
    /// reader back.
    pub fn finish(mut self) -> Result<R, VerifyReadError> {
        let mut buffer = [0; 8192];
        loop {
            if let State::Ended(verdict) = self.state {
                return Ok(verdict.map(|()| self.inner)?);
            }
            match self.step(&mut buffer) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e.into()),
                Ok(_) => {}
            }
        }
    }

    /// One read from below; the verdict goes to `state`, the count of bytes passed on is returned.
    fn step(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let State::Reading(verifier) = &mut self.state else { return Ok(0) };
        let due = usize::try_from(verifier.remaining()).unwrap_or(usize::MAX).min(buffer.len());
        // With nothing due, one more byte is asked for: a stream that has one runs over.
        let mut probe = [0; 1];
        let target = if due == 0 { &mut probe[..] } else { &mut buffer[..due] };
        let read = self.inner.read(target)?;
        if verifier.update(&target[..read]).is_err() || read == 0 {
            let verdict = (**verifier).clone().finish();
            self.state = State::Ended(verdict);
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
            State::Ended(Err(e)) => Err(io::Error::new(io::ErrorKind::InvalidData, e.clone())),
            _ => Ok(read),
        }
    }
}
