//! A layer's blob read in one pass: entries, diff ID and digest.

use alloc::string::ToString;
use alloc::vec::Vec;
use std::io::Read;

use super::error::{ArchiveError, ArchiveErrorKind};
use super::limits::ArchiveLimits;
use super::output::Output;
use super::tar::{ArchiveWarning, TarReader};
use crate::tree::{Changeset, Entry, EntryKind, LayerBuilder};
use imageref::digest::{DiffId, Digest, Digester, Verifier};
use imageref::media_type::{Compression, MediaType};

/// What a layer's blob is held to, and what reading it may cost.
///
/// ```
/// use imageref_layers::archive::{LayerOptions, read_layer};
/// use imageref::media_type::MediaType;
/// use imageref::{DiffId, Digest};
///
/// let blob = [0u8; 1024]; // an empty tar archive
/// let digest = Digest::sha256(&blob);
/// let options = LayerOptions::new()
///     .with_media_type(MediaType::OCI_LAYER)
///     .verify_blob(digest.clone(), 1024)
///     .verify_diff_id(DiffId::new(digest));
/// let layer = read_layer(&blob[..], &options)?;
/// assert_eq!((layer.delta.stats().entries, layer.uncompressed_bytes), (0, 1024));
/// # Ok::<(), imageref_layers::archive::ArchiveError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct LayerOptions {
    media_type: Option<MediaType>,
    blob: Option<(Digest, u64)>,
    diff_id: Option<DiffId>,
    limits: ArchiveLimits,
}

/// A layer that was read to its last byte, and held to all that was asked for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Layer {
    /// What it changes.
    pub delta: Changeset,
    /// The digest of its uncompressed bytes: sha256, or the algorithm of the one that was due.
    pub diff_id: DiffId,
    /// Its compression, as its first bytes say.
    pub compression: Compression,
    /// The bytes of the stream: the blob's size.
    pub compressed_bytes: u64,
    /// The bytes that came out of the decompression.
    pub uncompressed_bytes: u64,
    /// What is odd about the archive, each kind once.
    pub warnings: Vec<ArchiveWarning>,
    /// What it cost, by the measure of the limits.
    pub(super) nodes: u64,
    pub(super) name_bytes: u64,
}

/// A layer's blob, read entry by entry: what came out so far is not verified before [`finish`](Self::finish).
///
/// ```
/// use imageref_layers::archive::{LayerOptions, LayerReader};
///
/// let blob = [0u8; 1024];
/// let mut reader = LayerReader::new(&blob[..], &LayerOptions::new())?;
/// while let Some(entry) = reader.next_entry()? {
///     println!("{}", entry.path().escape_ascii());
/// }
/// let end = reader.finish()?;
/// assert_eq!(end.uncompressed_bytes, 1024);
/// # Ok::<(), imageref_layers::archive::ArchiveError>(())
/// ```
#[must_use = "nothing is verified before `finish`"]
pub struct LayerReader<R> {
    tar: TarReader<R>,
    limits: ArchiveLimits,
    diff_id: Option<DiffId>,
    entries: u64,
    name_bytes: u64,
}

/// What was learned of a layer's blob at its last byte.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LayerEnd {
    /// The digest of the uncompressed bytes.
    pub diff_id: DiffId,
    /// The compression.
    pub compression: Compression,
    /// The bytes of the stream.
    pub compressed_bytes: u64,
    /// The bytes that came out of the decompression.
    pub uncompressed_bytes: u64,
    /// What is odd about the archive, each kind once.
    pub warnings: Vec<ArchiveWarning>,
}

impl LayerOptions {
    /// Held to nothing, with the usual limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Held to a media type: a conflict of its compression with the bytes is a finding, an encrypted layer an error.
    pub fn with_media_type(self, media_type: MediaType) -> Self {
        Self { media_type: Some(media_type), ..self }
    }

    /// Held to the blob's digest and size, as its descriptor states them.
    pub fn verify_blob(self, digest: Digest, size: u64) -> Self {
        Self { blob: Some((digest, size)), ..self }
    }

    /// Held to the diff ID, as the image's config states it.
    pub fn verify_diff_id(self, diff_id: DiffId) -> Self {
        Self { diff_id: Some(diff_id), ..self }
    }

    /// With other limits.
    pub fn with_limits(self, limits: ArchiveLimits) -> Self {
        Self { limits, ..self }
    }
}

/// Reads a layer's blob in one pass: plain, gzip or zstd, told by its first bytes.
///
/// Both digests are over every byte, those behind the tar archive's end included.
///
/// **Errors** [`ArchiveError`] with the byte at which the stream is damaged, ends early, passes a limit or has an entry
/// without a place in a tree; at the end where it is not what it should be.
pub fn read_layer(reader: impl Read, options: &LayerOptions) -> Result<Layer, ArchiveError> {
    read_layer_with(reader, options, LayerBuilder::new())
}

