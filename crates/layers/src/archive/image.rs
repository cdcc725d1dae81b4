//! [`ImageArchive`]: `docker save` and OCI archives read as streams.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use std::io::Read;

use super::error::{ArchiveError, ArchiveErrorKind};
use super::header::{self, BLOCK, Block};
use super::layer::{Layer, LayerOptions, read_layer};
use super::limits::ArchiveLimits;
use super::output::{Output, sniff};
use super::tar::{ArchiveWarning, TarReader};
use crate::tree::EntryKind;
use imageref::config::ImageConfig;
use imageref::digest::{Digest, Digester, VerifyError};
use imageref::error::DocumentError;
use imageref::manifest::{DockerSave, ImageIndex, Manifest};
use imageref::media_type::Compression;

/// An image archive: `docker save` in its old and new form, or an OCI layout in a tar file, plain or compressed.
///
/// It is read in one pass, whatever the order of its files: JSON documents are kept as bytes, layers as what they
/// change. A blob of an OCI layout is held to the digest that names it.
///
/// ```no_run
/// use imageref_layers::archive::{ImageArchive, ArchiveLimits};
/// use imageref_layers::tree::Tree;
///
/// let archive = ImageArchive::read(std::io::stdin(), ArchiveLimits::default())?;
/// for image in archive.images()? {
///     let tree = Tree::from_layers(archive.layers_of(&image)?.iter().map(|layer| &layer.delta))?;
///     println!("{:?}: {} bytes", image.names, tree.size());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
/// **Source** OCI image specification 1.1, image-layout.md; moby's image/tarexport.
#[derive(Debug)]
pub struct ImageArchive {
    documents: BTreeMap<String, Vec<u8>>,
    layers: BTreeMap<String, Result<Layer, ArchiveError>>,
    links: BTreeMap<String, String>,
    warnings: Vec<ArchiveWarning>,
}

/// An image of an archive: paths of its config and its layers, the base first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArchivedImage {
    /// Its names as the archive has them: `docker save`'s repository tags, or an OCI layout's reference names.
    pub names: Vec<String>,
    /// The config's path in the archive.
    pub config: String,
    /// The layers' paths in the archive.
    pub layers: Vec<String>,
}

impl ImageArchive {
    /// Reads an archive to its last byte.
    ///
    /// The limits hold for all layers together.
    ///
    /// **Errors** [`ArchiveError`] when the archive is damaged, ends early, passes a limit, or has a blob that is not
    /// what its name says. A layer that can't be read is an error only for an image that has it.
    pub fn read(reader: impl Read, limits: ArchiveLimits) -> Result<Self, ArchiveError> {
        let output = Output::new(reader, None, Digester::sha256(), limits.output_bytes)?;
        let mut tar = TarReader::new(output, limits);
        let mut archive = Self {
            documents: BTreeMap::new(),
            layers: BTreeMap::new(),
            links: BTreeMap::new(),
            warnings: Vec::new(),
        };
        let mut left = limits;
        while let Some(member) = tar.next()? {
            left.entries = left.entries.checked_sub(1).ok_or_else(|| {
                let kind = ArchiveErrorKind::EntryLimit { limit: limits.entries };
                ArchiveError::uncompressed(kind, tar.output().position())
            })?;
            let path = archive_path(member.entry.path());
            match member.entry.kind() {
                EntryKind::Symlink { target } => {
                    let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
                    let target = format!("{directory}/{}", String::from_utf8_lossy(target));
                    archive.links.insert(path, archive_path(target.as_bytes()));
                }
                EntryKind::HardLink { target } => {
                    archive.links.insert(path, archive_path(target));
                }
                EntryKind::File { size } => {
                    let size = *size;
                    archive.read_file(path, size, &mut tar, &mut left)?;
                }
                _ => {}
            }
        }
        let (output, warnings) = tar.finish()?;
        output.finish()?;
        archive.warnings = warnings;
        Ok(archive)
    }

