//! [`DockerInspect`]: an image as `docker inspect` shows it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::model::Image;
use crate::config::RunConfig;
use crate::digest::{DiffId, ImageId};
use crate::document::Timestamp;
use crate::reference::Reference;

/// An image as `docker inspect` shows it: Docker's member names in Docker's order.
///
/// `GraphDriver` and `Metadata` belong to the daemon and are left out.
///
/// Source: moby `image_inspect.go`.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let image = Image::new(manifest, config)?;
/// let inspect = image.docker_inspect(["web:1.0".parse()?]);
/// assert_eq!((inspect.os(), inspect.architecture()), (Some("linux"), Some("amd64")));
/// assert_eq!((inspect.repo_tags(), inspect.diff_ids().len()), (&["web:1.0".to_owned()][..], 7));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct DockerInspect<'a> {
    image: &'a Image,
    repo_tags: Vec<String>,
    repo_digests: Vec<String>,
}

impl Image {
    /// Returns the image as `docker inspect` shows it, known under the given references.
    ///
    /// A reference with a digest is listed among `RepoDigests`, without its tag; the others are listed among `RepoTags`.
    /// Both are in familiar form, in the given order, without duplicates.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::manifest::{Descriptor, ImageManifest};
    /// use imageref::{Document, Image, ImageConfig, MediaType};
    ///
    /// let config = Document::from_value(&ImageConfig::new(&imageref::Platform::new("linux", "amd64")))?;
    /// let pointer = Descriptor::of(MediaType::OCI_CONFIG, config.bytes());
    /// let manifest = Document::from_value(&ImageManifest::new(pointer))?;
    /// let pinned = "nginx:1.27".parse::<imageref::Reference>()?.with_digest(manifest.digest())?;
    /// let digest = manifest.digest().clone();
    /// let image = Image::new(manifest, config)?;
    ///
    /// let inspect = image.docker_inspect(["nginx:1.27".parse()?, pinned]);
    /// assert_eq!(inspect.repo_tags(), ["nginx:1.27"]);
    /// assert_eq!(inspect.repo_digests(), [format!("nginx@{digest}")]);
    /// assert_eq!(inspect.id(), image.image_id());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "docker inspect")]
    #[doc(alias = "docker image inspect")]
    pub fn docker_inspect(
        &self,
        known_as: impl IntoIterator<Item = Reference>,
    ) -> DockerInspect<'_> {
        let (mut repo_tags, mut repo_digests) = (Vec::new(), Vec::new());
        for reference in known_as {
            let list =
                if reference.digest().is_some() { &mut repo_digests } else { &mut repo_tags };
            let text = reference.without_tag().unwrap_or(reference).familiar().to_string();
            if !list.contains(&text) {
                list.push(text);
            }
        }
        DockerInspect { image: self, repo_tags, repo_digests }
    }
}

impl<'a> DockerInspect<'a> {
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
