//! [`verify_all`]: many streams, verified in parallel.

use alloc::vec::Vec;
use std::io::Read;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::{Digest, VerifyReadError, VerifyReader};
use crate::progress::{Progress, ProgressReader};

/// Verifies many streams in parallel, and returns the verdicts in the order of the streams.
///
/// Each stream is read to its end by one thread of rayon's pool, in constant memory. A wrong or unreadable stream does
/// not stop the others.
///
/// ```
/// use imageref::Digest;
/// use imageref::digest::{verify_all, verify_all_with_progress};
///
/// let layers: [&[u8]; 3] = [b"base", b"app", b"config"];
/// let blobs = layers.map(|layer| (Digest::sha256(layer), layer.len() as u64, layer));
/// assert!(verify_all(blobs.clone()).iter().all(|verdict| verdict.is_ok()));
/// let mut done = 0;
/// verify_all_with_progress(blobs, |progress| done = progress.done);
/// assert_eq!(done, 13);
/// ```
pub fn verify_all<R: Read + Send>(
    blobs: impl IntoIterator<Item = (Digest, u64, R)>,
) -> Vec<Result<(), VerifyReadError>> {
    verify_all_with_progress(blobs, |_| ())
}

/// Verifies many streams as [`verify_all`] does, and reports the bytes of all of them together.
///
/// `total` is the sum of the sizes. The callback runs on the pool's threads, one call at a time; `item` is the digest of the
/// stream whose bytes were just read. A stream that fails counts with its whole size, so that the last call has `done`
/// equal to `total` whatever the verdicts.
pub fn verify_all_with_progress<R: Read + Send>(
    blobs: impl IntoIterator<Item = (Digest, u64, R)>,
    progress: impl FnMut(Progress<&Digest>) + Send,
) -> Vec<Result<(), VerifyReadError>> {
    let blobs: Vec<_> = blobs.into_iter().collect();
    let total = blobs.iter().fold(0u64, |sum, (_, size, _)| sum.saturating_add(*size));
    let shared = Mutex::new((0u64, progress));
    let report = |digest: &Digest, bytes| {
        // After a panic of the callback the sum is still right.
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let (done, callback) = &mut *shared;
        *done = done.saturating_add(bytes);
        callback(Progress::new(digest, *done, Some(total)));
    };
    blobs
        .into_par_iter()
        // One blob at a time: their sizes differ by orders of magnitude.
        .with_max_len(1)
        .map(|(digest, size, reader)| verify(&digest, size, reader, &report))
        .collect()
}

/// Verifies one stream. The calls of `report` add up to its size; the last one comes when it is verified.
fn verify(
    digest: &Digest,
    size: u64,
    reader: impl Read,
    report: &impl Fn(&Digest, u64),
) -> Result<(), VerifyReadError> {
    let mut reported = 0;
    let reader = ProgressReader::new(reader, (), Some(size), |progress| {
        if progress.done < size {
            report(digest, progress.done.saturating_sub(reported));
            reported = progress.done;
        }
    });
    let verdict = match VerifyReader::new(reader, digest, size) {
        Ok(reader) => reader.finish().map(drop),
        Err(error) => Err(error.into()),
    };
    report(digest, size.saturating_sub(reported));
    verdict
}
