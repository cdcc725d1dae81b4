//! [`Defaults`]: what is filled in where a reference leaves a part out.

use super::parts::{Registry, Repository, Tag};
use crate::error::{ParseError, ParseErrorKind as Kind, Part};

/// What [`RawReference::normalize`](crate::RawReference::normalize) fills in.
///
/// ```
/// use imageref::reference::Defaults;
/// use imageref::{RawReference, Registry, Tag};
///
/// let defaults = Defaults::new(Registry::parse("quay.io")?, None)?.with_tag(Tag::parse("stable")?);
/// let image = RawReference::parse("app")?.normalize(&defaults)?;
/// assert_eq!(image, "quay.io/app:stable");
///
/// // `docker.io/nginx` would become `docker.io/library/nginx` when parsed again.
/// assert!(Defaults::new(Registry::DOCKER_HUB, None).is_err());
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Defaults<'a> {
    registry: Registry<'a>,
    namespace: Option<Repository<'a>>,
    tag: Tag<'a>,
}

impl Defaults<'static> {
    /// Docker's: `docker.io`, `library`, `latest`.
    pub const DOCKER: Self = Self {
        registry: Registry::DOCKER_HUB,
        namespace: Some(Repository::checked("library")),
        tag: Tag::LATEST,
    };
}

impl<'a> Defaults<'a> {
    /// Defaults for a reference without a registry: the registry, and the namespace of a path with a single component.
    ///
    /// The tag is `latest`.
    ///
    /// # Errors
    ///
    /// Docker Hub without a namespace.
    pub const fn new(
        registry: Registry<'a>,
        namespace: Option<Repository<'a>>,
    ) -> Result<Self, ParseError> {
        if namespace.is_none() && is_docker_hub(registry.as_str()) {
            let end = registry.as_str().len();
            return Err(ParseError::new(Kind::MissingNamespace, Part::Registry, 0, end));
        }
        Ok(Self { registry, namespace, tag: Tag::LATEST })
    }

    /// Returns the defaults with another tag for references with neither tag nor digest.
    #[must_use]
    pub const fn with_tag(self, tag: Tag<'a>) -> Self {
        Self { tag, ..self }
    }

    /// The registry.
    pub const fn registry(&self) -> Registry<'a> {
        self.registry
    }

    /// The namespace.
    pub const fn namespace(&self) -> Option<Repository<'a>> {
        self.namespace
    }

    /// The tag.
    pub const fn tag(&self) -> Tag<'a> {
        self.tag
    }

    /// The canonical registry, and the namespace that is filled in before a path, which is `nested` if it has more than
    /// one component.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(super) fn before_path(
        &self,
        registry: Option<Registry<'a>>,
        nested: bool,
    ) -> (Registry<'a>, &'a str) {
        let defaults = match registry {
            Some(registry) if !is_docker_hub(registry.as_str()) => return (registry, ""),
            Some(_) => Defaults::DOCKER,
            None => *self,
        };
        let on_hub = is_docker_hub(defaults.registry.as_str());
        let registry = if on_hub { Registry::DOCKER_HUB } else { defaults.registry };
        let namespace = if nested { None } else { defaults.namespace };
        (registry, namespace.map_or("", |namespace| namespace.as_str()))
    }
}

impl Default for Defaults<'static> {
    fn default() -> Self {
        Self::DOCKER
    }
}

/// Returns `true` for Docker Hub's two names in references; `index.docker.io` is the old one.
pub(super) const fn is_docker_hub(registry: &str) -> bool {
    matches!(registry.as_bytes(), b"docker.io" | b"index.docker.io")
}
