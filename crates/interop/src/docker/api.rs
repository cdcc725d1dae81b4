//! [`ApiImage`]: names in the requests of Docker's Engine API.

use alloc::format;
use alloc::string::String;

use crate::percent;
use imageref::ParseError;
use imageref::digest::{Algorithm, Digest, DigestRef};
use imageref::reference::{Defaults, Name, RawReference, Reference, Tag, TagBuf};

/// The image that the parameters of a request name. A name alone means all its tags.
///
/// ```
/// use imageref_interop::docker::ApiImage;
///
/// let image = ApiImage::parse_pull("busybox:", "1.36")?;
/// assert_eq!(image.to_string(), "docker.io/library/busybox:1.36");
/// assert!(ApiImage::parse_pull("scratch", "").is_err());
/// # Ok::<(), imageref_interop::docker::ApiImageError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiImage {
    name: Name,
    tag: Option<TagBuf>,
    digest: Option<Digest>,
}

/// Why the parameters of a request do not name an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApiImageError {
    /// An invalid name or tag.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// `scratch`, which is not an image.
    #[error("unexpected name `scratch`: it is reserved for an empty image")]
    Scratch,
    /// A digest where only a tag can be set or pushed.
    #[error("unexpected digest: only a tag can be set or pushed")]
    Digest,
    /// `sha256` as a name to tag: together with a tag, Docker would read it as a digest.
    #[error("unexpected name `sha256`: with a tag it would read as a digest")]
    Ambiguous,
}

impl ApiImage {
    /// Parses the parameters `fromImage` and `tag` of `POST /images/create`, which pulls an image.
    ///
    /// One `:` at the end of `fromImage` is dropped. A digest in `tag` replaces the tag and the digest of `fromImage`; a
    /// tag replaces its tag, and is **added to its digest**. An empty `tag` is a missing one.
    ///
    /// # Errors
    ///
    /// [`ApiImageError`] if the name or the tag is invalid, or the name is `scratch`.
    ///
    /// Source: moby b985e231, `daemon/server/router/image/image_routes.go`, `postImagesCreate`.
    pub fn parse_pull(from_image: &str, tag: &str) -> Result<Self, ApiImageError> {
        let mut image = Self::parse(from_image.strip_suffix(':').unwrap_or(from_image))?;
        if let Some(digest) = known_digest(tag) {
            (image.tag, image.digest) = (None, Some(digest.into()));
        } else if !tag.is_empty() {
            image.tag = Some(Tag::parse(tag)?.into());
        }
        if image.name == "docker.io/library/scratch" {
            return Err(ApiImageError::Scratch);
        }
        Ok(image)
    }

    /// Parses the name in the path and the parameter `tag` of `POST /images/{name}/push`. Without a tag, the result is
    /// the name alone.
    ///
    /// # Errors
    ///
    /// [`ApiImageError`] if the name or the tag is invalid, or there are both a digest and a tag.
    ///
    /// Source: moby b985e231, `postImagesPush`, `RepoTagReference`.
    pub fn parse_push(name: &str, tag: &str) -> Result<Self, ApiImageError> {
        let image = Self::parse(name)?;
        if tag.is_empty() { Ok(image) } else { image.tagged(tag) }
    }

    /// Parses the parameters `repo` and `tag` of `POST /images/{source}/tag`, which default to the tag `latest`.
    ///
    /// Commits and imports have the same parameters and may leave `repo` empty: the image then has no name (`None`),
    /// whatever `tag` is.
    ///
    /// ```
    /// use imageref_interop::docker::ApiImage;
    ///
    /// let image = ApiImage::parse_tag("team/app", "")?;
    /// assert_eq!(image.unwrap().to_string(), "docker.io/team/app:latest");
    /// assert_eq!(ApiImage::parse_tag("", "1.2")?, None);
    /// # Ok::<(), imageref_interop::docker::ApiImageError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ApiImageError`] if the name or the tag is invalid, there is a digest, or the name is `sha256`.
    ///
    /// Source: moby b985e231, `postImagesTag`, `RepoTagReference`.
    pub fn parse_tag(repo: &str, tag: &str) -> Result<Option<Self>, ApiImageError> {
        if repo.is_empty() {
            return Ok(None);
        }
        let mut image = Self::parse(repo)?;
        if tag.is_empty() {
            if image.digest.is_some() {
                return Err(ApiImageError::Digest);
            }
            image.tag = image.tag.or_else(|| Some(Tag::LATEST.into()));
        } else {
            image = image.tagged(tag)?;
        }
        if image.name == "docker.io/library/sha256" {
            return Err(ApiImageError::Ambiguous);
        }
        Ok(Some(image))
    }

