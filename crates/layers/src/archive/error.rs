//! [`ArchiveError`]: why a stream is no layer, at which byte.

use alloc::string::String;
use alloc::string::ToString;
use core::fmt;
use std::io;

use crate::tree::TreeError;
use imageref::digest::{DiffId, VerifyError};
use imageref::error::DocumentError;
use imageref::media_type::Compression;

/// Why a stream is no layer or archive, and at which byte of which side of the decompression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveError {
    kind: ArchiveErrorKind,
    offset: u64,
    side: Side,
}

/// Which bytes an offset counts, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Those of the stream as it came.
    Stream,
    /// Those that came out of the decompression.
    Uncompressed,
}

/// What is wrong with a stream.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveErrorKind {
    /// The reader failed.
    #[error("the stream can't be read: {message}")]
    #[non_exhaustive]
    Read {
        /// The kind of the reader's error.
        kind: io::ErrorKind,
        /// Its words.
        message: String,
    },
    /// The compressed data is damaged.
    #[error("the {} data is damaged: {message}", .compression.as_str())]
    #[non_exhaustive]
    Damaged {
        /// The compression.
        compression: Compression,
        /// The decoder's words.
        message: String,
    },
    /// The compressed data ends early.
    #[error("the {} data ends early", .compression.as_str())]
    #[non_exhaustive]
    CutOff {
        /// The compression.
        compression: Compression,
    },
    /// A compression that no layer has.
    #[error("{} is no compression of layers", .compression.as_str())]
    #[non_exhaustive]
    NoLayerCompression {
        /// The compression.
        compression: Compression,
    },
    /// An encrypted layer, by its media type.
    #[error("the layer is encrypted")]
    Encrypted,
    /// A header whose checksum is another: damage, or no tar archive at all.
    #[error("there is no tar header: the checksum is wrong")]
    Checksum,
    /// A header's field that is no number, or a number out of range.
    #[error("the header's {field} is none")]
    #[non_exhaustive]
    Field {
        /// The field.
        field: &'static str,
    },
    /// The tar archive ends inside a header or an entry's content.
    #[error("the tar archive ends early")]
    Truncated,
    /// PAX records that can't be read.
    #[error("the PAX records are malformed")]
    Pax,
    /// A sparse file's map that can't be read.
    #[error("the sparse file's map is malformed")]
    Sparse,
    /// An entry of a type that no runtime unpacks.
    #[error("no runtime unpacks an entry of type `{}`", .flag.escape_ascii())]
    #[non_exhaustive]
    UnknownType {
        /// The type's byte.
        flag: u8,
    },
    /// Long names or PAX records over the limit.
    #[error("the entry's extensions are longer than {limit} bytes")]
    #[non_exhaustive]
    ExtensionLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// More comes out of the decompression than the limit.
    #[error("the layer has more than {limit} bytes")]
    #[non_exhaustive]
    OutputLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// More entries, or directories that they imply, than the limit.
    #[error("the layer has more than {limit} entries and directories")]
    #[non_exhaustive]
    EntryLimit {
        /// The limit.
        limit: u64,
    },
    /// More names, link targets and extended attributes than the limit.
    #[error("the layer's names and attributes have more than {limit} bytes")]
    #[non_exhaustive]
    NameLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// More bytes of documents than the limit.
    #[error("the archive's documents have more than {limit} bytes")]
    #[non_exhaustive]
    DocumentLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// An entry that has no place in a tree.
    #[error(transparent)]
    Tree(TreeError),
    /// The blob is not what its descriptor says.
    #[error("the blob: {0}")]
    Blob(VerifyError),
    /// The layer is not what the image's config says.
    #[error("the layer has the diff ID {found}, not {expected}")]
    #[non_exhaustive]
    DiffId {
        /// The diff ID that was due.
        expected: DiffId,
        /// The layer's.
        found: DiffId,
    },
    /// The diff ID that was due has an algorithm that this build does not compute.
    #[error("the diff ID can't be verified: {0}")]
    DiffIdAlgorithm(String),
    /// An image archive without something that it speaks of.
    #[error("the archive has no {0}")]
    Missing(String),
    /// A document of an image archive that can't be read.
    #[error("the document {path} can't be read: {error}")]
    #[non_exhaustive]
    Document {
        /// Its path in the archive.
        path: String,
        /// Why.
        error: DocumentError,
    },
    /// A config that does not have a diff ID for each of the image's layers.
    #[error("the config has {diff_ids} diff IDs, the image {layers} layers")]
    #[non_exhaustive]
    LayerCount {
        /// The config's diff IDs.
        diff_ids: usize,
        /// The image's layers.
        layers: usize,
    },
    /// Indexes that name more than 10,000 manifests.
    #[error("the archive's indexes name too many manifests")]
    TooManyManifests,
}

impl ArchiveError {
    pub(super) fn stream(kind: ArchiveErrorKind, offset: u64) -> Self {
        Self { kind, offset, side: Side::Stream }
    }

    pub(super) fn uncompressed(kind: ArchiveErrorKind, offset: u64) -> Self {
        Self { kind, offset, side: Side::Uncompressed }
    }

    /// A reader's error; an archive's inside it comes out as it is.
    pub(super) fn read(error: &io::Error, offset: u64) -> Self {
        if let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            return inner.clone();
        }
        let message = error.to_string();
        Self::stream(ArchiveErrorKind::Read { kind: error.kind(), message }, offset)
    }

    /// What is wrong.
    pub fn kind(&self) -> &ArchiveErrorKind {
        &self.kind
    }

    /// At which byte, counted from 0. A damaged compressed block is told by a byte near its beginning or end.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Which bytes the offset counts.
    pub fn side(&self) -> Side {
        self.side
    }
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.side {
            Side::Stream => "the stream",
            Side::Uncompressed => "the uncompressed layer",
        };
        write!(f, "byte {} of {side}: {}", self.offset, self.kind)
    }
}

impl core::error::Error for ArchiveError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.kind {
            ArchiveErrorKind::Tree(error) => Some(error),
            ArchiveErrorKind::Blob(error) => Some(error),
            _ => None,
        }
    }
}

/// An archive's fault handed through [`io::Read`].
impl From<ArchiveError> for io::Error {
    fn from(error: ArchiveError) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}
