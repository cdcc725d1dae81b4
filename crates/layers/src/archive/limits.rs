//! [`ArchiveLimits`]: how much a stranger's stream may cost.

/// How much reading a stream may cost. A limit is what is allowed: one more is refused.
///
/// ```
/// use imageref_layers::archive::{ArchiveErrorKind, LayerOptions, ArchiveLimits, read_layer};
///
/// let options = LayerOptions::new().with_limits(ArchiveLimits { output_bytes: 1 << 20, ..ArchiveLimits::default() });
/// let error = read_layer(std::io::repeat(0).take(1 << 30), &options).unwrap_err();
/// assert!(matches!(error.kind(), ArchiveErrorKind::OutputLimit { .. }));
/// # use std::io::Read;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchiveLimits {
    /// Bytes that come out of the decompression. 64 GiB unless set.
    pub output_bytes: u64,
    /// Entries, and directories that their paths imply: each takes about 150 bytes of memory. 8,388,608 unless set.
    pub entries: u64,
    /// Bytes of names, link targets and extended attributes together, which are kept in memory. 1 GiB unless set.
    pub name_bytes: u64,
    /// Bytes of one entry's long names and PAX records. 1 MiB unless set, as in Go's archive/tar.
    pub extension_bytes: u64,
    /// Bytes of an image archive's documents together, which are kept in memory. 64 MiB unless set.
    pub document_bytes: u64,
}

impl Default for ArchiveLimits {
    fn default() -> Self {
        Self {
            output_bytes: 64 << 30,
            entries: 8 << 20,
            name_bytes: 1 << 30,
            extension_bytes: 1 << 20,
            document_bytes: 64 << 20,
        }
    }
}
