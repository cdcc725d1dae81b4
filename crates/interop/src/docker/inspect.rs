//! [`DockerInspect`]: an image as `docker inspect` shows it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use imageref::config::RunConfig;
use imageref::document::Timestamp;
use imageref::{DiffId, Image, ImageId, Reference};

/// An image as `docker inspect` shows it: Docker's member names in Docker's order.
///
/// `GraphDriver` and `Metadata` belong to the daemon and are left out.
///
/// Source: moby `image_inspect.go`.
///
/// # Examples
///
/// ```
/// use imageref::manifest::{Descriptor, ImageManifest};
/// use imageref::{Document, Image, ImageConfig, MediaType, Platform, Reference};
/// use imageref_interop::docker::DockerInspect;
///
/// let config = Document::from_value(&ImageConfig::new(&Platform::new("linux", "amd64")))?;
/// let pointer = Descriptor::of(MediaType::OCI_CONFIG, config.bytes());
/// let manifest = Document::from_value(&ImageManifest::new(pointer))?;
/// let pinned = "nginx:1.27".parse::<Reference>()?.with_digest(manifest.digest())?;
/// let digest = manifest.digest().clone();
/// let image = Image::new(manifest, config)?;
///
/// let inspect = DockerInspect::new(&image, ["nginx:1.27".parse()?, pinned]);
/// assert_eq!(inspect.repo_tags(), ["nginx:1.27"]);
/// assert_eq!(inspect.repo_digests(), [format!("nginx@{digest}")]);
/// assert_eq!((inspect.id(), inspect.os()), (image.image_id(), Some("linux")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "docker inspect")]
#[doc(alias = "docker image inspect")]
#[derive(Clone, Debug)]
pub struct DockerInspect<'a> {
    image: &'a Image,
    repo_tags: Vec<String>,
    repo_digests: Vec<String>,
}

impl<'a> DockerInspect<'a> {
    /// Returns what Docker shows for an image that is known under the given references.
    ///
    /// A reference with a digest is listed among `RepoDigests`, without its tag; the others are listed among `RepoTags`.
    /// Both are in familiar form, in the given order, without duplicates.
    pub fn new(image: &'a Image, known_as: impl IntoIterator<Item = Reference>) -> Self {
        let (mut repo_tags, mut repo_digests) = (Vec::new(), Vec::new());
        for reference in known_as {
            let list =
                if reference.digest().is_some() { &mut repo_digests } else { &mut repo_tags };
            let text = reference.without_tag().unwrap_or(reference).familiar().to_string();
            if !list.contains(&text) {
                list.push(text);
            }
        }
        Self { image, repo_tags, repo_digests }
    }

    /// `Id`: the digest of the config.
    #[doc(alias = "Id")]
    pub fn id(&self) -> ImageId {
        self.image.image_id()
    }

    /// `RepoTags`, such as `nginx:1.27`.
    #[doc(alias = "RepoTags")]
    pub fn repo_tags(&self) -> &[String] {
        &self.repo_tags
    }

    /// `RepoDigests`, such as `nginx@sha256:…`: digests of manifests and indexes, never the image ID.
    #[doc(alias = "RepoDigests")]
    pub fn repo_digests(&self) -> &[String] {
        &self.repo_digests
    }

    /// `Parent`: the image ID of the step before, which only the classic builder writes.
    #[doc(alias = "Parent")]
    pub fn parent(&self) -> Option<&'a str> {
        self.image.config().value().parent()
    }

    /// `Comment`.
    pub fn comment(&self) -> Option<&'a str> {
        self.image.config().value().comment()
    }

    /// `Created`.
    pub fn created(&self) -> Option<&'a Timestamp> {
        self.image.config().value().created()
    }

    /// `DockerVersion`.
    #[doc(alias = "DockerVersion")]
    pub fn docker_version(&self) -> Option<&'a str> {
        self.image.config().value().docker_version()
    }

    /// `Author`.
    pub fn author(&self) -> Option<&'a str> {
        self.image.config().value().author()
    }

    /// `Config`.
    pub fn config(&self) -> &'a RunConfig {
        self.image.run_config()
    }

    /// `Architecture`, verbatim.
    pub fn architecture(&self) -> Option<&'a str> {
        self.image.config().value().architecture()
    }

    /// `Variant`.
    pub fn variant(&self) -> Option<&'a str> {
        self.image.config().value().variant()
    }

    /// `Os`, verbatim.
    pub fn os(&self) -> Option<&'a str> {
        self.image.config().value().os()
    }

    /// `OsVersion`.
    #[doc(alias = "OsVersion")]
    pub fn os_version(&self) -> Option<&'a str> {
        self.image.config().value().os_version()
    }

    /// `Size`: the sum of the sizes of the layers' uncompressed tar streams, in bytes, or `None` unless all are known (see
    /// [`Image::with_uncompressed_sizes`]).
    #[doc(alias = "Size")]
    #[doc(alias = "VirtualSize")]
    pub fn uncompressed_size(&self) -> Option<u64> {
        self.image.uncompressed_size()
    }

    /// `RootFS.Layers`: the diff IDs, base first.
    #[doc(alias = "RootFS")]
    pub fn diff_ids(&self) -> &'a [DiffId] {
        self.image.config().value().diff_ids()
    }
}
