//! A layer's blob read in one pass: entries, diff ID and digest.

use alloc::boxed::Box;
use alloc::vec::Vec;
use std::io::Read;

use super::budget::Budget;
use super::error::{ArchiveError, ArchiveErrorKind};
use super::limits::ArchiveLimits;
use super::output::{Checks, Output};
use super::source::panicked;
use super::tar::TarReader;
use super::warning::{ArchiveWarning, ArchiveWarningKind};
use crate::tree::{Changeset, Entry, EntryKind, LayerBuilder};
use imageref::digest::{Algorithm, DiffId, Digest, Digester};
use imageref::media_type::{Compression, MediaType};

/// What a layer's blob is verified against, and the resource limits for reading it.
///
/// ```
/// use imageref::media_type::MediaType;
/// use imageref::{DiffId, Digest};
/// use imageref_layers::archive::{LayerOptions, read_layer};
///
/// let blob = [0u8; 1024]; // an empty tar archive
/// let digest = Digest::sha256(&blob);
/// let options = LayerOptions::new()
///     .with_media_type(MediaType::OCI_LAYER)
///     .verify_blob(digest.clone(), 1024)
///     .verify_diff_id(DiffId::new(digest));
/// let layer = read_layer(&blob[..], &options)?;
/// assert_eq!((layer.changeset.stats().entries, layer.uncompressed_bytes), (0, 1024));
/// # Ok::<(), imageref_layers::archive::ArchiveError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct LayerOptions {
    media_type: Option<MediaType>,
    blob: Option<(Digest, u64)>,
    diff_id: Option<DiffId>,
    limits: ArchiveLimits,
    threads: bool,
}

/// A layer that was read to its last byte and verified: [`read_layer`] returns it with its changeset,
/// [`LayerReader::finish`] without (`ReadLayer<()>`).
///
/// ```
/// use imageref::DiffId;
/// use imageref_layers::archive::{LayerOptions, ReadLayer, read_layer};
///
/// let tar = [0; 1024]; // an archive without entries
/// let layer: ReadLayer = read_layer(&tar[..], &LayerOptions::new())?;
/// assert_eq!(layer.diff_id, DiffId::new(imageref::Digest::sha256(&tar)));
/// assert_eq!((layer.compressed_bytes, layer.changeset.stats().entries), (1024, 0));
/// # Ok::<(), imageref_layers::archive::ArchiveError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadLayer<C = Changeset> {
    /// The layer's changes.
    pub changeset: C,
    /// The digest of the uncompressed bytes: sha256, or the algorithm of the diff ID that was expected.
    pub diff_id: DiffId,
    /// The compression, by the first bytes.
    pub compression: Compression,
    /// The number of bytes of the stream: the blob's size.
    pub compressed_bytes: u64,
    /// The number of uncompressed bytes.
    pub uncompressed_bytes: u64,
    /// What is odd about the archive, each kind once.
    pub warnings: Vec<ArchiveWarning>,
}

/// A layer's blob that is read entry by entry. Entries are not verified before [`finish`](Self::finish).
///
/// ```
/// use imageref_layers::archive::{LayerOptions, LayerReader};
///
/// let blob = [0u8; 1024];
/// let mut reader = LayerReader::new(&blob[..], &LayerOptions::new())?;
/// while let Some(entry) = reader.next_entry()? {
///     println!("{}", entry.path().escape_ascii());
/// }
/// let layer = reader.finish()?;
/// assert_eq!(layer.uncompressed_bytes, 1024);
/// # Ok::<(), imageref_layers::archive::ArchiveError>(())
/// ```
#[must_use = "nothing is verified before `finish`"]
pub struct LayerReader<R> {
    tar: TarReader<R>,
    budget: Budget,
    diff_id: Option<DiffId>,
}

impl LayerOptions {
    /// No verification, and the default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Compares with a media type: another compression than that of the bytes is a warning, an encrypted layer an
    /// error.
    pub fn with_media_type(self, media_type: MediaType) -> Self {
        Self { media_type: Some(media_type), ..self }
    }

    /// Verifies the blob against the digest and size in its descriptor.
    pub fn verify_blob(self, digest: Digest, size: u64) -> Self {
        Self { blob: Some((digest, size)), ..self }
    }

