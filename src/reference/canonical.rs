//! [`Reference`]: what a reference means, in one canonical text.

use alloc::boxed::Box;
use alloc::string::String;
use core::str::FromStr;

use super::defaults::{Defaults, is_docker_hub};
use super::grammar::{self, Offsets};
use super::owned::owned_text;
use super::{Name, RawReference, Registry, Repository, Tag};
use crate::digest::{Digest, DigestRef};
use crate::error::{ParseError, ParseErrorKind, Part};

/// What a reference means: registry, repository, and a tag or a digest or both, always at least one.
///
/// It is one canonical text, such as `docker.io/library/nginx:latest`, and offsets into it: one allocation, `as_str`
/// for nothing. `Eq`, `Ord` and `Hash` are that text's, so a map of references is looked up by `str`. The order is of
/// bytes, not of versions.
///
/// **Invariant** `Reference::from_str(r.as_str()) == Ok(r)`, whatever `r` was made by.
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
    offsets: Offsets, // INVARIANT: what grammar::reference gives for the text; registry, and tag or digest are there
}

const _: () = assert!(size_of::<Reference>() <= 32);

impl Reference {
    /// A reference out of separate fields, as Helm charts, Kustomizations and APIs keep them.
    ///
    /// Without a `registry` the `repository` may begin with one, as people write it: `quay.io/team/app`. What is
    /// missing is filled in as Docker does it.
    ///
    /// ```
    /// use imageref::Reference;
    ///
    /// let image = Reference::from_parts(Some("quay.io"), "team/app", Some("1.2"), None)?;
    /// assert_eq!(image, "quay.io/team/app:1.2");
    /// assert_eq!(Reference::from_parts(None, "nginx", None, None)?, "docker.io/library/nginx:latest");
    ///
    /// // Each field is read alone, so that no field can smuggle another one in.
    /// assert!(Reference::from_parts(None, "nginx:1.27", None, None).is_err());
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    /// **Errors** the first field that is wrong: [`ParseError::subject`] says which one, the span lies in its text.
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
            None => match repository.parse::<Name>() {
                // 64 hex digits are an image ID only where nothing else is given.
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
        let digest = digest.map(super::pinning_digest).transpose()?;
        name.with(tag, digest)
    }

    /// The canonical text out of checked parts, with `latest` where there is neither tag nor digest.
    pub(super) fn build(
        head: Head<'_>,
        path: &str,
        tag: Option<Tag<'_>>,
        digest: Option<DigestRef<'_>>,
    ) -> Result<Self, ParseError> {
        let tag = match (tag, digest) {
            (None, None) => Some(Tag::LATEST),
            _ => tag,
        };
        let name = head.len() + path.len();
        let tag_end = name + tag.map_or(0, |tag| tag.as_str().len() + 1);
        let len = tag_end + digest.map_or(0, |digest| digest.as_str().len() + 1);
        head.check(name, len)?;
        let mut text = String::with_capacity(len);
        head.push_to(&mut text);
        text.push_str(path);
        if let Some(tag) = tag {
            text.push(':');
            text.push_str(tag.as_str());
        }
        if let Some(digest) = digest {
            text.push('@');
            text.push_str(digest.as_str());
        }
        let offsets = head.offsets(name, tag_end, path.contains('/'));
        Ok(Self { text: text.into_boxed_str(), offsets })
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The canonical text, as a reference that was written in full.
    pub fn as_raw(&self) -> RawReference<'_> {
        RawReference::checked(&self.text, self.offsets)
    }

    /// The registry: `docker.io`.
    ///
    /// The host to send requests to is [`RegistryInfo::api_host`](crate::registry::RegistryInfo::api_host).
    pub fn registry(&self) -> Registry<'_> {
        Registry::checked(&self.text[..self.offsets.registry()])
    }

    /// The repository: `library/nginx`.
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
    pub fn name(&self) -> Name {
        Name::checked(self.name_str().into(), self.offsets.registry())
    }

    /// The text of [`name`](Self::name), to look one up with.
    pub fn name_str(&self) -> &str {
        &self.text[..self.offsets.name()]
    }

    /// The tag, written or filled in.
    pub fn tag(&self) -> Option<Tag<'_>> {
        let (start, end) = self.offsets.tag_range()?;
        Some(Tag::checked(&self.text[start..end]))
    }

    /// The digest that the reference is pinned to.
    pub fn digest(&self) -> Option<DigestRef<'_>> {
        self.offsets.digest(&self.text)
    }

    fn head(&self) -> Head<'_> {
        Head::new(self.registry())
    }

    /// The same with another tag; a digest is kept.
    ///
    /// **Errors** a text over 65,535 bytes.
    pub fn with_tag(&self, tag: Tag<'_>) -> Result<Self, ParseError> {
        Self::build(self.head(), self.repository().as_str(), Some(tag), self.digest())
    }

    /// The same pinned to another digest; a tag is kept.
    ///
    /// **Errors** an algorithm that references don't take (anything but sha256, sha384, sha512, blake3), a text over
    /// 65,535 bytes.
    pub fn with_digest(&self, digest: &Digest) -> Result<Self, ParseError> {
        let text = digest.to_text();
        let digest = super::pinning_digest(&text)?;
        Self::build(self.head(), self.repository().as_str(), self.tag(), Some(digest))
    }

    /// The same without its tag, as Docker reduces a reference with both; `None` where there is no digest.
    pub fn without_tag(&self) -> Option<Self> {
        let digest = Some(self.digest()?);
        Self::build(self.head(), self.repository().as_str(), None, digest).ok()
    }

    /// The same without its digest; `None` where there is no tag.
    pub fn without_digest(&self) -> Option<Self> {
        let tag = Some(self.tag()?);
        Self::build(self.head(), self.repository().as_str(), tag, None).ok()
    }
}

