//! [`RegistryPath`]: the paths of the registry API.

use alloc::format;
use alloc::string::String;
use core::fmt;

use super::upload_session::UploadSession;
use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use imageref::digest::{Digest, DigestRef};
use imageref::reference::{Reference, Repository, Tag};
use imageref::registry::BaseUrl;

/// A path of the registry API, below `/v2/`.
///
/// Every part is checked, so `Display` writes a path that a request line can hold and that is read in one way only. A
/// [`DigestRef`] converts into the [`Digest`] of a variant with `into`.
///
/// ```
/// use imageref::Reference;
/// use imageref::registry::RegistryInfo;
/// use imageref_interop::registry_api::RegistryPath;
///
/// let image: Reference = "nginx:1.27".parse()?;
/// let path = RegistryPath::manifest(&image);
/// assert_eq!(path.to_string(), "/v2/library/nginx/manifests/1.27");
/// assert_eq!(RegistryPath::parse("/v2/library/nginx/manifests/1.27")?, path);
///
/// let base = RegistryInfo::of(image.registry()).base_url();
/// assert_eq!(path.url(base), "https://registry-1.docker.io/v2/library/nginx/manifests/1.27");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Source: OCI distribution specification 1.1, "Endpoints".
#[doc(alias = "endpoint")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RegistryPath<'a> {
    /// `/v2/`: the API's base, which shows that there is a registry.
    Base,
    /// `/v2/_catalog`: the repositories, an extension.
    Catalog,
    /// `/v2/NAME/tags/list`
    Tags(Repository<'a>),
    /// `/v2/NAME/manifests/TAG`
    ManifestByTag(Repository<'a>, Tag<'a>),
    /// `/v2/NAME/manifests/DIGEST`
    ManifestByDigest(Repository<'a>, Digest),
    /// `/v2/NAME/blobs/DIGEST`
    Blob(Repository<'a>, Digest),
    /// `/v2/NAME/blobs/uploads/`: starts an upload.
    Uploads(Repository<'a>),
    /// `/v2/NAME/blobs/uploads/SESSION`: continues an upload.
    Upload(Repository<'a>, UploadSession<'a>),
    /// `/v2/NAME/referrers/DIGEST`
    Referrers(Repository<'a>, Digest),
}

/// What a path without an endpoint lacks.
const ENDPOINT: Kind = Kind::UnexpectedEnd { expected: "an endpoint of the registry API" };

impl<'a> RegistryPath<'a> {
    /// Returns the path of a reference's manifest: by its digest if it has one, else by its tag.
    pub fn manifest(reference: &'a Reference) -> Self {
        let repository = reference.repository();
        match (reference.digest(), reference.tag()) {
            (Some(digest), _) => Self::ManifestByDigest(repository, digest.into()),
            (None, tag) => Self::ManifestByTag(repository, tag.unwrap_or(Tag::LATEST)),
        }
    }

    /// Parses a path. A repository may have components that are words of the API: the last ones count.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if the path is not an endpoint, has a query or a fragment, or if its repository, tag, digest or
    /// upload session is invalid.
    pub fn parse(path: &'a str) -> Result<Self, FormatError> {
        let part = FormatPart::RegistryPath;
        if let Some(at) = path.find(['?', '#']) {
            let is_query = path.as_bytes().get(at) == Some(&b'?');
            let kind = if is_query { Kind::Query } else { Kind::Fragment };
            return Err(FormatError::new(kind, part, at, path.len()));
        }
        let no_endpoint = || FormatError::new(ENDPOINT, part, path.len(), path.len());
        let Some(rest) = path.strip_prefix("/v2") else {
            let same = path.bytes().zip("/v2".bytes()).take_while(|(a, b)| a == b).count();
            return Err(unexpected(path, same, part, "`/v2/`"));
        };
        let rest = match rest {
            "" | "/" => return Ok(Self::Base),
            "/_catalog" => return Ok(Self::Catalog),
            _ => rest
                .strip_prefix('/')
                .ok_or_else(|| unexpected(path, 3, part, "`/` after `/v2`"))?,
        };
        let name = |text: &'a str| {
            Repository::parse(text).map_err(|e| FormatError::of_name(e, part, "/v2/".len()))
        };
        if let Some(repository) = rest.strip_suffix("/tags/list") {
            return name(repository).map(Self::Tags);
        }
        let (front, last) = rest.rsplit_once('/').ok_or_else(no_endpoint)?;
        let at = path.len() - last.len();
        if let Some(repository) = front.strip_suffix("/blobs/uploads") {
            let repository = name(repository)?;
            if last.is_empty() {
                return Ok(Self::Uploads(repository));
            }
            let session = UploadSession::parse(last).map_err(|e| e.shifted(at))?;
            return Ok(Self::Upload(repository, session));
        }
        let digest = || {
            let digest = DigestRef::parse(last).map_err(|e| FormatError::of_name(e, part, at))?;
            Ok(Digest::from(digest))
        };
        let (repository, word) = front.rsplit_once('/').ok_or_else(no_endpoint)?;
        match word {
            "blobs" => Ok(Self::Blob(name(repository)?, digest()?)),
            "referrers" => Ok(Self::Referrers(name(repository)?, digest()?)),
            "manifests" if last.contains(':') => {
                Ok(Self::ManifestByDigest(name(repository)?, digest()?))
            }
            "manifests" => {
                let tag = Tag::parse(last).map_err(|e| FormatError::of_name(e, part, at))?;
                Ok(Self::ManifestByTag(name(repository)?, tag))
            }
            _ => Err(no_endpoint()),
        }
    }

    /// Returns the repository of the path.
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

    /// Returns the URL of the path at a registry, whose base is that of
    /// [`RegistryInfo::base_url`](imageref::registry::RegistryInfo::base_url).
    pub fn url(&self, base: BaseUrl<'_>) -> String {
        format!("{base}{self}")
    }
}

impl<'a> TryFrom<&'a str> for RegistryPath<'a> {
    type Error = FormatError;
    fn try_from(path: &'a str) -> Result<Self, FormatError> {
        Self::parse(path)
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
