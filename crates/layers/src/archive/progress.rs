//! [`Meter`]: the progress of reading an archive.

use alloc::sync::Arc;
use core::cell::Cell;
use std::io::{self, Read};

use imageref::Progress;

/// Reports the bytes of the stream, and the file that is being read.
pub(super) struct Meter<'p> {
    bytes: &'p Cell<u64>,
    total: Option<u64>,
    callback: &'p mut dyn FnMut(Progress<&str>),
    path: Arc<str>,
    /// How many bytes the last call reported.
    reported: Option<u64>,
}

impl<'p> Meter<'p> {
    /// A meter of the bytes that a [`Counted`] reader counts.
    pub(super) fn new(
        bytes: &'p Cell<u64>,
        total: Option<u64>,
        callback: &'p mut dyn FnMut(Progress<&str>),
    ) -> Self {
        Self { bytes, total, callback, path: "".into(), reported: None }
    }

    /// Begins another file of the archive.
    pub(super) fn begin(&mut self, path: &Arc<str>) {
        self.path = Arc::clone(path);
    }

    /// Reports the bytes if the last call was a step ago.
    pub(super) fn update(&mut self) {
        if self.bytes.get().saturating_sub(self.reported.unwrap_or(0)) >= Progress::STEP {
            self.report();
        }
    }

    /// Reports the end.
    pub(super) fn finish(&mut self) {
        if self.reported != Some(self.bytes.get()) {
            self.report();
        }
    }

    fn report(&mut self) {
        let done = self.bytes.get();
        self.reported = Some(done);
        (self.callback)(Progress::new(&self.path, done, self.total));
    }
}

/// A reader whose bytes are counted.
pub(super) struct Counted<'p, R> {
    reader: R,
    bytes: &'p Cell<u64>,
}

impl<'p, R> Counted<'p, R> {
    pub(super) fn new(reader: R, bytes: &'p Cell<u64>) -> Self {
        Self { reader, bytes }
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(out)?;
        self.bytes.set(self.bytes.get().saturating_add(count as u64));
        Ok(count)
    }
}
