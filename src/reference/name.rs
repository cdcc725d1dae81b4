//! [`Name`]: a registry and a repository.

use alloc::boxed::Box;
use alloc::string::String;
use core::str::FromStr;

use super::canonical::Head;
use super::defaults::Defaults;
use super::owned::owned_text;
use super::{Familiar, Reference, Registry, Repository, Tag, diagnose, grammar};
use crate::digest::{Digest, DigestRef};
use crate::error::{ParseError, Part};

/// A registry and a repository: what is left of a [`Reference`] without tag and digest.
///
/// One canonical text, such as `docker.io/library/nginx`; `Eq`, `Ord` and `Hash` are that text's.
///
/// **Invariant** `Name::from_str(n.as_str()) == Ok(n)`, whatever `n` was made by.
///
/// ```
/// use imageref::Name;
/// use imageref::reference::Tag;
///
/// let name: Name = "bitnami/redis".parse()?;
/// assert_eq!(name, "docker.io/bitnami/redis");
/// assert_eq!(name.with_tag(Tag::LATEST)?, "docker.io/bitnami/redis:latest");
/// assert!("bitnami/redis:7".parse::<Name>().is_err());
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Name {
    text: Box<str>, // INVARIANT: grammar::name accepts it, with a registry
    registry: usize,
}

impl Name {
    /// A name out of its two parts; a single component on Docker Hub gets `library/`, as in every reference.
    ///
    /// **Errors** a path over 255 bytes with `library/`, a text over 65,535 bytes.
    pub fn new(registry: Registry<'_>, repository: Repository<'_>) -> Result<Self, ParseError> {
        Self::build(
            Head::meant(Some(registry), repository.namespace().is_some(), &Defaults::DOCKER),
            repository,
        )
    }

    /// The canonical text out of checked parts.
    pub(super) fn build(head: Head<'_>, path: Repository<'_>) -> Result<Self, ParseError> {
        let len = head.len() + path.as_str().len();
        head.check(len, len)?;
        let mut text = String::with_capacity(len);
        head.push_to(&mut text);
        text.push_str(path.as_str());
        Ok(Self::checked(text.into_boxed_str(), head.registry().as_str().len()))
    }

    /// A canonical text whose registry ends at `registry`.
    pub(super) const fn checked(text: Box<str>, registry: usize) -> Self {
        Self { text, registry }
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The registry: `docker.io`.
    ///
    /// The host to send requests to is [`RegistryInfo::api_host`](crate::registry::RegistryInfo::api_host).
    pub fn registry(&self) -> Registry<'_> {
        Registry::checked(&self.text[..self.registry])
    }

    /// The repository: `library/nginx`.
    pub fn repository(&self) -> Repository<'_> {
        Repository::checked(&self.text[self.registry + 1..])
    }

    /// The repository without its last component: `library`.
    pub fn namespace(&self) -> Option<&str> {
        self.repository().namespace()
    }

    /// The repository's last component: `nginx`.
    pub fn image_name(&self) -> &str {
        self.repository().image_name()
    }

    /// A reference to a tag of this name.
    ///
    /// **Errors** a text over 65,535 bytes.
    pub fn with_tag(&self, tag: Tag<'_>) -> Result<Reference, ParseError> {
        self.with(Some(tag), None)
    }

    /// A reference pinned to a digest of this name.
    ///
    /// **Errors** an algorithm that references don't take, a text over 65,535 bytes.
    pub fn with_digest(&self, digest: &Digest) -> Result<Reference, ParseError> {
        self.with(None, Some(super::pinning_digest(&digest.to_text())?))
    }

    /// A reference of this name; `latest` where there is neither tag nor digest.
    pub(super) fn with(
        &self,
        tag: Option<Tag<'_>>,
        digest: Option<DigestRef<'_>>,
    ) -> Result<Reference, ParseError> {
        Reference::build(Head::new(self.registry()), self.repository().as_str(), tag, digest)
    }

    /// The shortest text that means this name: `nginx`.
    pub fn familiar(&self) -> Familiar<'_> {
        Familiar::new(self.as_str(), self.registry(), self.repository())
    }
}

impl FromStr for Name {
    type Err = ParseError;
    /// Reads a name as references begin with one: `nginx`, `quay.io/team/app`.
    ///
    /// **Errors** as for a reference; and a tag or a digest, which a name has not.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let bytes = text.as_bytes();
        let (registry, end, nested) = grammar::name_alone(bytes)
            .map_err(|e| diagnose::reference(bytes, e).within(Part::Name, 0))?;
        let path = Repository::checked(grammar::slice(
            text,
            if registry == 0 { 0 } else { registry + 1 },
            end,
        ));
        let written = (registry > 0).then(|| Registry::checked(grammar::slice(text, 0, registry)));
        let head = Head::meant(written, nested, &Defaults::DOCKER);
        Self::build(head, path).map_err(|e| e.at(Part::Name, 0, end))
    }
}

owned_text! { Name }
