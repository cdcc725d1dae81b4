//! The default pull policy, and the image in a running container's status.

use core::fmt;

use imageref::ParseError;
use imageref::digest::ImageId;
use imageref::reference::{Defaults, Identifier, RawReference, Reference, Tag};

/// When kubelet pulls an image.
///
/// ```
/// use imageref_interop::kubernetes::PullPolicy;
///
/// assert_eq!(PullPolicy::default_for("nginx"), PullPolicy::Always);
/// assert_eq!(PullPolicy::default_for("nginx:1.27"), PullPolicy::IfNotPresent);
/// assert_eq!(PullPolicy::Always.as_str(), "Always");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PullPolicy {
    /// Before each start.
    Always,
    /// If it is not on the node.
    IfNotPresent,
    /// Never.
    Never,
}

impl PullPolicy {
    /// Returns the policy that Kubernetes sets if a container has no `imagePullPolicy`: `Always` if the tag is `latest`,
    /// written or filled in, **also next to a digest**; else `IfNotPresent`, also for what is not a reference.
    ///
    /// Source: Kubernetes, `pkg/apis/core/v1/defaults.go`, `pkg/util/parsers/parsers.go`.
    pub fn default_for(image: &str) -> Self {
        let raw = RawReference::parse(image);
        let reference = raw.and_then(|raw| raw.normalize(&Defaults::DOCKER));
        match reference {
            Ok(reference) if reference.tag() == Some(Tag::LATEST) => Self::Always,
            _ => Self::IfNotPresent,
        }
    }

    /// Returns the word in a pod's manifest.
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

/// The `imageID` of a container's status, in any form that runtimes write.
///
/// | form | runtime |
/// | --- | --- |
/// | `docker-pullable://nginx@sha256:…` | dockershim, cri-dockerd, if the image came from a registry |
/// | `docker://sha256:…` | the same, if it did not |
/// | `docker.io/library/nginx@sha256:…` | containerd, CRI-O |
/// | `sha256:…`, or 64 hex digits alone | containerd, CRI-O, if there is no repository digest |
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
/// Source: Kubernetes, dockershim's naming constants; containerd 301026e5,
/// `internal/cri/server/container_status.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunningImage<'a> {
    /// A name and a digest, which can be pulled again. The name is verbatim, so it may lack the registry.
    Pullable(RawReference<'a>),
    /// The digest of the image's config, by which no registry finds it.
    Id(ImageId),
}

/// Prefixes that name the runtime.
const RUNTIMES: &[&str] = &["docker-pullable://", "docker://", "containerd://", "cri-o://"];

impl<'a> RunningImage<'a> {
    /// Parses an `imageID`.
    ///
    /// # Errors
    ///
    /// [`ParseError`], with a span after the prefix, if the rest is neither a reference nor a digest nor an image ID.
    pub fn parse(image_id: &'a str) -> Result<Self, ParseError> {
        let text = RUNTIMES.iter().find_map(|runtime| image_id.strip_prefix(runtime));
        match Identifier::parse(text.unwrap_or(image_id))? {
            Identifier::Reference(raw) => Ok(Self::Pullable(raw)),
            Identifier::Digest(digest) => Ok(Self::Id(ImageId::new(digest.into()))),
            Identifier::ImageId(id) => Ok(Self::Id(id)),
        }
    }

    /// Compares the image of a container with a reference, as far as the two strings allow.
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

/// How the image of a running container compares with a reference.
///
/// ```
/// use imageref_interop::kubernetes::{RunningImage, StatusMatch};
///
/// let digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// let running = format!("docker.io/library/nginx@{digest}");
/// let wanted = format!("nginx:1.27@{digest}").parse()?;
/// assert_eq!(RunningImage::parse(&running)?.compare(&wanted), StatusMatch::Same);
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusMatch {
    /// The same digest, whatever the name: it may be a mirror's.
    Same,
    /// Another digest. An index and its manifests have digests of their own, so compare with each.
    OtherDigest,
    /// Another repository, without two digests to compare.
    OtherName,
    /// Unknown, since one of the two has no digest of a manifest: a tag may have moved, and an image ID has no name.
    Unknown,
}