impl RawReference<'_> {
    /// What the reference means, with `defaults` for what it leaves out; [`Defaults::DOCKER`] is Docker's.
    ///
    /// `latest` is filled in only where there is neither tag nor digest; a tag beside a digest is kept;
    /// `index.docker.io` becomes `docker.io`. Case and port of a registry stay as they are.
    ///
    /// **Errors** a path over 255 bytes or a text over 65,535 with what was filled in.
    /// **Source** distribution/reference, `ParseNormalizedNamed`, `TagNameOnly`.
    pub fn normalize(self, defaults: &Defaults<'_>) -> Result<Reference, ParseError> {
        let written = self.offsets();
        let head = Head::meant(self.registry(), written.nested(), defaults);
        // From the path on, the text is canonical as it was written, but for a tag that is missing.
        let tail = &self.as_str()[written.path()..];
        let bare = written.name() == self.as_str().len();
        let tag = if bare { defaults.tag().as_str() } else { "" };
        let colon = usize::from(bare);

        let name = head.len() + written.name() - written.path();
        let tag_end = head.len() + written.tag() - written.path() + colon + tag.len();
        let len = head.len() + tail.len() + colon + tag.len();
        head.check(name, len).map_err(|e| self.point(e))?;
        let mut text = String::with_capacity(len);
        head.push_to(&mut text);
        text.push_str(tail);
        if bare {
            text.push(':');
            text.push_str(tag);
        }
        Ok(Reference {
            text: text.into_boxed_str(),
            offsets: head.offsets(name, tag_end, written.nested()),
        })
    }

    /// The name that the reference means, without tag and digest.
    ///
    /// **Errors** as [`normalize`](Self::normalize).
    pub fn normalize_name(self, defaults: &Defaults<'_>) -> Result<Name, ParseError> {
        let head = Head::meant(self.registry(), self.offsets().nested(), defaults);
        Name::build(head, self.repository()).map_err(|e| self.point(e))
    }

    /// A refusal of the canonical text, pointing at what was written of it.
    fn point(self, error: ParseError) -> ParseError {
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

/// What stands before the path of a canonical text: `docker.io/library/`.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    registry: Registry<'a>,
    /// What is filled in before the path.
    namespace: Option<Repository<'a>>,
}

impl<'a> Head<'a> {
    /// Before a path that is canonical already.
    pub(super) const fn new(registry: Registry<'a>) -> Self {
        Self { registry, namespace: None }
    }

    /// What was meant before a path.
    pub(super) fn meant(
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

    /// The bytes before the path.
    pub(super) const fn len(self) -> usize {
        let namespace = match self.namespace {
            Some(namespace) => namespace.as_str().len() + 1,
            None => 0,
        };
        self.registry.as_str().len() + 1 + namespace
    }

    /// Holds a text of `len` bytes, whose path ends at `name`, to the limits.
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

    /// The offsets of a text that begins with this.
    const fn offsets(self, name: usize, tag: usize, nested: bool) -> Offsets {
        let nested = nested || self.namespace.is_some();
        Offsets::new(self.registry.as_str().len(), name, tag, nested)
    }
}

impl FromStr for Reference {
    type Err = ParseError;
    /// As [`RawReference::parse`] and [`RawReference::normalize`] with Docker's defaults.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        RawReference::parse(text)?.normalize(&Defaults::DOCKER)
    }
}

impl TryFrom<RawReference<'_>> for Reference {
    type Error = ParseError;
    fn try_from(raw: RawReference<'_>) -> Result<Self, ParseError> {
        raw.normalize(&Defaults::DOCKER)
    }
}

owned_text! { Reference }