    fn read_file<R: Read>(
        &mut self,
        path: String,
        size: u64,
        tar: &mut TarReader<R>,
        left: &mut ArchiveLimits,
    ) -> Result<(), ArchiveError> {
        let at = tar.output().position();
        let mut first: Block = [0; BLOCK];
        let read = fill(&mut tar.content(), &mut first, at)?;
        let first = &first[..read];
        let named = blob_name(&path);
        if matches!(first.first(), Some(b'{' | b'[')) {
            let limit = left.document_bytes;
            left.document_bytes = limit.checked_sub(size).ok_or_else(|| {
                ArchiveError::uncompressed(ArchiveErrorKind::DocumentLimit { limit }, at)
            })?;
            let mut bytes = first.to_vec();
            tar.content()
                .read_to_end(&mut bytes)
                .map_err(|error| ArchiveError::read(&error, at))?;
            if let Some(digest) = named {
                let verified = digest.verify(&bytes);
                let refuse = |error| ArchiveError::uncompressed(ArchiveErrorKind::Blob(error), at);
                verified.map_err(refuse)?;
            }
            self.documents.insert(path, bytes);
        } else if is_layer(first) {
            let mut options = LayerOptions::new().with_limits(*left);
            if let Some(digest) = named {
                options = options.verify_blob(digest, size);
            }
            let layer = read_layer(first.chain(tar.content()), &options);
            match &layer {
                Ok(layer) => {
                    left.entries = left.entries.saturating_sub(layer.nodes);
                    left.name_bytes = left.name_bytes.saturating_sub(layer.name_bytes);
                    left.output_bytes = left.output_bytes.saturating_sub(layer.uncompressed_bytes);
                }
                Err(error) if fatal(error.kind()) => return Err(error.clone()),
                Err(_) => {}
            }
            self.layers.insert(path, layer);
        }
        Ok(())
    }

    /// The documents' paths and bytes.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.documents.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// A document's bytes; links inside the archive are followed.
    pub fn document(&self, path: &str) -> Option<&[u8]> {
        self.documents.get(self.resolve(path)).map(Vec::as_slice)
    }

    /// A layer; links inside the archive are followed.
    ///
    /// **Errors** [`ArchiveError`] when the archive does not have it, or has it damaged.
    pub fn layer(&self, path: &str) -> Result<&Layer, ArchiveError> {
        match self.layers.get(self.resolve(path)) {
            Some(layer) => layer.as_ref().map_err(Clone::clone),
            None => Err(missing(path)),
        }
    }

    /// What is odd about the archive itself, each kind once.
    pub fn warnings(&self) -> &[ArchiveWarning] {
        &self.warnings
    }

    /// The images: by `manifest.json` where there is one, otherwise by `index.json`.
    ///
    /// **Errors** [`ArchiveError`] when neither is there or can be read, or a manifest is missing.
    pub fn images(&self) -> Result<Vec<ArchivedImage>, ArchiveError> {
        match self.document("manifest.json") {
            Some(bytes) => docker_images(bytes),
            None => self.oci_images(),
        }
    }

    /// An image's layers, the base first, held to the diff IDs of its config.
    ///
    /// **Errors** [`ArchiveError`] when one is missing, damaged, or another than the config says.
    pub fn layers_of(&self, image: &ArchivedImage) -> Result<Vec<&Layer>, ArchiveError> {
        let config = self.document(&image.config).ok_or_else(|| missing(&image.config))?;
        let config = ImageConfig::from_slice(config);
        let config = config.map_err(|error| unreadable(&image.config, error))?;
        let (diff_ids, layers) = (config.diff_ids().len(), image.layers.len());
        if diff_ids != layers {
            let kind = ArchiveErrorKind::LayerCount { diff_ids, layers };
            return Err(ArchiveError::stream(kind, 0));
        }
        let mut layers = Vec::with_capacity(image.layers.len());
        for (path, expected) in image.layers.iter().zip(config.diff_ids()) {
            let layer = self.layer(path)?;
            if layer.diff_id != *expected {
                let (expected, found) = (expected.clone(), layer.diff_id.clone());
                let kind = ArchiveErrorKind::DiffId { expected, found };
                return Err(ArchiveError::uncompressed(kind, layer.uncompressed_bytes));
            }
            layers.push(layer);
        }
        Ok(layers)
    }

