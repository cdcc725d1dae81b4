//! [`Reference`]: what a reference means, as one canonical string.

use alloc::boxed::Box;
use alloc::string::String;

use super::defaults::{Defaults, is_docker_hub};
use super::grammar::{self, Offsets};
use super::owned::owned_text;
use super::{Name, RawReference, Registry, Repository, Tag};
use crate::digest::{Digest, DigestRef};
use crate::error::{ParseError, ParseErrorKind, Part};

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
    #[doc(alias = "ParseNormalizedNamed")]
    #[doc(alias = "ParseDockerRef")]
    #[doc(alias = "TagNameOnly")]
    #[doc(alias = "parse_reference")]
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        RawReference::parse(text)?.normalize(&Defaults::DOCKER)
    }

    /// A reference from separate fields, as Helm charts, Kustomizations and APIs keep them.
    ///
    /// Without a `registry` the `repository` may start with one: `quay.io/team/app`. What is missing is filled in as
    /// Docker does it. Each field is parsed alone, so no field can contain another one.
    ///
    /// # Errors
    ///
    /// The first field that is wrong: [`ParseError::subject`] tells which one, and the span is in its string.
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
            None => match Name::parse(repository) {
                // Beside a tag or a digest, 64 hex digits are a name.
                Err(e)
                    if e.kind() == ParseErrorKind::ImageId
                        && (tag.is_some() || digest.is_some()) =>
                {
                    Name::new(Registry::DOCKER_HUB, Repository::checked(repository))?
                }
                name => name?,
            },
        };
        let tag = tag.map(Tag::parse).transpose()?;
        let digest = digest.map(super::supported_digest).transpose()?;
        name.with(tag, digest)
    }

    /// The canonical string of checked parts, with `latest` if there is neither tag nor digest.
    pub(super) fn build(
        prefix: Prefix<'_>,
        path: &str,
        tag: Option<Tag<'_>>,
        digest: Option<DigestRef<'_>>,
    ) -> Result<Self, ParseError> {
        let tag = match (tag, digest) {
            (None, None) => Some(Tag::LATEST),
            _ => tag,
        };
        let name = prefix.len() + path.len();
        let tag_end = name + tag.map_or(0, |tag| tag.as_str().len() + 1);
        let len = tag_end + digest.map_or(0, |digest| digest.as_str().len() + 1);
        prefix.check(name, len)?;
        let mut text = String::with_capacity(len);
        prefix.push_to(&mut text);
        text.push_str(path);
        if let Some(tag) = tag {
            text.push(':');
            text.push_str(tag.as_str());
        }
        if let Some(digest) = digest {
            text.push('@');
            text.push_str(digest.as_str());
        }
        let offsets = prefix.offsets(name, tag_end, path.contains('/'));
        Ok(Self { text: text.into_boxed_str(), offsets })
    }

    /// The canonical string.
    #[doc(alias = "whole")]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The canonical string, as a reference that was written in full.
    pub fn as_raw(&self) -> RawReference<'_> {
        RawReference::checked(&self.text, self.offsets)
    }

    /// The registry: `docker.io`.
    ///
    /// The host to send requests to is [`RegistryInfo::api_host`](crate::registry::RegistryInfo::api_host).
    #[doc(alias = "Domain")]
    #[doc(alias = "Context")]
    #[doc(alias = "resolve_registry")]
    pub fn registry(&self) -> Registry<'_> {
        Registry::checked(&self.text[..self.offsets.registry()])
    }

    /// The repository: `library/nginx`.
    #[doc(alias = "Path")]
    pub fn repository(&self) -> Repository<'_> {
        Repository::checked(&self.text[self.offsets.path()..self.offsets.name()])
    }

    /// The repository without its last component: `library`.
    pub fn namespace(&self) -> Option<&str> {
        self.repository().namespace()
    }

    /// The repository's last component: `nginx`.
    pub fn image_name(&self) -> &str {
        self.repository().image_name()
    }

    /// Registry and repository, owned: `docker.io/library/nginx`.
    #[doc(alias = "TrimNamed")]
    #[doc(alias = "Context")]
    pub fn name(&self) -> Name {
        Name::checked(self.name_str().into(), self.offsets.registry())
    }

    /// The string of [`name`](Self::name), without an allocation.
    pub fn name_str(&self) -> &str {
        &self.text[..self.offsets.name()]
    }

    /// The tag, written or filled in.
    pub fn tag(&self) -> Option<Tag<'_>> {
        let (start, end) = self.offsets.tag_range()?;
        Some(Tag::checked(&self.text[start..end]))
    }

    /// The digest, if the reference is pinned to one.
    pub fn digest(&self) -> Option<DigestRef<'_>> {
        self.offsets.digest(&self.text)
    }

    fn prefix(&self) -> Prefix<'_> {
        Prefix::new(self.registry())
    }

    /// Returns the reference with another tag; a digest is kept.
    ///
    /// # Errors
    ///
    /// More than 65,535 bytes in all.
    #[doc(alias = "WithTag")]
    pub fn with_tag(&self, tag: Tag<'_>) -> Result<Self, ParseError> {
        Self::build(self.prefix(), self.repository().as_str(), Some(tag), self.digest())
    }

    /// Returns the reference pinned to another digest; a tag is kept.
    ///
    /// # Errors
    ///
    /// An algorithm that references do not support (any but sha256, sha384, sha512 and blake3), or more than 65,535
    /// bytes in all.
    #[doc(alias = "WithDigest")]
    #[doc(alias = "clone_with_digest")]
    pub fn with_digest(&self, digest: &Digest) -> Result<Self, ParseError> {
        let text = digest.to_text();
        let digest = super::supported_digest(&text)?;
        Self::build(self.prefix(), self.repository().as_str(), self.tag(), Some(digest))
    }

    /// Returns the reference without its tag; `None` if it has no digest.
    pub fn without_tag(&self) -> Option<Self> {
        let digest = Some(self.digest()?);
        Self::build(self.prefix(), self.repository().as_str(), None, digest).ok()
    }

    /// Returns the reference without its digest; `None` if it has no tag.
    pub fn without_digest(&self) -> Option<Self> {
        let tag = Some(self.tag()?);
        Self::build(self.prefix(), self.repository().as_str(), tag, None).ok()
    }
}

