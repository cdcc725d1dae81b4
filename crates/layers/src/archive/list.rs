//! [`ArchivedImage`]: the images that an archive's documents list.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use core::mem::size_of;

use super::budget::Budget;
use super::error::{ArchiveError, ArchiveErrorKind};
use super::files::{File, Files, archive_path, blob_digest};
use super::warning::{ArchiveWarning, ArchiveWarningKind};
use imageref::Platform;
use imageref::config::ImageConfig;
use imageref::digest::Digest;
use imageref::document::{Annotations, Document};
use imageref::error::DocumentError;
use imageref::manifest::{Descriptor, DockerSave, ImageIndex, ImageManifest, Manifest, SavedImage};
use imageref::media_type::MediaTypeKind;

/// How many manifests and indexes the indexes of an archive may list.
const MAX_MANIFESTS: usize = 10_000;
/// How deep indexes may be nested.
const MAX_DEPTH: usize = 16;

/// One image of an archive: its names, its platform, and where its manifest, config and layers are.
///
/// Copies share their content, and so do images that are listed more than once.
///
/// ```
/// use imageref_layers::archive::{ArchiveLimits, ArchivedImage, ImageArchive};
///
/// /// Prints what an archive holds.
/// fn list(archive: &ImageArchive) -> Result<(), Box<dyn std::error::Error>> {
///     for image in archive.images()? {
///         let image: &ArchivedImage = image;
///         println!("{:?} for {:?}: {} layers", image.names(), image.platform(), image.layer_count());
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct ArchivedImage {
    names: Arc<[Arc<str>]>,
    /// The index that lists the manifest, and the manifest's place in it.
    entry: Option<(Arc<ImageIndex>, usize)>,
    pub(super) parts: Arc<Parts>,
}

/// A config and layers, the base first.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) config: Blob,
    pub(super) layers: Box<[Blob]>,
    platform: Option<Arc<Platform>>,
}

/// How a file is found.
#[derive(Clone, Debug)]
pub(super) enum Blob {
    /// By its digest, with the size of its descriptor where there is one.
    Digest(Digest, Option<u64>),
    /// By its path, as `docker save` writes layers.
    Path(Arc<str>),
}

impl ArchivedImage {
    /// Returns the names that the archive has for the image, none for an image without a name: the tags of
    /// `manifest.json`, or the full name (`io.containerd.image.name`) or reference name of `index.json`.
    pub fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// Returns the descriptor of the image's manifest, as an index lists it; `None` in an archive of `docker save`
    /// without an index.
    pub fn manifest(&self) -> Option<&Descriptor> {
        self.entry.as_ref().and_then(|(index, at)| index.manifests().get(*at))
    }

    /// Returns the platform: the one that the index lists, or else the config's.
    pub fn platform(&self) -> Option<&Platform> {
        let listed = self.manifest().and_then(Descriptor::platform);
        listed.or(self.parts.platform.as_deref())
    }

    /// Returns the digest of the config, which is the image ID; `None` where the archive does not state it.
    pub fn config_digest(&self) -> Option<&Digest> {
        match &self.parts.config {
            Blob::Digest(digest, _) => Some(digest),
            Blob::Path(_) => None,
        }
    }

    /// Returns how many layers the image has.
    pub fn layer_count(&self) -> usize {
        self.parts.layers.len()
    }
}

/// Lists the images: those of `manifest.json` where there is one, otherwise those of `index.json`.
pub(super) fn images(
    files: &Files,
    budget: &Budget,
    warnings: &mut Vec<ArchiveWarning>,
) -> Result<Vec<ArchivedImage>, ArchiveError> {
    let mut lister =
        Lister { files, budget, warnings, manifests: BTreeMap::new(), platforms: BTreeMap::new() };
    match (files.has("manifest.json"), files.has("index.json")) {
        (true, with_index) => {
            let from_index = if with_index { Some(lister.index()) } else { None };
            lister.docker(from_index)
        }
        (false, true) => lister.index(),
        (false, false) => Err(unknown(files)),
    }
}

#[cold]
fn unknown(files: &Files) -> ArchiveError {
    let repositories = files.iter().filter(|file| *file.path == *"repositories");
    let others = files.iter().filter(|file| *file.path != *"repositories");
    let found = repositories.chain(others).take(8).map(|file| file.path.clone()).collect();
    ArchiveError::new(ArchiveErrorKind::NotAnImageArchive { found })
}

