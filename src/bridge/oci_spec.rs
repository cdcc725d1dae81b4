//! Conversions to and from oci-spec 0.10.
//!
//! References are converted part by part, since oci-spec reads `Foo/bar` as an image on Docker Hub, and not on the
//! registry `Foo`. Documents are converted member by member; what oci-spec has no field for is lost on the way there:
//! unknown members, the order of members, and of a config `Healthcheck`, `Shell`, `OnBuild`, `ArgsEscaped`, `os.version`,
//! `os.features` and `variant`. A converted document has another digest.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ::oci_spec::distribution as theirs_distribution;
use ::oci_spec::image as theirs;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::config::ImageConfig;
use crate::digest::Digest;
use crate::error::{DocumentError, ParseError};
use crate::manifest::{Descriptor, ImageIndex, ImageManifest};
use crate::media_type::MediaType;
use crate::platform::Platform;
use crate::reference::Reference;

/// Why a value of this crate or of oci-spec has no counterpart in the other.
///
/// ```
/// use imageref::Digest;
/// use imageref::bridge::OciSpecBridgeError;
///
/// // oci-spec accepts known algorithms only with the right number of digits, as this crate does.
/// let digest: Digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse()?;
/// let theirs: Result<oci_spec::image::Digest, OciSpecBridgeError> = (&digest).try_into();
/// assert!(theirs.is_ok());
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OciSpecBridgeError {
    /// oci-spec does not accept the value.
    #[error("oci-spec rejects the value: {0}")]
    Theirs(String),
    /// This crate does not accept the document.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

impl From<&Reference> for theirs_distribution::Reference {
    fn from(reference: &Reference) -> Self {
        let registry = reference.registry().as_str().into();
        let repository = reference.repository().as_str().into();
        let tag = reference.tag().map(|tag| tag.as_str().into());
        let digest = reference.digest().map(|digest| digest.as_str().into());
        match (tag, digest) {
            (Some(tag), Some(digest)) => {
                Self::with_tag_and_digest(registry, repository, tag, digest)
            }
            (None, Some(digest)) => Self::with_digest(registry, repository, digest),
            // INVARIANT: a `Reference` has a tag, a digest or both.
            (tag, None) => Self::with_tag(registry, repository, tag.unwrap_or_default()),
        }
    }
}

impl TryFrom<&theirs_distribution::Reference> for Reference {
    type Error = ParseError;
    fn try_from(theirs: &theirs_distribution::Reference) -> Result<Self, ParseError> {
        Self::from_parts(
            Some(theirs.registry()),
            theirs.repository(),
            theirs.tag(),
            theirs.digest(),
        )
    }
}

impl TryFrom<&Digest> for theirs::Digest {
    type Error = OciSpecBridgeError;
    fn try_from(digest: &Digest) -> Result<Self, OciSpecBridgeError> {
        digest.to_string().parse().map_err(|e| rejected(&e))
    }
}

impl TryFrom<&theirs::Digest> for Digest {
    type Error = ParseError;
    fn try_from(theirs: &theirs::Digest) -> Result<Self, ParseError> {
        theirs.as_ref().parse()
    }
}

impl From<&MediaType> for theirs::MediaType {
    fn from(media_type: &MediaType) -> Self {
        media_type.as_str().into()
    }
}

impl From<&theirs::MediaType> for MediaType {
    fn from(theirs: &theirs::MediaType) -> Self {
        Self::new(theirs.as_ref())
    }
}

impl From<&Platform> for theirs::Platform {
    fn from(platform: &Platform) -> Self {
        let mut theirs = Self::default();
        theirs.set_os(platform.os().into());
        theirs.set_architecture(platform.architecture().into());
        theirs.set_variant(platform.variant().map(Into::into));
        theirs.set_os_version(platform.os_version().map(Into::into));
        let features: Vec<_> = platform.os_features().iter().map(ToString::to_string).collect();
        theirs.set_os_features((!features.is_empty()).then_some(features));
        theirs
    }
}

impl From<&theirs::Platform> for Platform {
    fn from(theirs: &theirs::Platform) -> Self {
        Self::new(&theirs.os().to_string(), &theirs.architecture().to_string())
            .with_variant(theirs.variant().as_deref().unwrap_or_default())
            .with_os_version(theirs.os_version().as_deref().unwrap_or_default())
            .with_os_features(theirs.os_features().iter().flatten().map(String::as_str))
    }
}

impl TryFrom<&Descriptor> for theirs::Descriptor {
    type Error = OciSpecBridgeError;
    fn try_from(descriptor: &Descriptor) -> Result<Self, OciSpecBridgeError> {
        let mut theirs: Self = read(&descriptor.to_bytes())?;
        theirs.set_platform(descriptor.platform().map(Into::into));
        Ok(theirs)
    }
}

impl TryFrom<&theirs::Descriptor> for Descriptor {
    type Error = OciSpecBridgeError;
    fn try_from(theirs: &theirs::Descriptor) -> Result<Self, OciSpecBridgeError> {
        let mut theirs = theirs.clone();
        // oci-spec writes `os_version` in the place of `os.version`.
        let platform = theirs.platform().as_ref().map(Platform::from);
        theirs.set_platform(None);
        let descriptor = Self::from_slice(&write(&theirs)?)?;
        Ok(match platform {
            Some(platform) => descriptor.with_platform(platform),
            None => descriptor,
        })
    }
}

impl TryFrom<&ImageManifest> for theirs::ImageManifest {
    type Error = OciSpecBridgeError;
    fn try_from(manifest: &ImageManifest) -> Result<Self, OciSpecBridgeError> {
        read(&manifest.to_bytes())
    }
}

impl TryFrom<&theirs::ImageManifest> for ImageManifest {
    type Error = OciSpecBridgeError;
    fn try_from(theirs: &theirs::ImageManifest) -> Result<Self, OciSpecBridgeError> {
        Ok(Self::from_slice(&write(theirs)?)?)
    }
}

impl TryFrom<&ImageIndex> for theirs::ImageIndex {
    type Error = OciSpecBridgeError;
    fn try_from(index: &ImageIndex) -> Result<Self, OciSpecBridgeError> {
        let mut theirs: Self = read(&index.to_bytes())?;
        let manifests = index.manifests().iter().map(TryInto::try_into);
        theirs.set_manifests(manifests.collect::<Result<_, _>>()?);
        Ok(theirs)
    }
}

impl TryFrom<&theirs::ImageIndex> for ImageIndex {
    type Error = OciSpecBridgeError;
    fn try_from(theirs: &theirs::ImageIndex) -> Result<Self, OciSpecBridgeError> {
        let index = Self::from_slice(&write(theirs)?)?;
        let manifests = theirs.manifests().iter().map(TryInto::try_into);
        Ok(index.with_manifests(manifests.collect::<Result<Vec<_>, _>>()?))
    }
}

impl TryFrom<&ImageConfig> for theirs::ImageConfiguration {
    type Error = OciSpecBridgeError;
    fn try_from(config: &ImageConfig) -> Result<Self, OciSpecBridgeError> {
        read(&config.to_bytes())
    }
}

impl TryFrom<&theirs::ImageConfiguration> for ImageConfig {
    type Error = OciSpecBridgeError;
    fn try_from(theirs: &theirs::ImageConfiguration) -> Result<Self, OciSpecBridgeError> {
        Ok(Self::from_slice(&write(theirs)?)?)
    }
}

fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, OciSpecBridgeError> {
    serde_json::from_slice(json).map_err(|e| rejected(&e))
}

fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, OciSpecBridgeError> {
    serde_json::to_vec(value).map_err(|e| rejected(&e))
}

/// Their messages may quote the value: only printable ASCII is kept as it is.
fn rejected(error: &impl ToString) -> OciSpecBridgeError {
    OciSpecBridgeError::Theirs(error.to_string().escape_default().to_string())
}
