//! [`Name`]: a registry and a repository.

use alloc::boxed::Box;

use super::defaults::Defaults;
use super::familiar::Familiar;
use super::parts::{Registry, Repository};
use super::prefix::Prefix;
use super::{grammar, recognize};
use crate::error::{ParseError, Part};
use crate::text_traits::text_traits;

/// A registry and a repository: a [`Reference`](super::Reference) without tag and digest.
///
/// One canonical string, such as `docker.io/library/nginx`; `Eq`, `Ord` and `Hash` are that string's.
///
/// Invariant: `Name::parse(n.as_str()) == Ok(n)` for every `Name`.
///
/// ```
/// use imageref::{Name, Tag};
///
/// let name: Name = "bitnami/redis".parse()?;
/// assert_eq!(name, "docker.io/bitnami/redis");
/// assert_eq!(name.with_tag(Tag::LATEST)?, "docker.io/bitnami/redis:latest");
/// assert!(Name::parse("bitnami/redis:7").is_err());
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Name {
    text: Box<str>, // INVARIANT: grammar::name_alone accepts it, with a registry
    registry: usize,
}

impl Name {
    /// Parses the name at the start of a reference: `nginx`, `quay.io/team/app`.
    ///
    /// What is missing is filled in as Docker does it.
    ///
    /// # Errors
    ///
    /// As for a reference; and a tag or a digest.
    #[doc(alias = "WithName")]
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let bytes = text.as_bytes();
        let (registry, nested) = grammar::name_alone(bytes)
            .map_err(|e| recognize::reference(bytes, e).within(Part::Name, 0))?;
        let path = if registry == 0 { 0 } else { registry + 1 };
        let path = Repository::checked(grammar::slice(text, path, text.len()));
        let written = (registry > 0).then(|| Registry::checked(grammar::slice(text, 0, registry)));
        let prefix = Prefix::with_defaults(written, nested, &Defaults::DOCKER);
        Self::build(prefix, path).map_err(|e| e.at(Part::Name, 0, text.len()))
    }

    /// The name of a repository on a registry.
    ///
    /// A single component on Docker Hub gets `library/`, as in every reference.
    ///
    /// # Errors
    ///
    /// A path over 255 bytes with `library/`, or more than 65,535 bytes in all.
    pub fn new(registry: Registry<'_>, repository: Repository<'_>) -> Result<Self, ParseError> {
        let nested = repository.namespace().is_some();
        Self::build(Prefix::with_defaults(Some(registry), nested, &Defaults::DOCKER), repository)
    }

    /// The canonical string of checked parts.
    pub(super) fn build(prefix: Prefix<'_>, path: Repository<'_>) -> Result<Self, ParseError> {
        let text = prefix.join(prefix.len() + path.as_str().len(), [path.as_str()])?;
        Ok(Self::checked(text, prefix.registry))
    }

    /// A canonical string whose registry ends at `registry`.
    pub(super) const fn checked(text: Box<str>, registry: usize) -> Self {
        Self { text, registry }
    }

    /// The canonical string.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The registry: `docker.io`.
    ///
    /// The host to send requests to is [`RegistryInfo::api_host`](crate::registry::RegistryInfo::api_host).
    #[doc(alias = "Domain")]
    pub fn registry(&self) -> Registry<'_> {
        Registry::checked(&self.text[..self.registry])
    }

    /// The repository: `library/nginx`.
    #[doc(alias = "Path")]
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

    /// The shortest string that means this name: `nginx`.
    #[doc(alias = "FamiliarName")]
    pub fn familiar(&self) -> Familiar<'_> {
        Familiar::new(self.as_str(), self.registry(), self.repository())
    }
}

text_traits! { Name, Name => parse show lend order own; }
