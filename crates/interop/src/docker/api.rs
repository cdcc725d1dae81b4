//! Names as Docker's Engine API takes and sends them.

use alloc::format;
use alloc::string::String;

use crate::percent;
use imageref::ParseError;
use imageref::digest::{Algorithm, Digest, DigestRef};
use imageref::reference::{Defaults, Name, RawReference, Reference, Tag, TagBuf};

/// What the parameters of a request name: a name alone means all its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DockerApiImage {
    name: Name,
    tag: Option<TagBuf>,
    digest: Option<Digest>,
}

/// Why the parameters of a request name nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DockerApiError {
    /// The name, or the tag beside it.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// `scratch`, which is nothing to pull.
    #[error("`scratch` is a reserved name")]
    Scratch,
    /// A digest, where only a tag can be made or pushed.
    #[error("a digest can't be tagged or pushed")]
    Digest,
    /// `sha256` as a name to tag: with a tag behind it, it would read as a digest.
    #[error("`sha256` as a name would read as a digest")]
    Ambiguous,
}

impl DockerApiImage {
    /// What `POST /images/create` pulls for `fromImage` and `tag`.
    ///
    /// One `:` at the end of `fromImage` is dropped. A digest in `tag` replaces tag and digest of `fromImage`; a tag
    /// replaces its tag, and **stands beside its digest**.
    ///
    /// ```
    /// use imageref_interop::docker::DockerApiImage;
    ///
    /// let image = DockerApiImage::from_pull("busybox:", "1.36")?;
    /// assert_eq!(image.to_string(), "docker.io/library/busybox:1.36");
    /// assert!(DockerApiImage::from_pull("scratch", "").is_err());
    /// # Ok::<(), imageref_interop::docker::DockerApiError>(())
    /// ```
    ///
    /// **Errors** a name or a tag that is none; `scratch`.
    /// **Source** moby b985e231, `daemon/server/router/image/image_routes.go`, `postImagesCreate`.
    pub fn from_pull(from_image: &str, tag: &str) -> Result<Self, DockerApiError> {
        let mut image = Self::parse(from_image.strip_suffix(':').unwrap_or(from_image))?;
        if let Some(digest) = known_digest(tag) {
            (image.tag, image.digest) = (None, Some(digest.into()));
        } else if !tag.is_empty() {
            image.tag = Some(Tag::parse(tag)?.into());
        }
        if image.name == "docker.io/library/scratch" {
            return Err(DockerApiError::Scratch);
        }
        Ok(image)
    }

    /// What `POST /images/{name}/push` pushes for the name in the path and `tag`; a name alone where there is no tag.
    ///
    /// **Errors** a name or a tag that is none; a digest beside a tag.
    /// **Source** moby b985e231, `postImagesPush`, `RepoTagReference`.
    pub fn from_push(name: &str, tag: &str) -> Result<Self, DockerApiError> {
        let image = Self::parse(name)?;
        if tag.is_empty() { Ok(image) } else { image.tagged(tag) }
    }

    /// What `POST /images/{source}/tag` makes for `repo` and `tag`: `latest`, where there is no tag.
    ///
    /// Commits and imports take the same parameters and may leave `repo` away: the image then has no name (`None`),
    /// whatever `tag` says.
    ///
    /// ```
    /// use imageref_interop::docker::DockerApiImage;
    ///
    /// let image = DockerApiImage::from_tag("team/app", "")?;
    /// assert_eq!(image.unwrap().to_string(), "docker.io/team/app:latest");
    /// assert_eq!(DockerApiImage::from_tag("", "1.2")?, None);
    /// # Ok::<(), imageref_interop::docker::DockerApiError>(())
    /// ```
    ///
    /// **Errors** a name or a tag that is none; a digest; the name `sha256`.
    /// **Source** moby b985e231, `postImagesTag`, `RepoTagReference`.
    pub fn from_tag(repo: &str, tag: &str) -> Result<Option<Self>, DockerApiError> {
        if repo.is_empty() {
            return Ok(None);
        }
        let mut image = Self::parse(repo)?;
        if tag.is_empty() {
            if image.digest.is_some() {
                return Err(DockerApiError::Digest);
            }
            image.tag = image.tag.or_else(|| Some(Tag::LATEST.into()));
        } else {
            image = image.tagged(tag)?;
        }
        if image.name == "docker.io/library/sha256" {
            return Err(DockerApiError::Ambiguous);
        }
        Ok(Some(image))
    }

    /// Registry and repository.
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// The tag.
    pub const fn tag(&self) -> Option<&TagBuf> {
        self.tag.as_ref()
    }

    /// The digest.
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

    fn tagged(mut self, tag: &str) -> Result<Self, DockerApiError> {
        if self.digest.is_some() {
            return Err(DockerApiError::Digest);
        }
        self.tag = Some(Tag::parse(tag)?.into());
        Ok(self)
    }
}

impl core::fmt::Display for DockerApiImage {
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

/// The query of the request that pulls a reference: `fromImage=docker.io%2Flibrary%2Fbusybox&tag=1.36`.
///
/// A digest goes in the place of the tag, so a tag beside it is lost, as in Docker's own client.
///
/// **Source** docker/cli 28f75608 and moby b985e231, `client/image_pull.go`.
pub fn docker_pull_query(reference: &Reference) -> String {
    format!("fromImage={}&tag={}", escaped(reference.name_str()), escaped(&api_tag(reference)))
}

/// The path and query, behind the API's version, of the request that pushes a reference.
///
/// **Errors** a digest.
/// **Source** moby b985e231, `client/image_push.go`.
pub fn docker_push_request(reference: &Reference) -> Result<String, DockerApiError> {
    let tag = reference.tag().filter(|_| reference.digest().is_none());
    let tag = tag.ok_or(DockerApiError::Digest)?;
    // As Go writes a path.
    let path = percent::encode(reference.name_str(), b"-_.~$&+,/:;=@");
    Ok(format!("/images/{path}/push?tag={}", escaped(tag.as_str())))
}

/// The query of the request that gives an image the tag of a reference: `repo=…&tag=…`.
///
/// **Errors** a digest.
/// **Source** moby b985e231, `client/image_tag.go`.
pub fn docker_tag_query(reference: &Reference) -> Result<String, DockerApiError> {
    let tag = reference.tag().filter(|_| reference.digest().is_none());
    let tag = tag.ok_or(DockerApiError::Digest)?;
    Ok(format!("repo={}&tag={}", escaped(reference.name_str()), escaped(tag.as_str())))
}

/// Registry and rest of a term for `docker search`, which need not be a name: `quay.io/` has an empty one.
///
/// **Source** moby b985e231, `daemon/pkg/registry/search.go`, `splitReposSearchTerm`.
pub fn docker_search_split(term: &str) -> (&str, &str) {
    match term.split_once('/') {
        Some((first, rest)) if first.contains(['.', ':']) || first == "localhost" => (first, rest),
        _ => ("docker.io", term),
    }
}

/// A digest of an algorithm that Docker knows.
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

/// As Go writes a value of a query.
fn escaped(text: &str) -> String {
    percent::encode(text, b"-_.~")
}
