//! zstd in pure Rust, so that no C compiler is needed.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::archive::source::Source;

pub(in crate::archive) struct ZstdReader<R> {
    source: Source<R>,
    decoder: FrameDecoder,
    /// `true` while a frame is decoded.
    open: bool,
}

impl<R: Read> ZstdReader<R> {
    /// `max_window` is the largest window that a frame may ask for, in bytes.
    pub(in crate::archive) fn new(source: Source<R>, max_window: u64) -> io::Result<Self> {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(max_window);
        Ok(Self { source, decoder, open: false })
    }

    pub(in crate::archive) fn source(&self) -> &Source<R> {
        &self.source
    }

    pub(in crate::archive) fn into_source(self) -> Source<R> {
        self.source
    }

    /// Starts the next frame; returns `false` at the end of the stream.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.open = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let skipped = io::copy(&mut (&mut self.source).take(length), &mut io::sink())?;
                    if skipped < length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(damaged(error)),
            }
        }
        Ok(false)
    }

    fn close_frame(&mut self) -> io::Result<()> {
        self.open = false;
        let (stated, found) =
            (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum());
        if stated.is_some() && stated != found {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the frame's checksum is wrong",
            ));
        }
        Ok(())
    }
}

impl<R: Read> Read for ZstdReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.open && !self.next_frame()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(damaged)?;
            }
            match self.decoder.read(out)? {
                0 => self.close_frame()?,
                count => return Ok(count),
            }
        }
    }
}

/// Tells an early end from damage: the decoder wraps both.
fn damaged(error: FrameDecoderError) -> io::Error {
    let mut source: Option<&(dyn core::error::Error + 'static)> = Some(&error);
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<io::Error>()
            && io.kind() == io::ErrorKind::UnexpectedEof
        {
            return io::ErrorKind::UnexpectedEof.into();
        }
        source = inner.source();
    }
    io::Error::new(io::ErrorKind::InvalidData, error)
}
