//! zstd of any number of frames, skippable ones among them: in pure Rust, or by libzstd with the feature `zstd`.

#[cfg(feature = "zstd")]
mod libzstd;
#[cfg(not(feature = "zstd"))]
mod pure;

#[cfg(feature = "zstd")]
pub(super) use libzstd::ZstdReader;
#[cfg(not(feature = "zstd"))]
pub(super) use pure::ZstdReader;

/// Returns `true` if a stream begins with a skippable frame: the last four bits of its magic number vary.
///
/// Source: RFC 8878, 3.1.2.
pub(super) fn is_skippable(first_bytes: &[u8]) -> bool {
    matches!(first_bytes, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}
