//! [`Files`]: the files of an image archive, found by the digests that were computed while they were read.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use std::io::{self, Read};

use super::budget::Budget;
use super::error::{ArchiveError, ArchiveErrorKind};
use super::header::{self, BLOCK, Block};
use super::layer::{LayerOptions, ReadLayer, name_bytes, read_within};
use super::output::sniff;
use super::progress::Meter;
use super::tar::TarReader;
use super::warning::{ArchiveWarning, ArchiveWarningKind};
use crate::tree::{EntryKind, LayerBuilder};
use imageref::digest::{Digest, Digester};
use imageref::media_type::Compression;

/// The largest document that is kept: larger ones can't be read anyway.
const MAX_DOCUMENT: usize = 4 << 20;
/// The bytes of a document that are read before they are charged to the budget.
const DOCUMENT_CHUNK: u64 = 16 << 10;
/// How many links of `docker save` lead to one layer.
const MAX_LINKS: usize = 8;

/// The regular files and the links of an image archive.
///
/// Invariant: `by_digest` maps a digest only to a file whose bytes were hashed to it.
#[derive(Debug, Default)]
pub(super) struct Files {
    contents: Vec<Arc<File>>,
    by_digest: BTreeMap<Digest, Arc<File>>,
    by_path: BTreeMap<Arc<str>, Arc<File>>,
    links: BTreeMap<Arc<str>, Box<str>>,
    /// Paths with two different contents, or with a file and a link.
    conflicts: BTreeSet<Arc<str>>,
    /// Files below `blobs` that have another digest than the one in their path.
    misnamed: BTreeMap<Digest, Arc<File>>,
}

#[derive(Debug)]
pub(super) struct File {
    pub(super) path: Arc<str>,
    pub(super) size: u64,
    pub(super) content: Content,
    digest: Digest,
}

/// What is kept of a file.
#[derive(Debug)]
pub(super) enum Content {
    Document(Arc<[u8]>),
    Layer(Box<ReadLayer>),
    /// It starts as a layer does, but can't be read.
    Damaged(ArchiveError),
    Other,
}

impl Files {
    /// Reads a tar archive to its last entry.
    pub(super) fn read<R: Read>(
        tar: &mut TarReader<R>,
        budget: &Budget,
        warnings: &mut Vec<ArchiveWarning>,
        meter: &mut Meter<'_>,
    ) -> Result<Self, ArchiveError> {
        let mut files = Self::default();
        let layers = budget.with_own_output();
        while let Some(member) = tar.next()? {
            let at = tar.output().position();
            let here = |kind| ArchiveError::uncompressed(kind, at);
            let entry = &member.entry;
            budget.charge_entries(1).map_err(here)?;
            budget.charge_names(name_bytes(entry)).map_err(here)?;
            let path: Arc<str> = archive_path(entry.path()).into();
            let again = files.has(&path);
            let before = files.by_path.get(&path).cloned();
            match entry.kind() {
                EntryKind::File { .. } => {
                    meter.begin(&path);
                    let file = files.read_file(&path, tar, budget, &layers, warnings, meter)?;
                    files.by_path.insert(path.clone(), file);
                }
                EntryKind::Symlink { target } => {
                    let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
                    let target = format!("{directory}/{}", String::from_utf8_lossy(target));
                    let target = archive_path(target.as_bytes()).into();
                    files.links.insert(path.clone(), target);
                }
                EntryKind::HardLink { target } => {
                    files.links.insert(path.clone(), archive_path(target).into());
                }
                _ => continue,
            }
            if again {
                let kind = ArchiveWarningKind::DuplicateFile;
                warnings.push(ArchiveWarning::of_file(kind, path.clone()));
                let now = files.by_path.get(&path);
                let same = before.zip(now).is_some_and(|(before, now)| Arc::ptr_eq(&before, now));
                if !same || files.links.contains_key(&path) {
                    files.conflicts.insert(path);
                }
            }
        }
        Ok(files)
    }

