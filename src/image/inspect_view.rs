//! [`DockerInspect`]: an image as `docker inspect` tells of it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::model::Image;
use crate::config::RunConfig;
use crate::digest::{DiffId, ImageId};
use crate::document::Timestamp;
use crate::reference::Reference;

/// What `docker inspect` tells of an image: its members by Docker's names, in Docker's order.
///
/// `GraphDriver` and `Metadata` are the daemon's own and not here. **Source** moby `image_inspect.go`.
#[derive(Clone, Debug)]
pub struct DockerInspect<'a> {
    image: &'a Image,
    repo_tags: Vec<String>,
    repo_digests: Vec<String>,
}

impl Image {
    /// The image as `docker inspect` tells of it, known under these references.
    ///
    /// A reference with a digest is one of `RepoDigests`, its tag dropped; the others are `RepoTags`. Both are in
    /// familiar form, each once, in the order given.
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
    pub fn id(&self) -> ImageId {
        self.image.image_id()
    }

    /// `RepoTags`: `nginx:1.27`.
    pub fn repo_tags(&self) -> &[String] {
        &self.repo_tags
    }

    /// `RepoDigests`: `nginx@sha256:…`, of manifests and indexes, never the image's ID.
    pub fn repo_digests(&self) -> &[String] {
        &self.repo_digests
    }

    /// `Parent`: of the classic builder. Empty where none was written.
    pub fn parent(&self) -> &'a str {
        self.image.config().value().parent().unwrap_or_default()
    }

    /// `Comment`. Empty where none was written.
    pub fn comment(&self) -> &'a str {
        self.image.config().value().comment().unwrap_or_default()
    }

    /// `Created`.
    pub fn created(&self) -> Option<&'a Timestamp> {
        self.image.config().value().created()
    }

    /// `DockerVersion`. Empty where none was written.
    pub fn docker_version(&self) -> &'a str {
        self.image.config().value().docker_version().unwrap_or_default()
    }

    /// `Author`. Empty where none was written.
    pub fn author(&self) -> &'a str {
        self.image.config().value().author().unwrap_or_default()
    }

    /// `Config`.
    pub fn config(&self) -> &'a RunConfig {
        self.image.run_config()
    }

    /// `Architecture`, as written.
    pub fn architecture(&self) -> &'a str {
        self.image.config().value().architecture().unwrap_or_default()
    }

    /// `Variant`. Empty where none was written.
    pub fn variant(&self) -> &'a str {
        self.image.config().value().variant().unwrap_or_default()
    }

    /// `Os`, as written.
    pub fn os(&self) -> &'a str {
        self.image.config().value().os().unwrap_or_default()
    }

    /// `OsVersion`. Empty where none was written.
    pub fn os_version(&self) -> &'a str {
        self.image.config().value().os_version().unwrap_or_default()
    }

    /// `Size`: of all layers on disk; `None` where one of them is not known.
    ///
    /// **Unit** bytes of the tar streams, uncompressed.
    pub fn size(&self) -> Option<u64> {
        self.image.uncompressed_size()
    }

    /// `RootFS.Layers`.
    pub fn layers(&self) -> &'a [DiffId] {
        self.image.config().value().diff_ids()
    }
}
