//! Foreign forms of names and digests, to and fro.
//!
//! | what | here | back |
//! | --- | --- | --- |
//! | package URLs | [`PackageUrl::oci`], [`PackageUrl::docker`] | [`PackageUrl::to_reference`] |
//! | file names | [`to_file_name`] | [`from_file_name`] |
//! | the tag of a digest's referrers | [`referrers_tag`] | [`referrers_tag_subject`] |
//! | cosign's tags | [`CosignTag::for_digest`] | [`CosignTag::parse`] |
//! | paths of the registry API | [`RegistryPath`] | [`RegistryPath::parse`] |
//! | Docker's Engine API | [`docker_pull_query`], [`docker_push_request`], [`docker_tag_query`] | [`DockerApiImage`] |
//! | transports: `docker://`, `oci:` | | [`ImageLocation`] |
//! | Kubernetes | [`PullPolicy`] | [`RunningImage`] |
//! | what signatures and attestations say (feature `documents`) | | `SimpleSigning`, `InTotoStatement` |
//! | headers of registries | [`mirror_query`], [`mount_query`] | [`Challenge`], [`next_page`], [`docker_content_digest`], [`UploadRange`], [`mirror_registry`] |

mod challenge;
mod cosign;
mod docker_api;
mod file_name;
mod header;
#[cfg(feature = "documents")]
mod in_toto;
mod kubernetes;
mod link;
mod location;
mod percent;
mod purl;
mod purl_reference;
mod referrers_tag;
mod registry_path;
#[cfg(feature = "documents")]
mod simple_signing;
#[cfg(feature = "documents")]
mod trust;
mod upload_range;

pub use challenge::Challenge;
pub use cosign::CosignTag;
pub use docker_api::{
    DockerApiError, DockerApiImage, docker_pull_query, docker_push_request, docker_search_split,
    docker_tag_query,
};
pub use file_name::{from_file_name, to_file_name};
pub use header::{docker_content_digest, mirror_query, mirror_registry, mount_query};
#[cfg(feature = "documents")]
pub use in_toto::{InTotoStatement, Subject};
pub use kubernetes::{PullPolicy, RunningImage, StatusMatch};
pub use link::next_page;
pub use location::{ImageInFile, ImageLocation, LocationError};
pub use purl::{PackageType, PackageUrl};
pub use purl_reference::PackageUrlError;
pub use referrers_tag::{referrers_tag, referrers_tag_subject};
pub use registry_path::RegistryPath;
#[cfg(feature = "documents")]
pub use simple_signing::SimpleSigning;
#[cfg(feature = "documents")]
pub use trust::TrustError;
pub use upload_range::UploadRange;
