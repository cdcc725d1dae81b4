//! The tar archive itself: member by member, with positions and limits.
//!
//! The crate `tar` knows the fields of a header; the stream is read here, because its iterator keeps extensions of any
//! length, reads PAX values up to their first line break, gives links a content that Go's reader does not see, and
//! says no offsets.

use alloc::vec;
use alloc::vec::Vec;
use std::io::{self, Read};

use super::error::{ArchiveError, ArchiveErrorKind};
use super::header::{self, BLOCK, Block, Member, flag};
use super::limits::ArchiveLimits;
use super::output::Output;
use super::pax::{Extensions, long_name};

/// What is odd about an archive, without being an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArchiveWarning {
    /// The archive ends without the two empty blocks that should end it.
    NoEndBlocks,
    /// The last entry is not filled up to a whole block.
    NoPadding,
    /// Bytes other than zero behind the archive's end: a tar reader does not see them, the digests do.
    TrailingBytes,
    /// PAX records for all entries, which runtimes overlook.
    GlobalRecords,
    /// Long names or PAX records with no entry behind them.
    ExtensionsAtEnd,
    /// The media type says another compression than the bytes.
    CompressionConflict,
}

pub(super) struct TarReader<R> {
    output: Output<R>,
    limits: ArchiveLimits,
    /// Content and padding of the entry at hand that were not read yet.
    content: u64,
    padding: u64,
    warnings: Vec<ArchiveWarning>,
    ended: bool,
}

impl<R: Read> TarReader<R> {
    pub(super) fn new(output: Output<R>, limits: ArchiveLimits) -> Self {
        Self { output, limits, content: 0, padding: 0, warnings: Vec::new(), ended: false }
    }

    pub(super) fn find(&mut self, finding: ArchiveWarning) {
        if !self.warnings.contains(&finding) {
            self.warnings.push(finding);
        }
    }

    pub(super) fn warnings(&self) -> &[ArchiveWarning] {
        &self.warnings
    }

    pub(super) fn output(&self) -> &Output<R> {
        &self.output
    }

    /// The next member; what is left of the one before is passed over.
    pub(super) fn next(&mut self) -> Result<Option<Member>, ArchiveError> {
        let mut pax = None;
        let (mut path, mut link) = (None, None);
        let mut extension_bytes = 0u64;
        loop {
            let Some((at, block)) = self.next_header()? else {
                if pax.is_some() || path.is_some() || link.is_some() {
                    self.find(ArchiveWarning::ExtensionsAtEnd);
                }
                return Ok(None);
            };
            let here = |kind| ArchiveError::uncompressed(kind, at);
            let flag = header::flag(&block);
            match flag {
                flag::PAX | flag::LONG_NAME | flag::LONG_LINK => {
                    let size = header::size(&block).map_err(here)?;
                    extension_bytes = extension_bytes.saturating_add(size);
                    let content = self.extension(size, extension_bytes)?;
                    match flag {
                        flag::PAX => pax = Some(Extensions::read_pax(&content).map_err(here)?),
                        flag::LONG_NAME => path = Some(long_name(content)),
                        _ => link = Some(long_name(content)),
                    }
                }
                flag::PAX_GLOBAL => {
                    let size = header::size(&block).map_err(here)?;
                    self.find(ArchiveWarning::GlobalRecords);
                    self.expect_content(size);
                }
                _ => {
                    if flag == flag::GNU_SPARSE {
                        self.sparse_blocks(&block)?;
                    }
                    let extensions = pax.unwrap_or_default().into_longer(path, link);
                    let member = header::member(&block, extensions).map_err(here)?;
                    self.expect_content(member.content);
                    return Ok(Some(member));
                }
            }
        }
    }

