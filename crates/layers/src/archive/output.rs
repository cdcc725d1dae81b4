//! What comes out of the decompression: counted, limited, and hashed on its way to the tar reader.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::error::Error;
use std::io::{self, Read};

use flate2::bufread::MultiGzDecoder;

use super::budget::Budget;
use super::error::{ArchiveError, ArchiveErrorKind};
use super::source::{CHUNK, Source};
use super::zstd::{ZstdReader, is_skippable};
use imageref::digest::{Digest, Digester, Verifier};
use imageref::media_type::Compression;

pub(super) struct Output<R> {
    decoder: Decoder<R>,
    compression: Compression,
    digester: Digester,
    budget: Budget,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Bytes consumed from the buffer.
    taken: u64,
    /// Bytes read from the decoder.
    produced: u64,
}

enum Decoder<R> {
    Plain(Box<Source<R>>),
    Gzip(Box<MultiGzDecoder<Source<R>>>),
    Zstd(Box<ZstdReader<R>>),
}

/// Returns a stream's compression; zstd streams may start with a skippable frame.
pub(super) fn sniff(first_bytes: &[u8]) -> Compression {
    match Compression::sniff(first_bytes) {
        Some(compression) => compression,
        None if is_skippable(first_bytes) => Compression::Zstd,
        None => Compression::None,
    }
}

/// The byte counts and the digest of a stream that was read to its last byte.
pub(super) struct Totals {
    pub(super) stream_bytes: u64,
    pub(super) uncompressed_bytes: u64,
    pub(super) digest: Digest,
}

impl<R: Read> Output<R> {
    /// Finds the compression by the first bytes.
    pub(super) fn new(
        reader: R,
        verifier: Option<Verifier>,
        digester: Digester,
        budget: Budget,
    ) -> Result<Self, ArchiveError> {
        let mut source = Source::new(reader, verifier);
        let compression = match source.peek(6) {
            Ok(first_bytes) => sniff(first_bytes),
            Err(error) => {
                return Err(source.verify_error().unwrap_or_else(|| ArchiveError::read(&error, 0)));
            }
        };
        let decoder = match compression {
            Compression::None => Decoder::Plain(Box::new(source)),
            Compression::Gzip => Decoder::Gzip(Box::new(MultiGzDecoder::new(source))),
            Compression::Zstd => {
                Decoder::Zstd(Box::new(ZstdReader::new(source, budget.limits().window_bytes())))
            }
            compression => {
                let kind = ArchiveErrorKind::NoLayerCompression { compression };
                return Err(ArchiveError::stream(kind, 0));
            }
        };
        let buffer = vec![0; CHUNK];
        let (start, end, taken, produced) = (0, 0, 0, 0);
        Ok(Self { decoder, compression, digester, budget, buffer, start, end, taken, produced })
    }

    pub(super) fn compression(&self) -> Compression {
        self.compression
    }

    /// Returns how many uncompressed bytes were consumed.
    pub(super) fn position(&self) -> u64 {
        self.taken
    }

    /// Returns the next bytes without consuming them: none at the end.
    pub(super) fn fill(&mut self) -> Result<&[u8], ArchiveError> {
        if self.start == self.end {
            let read = loop {
                match self.decoder.read(&mut self.buffer) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(self.fault(&error)),
                    Ok(read) => break read,
                }
            };
            self.budget
                .charge_output(read as u64)
                .map_err(|kind| ArchiveError::uncompressed(kind, self.produced))?;
            self.produced += read as u64;
            self.digester.update(&self.buffer[..read]);
            (self.start, self.end) = (0, read);
        }
        Ok(&self.buffer[self.start..self.end])
    }

    pub(super) fn take(&mut self, count: usize) {
        let count = count.min(self.end - self.start);
        self.start += count;
        self.taken += count as u64;
    }

    /// Fills `out`, or as much of it as there are bytes left.
    pub(super) fn read_full(&mut self, out: &mut [u8]) -> Result<usize, ArchiveError> {
        let mut filled = 0;
        while filled < out.len() {
            let bytes = self.fill()?;
            if bytes.is_empty() {
                break;
            }
            let count = bytes.len().min(out.len() - filled);
            out[filled..filled + count].copy_from_slice(&bytes[..count]);
            self.take(count);
            filled += count;
        }
        Ok(filled)
    }

    /// Skips up to `count` bytes; returns how many there were.
    pub(super) fn skip(&mut self, count: u64) -> Result<u64, ArchiveError> {
        let mut skipped = 0;
        while skipped < count {
            let here = self.fill()?.len();
            if here == 0 {
                break;
            }
            let step = usize::try_from(count - skipped).unwrap_or(usize::MAX).min(here);
            self.take(step);
            skipped += step as u64;
        }
        Ok(skipped)
    }

    /// Reads both sides to the last byte.
    pub(super) fn finish(mut self) -> Result<Totals, ArchiveError> {
        while self.skip(u64::MAX)? > 0 {}
        let stream_bytes = self.decoder.into_source().finish()?;
        let digest = self.digester.finish();
        Ok(Totals { stream_bytes, uncompressed_bytes: self.produced, digest })
    }

    #[cold]
    fn fault(&self, error: &io::Error) -> ArchiveError {
        let (source, compression) = (self.decoder.source(), self.compression);
        if let Some(error) = source.verify_error() {
            return error;
        }
        let offset = source.taken();
        let kind = match error.kind() {
            _ if compression == Compression::None => {
                return ArchiveError::read(error, offset);
            }
            _ if error.get_ref().is_some_and(<dyn Error + Send + Sync>::is::<ArchiveError>) => {
                return ArchiveError::read(error, offset);
            }
            io::ErrorKind::UnexpectedEof => ArchiveErrorKind::CutOff { compression },
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::Other => {
                let message = alloc::string::ToString::to_string(error);
                ArchiveErrorKind::Damaged { compression, message }
            }
            _ => return ArchiveError::read(error, offset),
        };
        ArchiveError::stream(kind, offset)
    }
}

impl<R: Read> Decoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(source) => source.read(out),
            Self::Gzip(decoder) => decoder.read(out),
            Self::Zstd(decoder) => decoder.read(out),
        }
    }

    fn source(&self) -> &Source<R> {
        match self {
            Self::Plain(source) => source,
            Self::Gzip(decoder) => decoder.get_ref(),
            Self::Zstd(decoder) => decoder.source(),
        }
    }

    fn into_source(self) -> Source<R> {
        match self {
            Self::Plain(source) => *source,
            Self::Gzip(decoder) => decoder.into_inner(),
            Self::Zstd(decoder) => decoder.into_source(),
        }
    }
}
