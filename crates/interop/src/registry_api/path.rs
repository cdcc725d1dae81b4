//! [`RegistryPath`]: the paths of the registry API.

use core::fmt;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use imageref::digest::DigestRef;
use imageref::reference::{Reference, Repository, Tag};

/// A path of the registry API, below `/v2/`.
///
/// ```
/// use imageref_interop::registry_api::RegistryPath;
/// use imageref::Reference;
///
/// let reference: Reference = "nginx:1.27".parse()?;
/// let path = RegistryPath::manifest(&reference);
/// assert_eq!(path.to_string(), "/v2/library/nginx/manifests/1.27");
/// assert_eq!(RegistryPath::parse("/v2/library/nginx/manifests/1.27")?, path);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// **Source** OCI distribution specification 1.1, "Endpoints".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RegistryPath<'a> {
    /// `/v2/`: whether there is a registry.
    Base,
    /// `/v2/_catalog`, an extension: the repositories.
    Catalog,
    /// `/v2/NAME/tags/list`
    Tags(Repository<'a>),
    /// `/v2/NAME/manifests/TAG`
    ManifestByTag(Repository<'a>, Tag<'a>),
    /// `/v2/NAME/manifests/DIGEST`
    ManifestByDigest(Repository<'a>, DigestRef<'a>),
    /// `/v2/NAME/blobs/DIGEST`
    Blob(Repository<'a>, DigestRef<'a>),
    /// `/v2/NAME/blobs/uploads/`: where an upload begins.
    Uploads(Repository<'a>),
    /// `/v2/NAME/blobs/uploads/SESSION`: where it goes on.
    Upload(Repository<'a>, &'a str),
    /// `/v2/NAME/referrers/DIGEST`
    Referrers(Repository<'a>, DigestRef<'a>),
}

impl<'a> RegistryPath<'a> {
    /// The path of a reference's manifest: by its digest, where it has one, else by its tag.
    pub fn manifest(reference: &'a Reference) -> Self {
        let repository = reference.repository();
        match (reference.digest(), reference.tag()) {
            (Some(digest), _) => Self::ManifestByDigest(repository, digest),
            (None, tag) => Self::ManifestByTag(repository, tag.unwrap_or(Tag::LATEST)),
        }
    }

    /// Reads a path, without a query. A repository may have components that are words of the API: the last ones count.
    ///
    /// **Errors** what is no end point; a repository, tag or digest that is none.
    pub fn parse(path: &'a str) -> Result<Self, FormatError> {
        let fault = || {
            let kind = Kind::UnexpectedEnd { expected: "an endpoint of the registry API" };
            FormatError::new(kind, FormatPart::RegistryPath, path.len(), path.len())
        };
        let rest = path.strip_prefix("/v2").ok_or_else(fault)?;
        let rest = match rest {
            "" | "/" => return Ok(Self::Base),
            "/_catalog" => return Ok(Self::Catalog),
            _ => rest.strip_prefix('/').ok_or_else(fault)?,
        };
        let name = |text: &'a str| {
            Repository::parse(text)
                .map_err(|e| FormatError::of_name(e, FormatPart::RegistryPath, 4))
        };
        if let Some(repository) = rest.strip_suffix("/tags/list") {
            return name(repository).map(Self::Tags);
        }
        let (front, last) = rest.rsplit_once('/').ok_or_else(fault)?;
        let at = path.len() - last.len();
        if let Some(repository) = front.strip_suffix("/blobs/uploads") {
            let repository = name(repository)?;
            return Ok(if last.is_empty() {
                Self::Uploads(repository)
            } else {
                Self::Upload(repository, last)
            });
        }
        let digest = || {
            DigestRef::parse(last)
                .map_err(|e| FormatError::of_name(e, FormatPart::RegistryPath, at))
        };
        let (repository, word) = front.rsplit_once('/').ok_or_else(fault)?;
        match word {
            "blobs" => Ok(Self::Blob(name(repository)?, digest()?)),
            "referrers" => Ok(Self::Referrers(name(repository)?, digest()?)),
            "manifests" if last.contains(':') => {
                Ok(Self::ManifestByDigest(name(repository)?, digest()?))
            }
            "manifests" => {
                let tag = Tag::parse(last)
                    .map_err(|e| FormatError::of_name(e, FormatPart::RegistryPath, at))?;
                Ok(Self::ManifestByTag(name(repository)?, tag))
            }
            _ => Err(fault()),
        }
    }

    /// The repository that the path is about.
    pub const fn repository(&self) -> Option<Repository<'a>> {
        match *self {
            Self::Base | Self::Catalog => None,
            Self::Tags(name)
            | Self::ManifestByTag(name, _)
            | Self::ManifestByDigest(name, _)
            | Self::Blob(name, _)
            | Self::Uploads(name)
            | Self::Upload(name, _)
            | Self::Referrers(name, _) => Some(name),
        }
    }
}

impl fmt::Display for RegistryPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base => f.write_str("/v2/"),
            Self::Catalog => f.write_str("/v2/_catalog"),
            Self::Tags(name) => write!(f, "/v2/{name}/tags/list"),
            Self::ManifestByTag(name, tag) => write!(f, "/v2/{name}/manifests/{tag}"),
            Self::ManifestByDigest(name, digest) => write!(f, "/v2/{name}/manifests/{digest}"),
            Self::Blob(name, digest) => write!(f, "/v2/{name}/blobs/{digest}"),
            Self::Uploads(name) => write!(f, "/v2/{name}/blobs/uploads/"),
            Self::Upload(name, session) => write!(f, "/v2/{name}/blobs/uploads/{session}"),
            Self::Referrers(name, digest) => write!(f, "/v2/{name}/referrers/{digest}"),
        }
    }
}