/// The same, with a builder that has a policy and a form of whiteouts.
///
/// **Errors** as [`read_layer`].
pub fn read_layer_with(
    reader: impl Read,
    options: &LayerOptions,
    mut builder: LayerBuilder<'_>,
) -> Result<Layer, ArchiveError> {
    let limit = options.limits.entries;
    let mut reader = LayerReader::new(reader, options)?;
    while let Some(entry) = reader.next_entry()? {
        let at = reader.offset();
        builder
            .push(entry)
            .map_err(|error| ArchiveError::uncompressed(ArchiveErrorKind::Tree(error), at))?;
        // Implied directories count too: one path of 4,096 bytes has two thousand of them.
        if builder.nodes() as u64 > limit.saturating_add(1) {
            return Err(ArchiveError::uncompressed(ArchiveErrorKind::EntryLimit { limit }, at));
        }
    }
    let (nodes, name_bytes) = (builder.nodes() as u64, reader.name_bytes);
    let end = reader.finish()?;
    Ok(Layer {
        nodes,
        name_bytes,
        delta: builder.finish(),
        diff_id: end.diff_id,
        compression: end.compression,
        compressed_bytes: end.compressed_bytes,
        uncompressed_bytes: end.uncompressed_bytes,
        warnings: end.warnings,
    })
}

impl<R: Read> LayerReader<R> {
    /// Begins to read, and tells the compression.
    ///
    /// **Errors** [`ArchiveError`] when the stream can't be read, is compressed otherwise or encrypted, or when a
    /// digest's algorithm can't be computed by this build.
    pub fn new(reader: R, options: &LayerOptions) -> Result<Self, ArchiveError> {
        let refuse = |kind| Err(ArchiveError::stream(kind, 0));
        if options.media_type.as_ref().is_some_and(MediaType::is_encrypted) {
            return refuse(ArchiveErrorKind::Encrypted);
        }
        let verifier = match options.blob.as_ref().map(|(d, size)| Verifier::new(d, *size)) {
            None => None,
            Some(Ok(verifier)) => Some(verifier),
            Some(Err(error)) => return refuse(ArchiveErrorKind::Blob(error)),
        };
        let digester = match &options.diff_id {
            None => Digester::sha256(),
            Some(diff_id) => match diff_id.as_digest().algorithm().map(Digester::new) {
                Some(Ok(digester)) => digester,
                _ => return refuse(ArchiveErrorKind::DiffIdAlgorithm(diff_id.to_string())),
            },
        };
        let output = Output::new(reader, verifier, digester, options.limits.output_bytes)?;
        let stated = options.media_type.as_ref().and_then(MediaType::compression);
        let conflict = stated.is_some_and(|stated| stated != output.compression());
        let mut tar = TarReader::new(output, options.limits);
        if conflict {
            tar.find(ArchiveWarning::CompressionConflict);
        }
        let diff_id = options.diff_id.clone();
        Ok(Self { tar, limits: options.limits, diff_id, entries: 0, name_bytes: 0 })
    }

    /// The next entry; the content of the one before is passed over.
    ///
    /// **Errors** as [`read_layer`]; nothing can be read behind one.
    pub fn next_entry(&mut self) -> Result<Option<Entry>, ArchiveError> {
        let Some(member) = self.tar.next()? else { return Ok(None) };
        self.entries += 1;
        self.name_bytes = self.name_bytes.saturating_add(name_bytes(&member.entry));
        let limits = &self.limits;
        if self.entries > limits.entries {
            return Err(self.refuse(ArchiveErrorKind::EntryLimit { limit: limits.entries }));
        }
        if self.name_bytes > limits.name_bytes {
            return Err(self.refuse(ArchiveErrorKind::NameLimit { limit: limits.name_bytes }));
        }
        Ok(Some(member.entry))
    }

    /// The content of the entry that came last: as stored, a sparse file's without its holes.
    pub fn content(&mut self) -> impl Read {
        self.tar.content()
    }

    /// How many uncompressed bytes were read: behind an entry's header, that is where its content begins.
    pub fn offset(&self) -> u64 {
        self.tar.output().position()
    }

    /// The compression, as the first bytes say.
    pub fn compression(&self) -> Compression {
        self.tar.output().compression()
    }

    /// What is odd about the archive so far, each kind once.
    pub fn warnings(&self) -> &[ArchiveWarning] {
        self.tar.warnings()
    }

    /// Reads what is left, to the stream's last byte, and holds it to what was asked for.
    ///
    /// **Errors** as [`read_layer`].
    pub fn finish(self) -> Result<LayerEnd, ArchiveError> {
        let (output, warnings) = self.tar.finish()?;
        let compression = output.compression();
        let totals = output.finish()?;
        let diff_id = DiffId::new(totals.digest);
        if let Some(expected) = self.diff_id.filter(|expected| *expected != diff_id) {
            let kind = ArchiveErrorKind::DiffId { expected, found: diff_id };
            return Err(ArchiveError::uncompressed(kind, totals.uncompressed_bytes));
        }
        Ok(LayerEnd {
            diff_id,
            compression,
            compressed_bytes: totals.stream_bytes,
            uncompressed_bytes: totals.uncompressed_bytes,
            warnings,
        })
    }

    fn refuse(&self, kind: ArchiveErrorKind) -> ArchiveError {
        ArchiveError::uncompressed(kind, self.offset())
    }
}

/// The bytes of an entry that a tree keeps.
fn name_bytes(entry: &Entry) -> u64 {
    let target = match entry.kind() {
        EntryKind::Symlink { target } | EntryKind::HardLink { target } => target.len(),
        _ => 0,
    };
    let xattrs: usize = entry.xattrs().iter().map(|(name, value)| name.len() + value.len()).sum();
    (entry.path().len() + target + xattrs) as u64
}
