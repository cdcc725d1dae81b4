//! [`RegistriesConf`]: prefixes, locations and mirrors of `registries.conf`.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::entry::{PullFromMirror, PullSource, RegistryEntry};
use super::named::{ContainersImageError, Named};
use super::registries_prefix::{candidates, match_len};
use imageref::reference::RawReference;

/// The registries of `registries.conf`: the entry that applies to an image, and where the image is pulled from.
///
/// The longest prefix wins; of two that are as long, the one that sorts first; of two that are equal, the first. A
/// location replaces the prefix in the reference and changes nothing else: `library/` is not filled in again, and a tag
/// that is part of the prefix is replaced with it.
///
/// ```
/// use imageref::RawReference;
/// use imageref_interop::containers::{Mirror, RegistriesConf, RegistryEntry};
///
/// let conf = RegistriesConf::new([RegistryEntry {
///     prefix: "docker.io".into(),
///     location: "docker.io".into(),
///     mirrors: vec![Mirror { location: "mirror.gcr.io".into(), ..Mirror::default() }],
///     ..RegistryEntry::default()
/// }])?;
/// let sources = conf.sources(RawReference::parse("nginx:1.27")?)?;
/// let texts: Vec<_> = sources.iter().map(|source| source.as_str()).collect();
/// assert_eq!(texts, ["mirror.gcr.io/library/nginx:1.27", "docker.io/library/nginx:1.27"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Source: containers/container-libs f0ddf1a7, `image/pkg/sysregistriesv2/system_registries_v2.go`.
#[derive(Clone, Debug, Default)]
pub struct RegistriesConf {
    plain: BTreeMap<String, RegistryEntry>,
    /// By what follows the `*` of `*.example.com`.
    below: BTreeMap<String, RegistryEntry>,
}

/// Why entries of `registries.conf` were rejected.
///
/// ```
/// use imageref_interop::containers::{RegistriesConf, RegistriesConfError, RegistryEntry};
///
/// let error = RegistriesConf::new([RegistryEntry::default()]).unwrap_err();
/// assert_eq!(error, RegistriesConfError::NeitherPrefixNorLocation);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegistriesConfError {
    /// An entry without a prefix and a location.
    #[error("missing prefix or location in an entry")]
    NeitherPrefixNorLocation,
    /// An entry without a location, though its prefix is not like `*.example.com`.
    #[error("missing location in the entry for `{}`", prefix.escape_default())]
    #[non_exhaustive]
    NoLocation {
        /// The prefix.
        prefix: String,
    },
    /// A mirror without a location.
    #[error("missing location in a mirror of `{}`", prefix.escape_default())]
    #[non_exhaustive]
    NoMirrorLocation {
        /// The entry's prefix.
        prefix: String,
    },
    /// A URL instead of a host and a path.
    #[error("unexpected URL scheme in `{}`", location.escape_default())]
    #[non_exhaustive]
    Scheme {
        /// The prefix or location.
        location: String,
    },
    /// A port, a path or a digest after `*.`.
    #[error("expected only a host after the wildcard in `{}`", prefix.escape_default())]
    #[non_exhaustive]
    Wildcard {
        /// The prefix.
        prefix: String,
    },
    /// `pull-from-mirror` in an entry that is not a mirror, or together with `mirror-by-digest-only`.
    #[error("unexpected pull-from-mirror in the entry for `{}`", prefix.escape_default())]
    #[non_exhaustive]
    PullFromMirror {
        /// The entry's prefix.
        prefix: String,
    },
    /// Two entries of one location that differ in `insecure` or `blocked`.
    #[error("two entries for `{}` differ in `insecure` or `blocked`", location.escape_default())]
    #[non_exhaustive]
    Conflict {
        /// The location, or the prefix where there is none.
        location: String,
    },
}

impl RegistriesConf {
    /// Checks entries as containers/image does. Some mistakes, such as a host in upper case, are found only when an
    /// image is looked up.
    ///
    /// # Errors
    ///
    /// [`RegistriesConfError`] for an entry that containers/image rejects.
    pub fn new(
        entries: impl IntoIterator<Item = RegistryEntry>,
    ) -> Result<Self, RegistriesConfError> {
        let entries = entries.into_iter().map(checked).collect::<Result<Vec<_>, _>>()?;
        // By location, else by prefix: the settings of the first entry, which all others must share.
        let mut settings = BTreeMap::new();
        for entry in &entries {
            let key = if entry.location.is_empty() { &entry.prefix } else { &entry.location };
            let setting = (entry.insecure, entry.blocked);
            if *settings.entry(key.as_str()).or_insert(setting) != setting {
                return Err(RegistriesConfError::Conflict { location: key.clone() });
            }
        }
        let mut conf = Self::default();
        for entry in entries {
            let (map, key) = match entry.prefix.strip_prefix('*') {
                Some(suffix) if suffix.starts_with('.') => (&mut conf.below, suffix.to_owned()),
                _ => (&mut conf.plain, entry.prefix.clone()),
            };
            map.entry(key).or_insert(entry);
        }
        Ok(conf)
    }

