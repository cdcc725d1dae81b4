//! [`ShortNames`]: the images that Podman may mean by a name without a registry.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::named::{ContainersImageError, Named, is_domain};
use imageref::reference::{Identifier, RawReference, Reference};

/// The aliases and `unqualified-search-registries` of `registries.conf`: the images that a short name may mean.
///
/// A name with a registry means itself. A short name means its alias if it has one, else the name in each search
/// registry. Tag and digest are kept; without either, the tag is `latest`. Asking the user which one is meant
/// (`short-name-mode`) is left to the caller.
///
/// ```
/// use imageref::RawReference;
/// use imageref_interop::containers::ShortNames;
///
/// let names = ShortNames::new(
///     [("fedora", "registry.fedoraproject.org/fedora")],
///     ["docker.io", "quay.io"],
/// )?;
/// let candidates = |text| Ok::<_, imageref::ParseError>(names.candidates(RawReference::parse(text)?));
/// assert_eq!(candidates("fedora:41")??, ["registry.fedoraproject.org/fedora:41"]);
/// assert_eq!(candidates("nginx")??, ["docker.io/library/nginx:latest", "quay.io/nginx:latest"]);
/// assert_eq!(candidates("ghcr.io/team/app:1")??, ["ghcr.io/team/app:1"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Source: containers/container-libs f0ddf1a7, `image/pkg/shortnames/shortnames.go` and
/// `image/pkg/sysregistriesv2/shortnames.go`.
#[derive(Clone, Debug, Default)]
pub struct ShortNames {
    /// `None` for an alias that was reset.
    aliases: BTreeMap<String, Option<Named>>,
    registries: Vec<String>,
}

/// Why an alias or a search registry was rejected.
///
/// ```
/// use imageref_interop::containers::{ShortNameError, ShortNames};
///
/// let error = ShortNames::new([("quay.io/app", "quay.io/team/app")], ["docker.io"]).unwrap_err();
/// assert!(matches!(error, ShortNameError::Name { .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShortNameError {
    /// An alias whose name is not short: it has a registry, a tag or a digest, or is invalid.
    #[error("expected a name without registry, tag and digest, but found `{}`", name.escape_default())]
    #[non_exhaustive]
    Name {
        /// The name.
        name: String,
    },
    /// An alias whose value is not registry and repository alone.
    #[error("expected registry and repository, but found `{}`", value.escape_default())]
    #[non_exhaustive]
    Value {
        /// The value.
        value: String,
    },
    /// A search registry that is not a host.
    #[error("expected a registry, but found `{}`", registry.escape_default())]
    #[non_exhaustive]
    Registry {
        /// The registry.
        registry: String,
    },
}

impl ShortNames {
    /// Checks aliases and search registries. A later alias replaces an earlier one of the same name; an empty value, as in
    /// the file, resets it.
    ///
    /// # Errors
    ///
    /// [`ShortNameError`] for an alias or a registry that containers/image rejects.
    pub fn new<'a>(
        aliases: impl IntoIterator<Item = (&'a str, &'a str)>,
        registries: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, ShortNameError> {
        let mut names = Self::default();
        for (name, value) in aliases {
            let short = RawReference::parse(name)
                .ok()
                .filter(|raw| is_short(*raw) && raw.tag().is_none() && raw.digest().is_none());
            // Alone it is an image ID, with a tag it is a name.
            let is_id = matches!(Identifier::parse(name), Ok(Identifier::ImageId(_)));
            if short.is_none() && !is_id {
                return Err(ShortNameError::Name { name: name.to_owned() });
            }
            let target = if value.is_empty() { None } else { Some(alias(value)?) };
            names.aliases.insert(name.to_owned(), target);
        }
        for registry in registries {
            let trimmed = registry.trim_end_matches('/');
            if !is_domain(trimmed) {
                return Err(ShortNameError::Registry { registry: registry.to_owned() });
            }
            names.registries.push(trimmed.to_owned());
        }
        Ok(names)
    }

    /// Returns the images that a name may mean, in the order in which they are tried; none if a short name has no alias
    /// and there are no search registries.
    ///
    /// # Errors
    ///
    /// [`ContainersImageError`] if containers/image rejects the name.
    pub fn candidates(
        &self,
        name: RawReference<'_>,
    ) -> Result<Vec<Reference>, ContainersImageError> {
        if !is_short(name) {
            return Ok([reference(Named::new(name)?.as_str())?].into());
        }
        let version = name.as_str().strip_prefix(name.name()).unwrap_or_default();
        if let Some(Some(alias)) = self.aliases.get(name.name()) {
            return Ok([reference(&format!("{}{version}", alias.as_str()))?].into());
        }
        // A host that only its upper-case letters make one is a path there, and an error without an alias.
        Named::new(name)?;
        let registries = self.registries.iter();
        registries.map(|registry| reference(&format!("{registry}/{name}"))).collect()
    }

    /// Returns the images on this machine that a name may mean: the alias, then the name in `localhost/`, where Podman
    /// puts what it builds, then in the search registries.
    ///
    /// # Errors
    ///
    /// [`ContainersImageError`] if containers/image rejects the name.
    pub fn local_candidates(
        &self,
        name: RawReference<'_>,
    ) -> Result<Vec<Reference>, ContainersImageError> {
        let mut candidates = self.candidates(name)?;
        if is_short(name) {
            let alias = matches!(self.aliases.get(name.name()), Some(Some(_)));
            candidates.truncate(usize::from(alias));
            candidates.push(reference(&format!("localhost/{name}"))?);
            for registry in &self.registries {
                candidates.push(reference(&format!("{registry}/{name}"))?);
            }
        }
        Ok(candidates)
    }
}

/// Returns `true` if containers/image sees no registry: one has a `.` or a `:`, or is `localhost`.
fn is_short(raw: RawReference<'_>) -> bool {
    raw.registry()
        .is_none_or(|host| !host.as_str().contains(['.', ':']) && host.as_str() != "localhost")
}

/// Parses the value of an alias.
fn alias(value: &str) -> Result<Named, ShortNameError> {
    let wrong = || ShortNameError::Value { value: value.to_owned() };
    let raw = RawReference::parse(value).map_err(|_| wrong())?;
    let named = Named::new(raw).map_err(|_| wrong())?;
    if is_short(raw) || !named.is_name_only() { Err(wrong()) } else { Ok(named) }
}

/// Parses and normalizes a string, and fills in `latest`.
fn reference(text: &str) -> Result<Reference, ContainersImageError> {
    Ok(Named::parse(text)?.as_str().parse()?)
}