impl RawReference<'_> {
    /// What the reference means, with `defaults` for what it leaves out; [`Defaults::DOCKER`] is Docker's.
    ///
    /// The default tag is filled in only if there is neither tag nor digest; a tag beside a digest is kept;
    /// `index.docker.io` becomes `docker.io`. Case and port of a registry are kept.
    ///
    /// Source: distribution/reference, `ParseNormalizedNamed`, `TagNameOnly`.
    ///
    /// # Errors
    ///
    /// A path over 255 bytes, or more than 65,535 bytes in all, with what was filled in.
    #[doc(alias = "ParseNormalizedNamed")]
    #[doc(alias = "TagNameOnly")]
    pub fn normalize(self, defaults: &Defaults<'_>) -> Result<Reference, ParseError> {
        let written = self.offsets();
        let prefix = Prefix::with_defaults(self.registry(), written.nested(), defaults);
        // From the path on, the input is canonical, except for a missing tag.
        let tail = &self.as_str()[written.path()..];
        let bare = written.name() == self.as_str().len();
        let tag = if bare { defaults.tag().as_str() } else { "" };
        let colon = usize::from(bare);

        let name = prefix.len() + written.name() - written.path();
        let tag_end = prefix.len() + written.tag() - written.path() + colon + tag.len();
        let len = prefix.len() + tail.len() + colon + tag.len();
        prefix.check(name, len).map_err(|e| self.respan(e))?;
        let mut text = String::with_capacity(len);
        prefix.push_to(&mut text);
        text.push_str(tail);
        if bare {
            text.push(':');
            text.push_str(tag);
        }
        Ok(Reference {
            text: text.into_boxed_str(),
            offsets: prefix.offsets(name, tag_end, written.nested()),
        })
    }

    /// The name that the reference means, without tag and digest.
    ///
    /// # Errors
    ///
    /// As [`normalize`](Self::normalize).
    pub fn normalize_name(self, defaults: &Defaults<'_>) -> Result<Name, ParseError> {
        let prefix = Prefix::with_defaults(self.registry(), self.offsets().nested(), defaults);
        Name::build(prefix, self.repository()).map_err(|e| self.respan(e))
    }

    /// An error in the canonical string, with the span of the input that it comes from.
    fn respan(self, error: ParseError) -> ParseError {
        let end = match error.part() {
            Part::Repository => self.name().len(),
            _ => self.as_str().len(),
        };
        let start = match error.part() {
            Part::Repository => end - self.repository().as_str().len(),
            _ => 0,
        };
        error.at(Part::Reference, start, end)
    }
}

