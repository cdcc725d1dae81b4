//! [`ArchiveError`]: why a stream is not a layer or an image archive, and where.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::string::ToString;
use alloc::sync::Arc;
use core::fmt;
use std::io;

use crate::tree::TreeError;
use imageref::digest::{DiffId, Digest, VerifyError};
use imageref::error::DocumentError;
use imageref::media_type::Compression;

/// Why a stream is not a layer or an image archive: what is wrong, in which file, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveError(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: ArchiveErrorKind,
    file: Option<Arc<str>>,
    offset: Option<u64>,
    side: Side,
}

/// Which bytes an offset counts, from 0.
///
/// ```
/// use imageref_layers::archive::{LayerOptions, Side, read_layer};
///
/// // The tar header's checksum is wrong: a position in what comes out of the decompression.
/// let error = read_layer(&[1; 512][..], &LayerOptions::new()).unwrap_err();
/// assert_eq!((error.offset(), error.side()), (Some(0), Side::Uncompressed));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Those of the stream that was read.
    Stream,
    /// Those that come out of the decompression.
    Uncompressed,
}

/// What is wrong with a stream.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveErrorKind {
    /// The reader failed.
    #[error("the stream can't be read: {}", Shown(.message.as_bytes()))]
    #[non_exhaustive]
    Read {
        /// The kind of the reader's error.
        kind: io::ErrorKind,
        /// The reader's message.
        message: String,
    },
    /// The compressed data is damaged.
    #[error("the {} data is damaged: {}", .compression.as_str(), Shown(.message.as_bytes()))]
    #[non_exhaustive]
    Damaged {
        /// The compression.
        compression: Compression,
        /// The decoder's message.
        message: String,
    },
    /// The compressed data ends early.
    #[error("the {} data ends early", .compression.as_str())]
    #[non_exhaustive]
    CutOff {
        /// The compression.
        compression: Compression,
    },
    /// A compression that the image specification does not allow for layers.
    #[error("unexpected compression {}: layers are plain, gzip or zstd", .compression.as_str())]
    #[non_exhaustive]
    NoLayerCompression {
        /// The compression.
        compression: Compression,
    },
    /// An encrypted layer, by its media type.
    #[error("the layer is encrypted")]
    Encrypted,
    /// A wrong checksum in a tar header: damage, or not a tar archive at all.
    #[error("expected a tar header: the checksum is wrong")]
    Checksum,
    /// A header field that is not a number, or a number out of range.
    #[error("malformed {field} in the tar header")]
    #[non_exhaustive]
    Field {
        /// The field.
        field: &'static str,
    },
    /// The tar archive ends inside a header or an entry's content.
    #[error("the tar archive ends early")]
    Truncated,
    /// Malformed PAX records.
    #[error("malformed PAX records")]
    Pax,
    /// A malformed map of a sparse file.
    #[error("malformed map of a sparse file")]
    Sparse,
    /// An entry of a type that no runtime unpacks.
    #[error("unexpected entry type `{}`", .flag.escape_ascii())]
    #[non_exhaustive]
    UnknownType {
        /// The type's byte.
        flag: u8,
    },
    /// Long names or PAX records over the limit.
    #[error("the long names and PAX records of one entry exceed {limit} bytes")]
    #[non_exhaustive]
    ExtensionLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// More uncompressed bytes than the limit.
    #[error("the uncompressed bytes exceed {limit}")]
    #[non_exhaustive]
    OutputLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// More entries and implied directories than the limit.
    #[error("the entries and implied directories exceed {limit}")]
    #[non_exhaustive]
    EntryLimit {
        /// The limit.
        limit: u64,
    },
    /// More names, link targets and extended attributes than the limit.
    #[error("the names and extended attributes exceed {limit} bytes")]
    #[non_exhaustive]
    NameLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// More bytes of documents than the limit.
    #[error("the documents exceed {limit} bytes")]
    #[non_exhaustive]
    DocumentLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// An entry that does not fit into a tree.
    #[error(transparent)]
    Tree(TreeError),
    /// The blob does not have the digest and size of its descriptor.
    #[error(transparent)]
    Blob(VerifyError),
    /// The layer does not have the diff ID that the image's config states.
    #[error("the layer has the diff ID {found}, not {expected}")]
    #[non_exhaustive]
    DiffId {
        /// The expected diff ID.
        expected: DiffId,
        /// The layer's.
        found: DiffId,
    },
    /// A digest or diff ID of an algorithm that this build does not compute.
    #[error("{0} can't be verified: unsupported algorithm")]
    UnsupportedAlgorithm(Box<Digest>),
    /// A file that is not in the image archive.
    #[error("not in the archive")]
    MissingFile,
    /// A blob that is not in the image archive: no file has the digest.
    #[error("no file in the archive has the digest {0}")]
    MissingBlob(Box<Digest>),
    /// A blob whose size is not that of its descriptor.
    #[error("the blob has {found} bytes, its descriptor states {expected}")]
    #[non_exhaustive]
    BlobSize {
        /// The size in the descriptor.
        expected: u64,
        /// The file's size.
        found: u64,
    },
    /// A file below `blobs` that does not have the digest in its path, where an image needs that digest.
    #[error("the file has the digest {found}, not {expected}")]
    #[non_exhaustive]
    BlobDigest {
        /// The digest in the file's path.
        expected: Box<Digest>,
        /// The digest of its bytes.
        found: Box<Digest>,
    },
    /// A file that appears twice with different content, where one is needed.
    #[error("the file appears twice with different content")]
    DuplicateFile,
    /// A link where a file is needed.
    #[error("expected a file, found a link")]
    UnexpectedLink,
    /// Neither `index.json` nor `manifest.json`.
    #[error("expected `index.json` or `manifest.json`, found {}", Found(.found))]
    #[non_exhaustive]
    NotAnImageArchive {
        /// The first files of the archive, eight at most.
        found: Box<[Arc<str>]>,
    },
    /// A file that is needed as a layer and is not one.
    #[error("expected a layer, found a file that is neither a tar archive nor compressed")]
    NotALayer,
    /// A file that is needed as a document and is not one, or is larger than 4 MiB.
    #[error("expected a JSON object or array of at most 4 MiB")]
    NotADocument,
    /// A document that can't be read.
    #[error(transparent)]
    Document(DocumentError),
    /// A config that does not have one diff ID for each of the image's layers.
    #[error("the config has {diff_ids} diff IDs, the image {layers} layers")]
    #[non_exhaustive]
    LayerCount {
        /// The number of diff IDs.
        diff_ids: usize,
        /// The number of layers.
        layers: usize,
    },
    /// Indexes that list more than 10,000 manifests, or are nested more than 16 deep.
    #[error("the indexes list more than 10000 manifests or are nested more than 16 deep")]
    TooManyManifests,
}

