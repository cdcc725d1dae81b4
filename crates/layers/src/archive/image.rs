//! [`ImageArchive`]: image archives of `docker save` and OCI layouts, read as streams.

use alloc::vec::Vec;
use core::cell::Cell;
use std::io::Read;

use super::budget::Budget;
use super::error::{ArchiveError, ArchiveErrorKind};
use super::files::{Files, blob_digest};
use super::layer::ReadLayer;
use super::limits::ArchiveLimits;
use super::list::{self, ArchivedImage, unreadable};
use super::output::{Checks, Output};
use super::progress::{Counted, Meter};
use super::tar::TarReader;
use super::warning::ArchiveWarning;
use imageref::Progress;
use imageref::config::ImageConfig;
use imageref::digest::Digest;

/// An image archive: `docker save` in its old and new form, or an OCI layout in a tar file, plain or compressed.
///
/// It is read in one pass, whatever the order of its files: JSON documents are kept as bytes, layers as their changes.
/// Every file is hashed as it is read, and blobs are found by the digests that were computed, never by their paths: no
/// link, second file or other spelling of a path replaces a blob.
///
/// ```no_run
/// use imageref_layers::Tree;
/// use imageref_layers::archive::{ArchiveLimits, ImageArchive};
///
/// let archive = ImageArchive::read(std::io::stdin(), ArchiveLimits::default())?;
/// for image in archive.images()? {
///     let tree = Tree::from_layers(archive.layers_of(image)?.iter().map(|layer| &layer.changeset))?;
///     println!("{:?}: {} bytes", image.names(), tree.size());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
/// The layers of old `docker save` archives have no digests: links between them are followed, and layers are verified
/// against the diff IDs of the config, the config against the image ID in its path. Where that has none, a
/// [warning](Self::warnings) says so.
///
/// Source: OCI image specification 1.1, image-layout.md; moby's image/tarexport.
#[derive(Debug)]
pub struct ImageArchive {
    files: Files,
    images: Result<Vec<ArchivedImage>, ArchiveError>,
    warnings: Vec<ArchiveWarning>,
}

impl ImageArchive {
    /// Reads an archive to its last byte.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when the archive is damaged, ends early or exceeds a limit. A damaged layer or document is an
    /// error only for an image that needs it.
    pub fn read(reader: impl Read, limits: ArchiveLimits) -> Result<Self, ArchiveError> {
        Self::read_with_progress(reader, limits, None, |_| ())
    }

    /// Reads an archive as [`read`](Self::read) does, and reports the bytes of the stream that were read.
    ///
    /// `total` is the stream's length where the caller knows it, such as that of a file. `item` is the path in the
    /// archive of the file that is being read. Reading is ahead of it by a buffer at most.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use imageref_layers::archive::{ArchiveLimits, ImageArchive};
    ///
    /// let file = std::fs::File::open("image.tar")?;
    /// let total = file.metadata()?.len();
    /// let archive =
    ///     ImageArchive::read_with_progress(file, ArchiveLimits::default(), Some(total), |progress| {
    ///         eprintln!("{} of {total} bytes: {}", progress.done, progress.item);
    ///     })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read_with_progress(
        reader: impl Read,
        limits: ArchiveLimits,
        total: Option<u64>,
        mut progress: impl FnMut(Progress<&str>),
    ) -> Result<Self, ArchiveError> {
        let bytes = Cell::new(0);
        let reader = Counted::new(reader, &bytes);
        let mut meter = Meter::new(&bytes, total, &mut progress);
        let budget = Budget::new(limits);
        let output = Output::new(reader, Checks::default(), budget.clone())?;
        let mut tar = TarReader::new(output, budget.clone());
        let mut warnings = Vec::new();
        let files = Files::read(&mut tar, &budget, &mut warnings, &mut meter)?;
        let (output, tar_warnings) = tar.finish()?;
        output.finish()?;
        meter.finish();
        warnings.extend(tar_warnings);
        let images = list::images(&files, &budget, &mut warnings);
        Ok(Self { files, images, warnings })
    }

    /// Returns the images: those of `manifest.json` where there is one, otherwise those of `index.json` and of the
    /// indexes that it lists.
    ///
    /// Attestations and artifacts are not images. An image whose manifest, config or layers are not in the archive is
    /// left out with a [warning](Self::warnings), as archives of one platform list the others too.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when there is neither `manifest.json` nor `index.json`, when a manifest can't be read or is not
    /// what its descriptor states, or when no image is complete.
    pub fn images(&self) -> Result<&[ArchivedImage], ArchiveError> {
        self.images.as_deref().map_err(Clone::clone)
    }

    /// Returns the bytes of an image's config, which have the image's
    /// [`config_digest`](ArchivedImage::config_digest), where it has one.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when the archive does not contain it.
    pub fn config_of(&self, image: &ArchivedImage) -> Result<&[u8], ArchiveError> {
        Ok(image.parts.config.config(&self.files)?.document()?)
    }

    /// Returns an image's layers, the base first, verified against the diff IDs of its config.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when one is missing or damaged, or differs from the config.
    pub fn layers_of(&self, image: &ArchivedImage) -> Result<Vec<&ReadLayer>, ArchiveError> {
        let file = image.parts.config.config(&self.files)?;
        let config = ImageConfig::from_slice(file.document()?);
        let config = config.map_err(|error| unreadable(file, error))?;
        let (diff_ids, layers) = (config.diff_ids().len(), image.parts.layers.len());
        if diff_ids != layers {
            let kind = ArchiveErrorKind::LayerCount { diff_ids, layers };
            return Err(ArchiveError::new(kind).in_file(&file.path));
        }
        let mut layers = Vec::with_capacity(layers);
        for (blob, expected) in image.parts.layers.iter().zip(config.diff_ids()) {
            let file = blob.layer(&self.files)?;
            let layer = file.layer()?;
            if layer.diff_id != *expected {
                if layer.diff_id.as_digest().algorithm() != expected.as_digest().algorithm() {
                    let digest = alloc::boxed::Box::new(expected.as_digest().clone());
                    let kind = ArchiveErrorKind::UnsupportedAlgorithm(digest);
                    return Err(ArchiveError::new(kind).in_file(&file.path));
                }
                let (expected, found) = (expected.clone(), layer.diff_id.clone());
                let kind = ArchiveErrorKind::DiffId { expected, found };
                return Err(ArchiveError::new(kind).in_file(&file.path));
            }
            layers.push(layer);
        }
        Ok(layers)
    }

    /// Returns the document whose bytes have a digest.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when no file of the archive has the digest, or when the file is not a document.
    pub fn blob(&self, digest: &Digest) -> Result<&[u8], ArchiveError> {
        Ok(self.files.blob(digest, None)?.document()?)
    }

    /// Returns the layer whose blob has a digest.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when no file of the archive has the digest, or when the file is not a layer or is damaged.
    pub fn layer(&self, digest: &Digest) -> Result<&ReadLayer, ArchiveError> {
        self.files.blob(digest, None)?.layer()
    }

    /// Returns the document at a path, such as `index.json`. A path that states a digest is found by that digest;
    /// nothing verifies the bytes at any other.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when the path is missing, a link or not a document, or has two different contents.
    pub fn document(&self, path: &str) -> Result<&[u8], ArchiveError> {
        let file = match blob_digest(path) {
            Some(digest) => self.files.blob(&digest, None)?,
            None => self.files.at(path)?,
        };
        Ok(file.document()?)
    }

    /// Returns what is odd about the archive: of its tar stream each kind once, of its files and images each.
    pub fn warnings(&self) -> &[ArchiveWarning] {
        &self.warnings
    }
}