    fn oci_images(&self) -> Result<Vec<ArchivedImage>, ArchiveError> {
        let path = "index.json";
        let index = self.document(path).ok_or_else(|| missing(path))?;
        let index = ImageIndex::from_slice(index).map_err(|error| unreadable(path, error))?;
        let mut images = Vec::new();
        let mut pending = vec![(Manifest::Index(index), Vec::new())];
        let mut steps = 0;
        while let Some((manifest, names)) = pending.pop() {
            // Indexes may be nested, and a hostile one often.
            steps += 1;
            if steps > MAX_MANIFESTS {
                return Err(ArchiveError::stream(ArchiveErrorKind::TooManyManifests, 0));
            }
            match manifest {
                Manifest::Index(index) => {
                    for descriptor in index.manifests().iter().rev() {
                        let mut names: Vec<String> = names.clone();
                        let name = descriptor.annotations().ref_name();
                        names.extend(name.map(ToString::to_string));
                        let path = blob_path(descriptor.digest());
                        let bytes = self.document(&path).ok_or_else(|| missing(&path))?;
                        let manifest = Manifest::from_slice(bytes);
                        pending.push((manifest.map_err(|error| unreadable(&path, error))?, names));
                    }
                }
                Manifest::Image(image) if image.is_image() => images.push(ArchivedImage {
                    names,
                    config: blob_path(image.config().digest()),
                    layers: image.layers().iter().map(|layer| blob_path(layer.digest())).collect(),
                }),
                _ => {}
            }
        }
        Ok(images)
    }

    fn resolve<'a>(&'a self, path: &'a str) -> &'a str {
        let mut path = path;
        for _ in 0..MAX_LINKS {
            match self.links.get(path) {
                Some(target) => path = target,
                None => break,
            }
        }
        path
    }
}

/// How many links a file may stand behind.
const MAX_LINKS: usize = 8;
/// How many manifests and indexes a layout may have.
const MAX_MANIFESTS: usize = 10_000;

fn docker_images(manifest: &[u8]) -> Result<Vec<ArchivedImage>, ArchiveError> {
    let path = "manifest.json";
    let saved = DockerSave::from_slice(manifest).map_err(|error| unreadable(path, error))?;
    let images = saved.images().iter().map(|image| ArchivedImage {
        names: image.repo_tags().map(ToString::to_string).collect(),
        config: archive_path(image.config().as_bytes()),
        layers: image.layers().map(|path| archive_path(path.as_bytes())).collect(),
    });
    Ok(images.collect())
}

fn unreadable(path: &str, error: DocumentError) -> ArchiveError {
    ArchiveError::stream(ArchiveErrorKind::Document { path: path.into(), error }, 0)
}

fn missing(path: &str) -> ArchiveError {
    ArchiveError::stream(ArchiveErrorKind::Missing(path.into()), 0)
}

/// Where a layout has the blob of a digest.
fn blob_path(digest: &Digest) -> String {
    format!("blobs/{}/{}", digest.algorithm_name(), digest.encoded())
}

/// The digest that a layout's path names a blob by, where this build can compute it.
fn blob_name(path: &str) -> Option<Digest> {
    let (algorithm, encoded) = path.strip_prefix("blobs/")?.split_once('/')?;
    let digest: Digest = format!("{algorithm}:{encoded}").parse().ok()?;
    digest.is_computable().then_some(digest)
}

/// A file's path in the archive, without `.`, `..` and leading `/`.
fn archive_path(written: &[u8]) -> String {
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

/// Whether a file's first bytes are those of a layer: compressed, or a tar header, or the end of an empty archive.
fn is_layer(first: &[u8]) -> bool {
    match sniff(first) {
        Compression::Gzip | Compression::Zstd => true,
        Compression::None => Block::try_from(first)
            .is_ok_and(|block| block == [0; BLOCK] || header::check(&block).is_ok()),
        _ => false,
    }
}

/// Whether to go on would cost more than was allowed, or trust what was refused.
fn fatal(kind: &ArchiveErrorKind) -> bool {
    use ArchiveErrorKind as K;
    matches!(
        kind,
        K::OutputLimit { .. }
            | K::EntryLimit { .. }
            | K::NameLimit { .. }
            | K::Blob(VerifyError::Mismatch { .. })
            | K::Read { .. }
    )
}

fn fill(reader: &mut impl Read, out: &mut [u8], at: u64) -> Result<usize, ArchiveError> {
    let mut filled = 0;
    while filled < out.len() {
        match reader.read(&mut out[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) => return Err(ArchiveError::read(&error, at)),
        }
    }
    Ok(filled)
}
