//! The stream before decompression: counted, and verified against the blob's digest and size.

use alloc::vec;
use alloc::vec::Vec;
use std::io::{self, BufRead, Read};

use super::error::{ArchiveError, ArchiveErrorKind};
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
    verifier: Option<Verifier>,
    /// The verifier's error: a decoder passes on only an `io::Error`.
    failed: Option<VerifyError>,
}

impl<R: Read> Source<R> {
    pub(super) fn new(reader: R, verifier: Option<Verifier>) -> Self {
        let buffer = vec![0; CHUNK];
        Self { reader, buffer, start: 0, end: 0, taken: 0, verifier, failed: None }
    }

    /// Returns how many bytes were consumed.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }

    /// Returns the next `count` bytes, fewer at the end, without consuming them.
    pub(super) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.end - self.start < count.min(CHUNK) {
            if self.read_more()? == 0 {
                break;
            }
        }
        let most = self.end.min(self.start + count);
        Ok(&self.buffer[self.start..most])
    }

    fn read_more(&mut self) -> io::Result<usize> {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        } else if self.end == self.buffer.len() {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        let read = loop {
            match self.reader.read(&mut self.buffer[self.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let Some(bytes) = self.buffer.get(self.end..self.end + read) else {
            return Err(io::Error::other("the reader reports more bytes than it was asked for"));
        };
        if let Some(verifier) = &mut self.verifier
            && let Err(error) = verifier.update(bytes)
        {
            self.failed = Some(error.clone());
            return Err(io::Error::new(io::ErrorKind::InvalidData, error));
        }
        self.end += read;
        Ok(read)
    }

    /// Returns the verifier's error, if it made a read fail.
    pub(super) fn verify_error(&self) -> Option<ArchiveError> {
        let error = self.failed.clone()?;
        let read = self.taken + (self.end - self.start) as u64;
        Some(ArchiveError::stream(ArchiveErrorKind::Blob(error), read))
    }

    /// Reads to the end and verifies; returns the number of bytes.
    pub(super) fn finish(mut self) -> Result<u64, ArchiveError> {
        loop {
            let buffered = self.end - self.start;
            self.consume(buffered);
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
        let verified = self.verifier.map_or(Ok(()), Verifier::finish);
        match verified {
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
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, amount: usize) {
        let amount = amount.min(self.end - self.start);
        self.start += amount;
        self.taken += amount as u64;
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let buffered = self.fill_buf()?;
        let count = buffered.len().min(out.len());
        out[..count].copy_from_slice(&buffered[..count]);
        self.consume(count);
        Ok(count)
    }
}