    /// The content of the member at hand.
    pub(super) fn content(&mut self) -> Content<'_, R> {
        Content(self)
    }

    /// Passes over everything that is left, and gives the output back.
    pub(super) fn finish(mut self) -> Result<(Output<R>, Vec<ArchiveWarning>), ArchiveError> {
        while !self.ended {
            self.next()?;
        }
        loop {
            let bytes = self.output.fill()?;
            if bytes.is_empty() {
                break;
            }
            let (count, zero) = (bytes.len(), bytes.iter().all(|&byte| byte == 0));
            self.output.take(count);
            if !zero {
                self.find(ArchiveWarning::TrailingBytes);
            }
        }
        Ok((self.output, self.warnings))
    }

    fn expect_content(&mut self, bytes: u64) {
        self.content = bytes;
        self.padding = bytes.wrapping_neg() % BLOCK as u64;
    }

    /// Reads what stands before an entry.
    fn extension(&mut self, size: u64, together: u64) -> Result<Vec<u8>, ArchiveError> {
        let limit = self.limits.extension_bytes;
        let size = usize::try_from(size).ok().filter(|_| together <= limit).ok_or_else(|| {
            let kind = ArchiveErrorKind::ExtensionLimit { limit };
            ArchiveError::uncompressed(kind, self.output.position())
        })?;
        self.expect_content(size as u64);
        let mut content = vec![0; size];
        let read = self.output.read_full(&mut content)?;
        if read < size {
            return Err(self.truncated());
        }
        self.content = 0;
        Ok(content)
    }

    /// Passes over what is left of the last entry, and reads the next header and where it stands.
    fn next_header(&mut self) -> Result<Option<(u64, Block)>, ArchiveError> {
        if self.ended {
            return Ok(None);
        }
        if self.output.skip(self.content)? < self.content {
            return Err(self.truncated());
        }
        self.content = 0;
        if self.output.skip(self.padding)? < self.padding {
            self.find(ArchiveWarning::NoPadding);
            return Ok(self.end());
        }
        self.padding = 0;
        let at = self.output.position();
        let Some(block) = self.block()? else {
            self.find(ArchiveWarning::NoEndBlocks);
            return Ok(self.end());
        };
        if block.iter().any(|&byte| byte != 0) {
            header::check(&block).map_err(|kind| ArchiveError::uncompressed(kind, at))?;
            return Ok(Some((at, block)));
        }
        match self.block()? {
            None => self.find(ArchiveWarning::NoEndBlocks),
            Some(second) if second.iter().any(|&byte| byte != 0) => {
                return Err(ArchiveError::uncompressed(ArchiveErrorKind::Checksum, at));
            }
            Some(_) => {}
        }
        Ok(self.end())
    }

    fn end<T>(&mut self) -> Option<T> {
        self.ended = true;
        None
    }

    /// The next block; none at the very end.
    fn block(&mut self) -> Result<Option<Block>, ArchiveError> {
        let mut block = [0; BLOCK];
        match self.output.read_full(&mut block)? {
            0 => Ok(None),
            BLOCK => Ok(Some(block)),
            _ => Err(self.truncated()),
        }
    }

    /// Passes over the blocks that go on with an old GNU sparse file's map.
    fn sparse_blocks(&mut self, header: &Block) -> Result<(), ArchiveError> {
        let limit = self.limits.extension_bytes;
        let mut more = header[482] != 0;
        let mut bytes = 0;
        while more {
            let block = self.block()?.ok_or_else(|| self.truncated())?;
            more = block[504] != 0;
            bytes += BLOCK as u64;
            if bytes > limit {
                let kind = ArchiveErrorKind::ExtensionLimit { limit };
                return Err(ArchiveError::uncompressed(kind, self.output.position()));
            }
        }
        Ok(())
    }

    #[cold]
    fn truncated(&self) -> ArchiveError {
        ArchiveError::uncompressed(ArchiveErrorKind::Truncated, self.output.position())
    }
}

/// The content of one member, as far as the archive has it.
pub(super) struct Content<'a, R>(&'a mut TarReader<R>);

impl<R: Read> Read for Content<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let tar = &mut *self.0;
        let most = usize::try_from(tar.content).unwrap_or(usize::MAX).min(out.len());
        let count = {
            let bytes = tar.output.fill()?;
            let count = bytes.len().min(most);
            out[..count].copy_from_slice(&bytes[..count]);
            count
        };
        if count == 0 && most > 0 {
            return Err(tar.truncated().into());
        }
        tar.output.take(count);
        tar.content -= count as u64;
        Ok(count)
    }
}
