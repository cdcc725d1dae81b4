//! [`Reference`]: what a reference means, as one canonical string.

use alloc::boxed::Box;

use super::familiar::Familiar;
use super::grammar::{self, Offsets};
use super::join::{join, suffix};
use super::name::{Name, named};
use super::parts::{Registry, Repository, Tag};
use super::raw::RawReference;
use crate::digest::{Digest, DigestRef};
use crate::error::ParseError;
use crate::text_traits::text_traits;

/// What a reference means: registry, repository, and a tag or a digest or both, always at least one.
///
/// One canonical string, such as `docker.io/library/nginx:latest`, and offsets into it: one allocation per parse, and
/// `as_str` is free. `Eq`, `Ord` and `Hash` are that string's, so a map of references can be searched by `str`. `Ord`
/// is byte order, not version order.
///
/// Invariant: `Reference::parse(r.as_str()) == Ok(r)` for every `Reference`.
///
/// ```
/// use imageref::Reference;
///
/// let image: Reference = "nginx".parse()?;
/// assert_eq!(image.as_str(), "docker.io/library/nginx:latest");
/// assert_eq!(image.registry(), "docker.io");
/// assert_eq!(image.repository(), "library/nginx");
/// assert_eq!(image.namespace(), Some("library"));
/// assert_eq!(image.image_name(), "nginx");
/// assert_eq!(image.tag().unwrap(), "latest");
/// assert_eq!(image.familiar().to_string(), "nginx:latest");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Reference {
    text: Box<str>,
    offsets: Offsets, // INVARIANT: grammar::reference returns them for the text; registry, and tag or digest are present
}

const _: () = assert!(size_of::<Reference>() <= 32);