    /// Verifies the uncompressed bytes against a diff ID of the image's config.
    pub fn verify_diff_id(self, diff_id: DiffId) -> Self {
        Self { diff_id: Some(diff_id), ..self }
    }

    /// Sets the resource limits.
    pub fn with_limits(self, limits: ArchiveLimits) -> Self {
        Self { limits, ..self }
    }

    /// Sets whether both digests are computed on threads of their own while the caller's thread decompresses: sooner
    /// where there are two cores.
    ///
    /// The threads end with the reader. The blocks that wait for them take at most 1.2 MiB, which are part of
    /// [`ArchiveLimits::memory_bytes`].
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref_layers::archive::{LayerOptions, read_layer};
    ///
    /// let options = LayerOptions::new().with_hash_threads(true);
    /// assert_eq!(read_layer(&[0; 1024][..], &options)?.uncompressed_bytes, 1024);
    /// # Ok::<(), imageref_layers::archive::ArchiveError>(())
    /// ```
    pub fn with_hash_threads(self, threads: bool) -> Self {
        Self { threads, ..self }
    }
}

/// Reads a layer's blob in one pass: plain, gzip or zstd, by its first bytes.
///
/// Both digests cover every byte, those after the end of the tar archive included. For progress, read through a
/// [`ProgressReader`](imageref::ProgressReader):
///
/// ```
/// use imageref::ProgressReader;
/// use imageref_layers::archive::{LayerOptions, read_layer};
///
/// let blob = [0; 1024];
/// let mut done = 0;
/// let reader = ProgressReader::new(&blob[..], "layer", Some(1024), |progress| done = progress.done);
/// read_layer(reader, &LayerOptions::new())?;
/// assert_eq!(done, 1024);
/// # Ok::<(), imageref_layers::archive::ArchiveError>(())
/// ```
///
/// # Errors
///
/// [`ArchiveError`] with the byte at which the stream is damaged, ends early, exceeds a limit or has an entry that does
/// not fit into a tree; at the end, where it is not what was expected.
pub fn read_layer(reader: impl Read, options: &LayerOptions) -> Result<ReadLayer, ArchiveError> {
    read_layer_with(reader, options, LayerBuilder::new())
}

/// Reads a layer's blob with a builder that has a policy and a whiteout format.
///
/// # Errors
///
/// As [`read_layer`].
pub fn read_layer_with(
    reader: impl Read,
    options: &LayerOptions,
    builder: LayerBuilder<'_>,
) -> Result<ReadLayer, ArchiveError> {
    read_within(reader, options, builder, Budget::new(options.limits))
}

/// Reads a layer that shares its budget with others.
pub(super) fn read_within(
    reader: impl Read,
    options: &LayerOptions,
    mut builder: LayerBuilder<'_>,
    budget: Budget,
) -> Result<ReadLayer, ArchiveError> {
    let mut reader = LayerReader::within(reader, options, budget)?;
    // The root is a node that no entry brings; `next_entry` charges one node for each entry.
    let (mut nodes, mut copied) = (builder.nodes() as u64, builder.copied_bytes());
    while let Some(entry) = reader.next_entry()? {
        let at = reader.offset();
        let here = |kind| ArchiveError::uncompressed(kind, at);
        builder.push(entry).map_err(|error| here(ArchiveErrorKind::Tree(error)))?;
        // One path of 4,096 bytes implies two thousand directories.
        let implied = (builder.nodes() as u64).saturating_sub(nodes).saturating_sub(1);
        nodes = builder.nodes() as u64;
        reader.budget.charge_entries(implied).map_err(here)?;
        let more = builder.copied_bytes().saturating_sub(copied);
        copied = builder.copied_bytes();
        reader.budget.charge_names(more).map_err(here)?;
    }
    let ReadLayer { diff_id, compression, compressed_bytes, uncompressed_bytes, warnings, .. } =
        reader.finish()?;
    let changeset = builder.finish();
    Ok(ReadLayer {
        changeset,
        diff_id,
        compression,
        compressed_bytes,
        uncompressed_bytes,
        warnings,
    })
}

