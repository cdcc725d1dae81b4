//! [`ArchiveLimits`]: resource limits for untrusted archives.

/// Resource limits for untrusted layers and image archives. A limit is the highest value that is accepted.
///
/// Everything is counted before it is kept, so that the limits bound the memory too:
/// [`memory_bytes`](Self::memory_bytes) returns that bound.
///
/// ```
/// use std::io::Read;
///
/// use imageref_layers::archive::{ArchiveErrorKind, ArchiveLimits, LayerOptions, read_layer};
///
/// let limits = ArchiveLimits::default().with_output_bytes(1 << 20);
/// let options = LayerOptions::new().with_limits(limits);
/// let error = read_layer(std::io::repeat(0).take(1 << 30), &options).unwrap_err();
/// assert!(matches!(error.kind(), ArchiveErrorKind::OutputLimit { limit: 1_048_576, .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArchiveLimits {
    /// Uncompressed bytes: of a layer; of all layers of an image archive together, damaged ones included; and of the
    /// image archive itself. Default: 64 GiB.
    pub output_bytes: u64,
    /// Entries, and directories that their paths imply, of all layers and of the image archive together. Default:
    /// 8,388,608.
    pub entries: u64,
    /// Bytes of names, link targets and extended attributes, each attribute with 128 bytes more for its storage.
    /// Default: 1 GiB.
    pub name_bytes: u64,
    /// Bytes of the long names and PAX records of one entry. Default: 1 MiB, as in Go's archive/tar.
    pub extension_bytes: u64,
    /// Bytes of an image archive's documents, and of the descriptors and names read from them. Default: 64 MiB.
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

/// The smallest and the largest zstd window that is accepted; the format recommends support for the first.
const MIN_WINDOW: u64 = 8 << 20;
const MAX_WINDOW: u64 = 128 << 20;

impl ArchiveLimits {
    /// Sets the limit on uncompressed bytes.
    #[must_use]
    pub const fn with_output_bytes(self, output_bytes: u64) -> Self {
        Self { output_bytes, ..self }
    }

    /// Sets the limit on entries and implied directories.
    #[must_use]
    pub const fn with_entries(self, entries: u64) -> Self {
        Self { entries, ..self }
    }

    /// Sets the limit on names, link targets and extended attributes.
    #[must_use]
    pub const fn with_name_bytes(self, name_bytes: u64) -> Self {
        Self { name_bytes, ..self }
    }

    /// Sets the limit on the long names and PAX records of one entry.
    #[must_use]
    pub const fn with_extension_bytes(self, extension_bytes: u64) -> Self {
        Self { extension_bytes, ..self }
    }

    /// Sets the limit on documents.
    #[must_use]
    pub const fn with_document_bytes(self, document_bytes: u64) -> Self {
        Self { document_bytes, ..self }
    }

    /// Returns the most memory that reading within these limits allocates at once, in bytes, whatever the input.
    ///
    /// It is the sum of 16 MiB, 1 KiB for each entry, four times the name bytes, four times the extension bytes, twice
    /// the document bytes, 32 times the largest document (4 MiB, or the document bytes where they are fewer), and two
    /// zstd windows, each allocated twice while it grows: one for the archive and one for the layer in it. A window is
    /// limited to the uncompressed bytes, at least 8 MiB and at most 128 MiB; libzstd rounds that down to a power of two.
    pub const fn memory_bytes(&self) -> u64 {
        let document = if self.document_bytes < 4 << 20 { self.document_bytes } else { 4 << 20 };
        (16u64 << 20)
            .saturating_add(self.entries.saturating_mul(1 << 10))
            .saturating_add(self.name_bytes.saturating_mul(4))
            .saturating_add(self.extension_bytes.saturating_mul(4))
            .saturating_add(self.document_bytes.saturating_mul(2))
            .saturating_add(document.saturating_mul(32))
            .saturating_add(self.window_bytes().saturating_mul(4))
    }

    /// The largest window that a zstd frame may ask for.
    pub(super) const fn window_bytes(&self) -> u64 {
        match self.output_bytes {
            ..MIN_WINDOW => MIN_WINDOW,
            MAX_WINDOW.. => MAX_WINDOW,
            bytes => bytes,
        }
    }
}