    /// Reads a file: hashes all of it, and keeps what may be needed of it.
    fn read_file<R: Read>(
        &mut self,
        path: &Arc<str>,
        tar: &mut TarReader<R>,
        budget: &Budget,
        layers: &Budget,
        warnings: &mut Vec<ArchiveWarning>,
        meter: &mut Meter<'_>,
    ) -> Result<Arc<File>, ArchiveError> {
        let at = tar.output().position();
        let read_error = |error: io::Error| ArchiveError::read(&error, at).in_file(path);
        // Only the path says that another algorithm than sha256 will be asked for.
        let named = blob_digest(path);
        let other = named.as_ref().and_then(Digest::algorithm).filter(|a| a.as_str() != "sha256");
        let other = other.and_then(|algorithm| Digester::new(algorithm).ok());
        let mut hashed =
            Hashed { reader: tar.content(), sha256: Digester::sha256(), other, bytes: 0, meter };
        let mut first = Vec::with_capacity(BLOCK);
        hashed.by_ref().take(BLOCK as u64).read_to_end(&mut first).map_err(read_error)?;
        let content = if is_layer(&first) {
            let options = LayerOptions::new();
            let reader = first.chain(&mut hashed);
            match read_within(reader, &options, LayerBuilder::new(), layers.clone()) {
                Ok(layer) => Content::Layer(Box::new(layer)),
                Err(error) if is_fatal(error.kind()) => return Err(error.in_file(path)),
                Err(error) => Content::Damaged(error.in_file(path)),
            }
        } else if is_document(&first) {
            read_document(first, &mut hashed, budget).map_err(|error| error.in_file(path))?
        } else {
            Content::Other
        };
        io::copy(&mut hashed, &mut io::sink()).map_err(read_error)?;
        let size = hashed.bytes;
        let (digest, other) = hashed.finish();
        let found = other.as_ref().unwrap_or(&digest).clone();
        let file = self.add(File { path: path.clone(), size, content, digest }, budget);
        if let Some(other) = other {
            self.by_digest.entry(other).or_insert_with(|| file.clone());
        }
        if let Some(named) = named.filter(|named| named.is_computable() && *named != found) {
            let kind = ArchiveWarningKind::WrongBlobName;
            warnings.push(ArchiveWarning::of_file(kind, path.clone()));
            self.misnamed.insert(named, file.clone());
        }
        Ok(file)
    }

    /// Adds a file, unless there is one with the same bytes. Returns the one that is kept.
    fn add(&mut self, file: File, budget: &Budget) -> Arc<File> {
        if let Some(kept) = self.by_digest.get(&file.digest) {
            if let Content::Document(bytes) = &file.content {
                budget.refund_documents(bytes.len() as u64);
            }
            return kept.clone();
        }
        let file = Arc::new(file);
        self.by_digest.insert(file.digest.clone(), file.clone());
        self.contents.push(file.clone());
        file
    }

    /// The files in their order in the archive, each content once.
    pub(super) fn iter(&self) -> impl Iterator<Item = &File> {
        self.contents.iter().map(AsRef::as_ref)
    }

    /// Returns `true` if there is a file or a link at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.by_path.contains_key(path) || self.links.contains_key(path)
    }

    /// The file whose bytes have a digest, and a size where one is stated.
    pub(super) fn blob(&self, digest: &Digest, size: Option<u64>) -> Result<&File, ArchiveError> {
        if !digest.is_computable() {
            let digest = Box::new(digest.clone());
            return Err(ArchiveError::new(ArchiveErrorKind::UnsupportedAlgorithm(digest)));
        }
        let Some(file) = self.by_digest.get(digest) else { return Err(self.missing(digest)) };
        match size {
            Some(expected) if expected != file.size => {
                let kind = ArchiveErrorKind::BlobSize { expected, found: file.size };
                Err(ArchiveError::new(kind).in_file(&file.path))
            }
            _ => Ok(file),
        }
    }

    #[cold]
    fn missing(&self, digest: &Digest) -> ArchiveError {
        let expected = Box::new(digest.clone());
        match self.misnamed.get(digest) {
            Some(file) => {
                let found = Box::new(file.digest.clone());
                let kind = ArchiveErrorKind::BlobDigest { expected, found };
                ArchiveError::new(kind).in_file(&blob_path(digest).into())
            }
            None => ArchiveError::new(ArchiveErrorKind::MissingBlob(expected)),
        }
    }

    /// The file at a path. Nothing verifies its bytes, so a path with two contents is an error, and so is a link.
    pub(super) fn at(&self, path: &str) -> Result<&File, ArchiveError> {
        let fail = |kind| Err(ArchiveError::new(kind).in_file(&path.into()));
        match self.by_path.get(path) {
            _ if self.conflicts.contains(path) => fail(ArchiveErrorKind::DuplicateFile),
            Some(file) => Ok(file),
            None if self.links.contains_key(path) => fail(ArchiveErrorKind::UnexpectedLink),
            None => fail(ArchiveErrorKind::MissingFile),
        }
    }

    /// The layer at a path, through the links that `docker save` writes; its diff ID verifies it.
    pub(super) fn layer_at(&self, path: &str) -> Result<&File, ArchiveError> {
        let mut at = path;
        for _ in 0..=MAX_LINKS {
            match (self.by_path.get(at), self.links.get(at)) {
                (Some(file), _) => return Ok(file),
                (None, Some(target)) => at = target,
                (None, None) => break,
            }
        }
        Err(ArchiveError::new(ArchiveErrorKind::MissingFile).in_file(&path.into()))
    }
}

