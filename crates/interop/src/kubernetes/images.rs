//! Images in Kubernetes: the default pull policy, and what a running container's status says about its image.

use core::fmt;

use imageref::ParseError;
use imageref::digest::ImageId;
use imageref::reference::{Defaults, Identifier, RawReference, Reference, Tag};

/// When kubelet pulls an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PullPolicy {
    /// Before each start.
    Always,
    /// Where it is not on the node.
    IfNotPresent,
    /// Not at all.
    Never,
}

impl PullPolicy {
    /// What Kubernetes fills in where a container's `imagePullPolicy` is empty: `Always`, if the tag is `latest`,
    /// written or filled in, **even beside a digest**; else `IfNotPresent`, also for what is no reference.
    ///
    /// ```
    /// use imageref_interop::kubernetes::PullPolicy;
    ///
    /// assert_eq!(PullPolicy::default_for("nginx"), PullPolicy::Always);
    /// assert_eq!(PullPolicy::default_for("nginx:1.27"), PullPolicy::IfNotPresent);
    /// ```
    ///
    /// **Source** Kubernetes, `pkg/apis/core/v1/defaults.go`, `pkg/util/parsers/parsers.go`.
    pub fn default_for(image: &str) -> Self {
        let raw = RawReference::parse(image);
        let reference = raw.and_then(|raw| raw.normalize(&Defaults::DOCKER));
        match reference {
            Ok(reference) if reference.tag() == Some(Tag::LATEST) => Self::Always,
            _ => Self::IfNotPresent,
        }
    }

    /// The word in a pod's text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Always => "Always",
            Self::IfNotPresent => "IfNotPresent",
            Self::Never => "Never",
        }
    }
}

impl fmt::Display for PullPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The `imageID` of a container's status, in any of the forms that runtimes write.
///
/// | written | by |
/// | --- | --- |
/// | `docker-pullable://nginx@sha256:…` | dockershim, cri-dockerd, where the image came from a registry |
/// | `docker://sha256:…` | the same, where it didn't |
/// | `docker.io/library/nginx@sha256:…` | containerd, CRI-O |
/// | `sha256:…`, 64 hex digits alone | containerd, CRI-O, where there is no repository digest |
///
/// ```
/// use imageref_interop::kubernetes::RunningImage;
///
/// let digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// let running = format!("docker-pullable://nginx@{digest}");
/// let running = RunningImage::parse(&running)?;
/// assert!(matches!(running, RunningImage::Pullable(raw) if raw.name() == "nginx"));
/// assert!(matches!(RunningImage::parse(digest)?, RunningImage::Id(_)));
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// **Source** Kubernetes, dockershim's naming constants; containerd 301026e5,
/// `internal/cri/server/container_status.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunningImage<'a> {
    /// A name and a digest, which can be pulled again; the name is as written, so it may lack the registry.
    Pullable(RawReference<'a>),
    /// The digest of the image's config, which no registry knows.
    Id(ImageId),
}

/// Prefixes before an image ID, which say the runtime.
const RUNTIMES: &[&str] = &["docker-pullable://", "docker://", "containerd://", "cri-o://"];

impl<'a> RunningImage<'a> {
    /// Reads an `imageID`.
    ///
    /// **Errors** what is neither a reference nor a digest nor an image ID.
    pub fn parse(image_id: &'a str) -> Result<Self, ParseError> {
        let runtime = RUNTIMES.iter().find(|runtime| image_id.starts_with(**runtime));
        let text = &image_id[runtime.map_or(0, |runtime| runtime.len())..];
        match Identifier::parse(text)? {
            Identifier::Reference(raw) => Ok(Self::Pullable(raw)),
            Identifier::Digest(digest) => Ok(Self::Id(ImageId::new(digest.into()))),
            Identifier::ImageId(id) => Ok(Self::Id(id)),
        }
    }

    /// Whether a container runs what a reference says, as far as the two texts tell.
    pub fn compare(&self, reference: &Reference) -> StatusMatch {
        let Self::Pullable(running) = self else { return StatusMatch::Unknown };
        let same_name = running
            .normalize_name(&Defaults::DOCKER)
            .is_ok_and(|name| name.as_str() == reference.name_str());
        match (running.digest(), reference.digest()) {
            (Some(running), Some(wanted)) if running.as_str() == wanted.as_str() => {
                StatusMatch::Same
            }
            (Some(_), Some(_)) => StatusMatch::OtherDigest,
            _ if same_name => StatusMatch::Unknown,
            _ => StatusMatch::OtherName,
        }
    }
}

/// How a running container's image compares with a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusMatch {
    /// The same digest, whatever the name: a mirror's is another.
    Same,
    /// Another digest. That of an index and that of a manifest in it are two, so compare with both.
    OtherDigest,
    /// Another repository, and no two digests to compare.
    OtherName,
    /// One of the two has no digest of a manifest: a tag may have moved, an image ID says nothing of the name.
    Unknown,
}
