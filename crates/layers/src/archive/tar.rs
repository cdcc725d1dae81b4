//! The tar archive itself: member by member, with positions and limits.
//!
//! The crate `tar` names the fields of a header. Its iterator is not used: it keeps extensions of any length, ends PAX
//! values at their first line break, reads content after links where Go's reader does not, and reports no offsets.

use alloc::vec;
use alloc::vec::Vec;
use std::io::{self, Read};

use super::budget::Budget;
use super::error::{ArchiveError, ArchiveErrorKind};
use super::header::{self, BLOCK, Block, Member, flag};
use super::output::Output;
use super::pax::{Extensions, long_name};
use super::warning::{ArchiveWarning, ArchiveWarningKind};

const BLOCK_BYTES: u64 = BLOCK as u64;

pub(super) struct TarReader<R> {
    output: Output<R>,
    budget: Budget,
    /// Content and padding of the current entry that were not read yet.
    content: u64,
    padding: u64,
    warnings: Vec<ArchiveWarning>,
    ended: bool,
}

impl<R: Read> TarReader<R> {
    pub(super) fn new(output: Output<R>, budget: Budget) -> Self {
        Self { output, budget, content: 0, padding: 0, warnings: Vec::new(), ended: false }
    }

    /// Adds a warning, each kind once.
    pub(super) fn warn(&mut self, kind: ArchiveWarningKind, offset: u64) {
        if !self.warnings.iter().any(|warning| warning.kind() == kind) {
            self.warnings.push(ArchiveWarning::at(kind, offset));
        }
    }

    fn warn_here(&mut self, kind: ArchiveWarningKind) {
        self.warn(kind, self.output.position());
    }

    pub(super) fn warnings(&self) -> &[ArchiveWarning] {
        &self.warnings
    }

    pub(super) fn output(&self) -> &Output<R> {
        &self.output
    }

    /// Returns the next member, and skips the rest of the one before.
    pub(super) fn next(&mut self) -> Result<Option<Member>, ArchiveError> {
        let mut pax = None;
        let (mut path, mut link) = (None, None);
        let mut extension_bytes = 0u64;
        loop {
            let Some((at, block)) = self.next_header()? else {
                if pax.is_some() || path.is_some() || link.is_some() {
                    self.warn_here(ArchiveWarningKind::UnusedExtensions);
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
                        flag::PAX => {
                            pax = Some(Extensions::read_pax(&content, &self.budget).map_err(here)?);
                        }
                        flag::LONG_NAME => path = self.long_name(content, at),
                        _ => link = self.long_name(content, at),
                    }
                }
                flag::PAX_GLOBAL => {
                    let size = header::size(&block).map_err(here)?;
                    self.warn(ArchiveWarningKind::GlobalRecords, at);
                    // Go returns global records as an entry of their own, and starts anew after it.
                    if pax.is_some() || path.is_some() || link.is_some() {
                        self.warn(ArchiveWarningKind::DroppedExtensions, at);
                    }
                    (pax, path, link, extension_bytes) = (None, None, None, 0);
                    self.expect_content(size);
                }
                _ => {
                    if flag == flag::GNU_SPARSE {
                        self.sparse_blocks(&block)?;
                    }
                    let extensions = pax.unwrap_or_default().with_long_names(path, link);
                    let member = header::member(&block, extensions).map_err(here)?;
                    self.expect_content(member.content);
                    return Ok(Some(member));
                }
            }
        }
    }

    /// Returns a reader of the current member's content.
    pub(super) fn content(&mut self) -> Content<'_, R> {
        Content(self)
    }

    /// Skips all that is left, and returns the output.
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
                self.warn_here(ArchiveWarningKind::TrailingBytes);
            }
        }
        Ok((self.output, self.warnings))
    }

    fn expect_content(&mut self, bytes: u64) {
        self.content = bytes;
        self.padding = bytes.wrapping_neg() % BLOCK_BYTES;
    }

    /// Reads the content of an extension.
    fn extension(&mut self, size: u64, together: u64) -> Result<Vec<u8>, ArchiveError> {
        let limit = self.budget.limits().extension_bytes;
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

    /// Skips the rest of the last entry, and reads the next header and its offset.
    fn next_header(&mut self) -> Result<Option<(u64, Block)>, ArchiveError> {
        if self.ended {
            return Ok(None);
        }
        if self.output.skip(self.content)? < self.content {
            return Err(self.truncated());
        }
        self.content = 0;
        if self.output.skip(self.padding)? < self.padding {
            self.warn_here(ArchiveWarningKind::MissingPadding);
            return Ok(self.end());
        }
        self.padding = 0;
        let at = self.output.position();
        let Some(block) = self.block()? else {
            self.warn_here(ArchiveWarningKind::MissingEndBlocks);
            return Ok(self.end());
        };
        if block.iter().any(|&byte| byte != 0) {
            header::check(&block).map_err(|kind| ArchiveError::uncompressed(kind, at))?;
            return Ok(Some((at, block)));
        }
        match self.block()? {
            None => self.warn_here(ArchiveWarningKind::MissingEndBlocks),
            Some(second) if second.iter().any(|&byte| byte != 0) => {
                return Err(ArchiveError::uncompressed(ArchiveErrorKind::Checksum, at));
            }
            Some(_) => {}
        }
        Ok(self.end())
    }

    fn long_name(&mut self, content: Vec<u8>, at: u64) -> Option<Vec<u8>> {
        let name = long_name(content);
        if name.is_none() {
            self.warn(ArchiveWarningKind::EmptyLongName, at);
        }
        name
    }

    fn end<T>(&mut self) -> Option<T> {
        self.ended = true;
        None
    }

    /// Reads the next block; `None` at the end of the stream.
    fn block(&mut self) -> Result<Option<Block>, ArchiveError> {
        let mut block = [0; BLOCK];
        match self.output.read_full(&mut block)? {
            0 => Ok(None),
            BLOCK => Ok(Some(block)),
            _ => Err(self.truncated()),
        }
    }

    /// Skips the blocks that continue the map of an old GNU sparse file.
    fn sparse_blocks(&mut self, header: &Block) -> Result<(), ArchiveError> {
        let limit = self.budget.limits().extension_bytes;
        let mut more = header[482] != 0;
        let mut bytes = 0u64;
        while more {
            let block = self.block()?.ok_or_else(|| self.truncated())?;
            more = block[504] != 0;
            bytes = bytes.saturating_add(BLOCK_BYTES);
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

/// The content of one member.
pub(super) struct Content<'a, R>(&'a mut TarReader<R>);

impl<R: Read> Read for Content<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let tar = &mut *self.0;
        let count = tar.output.fill()?.take(tar.content).read(out)?;
        if count == 0 && tar.content > 0 && !out.is_empty() {
            return Err(tar.truncated().into());
        }
        tar.output.take(count);
        tar.content = tar.content.saturating_sub(count as u64);
        Ok(count)
    }
}