struct Lister<'a> {
    files: &'a Files,
    budget: &'a Budget,
    warnings: &'a mut Vec<ArchiveWarning>,
    /// Each manifest is read once, however often it is listed.
    manifests: BTreeMap<Digest, Listed>,
    /// Each config is read once; by the path that it was read from.
    platforms: BTreeMap<Arc<str>, Option<Arc<Platform>>>,
}

/// What a listed manifest is.
#[derive(Clone)]
enum Listed {
    Index(Arc<ImageIndex>),
    Image(Arc<Parts>),
    /// An attestation, an artifact, or something else that is not an image.
    Other,
    /// The manifest, its config or a layer is not in the archive.
    Absent(ArchiveWarningKind, ArchiveError),
}

/// An index on the way down, and its entries that are still to come.
struct Frame {
    index: Arc<ImageIndex>,
    next: usize,
    names: Arc<[Arc<str>]>,
}

impl Lister<'_> {
    /// The images of `index.json` and the indexes that it lists.
    fn index(&mut self) -> Result<Vec<ArchivedImage>, ArchiveError> {
        let file = self.files.at("index.json")?;
        let index = ImageIndex::from_slice(file.document()?);
        let index = index.map_err(|error| unreadable(file, error))?;
        self.charge(index.manifests().len(), size_of::<Descriptor>())?;
        let mut images = Vec::new();
        let mut absent = None;
        let mut steps = 0..MAX_MANIFESTS;
        let mut stack = vec![Frame { index: Arc::new(index), next: 0, names: Arc::new([]) }];
        while let Some(frame) = stack.last_mut() {
            let at = frame.next;
            let index = frame.index.clone();
            let Some(descriptor) = index.manifests().get(at) else {
                stack.pop();
                continue;
            };
            frame.next = at.saturating_add(1);
            steps.next().ok_or(ArchiveError::new(ArchiveErrorKind::TooManyManifests))?;
            if descriptor.is_attestation() {
                continue;
            }
            let inherited = frame.names.clone();
            match self.listed(descriptor)? {
                Listed::Other => {}
                Listed::Absent(kind, error) => {
                    let digest: Arc<str> = descriptor.digest().to_string().into();
                    self.warnings.push(ArchiveWarning::of_file(kind, digest));
                    absent.get_or_insert(error);
                }
                Listed::Index(inner) => {
                    if stack.len() == MAX_DEPTH {
                        return Err(ArchiveError::new(ArchiveErrorKind::TooManyManifests));
                    }
                    let names = self.names(descriptor.annotations(), inherited)?;
                    stack.push(Frame { index: inner, next: 0, names });
                }
                Listed::Image(parts) => {
                    let names = self.names(descriptor.annotations(), inherited)?;
                    self.charge(1, size_of::<ArchivedImage>())?;
                    images.push(ArchivedImage { names, entry: Some((index, at)), parts });
                }
            }
        }
        match absent {
            Some(error) if images.is_empty() => Err(error),
            _ => Ok(images),
        }
    }

    /// What a descriptor's manifest is; its size is compared each time.
    fn listed(&mut self, descriptor: &Descriptor) -> Result<Listed, ArchiveError> {
        let file = match self.files.blob(descriptor.digest(), Some(descriptor.size())) {
            Ok(file) => file,
            Err(error) if is_missing(&error) => {
                return Ok(Listed::Absent(ArchiveWarningKind::MissingManifest, error));
            }
            Err(error) => return Err(error),
        };
        if let Some(listed) = self.manifests.get(descriptor.digest()) {
            return Ok(listed.clone());
        }
        let listed = self.read_manifest(file, descriptor)?;
        self.charge(1, size_of::<(Digest, Listed)>())?;
        self.manifests.insert(descriptor.digest().clone(), listed.clone());
        Ok(listed)
    }

    fn read_manifest(
        &mut self,
        file: &File,
        descriptor: &Descriptor,
    ) -> Result<Listed, ArchiveError> {
        let known = matches!(
            descriptor.media_type().kind(),
            MediaTypeKind::Manifest | MediaTypeKind::Index
        );
        let bytes = match file.document() {
            Ok(bytes) => bytes.clone(),
            Err(error) if known => return Err(error),
            Err(_) => return Ok(Listed::Other),
        };
        let manifest =
            match Document::<Manifest>::from_bytes_with(bytes, &descriptor.read_options()) {
                Ok(document) => document,
                Err(error) if known => return Err(unreadable(file, error)),
                Err(_) => return Ok(Listed::Other),
            };
        match manifest.value() {
            Manifest::Index(index) => {
                self.charge(index.manifests().len(), size_of::<Descriptor>())?;
                Ok(Listed::Index(Arc::new(index.clone())))
            }
            Manifest::Image(image) if image.is_image() && !holds_statements(image) => {
                self.image(image)
            }
            _ => Ok(Listed::Other),
        }
    }

    /// An image whose config and layers are all in the archive.
    fn image(&mut self, manifest: &ImageManifest) -> Result<Listed, ArchiveError> {
        let blobs = core::iter::once(manifest.config()).chain(manifest.layers());
        for descriptor in blobs {
            match self.files.blob(descriptor.digest(), Some(descriptor.size())) {
                Err(error) if is_missing(&error) => {
                    return Ok(Listed::Absent(ArchiveWarningKind::IncompleteImage, error));
                }
                _ => {}
            }
        }
        let blob = |descriptor: &Descriptor| {
            Blob::Digest(descriptor.digest().clone(), Some(descriptor.size()))
        };
        self.charge(manifest.layers().len().saturating_add(1), size_of::<Blob>())?;
        let config = blob(manifest.config());
        let platform = self.platform(&config);
        let layers = manifest.layers().iter().map(blob).collect();
        Ok(Listed::Image(Arc::new(Parts { config, layers, platform })))
    }

    /// The platform of a config that can be read.
    fn platform(&mut self, config: &Blob) -> Option<Arc<Platform>> {
        let file = config.config(self.files).ok()?;
        if let Some(platform) = self.platforms.get(&file.path) {
            return platform.clone();
        }
        let config = file.document().ok().and_then(|bytes| ImageConfig::from_slice(bytes).ok());
        let platform = config.map(|config| Arc::new(config.platform()));
        self.platforms.insert(file.path.clone(), platform.clone());
        platform
    }

    /// The images of `manifest.json`, with the manifests of `index.json` where that lists them too.
    fn docker(
        &mut self,
        listed: Option<Result<Vec<ArchivedImage>, ArchiveError>>,
    ) -> Result<Vec<ArchivedImage>, ArchiveError> {
        let file = self.files.at("manifest.json")?;
        let saved = DockerSave::from_slice(file.document()?);
        let saved = saved.map_err(|error| unreadable(file, error))?;
        let mut entries = BTreeMap::new();
        let mut conflict = matches!(listed, Some(Err(_)));
        let has_index = matches!(listed, Some(Ok(_)));
        for image in listed.into_iter().flatten().flatten() {
            if let Some(digest) = image.config_digest().cloned() {
                entries.insert(digest, image);
            }
        }
        let mut images = Vec::new();
        for image in saved.images() {
            let image = self.saved_image(image, &entries)?;
            conflict |= has_index && image.entry.is_none();
            images.push(image);
        }
        if conflict {
            let kind = ArchiveWarningKind::IndexConflict;
            self.warnings.push(ArchiveWarning::of_file(kind, "index.json".into()));
        }
        Ok(images)
    }

    fn saved_image(
        &mut self,
        image: &SavedImage,
        entries: &BTreeMap<Digest, ArchivedImage>,
    ) -> Result<ArchivedImage, ArchiveError> {
        let config = if let Some(digest) = config_digest(image.config()) {
            Blob::Digest(digest, None)
        } else {
            let path: Arc<str> = archive_path(image.config().as_bytes()).into();
            let kind = ArchiveWarningKind::UnverifiedConfig;
            self.warnings.push(ArchiveWarning::of_file(kind, path.clone()));
            Blob::Path(path)
        };
        self.charge(1, size_of::<(ArchivedImage, Parts)>())?;
        let mut layers = Vec::new();
        for written in image.layers() {
            let path = archive_path(written.as_bytes());
            self.charge(1, size_of::<Blob>().saturating_add(path.len()))?;
            layers.push(match blob_digest(&path) {
                Some(digest) => Blob::Digest(digest, None),
                None => Blob::Path(path.into()),
            });
        }
        let mut names: Vec<Arc<str>> = Vec::new();
        for name in image.repo_tags() {
            self.charge(1, size_of::<Arc<str>>().saturating_add(name.len()))?;
            names.push(name.into());
        }
        let platform = self.platform(&config);
        let parts = Arc::new(Parts { config, layers: layers.into(), platform });
        let mut image = ArchivedImage { names: names.into(), entry: None, parts };
        // Docker 25.0 listed manifests without layers: those are not the image's.
        let listed = image.config_digest().and_then(|digest| entries.get(digest));
        if let Some(listed) = listed.filter(|listed| listed.layer_count() == image.layer_count()) {
            image.entry = listed.entry.clone();
            if image.names.is_empty() {
                image.names = listed.names.clone();
            }
        }
        Ok(image)
    }

    /// The names of an index and of the entry in it: those that are new are charged, the others shared.
    fn names(
        &mut self,
        annotations: &Annotations,
        inherited: Arc<[Arc<str>]>,
    ) -> Result<Arc<[Arc<str>]>, ArchiveError> {
        let full = annotations.get("io.containerd.image.name").filter(|name| !name.is_empty());
        let reference = annotations.ref_name().filter(|name| !name.is_empty());
        // containerd writes the tag of the full name as the reference name.
        let reference = reference.filter(|name| {
            full.is_none_or(|full| {
                full != *name && full.strip_suffix(name).is_none_or(|rest| !rest.ends_with(':'))
            })
        });
        if full.is_none() && reference.is_none() {
            return Ok(inherited);
        }
        let mut names: Vec<Arc<str>> = inherited.to_vec();
        for name in [full, reference].into_iter().flatten() {
            self.charge(1, name.len())?;
            names.push(name.into());
        }
        self.charge(names.len(), size_of::<Arc<str>>())?;
        Ok(names.into())
    }

    fn charge(&self, count: usize, bytes: usize) -> Result<(), ArchiveError> {
        let bytes = (count as u64).saturating_mul(bytes as u64);
        self.budget.charge_documents(bytes).map_err(ArchiveError::new)
    }
}

