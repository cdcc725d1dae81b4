//! [`Progress`]: how far a long read has come.

#[cfg(feature = "std")]
use std::io::{self, Read};

/// How far a long read has come: the argument of every progress callback.
///
/// Callbacks are `FnMut(Progress<T>)`, where `T` says what is being read. All of them follow one convention:
///
/// - A call comes after about every [`STEP`](Self::STEP) bytes and at the end; nothing is called between reads, so a stalled
///   reader makes no calls.
/// - `done` never decreases. The last call of a read that succeeds has `done` equal to `total`, where that is known.
/// - It runs on the thread that reads, and reading waits for it. Calls are never concurrent.
/// - A call allocates nothing.
///
/// ```
/// use imageref::Progress;
///
/// fn percent(progress: &Progress<&str>) -> Option<u64> {
///     Some(progress.done * 100 / progress.total?.max(1))
/// }
/// assert_eq!(percent(&Progress::new("layer", 30, Some(120))), Some(25));
/// assert_eq!(percent(&Progress::new("layer", 30, None)), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Progress<T> {
    /// What is being read.
    pub item: T,
    /// The number of bytes read so far.
    pub done: u64,
    /// The number of bytes to read, where it is known.
    pub total: Option<u64>,
}

impl Progress<()> {
    /// The number of bytes between two calls: 64 KiB, or what one read returns where that is more.
    pub const STEP: u64 = 64 << 10;
}

impl<T> Progress<T> {
    /// Progress of a read: `done` bytes of `total`.
    pub const fn new(item: T, done: u64, total: Option<u64>) -> Self {
        Self { item, done, total }
    }
}

/// A reader that reports how many bytes have passed through it.
///
/// It goes between a stream and what reads it, such as a [`VerifyReader`](crate::VerifyReader) or a layer's reader. The
/// last call comes when the end of the stream is read.
///
/// ```
/// use imageref::{Digest, Progress, ProgressReader, VerifyReader};
///
/// let blob = vec![0; 200_000];
/// let mut calls = Vec::new();
/// let download = ProgressReader::new(&blob[..], "layer", Some(200_000), |progress: Progress<_>| {
///     calls.push((progress.item, progress.done));
/// });
/// VerifyReader::new(download, &Digest::sha256(&blob), 200_000)?.finish()?;
/// assert_eq!(calls.len(), 4);
/// assert_eq!(calls.last(), Some(&("layer", 200_000)));
/// # Ok::<(), imageref::VerifyReadError>(())
/// ```
#[cfg(feature = "std")]
#[derive(Clone, Debug)]
pub struct ProgressReader<R, T, F> {
    inner: R,
    progress: Progress<T>,
    callback: F,
    /// What `done` was at the last call.
    reported: Option<u64>,
}

#[cfg(feature = "std")]
impl<R, T: Copy, F: FnMut(Progress<T>)> ProgressReader<R, T, F> {
    /// A reader of `item`, which has `total` bytes where that is known.
    pub const fn new(inner: R, item: T, total: Option<u64>, callback: F) -> Self {
        Self { inner, progress: Progress::new(item, 0, total), callback, reported: None }
    }

    /// Returns the inner reader.
    pub fn into_inner(self) -> R {
        self.inner
    }
}

#[cfg(feature = "std")]
impl<R: Read, T: Copy, F: FnMut(Progress<T>)> Read for ProgressReader<R, T, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let done = self.progress.done.saturating_add(read as u64);
        self.progress.done = done;
        let ended = read == 0 && !buffer.is_empty() && self.reported != Some(done);
        if ended || done - self.reported.unwrap_or(0) >= Progress::STEP {
            self.reported = Some(done);
            (self.callback)(self.progress);
        }
        Ok(read)
    }
}
