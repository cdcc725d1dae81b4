//! [`Name`]: a registry and a repository.

use alloc::boxed::Box;

use super::defaults::Defaults;
use super::familiar::Familiar;
use super::grammar;
use super::join::join;
use super::parts::{Registry, Repository};
use super::raw::RawReference;
use super::recognize::explain;
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
        let offsets = grammar::name_alone(bytes)
            .map_err(|e| explain(bytes, e, Part::Reference).within(Part::Name, 0))?;
        RawReference::checked(text, offsets)
            .normalize_name(&Defaults::DOCKER)
            .map_err(|e| e.at(Part::Name, 0, text.len()))
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
        Self::build(Some(registry), repository, nested, &Defaults::DOCKER)
    }

    /// The canonical string of checked parts.
    pub(super) fn build(
        registry: Option<Registry<'_>>,
        repository: Repository<'_>,
        nested: bool,
        defaults: &Defaults<'_>,
    ) -> Result<Self, ParseError> {
        let (registry, namespace) = defaults.before_path(registry, nested);
        let path = repository.as_str();
        let registry = registry.as_str();
        let pieces = match namespace {
            "" => [registry, "/", path, "", ""],
            _ => [registry, "/", namespace, "/", path],
        };
        let len = pieces.iter().map(|piece| piece.len()).sum();
        Ok(Self::checked(join(registry, len, pieces)?, registry.len()))
    }

    /// A canonical string whose registry ends at `registry`.
    pub(super) const fn checked(text: Box<str>, registry: usize) -> Self {
        Self { text, registry }
    }
}

/// Implements what a name and a reference have in common, by the ends of registry and repository in the field `text`.
macro_rules! named {
    ($type:ident, $this:ident => $registry:expr, $name:expr) => {
        impl $type {
            /// The canonical string.
            #[doc(alias = "whole")]
            pub fn as_str(&self) -> &str {
                &self.text
            }

            /// The registry: `docker.io`.
            ///
            /// The host to send requests to is [`RegistryInfo::api_host`](crate::registry::RegistryInfo::api_host).
            #[doc(alias("Domain", "Context", "resolve_registry", "RegistryStr"))]
            pub fn registry(&self) -> Registry<'_> {
                let $this = self;
                let end = $registry;
                Registry::checked(grammar::slice(&self.text, 0, end))
            }

            /// The repository: `library/nginx`.
            #[doc(alias("Path", "RepositoryStr"))]
            pub fn repository(&self) -> Repository<'_> {
                let $this = self;
                let (start, end) = ($registry.saturating_add(1), $name);
                Repository::checked(grammar::slice(&self.text, start, end))
            }

            /// The repository without its last component: `library`.
            pub fn namespace(&self) -> Option<&str> {
                self.repository().namespace()
            }

            /// The repository's last component: `nginx`.
            pub fn image_name(&self) -> &str {
                self.repository().image_name()
            }

            /// The shortest string that means the same: `nginx`, `nginx:1.27`.
            #[doc(alias("FamiliarString", "FamiliarName"))]
            pub fn familiar(&self) -> Familiar<'_> {
                Familiar::new(self.as_str(), self.registry(), self.repository())
            }
        }
    };
}
pub(super) use named;

named! { Name, this => this.registry, this.text.len() }
text_traits! { Name, Name, "a container image name, without tag and digest" => parse show lend order own; }