    /// Returns registry and repository.
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// Returns the tag, if any.
    pub const fn tag(&self) -> Option<&TagBuf> {
        self.tag.as_ref()
    }

    /// Returns the digest, if any.
    pub const fn digest(&self) -> Option<&Digest> {
        self.digest.as_ref()
    }

    fn parse(text: &str) -> Result<Self, ParseError> {
        let raw = RawReference::parse(text)?;
        Ok(Self {
            name: raw.normalize_name(&Defaults::DOCKER)?,
            tag: raw.tag().map(TagBuf::from),
            digest: raw.digest().map(Digest::from),
        })
    }

    fn tagged(mut self, tag: &str) -> Result<Self, ApiImageError> {
        if self.digest.is_some() {
            return Err(ApiImageError::Digest);
        }
        self.tag = Some(Tag::parse(tag)?.into());
        Ok(self)
    }
}

impl core::fmt::Display for ApiImage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}", self.name)?;
        if let Some(tag) = &self.tag {
            write!(f, ":{tag}")?;
        }
        if let Some(digest) = &self.digest {
            write!(f, "@{digest}")?;
        }
        Ok(())
    }
}

/// Returns the query of the request that pulls a reference: `fromImage=docker.io%2Flibrary%2Fbusybox&tag=1.36`.
///
/// A digest is sent instead of the tag, so a tag next to a digest is lost, as in Docker's own client.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::docker;
///
/// let image: Reference = "busybox:1.36".parse()?;
/// assert_eq!(docker::pull_query(&image), "fromImage=docker.io%2Flibrary%2Fbusybox&tag=1.36");
/// assert_eq!(docker::push_request(&image)?, "/images/docker.io/library/busybox/push?tag=1.36");
/// assert_eq!(docker::tag_query(&image)?, "repo=docker.io%2Flibrary%2Fbusybox&tag=1.36");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Source: docker/cli 28f75608 and moby b985e231, `client/image_pull.go`.
pub fn pull_query(reference: &Reference) -> String {
    format!("fromImage={}&tag={}", escaped(reference.name_str()), escaped(&api_tag(reference)))
}

/// Returns the path and the query, after the API's version, of the request that pushes a reference.
///
/// # Errors
///
/// [`ApiImageError::Digest`] if the reference has a digest.
///
/// Source: moby b985e231, `client/image_push.go`.
pub fn push_request(reference: &Reference) -> Result<String, ApiImageError> {
    let tag = reference.tag().filter(|_| reference.digest().is_none());
    let tag = tag.ok_or(ApiImageError::Digest)?;
    // As Go escapes a path.
    let path = percent::encode(reference.name_str(), b"-_.~$&+,/:;=@");
    Ok(format!("/images/{path}/push?tag={}", escaped(tag.as_str())))
}

/// Returns the query of the request that sets the tag of a reference on an image: `repo=…&tag=…`.
///
/// # Errors
///
/// [`ApiImageError::Digest`] if the reference has a digest.
///
/// Source: moby b985e231, `client/image_tag.go`.
pub fn tag_query(reference: &Reference) -> Result<String, ApiImageError> {
    let tag = reference.tag().filter(|_| reference.digest().is_none());
    let tag = tag.ok_or(ApiImageError::Digest)?;
    Ok(format!("repo={}&tag={}", escaped(reference.name_str()), escaped(tag.as_str())))
}

/// Splits a term of `docker search` into the registry and the rest, which may be empty or not a name.
///
/// ```
/// use imageref_interop::docker::search_split;
///
/// assert_eq!(search_split("quay.io/nginx"), ("quay.io", "nginx"));
/// assert_eq!(search_split("nginx"), ("docker.io", "nginx"));
/// ```
///
/// Source: moby b985e231, `daemon/pkg/registry/search.go`, `splitReposSearchTerm`.
pub fn search_split(term: &str) -> (&str, &str) {
    match term.split_once('/') {
        Some((first, rest)) if first.contains(['.', ':']) || first == "localhost" => (first, rest),
        _ => ("docker.io", term),
    }
}

/// Parses a digest of an algorithm that Docker knows.
fn known_digest(text: &str) -> Option<DigestRef<'_>> {
    let digest = DigestRef::parse(text).ok()?;
    digest.algorithm().filter(|algorithm| *algorithm != Algorithm::Blake3).map(|_| digest)
}

fn api_tag(reference: &Reference) -> String {
    match (reference.digest(), reference.tag()) {
        (Some(digest), _) => digest.as_str().into(),
        (None, tag) => tag.map(|tag| tag.as_str().into()).unwrap_or_default(),
    }
}

/// Escapes a query's value as Go does.
fn escaped(text: &str) -> String {
    percent::encode(text, b"-_.~")
}