/// What precedes the path in a canonical string: `docker.io/library/`.
#[derive(Clone, Copy)]
pub(super) struct Prefix<'a> {
    registry: Registry<'a>,
    /// The namespace that is filled in before the path.
    namespace: Option<Repository<'a>>,
}

impl<'a> Prefix<'a> {
    /// The prefix of a path that is canonical already.
    pub(super) const fn new(registry: Registry<'a>) -> Self {
        Self { registry, namespace: None }
    }

    /// The prefix of a path as it was written.
    pub(super) fn with_defaults(
        registry: Option<Registry<'a>>,
        nested: bool,
        defaults: &Defaults<'a>,
    ) -> Self {
        let hub = |registry: Registry<'_>| is_docker_hub(registry.as_str());
        let (registry, namespace) = match registry {
            Some(registry) if !hub(registry) => return Self::new(registry),
            Some(_) => (Registry::DOCKER_HUB, Defaults::DOCKER.namespace()),
            None if hub(defaults.registry()) => (Registry::DOCKER_HUB, defaults.namespace()),
            None => (defaults.registry(), defaults.namespace()),
        };
        Self { registry, namespace: namespace.filter(|_| !nested) }
    }

    pub(super) const fn registry(self) -> Registry<'a> {
        self.registry
    }

    /// The number of bytes before the path.
    pub(super) const fn len(self) -> usize {
        let namespace = match self.namespace {
            Some(namespace) => namespace.as_str().len() + 1,
            None => 0,
        };
        self.registry.as_str().len() + 1 + namespace
    }

    /// Checks the limits of a canonical string of `len` bytes whose path ends at `name`.
    pub(super) const fn check(self, name: usize, len: usize) -> Result<(), ParseError> {
        let path = name - self.registry.as_str().len() - 1;
        if path > grammar::MAX_PATH {
            return Err(grammar::too_long(Part::Repository, 0, path, grammar::MAX_PATH));
        }
        if len > grammar::MAX_TEXT {
            return Err(grammar::too_long(Part::Reference, 0, len, grammar::MAX_TEXT));
        }
        Ok(())
    }

    pub(super) fn push_to(self, text: &mut String) {
        text.push_str(self.registry.as_str());
        text.push('/');
        if let Some(namespace) = self.namespace {
            text.push_str(namespace.as_str());
            text.push('/');
        }
    }

    /// The offsets of a string that starts with this prefix.
    const fn offsets(self, name: usize, tag: usize, nested: bool) -> Offsets {
        let nested = nested || self.namespace.is_some();
        Offsets::new(self.registry.as_str().len(), name, tag, nested)
    }
}

impl TryFrom<RawReference<'_>> for Reference {
    type Error = ParseError;
    fn try_from(raw: RawReference<'_>) -> Result<Self, ParseError> {
        raw.normalize(&Defaults::DOCKER)
    }
}

owned_text! { Reference }
