//! What comes out of the decompression: counted, limited, and hashed on its way to the tar reader.

use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;
use core::error::Error;
use std::io::{self, BufRead, Read};

use flate2::bufread::MultiGzDecoder;

use super::budget::Budget;
use super::error::{ArchiveError, ArchiveErrorKind};
use super::hashing::Hashing;
use super::source::{Source, copy};
use super::zstd::{ZstdReader, is_skippable};
use imageref::digest::{Algorithm, Digest, Digester, Verifier};
use imageref::media_type::Compression;

/// The bytes that are decompressed at once: a zstd block.
const BLOCK: usize = 128 << 10;

pub(super) struct Output<R> {
    decoder: Decoder<R>,
    compression: Compression,
    digest: Computed,
    budget: Budget,
    /// The decompressed bytes; a plain stream's are in its source.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Bytes consumed from the buffer.
    taken: u64,
    /// Bytes read from the decoder.
    produced: u64,
}

/// How the digest of the uncompressed bytes is found.
enum Computed {
    Hashed(Hashing<Digester>),
    /// It is the digest that the source is verified against: the stream is plain.
    Verified(Digest),
    /// Nobody asks for it.
    Unused,
}

/// What an [`Output`] computes and verifies.
#[derive(Default)]
pub(super) struct Checks {
    /// The digest and size that the stream should have.
    pub(super) blob: Option<(Digest, u64)>,
    /// The algorithm of the uncompressed bytes' digest, and its hash.
    pub(super) digester: Option<(Algorithm, Digester)>,
    /// `true` to hash on threads.
    pub(super) threads: bool,
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
    /// `None` if nobody asked for it, or if the thread that computes it panicked.
    pub(super) digest: Option<Digest>,
}

impl<R: Read> Output<R> {
    /// Finds the compression by the first bytes.
    pub(super) fn new(reader: R, checks: Checks, budget: Budget) -> Result<Self, ArchiveError> {
        let Checks { blob, digester, threads } = checks;
        let verifier = blob.as_ref().map(|(digest, size)| Verifier::new(digest, *size)).transpose();
        let verifier =
            verifier.map_err(|error| ArchiveError::new(ArchiveErrorKind::Blob(error)))?;
        let mut source = Source::new(reader, verifier, threads);
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
                let reader = ZstdReader::new(source, budget.limits().window_bytes());
                Decoder::Zstd(Box::new(
                    reader
                        .map_err(|error| ArchiveError::stream(damaged(compression, &error), 0))?,
                ))
            }
            compression => {
                let kind = ArchiveErrorKind::NoLayerCompression { compression };
                return Err(ArchiveError::stream(kind, 0));
            }
        };
        let digest = match (digester, blob) {
            (None, _) => Computed::Unused,
            (Some((algorithm, _)), Some((digest, _)))
                if compression == Compression::None && digest.algorithm() == Some(algorithm) =>
            {
                Computed::Verified(digest)
            }
            (Some((_, digester)), _) if threads => {
                Computed::Hashed(Hashing::on_thread(&digester, Digester::update))
            }
            (Some((_, digester)), _) => Computed::Hashed(Hashing::Here(digester)),
        };
        let buffer = if compression == Compression::None { Vec::new() } else { vec![0; BLOCK] };
        let (start, end, taken, produced) = (0, 0, 0, 0);
        Ok(Self { decoder, compression, digest, budget, buffer, start, end, taken, produced })
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
                match self.decoder.read(&mut self.buffer, self.end) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(self.fault(&error)),
                    Ok(read) => break read,
                }
            };
            (self.start, self.end) = (0, read);
            self.budget
                .charge_output(read as u64)
                .map_err(|kind| ArchiveError::uncompressed(kind, self.produced))?;
            self.produced = self.produced.saturating_add(read as u64);
            let block = self.decoder.block(&self.buffer).get(..read).unwrap_or_default();
            match &mut self.digest {
                Computed::Hashed(Hashing::Here(digester)) => digester.update(block),
                Computed::Hashed(Hashing::There(worker)) => worker.update(block),
                Computed::Verified(_) | Computed::Unused => {}
            }
        }
        Ok(self.decoder.block(&self.buffer).get(self.start..self.end).unwrap_or_default())
    }

    pub(super) fn take(&mut self, count: usize) {
        let count = count.min(self.end.saturating_sub(self.start));
        self.start = self.start.saturating_add(count);
        self.taken = self.taken.saturating_add(count as u64);
    }

    /// Fills `out`, or as much of it as there are bytes left.
    pub(super) fn read_full(&mut self, out: &mut [u8]) -> Result<usize, ArchiveError> {
        let mut filled = 0;
        while filled < out.len() {
            let rest = out.get_mut(filled..).unwrap_or_default();
            let count = copy(self.fill()?, rest);
            if count == 0 {
                break;
            }
            self.take(count);
            filled = filled.saturating_add(count);
        }
        Ok(filled)
    }

    /// Skips up to `count` bytes; returns how many there were.
    pub(super) fn skip(&mut self, count: u64) -> Result<u64, ArchiveError> {
        let mut left = count;
        while left > 0 {
            let here = self.fill()?.len();
            if here == 0 {
                break;
            }
            let step = usize::try_from(left).unwrap_or(usize::MAX).min(here);
            self.take(step);
            left = left.saturating_sub(step as u64);
        }
        Ok(count.saturating_sub(left))
    }

    /// Reads both sides to the last byte.
    pub(super) fn finish(mut self) -> Result<Totals, ArchiveError> {
        while self.skip(u64::MAX)? > 0 {}
        let stream_bytes = self.decoder.into_source().finish()?;
        let digest = match self.digest {
            Computed::Hashed(hashing) => hashing.finish().map(Digester::finish),
            Computed::Verified(digest) => Some(digest),
            Computed::Unused => None,
        };
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
                damaged(compression, error)
            }
            _ => return ArchiveError::read(error, offset),
        };
        ArchiveError::stream(kind, offset)
    }
}

fn damaged(compression: Compression, error: &io::Error) -> ArchiveErrorKind {
    ArchiveErrorKind::Damaged { compression, message: error.to_string() }
}

impl<R: Read> Decoder<R> {
    /// Reads the next block, after the `consumed` bytes of the last one; a plain stream's stays in its source.
    fn read(&mut self, out: &mut [u8], consumed: usize) -> io::Result<usize> {
        match self {
            Self::Plain(source) => {
                source.consume(consumed);
                source.fill_buf().map(<[u8]>::len)
            }
            Self::Gzip(decoder) => decoder.read(out),
            Self::Zstd(decoder) => decoder.read(out),
        }
    }

    /// Returns the last block.
    fn block<'a>(&'a self, out: &'a [u8]) -> &'a [u8] {
        match self {
            Self::Plain(source) => source.buffered(),
            Self::Gzip(_) | Self::Zstd(_) => out,
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