impl ArchiveErrorKind {
    /// Returns its name in kebab case: `output-limit`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Read { .. } => "read",
            Self::Damaged { .. } => "damaged",
            Self::CutOff { .. } => "cut-off",
            Self::NoLayerCompression { .. } => "no-layer-compression",
            Self::Encrypted => "encrypted",
            Self::Checksum => "checksum",
            Self::Field { .. } => "field",
            Self::Truncated => "truncated",
            Self::Pax => "pax",
            Self::Sparse => "sparse",
            Self::UnknownType { .. } => "unknown-type",
            Self::ExtensionLimit { .. } => "extension-limit",
            Self::OutputLimit { .. } => "output-limit",
            Self::EntryLimit { .. } => "entry-limit",
            Self::NameLimit { .. } => "name-limit",
            Self::DocumentLimit { .. } => "document-limit",
            Self::Tree(_) => "tree",
            Self::Blob(_) => "blob",
            Self::DiffId { .. } => "diff-id",
            Self::UnsupportedAlgorithm(_) => "unsupported-algorithm",
            Self::MissingFile => "missing-file",
            Self::MissingBlob(_) => "missing-blob",
            Self::BlobSize { .. } => "blob-size",
            Self::BlobDigest { .. } => "blob-digest",
            Self::DuplicateFile => "duplicate-file",
            Self::UnexpectedLink => "unexpected-link",
            Self::NotAnImageArchive { .. } => "not-an-image-archive",
            Self::NotALayer => "not-a-layer",
            Self::NotADocument => "not-a-document",
            Self::Document(_) => "document",
            Self::LayerCount { .. } => "layer-count",
            Self::TooManyManifests => "too-many-manifests",
        }
    }
}

