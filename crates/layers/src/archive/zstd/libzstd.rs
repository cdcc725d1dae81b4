//! zstd by libzstd, which is faster.

use std::io::{self, Read};

use zstd::stream::read::Decoder;

use crate::archive::source::Source;

pub(in crate::archive) struct ZstdReader<R>(Decoder<'static, Source<R>>);

impl<R: Read> ZstdReader<R> {
    /// `max_window` is the largest window that a frame may ask for, in bytes; libzstd limits it to a power of two.
    pub(in crate::archive) fn new(source: Source<R>, max_window: u64) -> io::Result<Self> {
        let mut decoder = Decoder::with_buffer(source)?;
        decoder.window_log_max(max_window.max(1).ilog2())?;
        Ok(Self(decoder))
    }

    pub(in crate::archive) fn source(&self) -> &Source<R> {
        self.0.get_ref()
    }

    pub(in crate::archive) fn into_source(self) -> Source<R> {
        self.0.finish()
    }
}

impl<R: Read> Read for ZstdReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}