    /// Returns the entry that applies to a reference.
    ///
    /// # Errors
    ///
    /// [`ContainersImageError`] if containers/image rejects the reference.
    pub fn entry(
        &self,
        reference: RawReference<'_>,
    ) -> Result<Option<&RegistryEntry>, ContainersImageError> {
        let named = Named::new(reference)?;
        let found = candidates(&named).filter_map(|(key, below)| {
            if below { self.below.get(key) } else { self.plain.get(key) }
        });
        // The longest; of two that are as long, the one that sorts first.
        Ok(found.min_by(|a, b| {
            b.prefix.len().cmp(&a.prefix.len()).then_with(|| a.prefix.cmp(&b.prefix))
        }))
    }

    /// Returns where to pull a reference from, in order: the mirrors for it, then the location. If no entry applies, it is
    /// the reference itself. A [`blocked`](RegistryEntry::blocked) entry has sources too.
    ///
    /// # Errors
    ///
    /// [`ContainersImageError`] if containers/image rejects the reference, or what a location makes of it.
    pub fn sources(
        &self,
        reference: RawReference<'_>,
    ) -> Result<Vec<PullSource>, ContainersImageError> {
        let named = Named::new(reference)?;
        let text = named.as_str();
        let Some(entry) = self.entry(reference)? else {
            return Ok([PullSource { text: text.to_owned(), insecure: false }].into());
        };
        let rest =
            match_len(&entry.prefix, text).and_then(|end| text.get(end..)).unwrap_or_default();
        let by_digest = entry.mirror_by_digest_only.then_some(PullFromMirror::DigestOnly);
        let mirrors = entry.mirrors.iter().filter(|mirror| {
            let restriction = by_digest.or(mirror.pull_from_mirror);
            restriction.is_none_or(|restriction| restriction.includes(named.is_digested()))
        });
        let mirrors = mirrors.map(|mirror| (mirror.location.as_str(), mirror.insecure));
        mirrors
            .chain([(entry.location.as_str(), entry.insecure)])
            .map(|(location, insecure)| {
                let text = if location.is_empty() {
                    text.to_owned()
                } else {
                    let text = location.to_owned() + rest;
                    Named::canonical(&text)?.into_string()
                };
                Ok(PullSource { text, insecure })
            })
            .collect()
    }
}

/// Checks an entry, trims its locations and fills in its prefix.
fn checked(mut entry: RegistryEntry) -> Result<RegistryEntry, RegistriesConfError> {
    entry.location = location(&entry.location)?;
    if entry.prefix.is_empty() {
        if entry.location.is_empty() {
            return Err(RegistriesConfError::NeitherPrefixNorLocation);
        }
        entry.prefix.clone_from(&entry.location);
    } else {
        entry.prefix = location(&entry.prefix)?;
        if !entry.prefix.starts_with("*.") && entry.location.is_empty() {
            return Err(RegistriesConfError::NoLocation { prefix: entry.prefix });
        }
    }
    if entry.pull_from_mirror.is_some() {
        return Err(RegistriesConfError::PullFromMirror { prefix: entry.prefix });
    }
    for mirror in &mut entry.mirrors {
        mirror.location = location(&mirror.location)?;
        if mirror.location.is_empty() {
            return Err(RegistriesConfError::NoMirrorLocation { prefix: entry.prefix });
        }
        if entry.mirror_by_digest_only && mirror.pull_from_mirror.is_some() {
            return Err(RegistriesConfError::PullFromMirror { prefix: entry.prefix });
        }
    }
    if entry.prefix.starts_with("*.") && entry.prefix.contains(['/', '@', ':']) {
        return Err(RegistriesConfError::Wildcard { prefix: entry.prefix });
    }
    Ok(entry)
}

/// Trims the slashes at the end of a location. Like containers/image, it rejects only lower-case schemes.
fn location(text: &str) -> Result<String, RegistriesConfError> {
    let trimmed = text.trim_end_matches('/');
    if trimmed.starts_with("http://") || trimmed.starts_with("https://") {
        return Err(RegistriesConfError::Scheme { location: text.to_owned() });
    }
    Ok(trimmed.to_owned())
}