impl ArchiveError {
    pub(super) fn new(kind: ArchiveErrorKind) -> Self {
        Self(Box::new(Inner { kind, file: None, offset: None, side: Side::Stream }))
    }

    pub(super) fn stream(kind: ArchiveErrorKind, offset: u64) -> Self {
        let mut error = Self::new(kind);
        error.0.offset = Some(offset);
        error
    }

    pub(super) fn uncompressed(kind: ArchiveErrorKind, offset: u64) -> Self {
        let mut error = Self::stream(kind, offset);
        error.0.side = Side::Uncompressed;
        error
    }

    pub(super) fn in_file(mut self, file: &Arc<str>) -> Self {
        self.0.file.get_or_insert_with(|| file.clone());
        self
    }

    /// A reader's error; an [`ArchiveError`] inside it is returned itself.
    pub(super) fn read(error: &io::Error, offset: u64) -> Self {
        if let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            return inner.clone();
        }
        let message = error.to_string();
        Self::stream(ArchiveErrorKind::Read { kind: error.kind(), message }, offset)
    }

    /// Returns what is wrong.
    pub fn kind(&self) -> &ArchiveErrorKind {
        &self.0.kind
    }

    /// Returns the file of an image archive that is wrong.
    pub fn file(&self) -> Option<&str> {
        self.0.file.as_deref()
    }

    /// Returns the byte at which it is wrong, counted from 0, where one is known: in the file, where there is one. For
    /// damaged compressed data it is near the block's start or end.
    pub fn offset(&self) -> Option<u64> {
        self.0.offset
    }

    /// Returns which bytes the offset counts.
    pub fn side(&self) -> Side {
        self.0.side
    }
}

/// The place and a sentence; all but printable ASCII is escaped.
impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.0.file {
            write!(f, "{}: ", Shown(file.as_bytes()))?;
        }
        match (self.0.offset, self.0.side) {
            (None, _) => {}
            (Some(offset), Side::Stream) => write!(f, "byte {offset}: ")?,
            (Some(offset), Side::Uncompressed) => write!(f, "uncompressed byte {offset}: ")?,
        }
        write!(f, "{}", self.0.kind)
    }
}

impl core::error::Error for ArchiveError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.0.kind {
            ArchiveErrorKind::Tree(error) => Some(error),
            ArchiveErrorKind::Blob(error) => Some(error),
            ArchiveErrorKind::Document(error) => Some(error),
            _ => None,
        }
    }
}

/// Carries an archive's error through [`io::Read`].
impl From<ArchiveError> for io::Error {
    fn from(error: ArchiveError) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}

/// Untrusted bytes in a message: printable ASCII verbatim, all else escaped, 200 bytes at most.
pub(super) struct Shown<'a>(pub(super) &'a [u8]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.get(..200).unwrap_or(self.0);
        let more = if shown.len() < self.0.len() { "..." } else { "" };
        for &byte in shown {
            // Quotes and backslashes are printable; `escape_ascii` escapes them too.
            match byte {
                b' '..=b'~' => write!(f, "{}", char::from(byte))?,
                _ => write!(f, "{}", byte.escape_ascii())?,
            }
        }
        f.write_str(more)
    }
}

/// A list of files in a message.
struct Found<'a>(&'a [Arc<str>]);

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("no files");
        }
        for (number, file) in self.0.iter().enumerate() {
            let comma = if number == 0 { "" } else { ", " };
            write!(f, "{comma}`{}`", Shown(file.as_bytes()))?;
        }
        if self.0.iter().any(|file| **file == *"repositories") {
            f.write_str(" (`repositories` alone: saved by a Docker older than 1.10)")?;
        }
        Ok(())
    }
}
