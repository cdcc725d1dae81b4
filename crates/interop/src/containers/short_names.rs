//! [`ShortNames`]: which images Podman may mean by a name without a registry.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::named::{ContainersImageError, Named, is_domain};
use imageref::reference::{RawReference, Reference};

/// Aliases and `unqualified-search-registries` of `registries.conf`: a short name gives the images that it may mean, in
/// the order in which they are tried.
///
/// A name with a registry means itself. A short name means its alias, if it has one, and else the name behind each
/// search registry. Tag and digest are kept; `latest` where there is neither. Whether a user is asked which one
/// (`short-name-mode`) is the tool's business.
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
/// **Source** containers/container-libs f0ddf1a7, `image/pkg/shortnames/shortnames.go` and
/// `image/pkg/sysregistriesv2/shortnames.go`.
#[derive(Clone, Debug, Default)]
pub struct ShortNames {
    /// `None`: an alias that was reset to nothing.
    aliases: BTreeMap<String, Option<Named>>,
    registries: Vec<String>,
}

/// Why aliases or search registries are none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShortNameError {
    /// An alias for what is no short name: it has a registry, a tag or a digest, or is no name.
    #[error("{name:?} is no short name")]
    Name {
        /// What stands for the name.
        name: String,
    },
    /// An alias that means no name with a registry, or that has a tag or a digest.
    #[error("{value:?} is no registry and repository")]
    Value {
        /// What stands for the value.
        value: String,
    },
    /// A search registry that is no host.
    #[error("{registry:?} is no registry")]
    Registry {
        /// What stands for the registry.
        registry: String,
    },
}

impl ShortNames {
    /// Checks aliases and search registries. A later alias replaces an earlier one of the same name; an empty value
    /// resets it.
    ///
    /// **Errors** see [`ShortNameError`].
    pub fn new<'a>(
        aliases: impl IntoIterator<Item = (&'a str, &'a str)>,
        registries: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, ShortNameError> {
        let mut names = Self::default();
        for (name, value) in aliases {
            let short = RawReference::parse(name)
                .ok()
                .filter(|raw| is_short(*raw) && raw.tag().is_none() && raw.digest().is_none());
            // Alone they are an image ID for Docker; beside a tag they are a name.
            let is_hex =
                name.len() == 64 && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            if short.is_none() && !is_hex {
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

    /// The images that a name may mean, in the order in which they are tried; none, where a short name has no alias and
    /// there are no search registries.
    ///
    /// **Errors** a name that containers/image doesn't read.
    pub fn candidates(
        &self,
        name: RawReference<'_>,
    ) -> Result<Vec<Reference>, ContainersImageError> {
        if !is_short(name) {
            return Ok([reference(Named::new(name)?.as_str())?].into());
        }
        let version = &name.as_str()[name.name().len()..];
        if let Some(Some(alias)) = self.aliases.get(name.name()) {
            return Ok([reference(&format!("{}{version}", alias.as_str()))?].into());
        }
        // A host that only its upper-case letters make one would be a path there, and is refused without an alias.
        Named::new(name)?;
        let registries = self.registries.iter();
        registries.map(|registry| reference(&format!("{registry}/{name}"))).collect()
    }

    /// As [`candidates`](Self::candidates), for images on this machine: the alias, then `localhost/`, where Podman puts
    /// what it builds, then the search registries.
    ///
    /// **Errors** a name that containers/image doesn't read.
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

/// Whether no registry is written, by containers' rule: no `.`, no `:`, not `localhost`.
fn is_short(raw: RawReference<'_>) -> bool {
    raw.registry()
        .is_none_or(|host| !host.as_str().contains(['.', ':']) && host.as_str() != "localhost")
}

/// What an alias means.
fn alias(value: &str) -> Result<Named, ShortNameError> {
    let wrong = || ShortNameError::Value { value: value.to_owned() };
    let raw = RawReference::parse(value).map_err(|_| wrong())?;
    let named = Named::new(raw).map_err(|_| wrong())?;
    if is_short(raw) || !named.is_name_only() { Err(wrong()) } else { Ok(named) }
}

/// What containers/image makes of a text, with `latest`.
fn reference(text: &str) -> Result<Reference, ContainersImageError> {
    Ok(Named::parse(text)?.as_str().parse()?)
}
