//! [`verify_all`]: many streams, verified in parallel.

use alloc::vec::Vec;
use std::io::Read;

use rayon::prelude::*;

use super::{Digest, VerifyReadError, VerifyReader};

/// Verifies many streams in parallel, and returns the verdicts in the order of the streams.
///
/// Each stream is read to its end by one thread of rayon's pool, in constant memory. A wrong or unreadable stream does
/// not stop the others.
///
/// # Examples
///
/// ```
/// use imageref::Digest;
/// use imageref::digest::verify_all;
///
/// let layers: [&[u8]; 3] = [b"base", b"app", b"config"];
/// let blobs = layers.map(|layer| (Digest::sha256(layer), layer.len() as u64, layer));
/// assert!(verify_all(blobs).iter().all(|verdict| verdict.is_ok()));
/// ```
pub fn verify_all<R: Read + Send>(
    blobs: impl IntoIterator<Item = (Digest, u64, R)>,
) -> Vec<Result<(), VerifyReadError>> {
    let blobs: Vec<_> = blobs.into_iter().collect();
    blobs
        .into_par_iter()
        // One blob at a time: their sizes differ by orders of magnitude.
        .with_max_len(1)
        .map(|(digest, size, reader)| VerifyReader::new(reader, &digest, size)?.finish().map(drop))
        .collect()
}
