//! [`ArchiveWarning`]: what is odd about an archive without being an error.

use alloc::sync::Arc;
use core::fmt;

use super::error::Shown;

/// Something odd about a layer or an image archive that is not an error: what, and where.
///
/// ```
/// use imageref_layers::archive::{ArchiveWarning, ArchiveWarningKind, LayerOptions, read_layer};
///
/// // An empty tar archive ends with two blocks of zeros; this one ends with one.
/// let layer = read_layer(&[0; 512][..], &LayerOptions::new())?;
/// let warning: &ArchiveWarning = &layer.warnings[0];
/// assert_eq!(warning.kind(), ArchiveWarningKind::MissingEndBlocks);
/// assert_eq!(warning.offset(), Some(512));
/// # Ok::<(), imageref_layers::archive::ArchiveError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveWarning {
    kind: ArchiveWarningKind,
    file: Option<Arc<str>>,
    offset: Option<u64>,
}

/// What is odd about a layer or an image archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ArchiveWarningKind {
    /// The two empty blocks that end a tar archive are missing.
    MissingEndBlocks,
    /// The last entry is not padded to a whole block.
    MissingPadding,
    /// Bytes other than zero after the end of the tar archive: tar readers ignore them, digests cover them.
    TrailingBytes,
    /// PAX records for all entries, which runtimes ignore.
    GlobalRecords,
    /// Long names or PAX records that no entry follows.
    UnusedExtensions,
    /// Long names or PAX records before global PAX records. Go's archive/tar drops them; other readers apply them to
    /// the next entry.
    DroppedExtensions,
    /// An empty long name or link target. Go's archive/tar uses the header's own; other readers do not.
    EmptyLongName,
    /// The media type names another compression than that of the bytes.
    CompressionConflict,
    /// A path appears twice in an image archive.
    DuplicateFile,
    /// A file below `blobs` has another digest than its path states.
    WrongBlobName,
    /// A manifest or index that an index lists is not in the archive.
    MissingManifest,
    /// The config or a layer of an image is not in the archive.
    IncompleteImage,
    /// The config's path does not state its digest: neither config nor layers can be verified against an image ID.
    UnverifiedConfig,
    /// `index.json` does not list an image that `manifest.json` lists, has another number of layers for it, or can't be
    /// read.
    IndexConflict,
}

impl ArchiveWarningKind {
    /// Returns its name in kebab case: `missing-end-blocks`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MissingEndBlocks => "missing-end-blocks",
            Self::MissingPadding => "missing-padding",
            Self::TrailingBytes => "trailing-bytes",
            Self::GlobalRecords => "global-records",
            Self::UnusedExtensions => "unused-extensions",
            Self::DroppedExtensions => "dropped-extensions",
            Self::EmptyLongName => "empty-long-name",
            Self::CompressionConflict => "compression-conflict",
            Self::DuplicateFile => "duplicate-file",
            Self::WrongBlobName => "wrong-blob-name",
            Self::MissingManifest => "missing-manifest",
            Self::IncompleteImage => "incomplete-image",
            Self::UnverifiedConfig => "unverified-config",
            Self::IndexConflict => "index-conflict",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::MissingEndBlocks => "the tar archive ends without two empty blocks",
            Self::MissingPadding => "the last entry is not padded to a whole block",
            Self::TrailingBytes => "unexpected bytes after the end of the tar archive",
            Self::GlobalRecords => "runtimes ignore global PAX records",
            Self::UnusedExtensions => "no entry follows the long name or PAX records",
            Self::DroppedExtensions => {
                "Go drops long names and PAX records before global PAX records"
            }
            Self::EmptyLongName => "Go ignores an empty long name or link target",
            Self::CompressionConflict => {
                "the media type names another compression than the bytes have"
            }
            Self::DuplicateFile => "the file appears twice in the archive",
            Self::WrongBlobName => "the file does not have the digest that its path states",
            Self::MissingManifest => "a listed manifest is not in the archive",
            Self::IncompleteImage => "the image's config or a layer is not in the archive",
            Self::UnverifiedConfig => {
                "the config's path does not state its digest: nothing to verify it against"
            }
            Self::IndexConflict => "index.json and manifest.json do not list the same images",
        }
    }
}

impl ArchiveWarning {
    /// A warning about a byte of an uncompressed tar stream.
    pub(super) fn at(kind: ArchiveWarningKind, offset: u64) -> Self {
        Self { kind, file: None, offset: Some(offset) }
    }

    /// A warning about a file, or a blob that is named by its digest.
    pub(super) fn of_file(kind: ArchiveWarningKind, file: Arc<str>) -> Self {
        Self { kind, file: Some(file), offset: None }
    }

    /// Returns what is odd.
    pub fn kind(&self) -> ArchiveWarningKind {
        self.kind
    }

    /// Returns the file of the image archive that is odd, or the digest of a blob that is missing.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// Returns the byte of the uncompressed stream, counted from 0.
    pub fn offset(&self) -> Option<u64> {
        self.offset
    }
}

/// One sentence with its place; all but printable ASCII is escaped.
impl fmt::Display for ArchiveWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}: ", Shown(file.as_bytes()))?;
        }
        if let Some(offset) = self.offset {
            write!(f, "byte {offset}: ")?;
        }
        f.write_str(self.kind.sentence())
    }
}