impl Blob {
    /// The config's file.
    pub(super) fn config<'a>(&self, files: &'a Files) -> Result<&'a File, ArchiveError> {
        match self {
            Self::Digest(digest, size) => files.blob(digest, *size),
            Self::Path(path) => files.at(path),
        }
    }

    /// The layer's file.
    pub(super) fn layer<'a>(&self, files: &'a Files) -> Result<&'a File, ArchiveError> {
        match self {
            Self::Digest(digest, size) => files.blob(digest, *size),
            Self::Path(path) => files.layer_at(path),
        }
    }
}

/// Returns `true` if a manifest is an attestation by its own account: its artifact type, or layers that are all in-toto
/// statements.
fn holds_statements(manifest: &ImageManifest) -> bool {
    const ARTIFACT: &str = "application/vnd.docker.attestation.manifest.v1+json";
    let mut layers = manifest.layers().iter().map(|layer| layer.media_type().as_str());
    manifest.artifact_type().is_some_and(|artifact| artifact.as_str() == ARTIFACT)
        || (!manifest.layers().is_empty()
            && layers.all(|layer| layer == "application/vnd.in-toto+json"))
}

fn is_missing(error: &ArchiveError) -> bool {
    matches!(error.kind(), ArchiveErrorKind::MissingBlob(_))
}

/// The digest in a config's path: `blobs/sha256/HEX`, `HEX.json` as Docker writes it, or `sha256:HEX` as
/// go-containerregistry does.
fn config_digest(written: &str) -> Option<Digest> {
    let path = archive_path(written.as_bytes());
    if let Some(digest) = blob_digest(&path) {
        return Some(digest);
    }
    let name = path.strip_suffix(".json").unwrap_or(&path);
    let bare = || alloc::format!("sha256:{name}").parse().ok();
    name.parse().ok().or_else(bare)
}

#[cold]
pub(super) fn unreadable(file: &File, error: DocumentError) -> ArchiveError {
    ArchiveError::new(ArchiveErrorKind::Document(error)).in_file(&file.path)
}
