//! The stream before decompression: counted, and verified against the blob's digest and size.

use alloc::vec;
use alloc::vec::Vec;
use std::io::{self, BufRead, Read};

use super::error::{ArchiveError, ArchiveErrorKind};
use super::hashing::Hashing;
use imageref::digest::{Verifier, VerifyError};

/// The bytes that are read at once.
pub(super) const CHUNK: usize = 64 << 10;

pub(super) struct Source<R> {
    reader: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Bytes consumed from the buffer.
    taken: u64,
    verifier: Option<Hashing<Verifier>>,
    /// How many bytes the verifier still expects.
    expected: u64,
    /// The verifier's error: a decoder passes on only an `io::Error`.
    failed: Option<VerifyError>,
}

impl<R: Read> Source<R> {
    pub(super) fn new(reader: R, verifier: Option<Verifier>, thread: bool) -> Self {
        let buffer = vec![0; CHUNK];
        let expected = verifier.as_ref().map_or(0, Verifier::remaining);
        // The bytes are counted here; `finish` reports all else.
        let update = |verifier: &mut Verifier, bytes: &[u8]| drop(verifier.update(bytes));
        let verifier = verifier.map(|verifier| {
            if thread { Hashing::on_thread(&verifier, update) } else { Hashing::Here(verifier) }
        });
        Self { reader, buffer, start: 0, end: 0, taken: 0, verifier, expected, failed: None }
    }

    /// Returns how many bytes were consumed.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }

    /// Returns how many bytes were read and not consumed.
    fn left(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Returns the bytes that were read and not consumed.
    pub(super) fn buffered(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Returns the next `count` bytes, fewer at the end, without consuming them.
    pub(super) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.left() < count.min(CHUNK) {
            if self.read_more()? == 0 {
                break;
            }
        }
        let buffered = self.buffered();
        Ok(buffered.get(..count).unwrap_or(buffered))
    }

    fn read_more(&mut self) -> io::Result<usize> {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        } else if self.end == self.buffer.len() {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.left());
        }
        let read = loop {
            match self.reader.read(self.buffer.get_mut(self.end..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let end = self.end.saturating_add(read);
        let Some(bytes) = self.buffer.get(self.end..end) else {
            return Err(io::Error::other("the reader reports more bytes than it was asked for"));
        };
        if let Err(error) = verify(&mut self.verifier, &mut self.expected, bytes) {
            self.failed = Some(error.clone());
            return Err(io::Error::new(io::ErrorKind::InvalidData, error));
        }
        self.end = end;
        Ok(read)
    }

    /// Returns the verifier's error, if it made a read fail.
    pub(super) fn verify_error(&self) -> Option<ArchiveError> {
        let error = self.failed.clone()?;
        let read = self.taken.saturating_add(self.left() as u64);
        Some(ArchiveError::stream(ArchiveErrorKind::Blob(error), read))
    }

    /// Reads to the end and verifies; returns the number of bytes.
    pub(super) fn finish(mut self) -> Result<u64, ArchiveError> {
        loop {
            self.consume(self.left());
            match self.read_more() {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    return Err(self
                        .verify_error()
                        .unwrap_or_else(|| ArchiveError::read(&error, self.taken)));
                }
            }
        }
        let Some(verifier) = self.verifier else { return Ok(self.taken) };
        let verifier = verifier.finish().ok_or_else(|| ArchiveError::read(&panicked(), self.taken));
        match verifier?.finish() {
            Ok(()) => Ok(self.taken),
            Err(error) => Err(ArchiveError::stream(ArchiveErrorKind::Blob(error), self.taken)),
        }
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            self.read_more()?;
        }
        Ok(self.buffered())
    }

    fn consume(&mut self, amount: usize) {
        let amount = amount.min(self.left());
        self.start = self.start.saturating_add(amount);
        self.taken = self.taken.saturating_add(amount as u64);
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = copy(self.fill_buf()?, out);
        self.consume(count);
        Ok(count)
    }
}

/// Copies as many bytes as there are in `from` and fit into `to`; returns how many.
pub(super) fn copy(from: &[u8], to: &mut [u8]) -> usize {
    let count = from.len().min(to.len());
    if let (Some(from), Some(to)) = (from.get(..count), to.get_mut(..count)) {
        to.copy_from_slice(from);
    }
    count
}

/// The error where a hash's thread panicked.
#[cold]
pub(super) fn panicked() -> io::Error {
    io::Error::other("the thread that hashes panicked")
}

/// Adds bytes to a verifier, of which at most `expected` may come.
fn verify(
    verifier: &mut Option<Hashing<Verifier>>,
    expected: &mut u64,
    bytes: &[u8],
) -> Result<(), VerifyError> {
    let overrun = bytes.len() as u64 > *expected;
    *expected = expected.saturating_sub(bytes.len() as u64);
    match verifier {
        None => Ok(()),
        Some(Hashing::Here(verifier)) => verifier.update(bytes),
        Some(Hashing::There(worker)) if !overrun => {
            worker.update(bytes);
            Ok(())
        }
        // The verifier comes back, and reports it from now on.
        Some(Hashing::There(_)) => match verifier.take().and_then(Hashing::finish) {
            None => Ok(()),
            Some(mut found) => {
                let result = found.update(bytes);
                *verifier = Some(Hashing::Here(found));
                result
            }
        },
    }
}