impl<R: Read> LayerReader<R> {
    /// Starts to read, and finds the compression.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when the stream can't be read, is encrypted or compressed otherwise, or when this build does
    /// not compute an expected digest's algorithm.
    pub fn new(reader: R, options: &LayerOptions) -> Result<Self, ArchiveError> {
        Self::within(reader, options, Budget::new(options.limits))
    }

    fn within(reader: R, options: &LayerOptions, budget: Budget) -> Result<Self, ArchiveError> {
        let fail = |kind| Err(ArchiveError::new(kind));
        if options.media_type.as_ref().is_some_and(MediaType::is_encrypted) {
            return fail(ArchiveErrorKind::Encrypted);
        }
        let algorithm = match &options.diff_id {
            None => Some(Algorithm::Sha256),
            Some(diff_id) => diff_id.as_digest().algorithm(),
        };
        let digester =
            algorithm.and_then(|algorithm| Some((algorithm, Digester::new(algorithm).ok()?)));
        if let (None, Some(diff_id)) = (&digester, &options.diff_id) {
            let digest = Box::new(diff_id.as_digest().clone());
            return fail(ArchiveErrorKind::UnsupportedAlgorithm(digest));
        }
        let checks = Checks { blob: options.blob.clone(), digester, threads: options.threads };
        let output = Output::new(reader, checks, budget.clone())?;
        let stated = options.media_type.as_ref().and_then(MediaType::compression);
        let conflict = stated.is_some_and(|stated| stated != output.compression());
        let mut tar = TarReader::new(output, budget.clone());
        if conflict {
            tar.warn(ArchiveWarningKind::CompressionConflict, 0);
        }
        Ok(Self { tar, budget, diff_id: options.diff_id.clone() })
    }

    /// Returns the next entry, and skips the content of the one before.
    ///
    /// # Errors
    ///
    /// As [`read_layer`]; nothing can be read after an error.
    pub fn next_entry(&mut self) -> Result<Option<Entry>, ArchiveError> {
        let Some(member) = self.tar.next()? else { return Ok(None) };
        let charged = self.budget.charge_entries(1);
        let charged = charged.and_then(|()| self.budget.charge_names(name_bytes(&member.entry)));
        match charged {
            Ok(()) => Ok(Some(member.entry)),
            Err(kind) => Err(ArchiveError::uncompressed(kind, self.offset())),
        }
    }

    /// Returns a reader of the last entry's content: as stored, a sparse file's without its holes.
    pub fn content(&mut self) -> impl Read {
        self.tar.content()
    }

    /// Returns how many uncompressed bytes were read: after an entry's header, where its content begins.
    pub fn offset(&self) -> u64 {
        self.tar.output().position()
    }

    /// Returns the compression, by the first bytes.
    pub fn compression(&self) -> Compression {
        self.tar.output().compression()
    }

    /// Returns what is odd about the archive so far, each kind once.
    pub fn warnings(&self) -> &[ArchiveWarning] {
        self.tar.warnings()
    }

    /// Reads the rest, to the last byte of the stream, and verifies it.
    ///
    /// # Errors
    ///
    /// As [`read_layer`].
    pub fn finish(self) -> Result<ReadLayer<()>, ArchiveError> {
        let (output, warnings) = self.tar.finish()?;
        let compression = output.compression();
        let totals = output.finish()?;
        let stopped = || ArchiveError::read(&panicked(), totals.stream_bytes);
        let diff_id = DiffId::new(totals.digest.ok_or_else(stopped)?);
        if let Some(expected) = self.diff_id.filter(|expected| *expected != diff_id) {
            return Err(ArchiveError::new(ArchiveErrorKind::DiffId { expected, found: diff_id }));
        }
        Ok(ReadLayer {
            changeset: (),
            diff_id,
            compression,
            compressed_bytes: totals.stream_bytes,
            uncompressed_bytes: totals.uncompressed_bytes,
            warnings,
        })
    }
}

/// The bytes of an entry's path and target; its attributes were charged when they were read.
pub(super) fn name_bytes(entry: &Entry) -> u64 {
    let target = match entry.kind() {
        EntryKind::Symlink { target } | EntryKind::HardLink { target } => target.len(),
        _ => 0,
    };
    entry.path().len().saturating_add(target) as u64
}