impl Reference {
    /// Parses a reference and fills in what it leaves out, as Docker does.
    ///
    /// # Errors
    ///
    /// As [`RawReference::parse`] and [`RawReference::normalize`].
    #[doc(alias("ParseNormalizedNamed", "ParseDockerRef", "TagNameOnly", "parse_reference"))]
    #[inline]
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let raw = RawReference::parse(text)?;
        Self::with_docker_defaults(text, raw.offsets())
    }

    /// A reference from separate fields, as Helm charts, Kustomizations and APIs keep them.
    ///
    /// Without a `registry` the `repository` may start with one: `quay.io/team/app`. What is missing is filled in as
    /// Docker does it. Each field is parsed alone, so no field can contain another one.
    ///
    /// # Errors
    ///
    /// The first field that is wrong: [`ParseError::subject`] names it, and the span is in its string.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::Reference;
    ///
    /// let image = Reference::from_parts(Some("quay.io"), "team/app", Some("1.2"), None)?;
    /// assert_eq!(image, "quay.io/team/app:1.2");
    /// assert_eq!(Reference::from_parts(None, "nginx", None, None)?, "docker.io/library/nginx:latest");
    ///
    /// assert!(Reference::from_parts(None, "nginx:1.27", None, None).is_err());
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    pub fn from_parts(
        registry: Option<&str>,
        repository: &str,
        tag: Option<&str>,
        digest: Option<&str>,
    ) -> Result<Self, ParseError> {
        let name = match registry {
            Some(registry) => {
                Name::new(Registry::parse(registry)?, Repository::parse(repository)?)?
            }
            // Beside a tag or a digest, 64 hex digits are a name.
            None if tag.or(digest).is_some() && grammar::is_image_id(repository.as_bytes()) => {
                Name::new(Registry::DOCKER_HUB, Repository::checked(repository))?
            }
            None => Name::parse(repository)?,
        };
        let tag = tag.map(Tag::parse).transpose()?;
        let digest = digest.map(super::supported_digest).transpose()?;
        Self::build(name.registry(), name.repository(), tag, digest)
    }

    /// A canonical string whose offsets the caller has computed.
    pub(super) const fn checked(text: Box<str>, offsets: Offsets) -> Self {
        Self { text, offsets }
    }

    /// The canonical string of checked parts, with `latest` if there is neither tag nor digest.
    fn build(
        registry: Registry<'_>,
        repository: Repository<'_>,
        tag: Option<Tag<'_>>,
        digest: Option<DigestRef<'_>>,
    ) -> Result<Self, ParseError> {
        let tag = match (tag, digest) {
            (None, None) => Some(Tag::LATEST),
            _ => tag,
        };
        let (path, [colon, tag, at, digest]) = (repository.as_str(), suffix(tag, digest));
        let registry = registry.as_str();
        let name = registry.len().saturating_add(1).saturating_add(path.len());
        let text = join(registry, name, [registry, "/", path, colon, tag, at, digest])?;
        let tag = name.saturating_add(colon.len()).saturating_add(tag.len());
        let offsets = Offsets::new(registry.len(), name, tag, path.contains('/'));
        Ok(Self { text, offsets })
    }

    /// The canonical string, as a reference that was written in full.
    pub fn as_raw(&self) -> RawReference<'_> {
        RawReference::checked(&self.text, self.offsets)
    }

    /// Registry and repository, owned: `docker.io/library/nginx`.
    #[doc(alias("TrimNamed", "Context"))]
    pub fn name(&self) -> Name {
        Name::checked(self.name_str().into(), self.offsets.registry())
    }

    /// The string of [`name`](Self::name), without an allocation.
    pub fn name_str(&self) -> &str {
        grammar::slice(&self.text, 0, self.offsets.name())
    }

    /// The tag, written or filled in.
    #[doc(alias = "TagStr")]
    pub fn tag(&self) -> Option<Tag<'_>> {
        let (start, end) = self.offsets.tag_range()?;
        Some(Tag::checked(grammar::slice(&self.text, start, end)))
    }

    /// The digest, if the reference is pinned to one.
    pub fn digest(&self) -> Option<DigestRef<'_>> {
        self.offsets.digest(&self.text)
    }

    /// Returns the reference with another tag; a digest is kept.
    ///
    /// # Errors
    ///
    /// More than 65,535 bytes in all.
    #[doc(alias = "WithTag")]
    pub fn with_tag(&self, tag: Tag<'_>) -> Result<Self, ParseError> {
        Self::build(self.registry(), self.repository(), Some(tag), self.digest())
    }

    /// Returns the reference pinned to another digest; a tag is kept.
    ///
    /// # Errors
    ///
    /// An algorithm that references do not support (any but sha256, sha384, sha512 and blake3), or more than 65,535
    /// bytes in all.
    #[doc(alias("WithDigest", "clone_with_digest"))]
    pub fn with_digest(&self, digest: &Digest) -> Result<Self, ParseError> {
        let text = digest.to_text();
        let digest = super::supported_digest(&text)?;
        Self::build(self.registry(), self.repository(), self.tag(), Some(digest))
    }

    /// Returns the reference without its tag; `None` if it has no digest.
    pub fn without_tag(&self) -> Option<Self> {
        let digest = Some(self.digest()?);
        Self::build(self.registry(), self.repository(), None, digest).ok()
    }

    /// Returns the reference without its digest; `None` if it has no tag.
    pub fn without_digest(&self) -> Option<Self> {
        let tag = Some(self.tag()?);
        Self::build(self.registry(), self.repository(), tag, None).ok()
    }
}

named! { Reference, this => this.offsets.registry(), this.offsets.name() }

impl Name {
    /// The reference to a tag of this name.
    ///
    /// # Errors
    ///
    /// More than 65,535 bytes in all.
    #[doc(alias = "WithTag")]
    pub fn with_tag(&self, tag: Tag<'_>) -> Result<Reference, ParseError> {
        Reference::build(self.registry(), self.repository(), Some(tag), None)
    }

    /// The reference to a digest of this name.
    ///
    /// # Errors
    ///
    /// An algorithm that references do not support, or more than 65,535 bytes in all.
    #[doc(alias = "WithDigest")]
    pub fn with_digest(&self, digest: &Digest) -> Result<Reference, ParseError> {
        let text = digest.to_text();
        let digest = super::supported_digest(&text)?;
        Reference::build(self.registry(), self.repository(), None, Some(digest))
    }
}

text_traits! { Reference, Reference, "a container image reference" => parse show lend order own; }