impl File {
    /// The bytes of a document.
    pub(super) fn document(&self) -> Result<&Arc<[u8]>, ArchiveError> {
        match &self.content {
            Content::Document(bytes) => Ok(bytes),
            _ => Err(ArchiveError::new(ArchiveErrorKind::NotADocument).in_file(&self.path)),
        }
    }

    /// The layer.
    pub(super) fn layer(&self) -> Result<&ReadLayer, ArchiveError> {
        match &self.content {
            Content::Layer(layer) => Ok(layer),
            Content::Damaged(error) => Err(error.clone()),
            _ => Err(ArchiveError::new(ArchiveErrorKind::NotALayer).in_file(&self.path)),
        }
    }
}

/// A reader whose bytes are hashed as they are read.
struct Hashed<'m, 'p, R> {
    reader: R,
    sha256: Digester,
    other: Option<Digester>,
    bytes: u64,
    meter: &'m mut Meter<'p>,
}

impl<R> Hashed<'_, '_, R> {
    fn finish(self) -> (Digest, Option<Digest>) {
        (self.sha256.finish(), self.other.map(Digester::finish))
    }
}

impl<R: Read> Read for Hashed<'_, '_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(out)?;
        let bytes = out.get(..count).ok_or(io::ErrorKind::InvalidData)?;
        self.sha256.update(bytes);
        if let Some(other) = &mut self.other {
            other.update(bytes);
        }
        self.bytes = self.bytes.saturating_add(count as u64);
        self.meter.update();
        Ok(count)
    }
}

/// Reads a document; one that is too large is not kept.
fn read_document(
    first: Vec<u8>,
    reader: &mut impl Read,
    budget: &Budget,
) -> Result<Content, ArchiveError> {
    let charge = |bytes: usize| budget.charge_documents(bytes as u64).map_err(ArchiveError::new);
    charge(first.len())?;
    let mut bytes = first;
    loop {
        let before = bytes.len();
        let more = reader.take(DOCUMENT_CHUNK).read_to_end(&mut bytes);
        if more.map_err(|error| ArchiveError::read(&error, 0))? == 0 {
            return Ok(Content::Document(bytes.into()));
        }
        charge(bytes.len().saturating_sub(before))?;
        if bytes.len() > MAX_DOCUMENT {
            budget.refund_documents(bytes.len() as u64);
            return Ok(Content::Other);
        }
    }
}

/// Returns `true` if a file's first bytes are those of a layer: compressed, a tar header, or the end of an empty archive.
fn is_layer(first: &[u8]) -> bool {
    match sniff(first) {
        Compression::Gzip | Compression::Zstd => true,
        Compression::None => Block::try_from(first)
            .is_ok_and(|block| block == [0; BLOCK] || header::check(&block).is_ok()),
        _ => false,
    }
}

/// Returns `true` if a file's first bytes may be those of a JSON object or array.
fn is_document(first: &[u8]) -> bool {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    match first.iter().find(|byte| !blank(byte)) {
        Some(byte) => matches!(byte, b'{' | b'['),
        None => !first.is_empty(),
    }
}

/// Returns `true` if the whole archive is given up for an error of one layer: going on would exceed a limit.
fn is_fatal(kind: &ArchiveErrorKind) -> bool {
    use ArchiveErrorKind as K;
    matches!(
        kind,
        K::OutputLimit { .. } | K::EntryLimit { .. } | K::NameLimit { .. } | K::Read { .. }
    )
}

/// The digest in a path below `blobs`, as an OCI layout names a blob.
pub(super) fn blob_digest(path: &str) -> Option<Digest> {
    let (algorithm, encoded) = path.strip_prefix("blobs/")?.split_once('/')?;
    format!("{algorithm}:{encoded}").parse().ok()
}

/// The path of a blob in an OCI layout.
fn blob_path(digest: &Digest) -> String {
    format!("blobs/{}/{}", digest.algorithm_name(), digest.encoded())
}

/// A file's path in the archive, without `.`, `..` and a leading `/`.
pub(super) fn archive_path(written: &[u8]) -> String {
    let written = String::from_utf8_lossy(written);
    let mut names: Vec<&str> = Vec::new();
    for name in written.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            _ => names.push(name),
        }
    }
    names.join("/")
}
