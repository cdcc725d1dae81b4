//! [`RegistriesConf`]: prefixes, locations and mirrors of `registries.conf`.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::entry::{PullFromMirror, PullSource, RegistryEntry};
use super::named::{ContainersImageError, Named};
use super::registries_prefix::{candidates, match_len};
use imageref::reference::RawReference;

/// The registries of `registries.conf`: which entry an image falls under, and where it is pulled from, mirrors first.
///
/// The longest prefix wins, of two as long the lesser text, of two that are equal the first. A location replaces the
/// prefix in the text, nothing else: `library/` is not filled in again, and a tag that is part of a prefix goes with it.
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
/// **Source** containers/container-libs f0ddf1a7, `image/pkg/sysregistriesv2/system_registries_v2.go`.
#[derive(Clone, Debug, Default)]
pub struct RegistriesConf {
    plain: BTreeMap<String, RegistryEntry>,
    /// By what stands behind the `*` of `*.example.com`.
    below: BTreeMap<String, RegistryEntry>,
}

/// Why entries are no `registries.conf`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegistriesConfError {
    /// Neither a prefix nor a location.
    #[error("an entry has neither a prefix nor a location")]
    NeitherPrefixNorLocation,
    /// No location, where the prefix is not `*.example.com`.
    #[error(
        "the entry for {prefix:?} has no location, which only a prefix like *.example.com may do without"
    )]
    NoLocation {
        /// The prefix.
        prefix: String,
    },
    /// A mirror without a location.
    #[error("a mirror of {prefix:?} has no location")]
    NoMirrorLocation {
        /// The entry's prefix.
        prefix: String,
    },
    /// A URL where a host and a path belong.
    #[error("{location:?} has a URL scheme")]
    Scheme {
        /// The prefix or location.
        location: String,
    },
    /// A port, a path or a digest behind `*.`.
    #[error("{prefix:?} has more than a host behind the wildcard")]
    Wildcard {
        /// The prefix.
        prefix: String,
    },
    /// `pull-from-mirror` on an entry that is no mirror, or beside `mirror-by-digest-only`.
    #[error("pull-from-mirror stands on {prefix:?} where it may not")]
    PullFromMirror {
        /// The entry's prefix.
        prefix: String,
    },
    /// Two entries of one location that differ in `insecure` or `blocked`.
    #[error("two entries for {location:?} differ in `insecure` or `blocked`")]
    Conflict {
        /// The location, or the prefix where there is none.
        location: String,
    },
}

impl RegistriesConf {
    /// Checks entries as the system does, which is not everything that could be wrong: a host in upper case or a
    /// location that makes no reference is found when an image is looked up.
    ///
    /// **Errors** see [`RegistriesConfError`].
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

    /// The entry that a reference falls under.
    ///
    /// **Errors** a reference that containers/image doesn't read.
    pub fn find(
        &self,
        reference: RawReference<'_>,
    ) -> Result<Option<&RegistryEntry>, ContainersImageError> {
        let named = Named::new(reference)?;
        let found = candidates(&named).filter_map(|(key, below)| {
            if below { self.below.get(key) } else { self.plain.get(key) }
        });
        // The longest; of two as long, the lesser text.
        Ok(found.min_by(|a, b| {
            b.prefix.len().cmp(&a.prefix.len()).then_with(|| a.prefix.cmp(&b.prefix))
        }))
    }

    /// Where to pull a reference from, in order: the mirrors that are meant for it, then the location. The reference
    /// alone, where no entry matches; what is [`blocked`](RegistryEntry::blocked) has sources too.
    ///
    /// **Errors** a reference that containers/image doesn't read, and a location that makes none.
    pub fn sources(
        &self,
        reference: RawReference<'_>,
    ) -> Result<Vec<PullSource>, ContainersImageError> {
        let named = Named::new(reference)?;
        let text = named.as_str();
        let Some(entry) = self.find(reference)? else {
            return Ok([PullSource { text: text.to_owned(), insecure: false }].into());
        };
        let end = match_len(&entry.prefix, text).unwrap_or(text.len());
        let by_digest = entry.mirror_by_digest_only.then_some(PullFromMirror::DigestOnly);
        let mirrors = entry.mirrors.iter().filter(|mirror| {
            let takes = by_digest.or(mirror.pull_from_mirror);
            takes.is_none_or(|takes| takes.takes(named.is_digested()))
        });
        let mirrors = mirrors.map(|mirror| (mirror.location.as_str(), mirror.insecure));
        mirrors
            .chain([(entry.location.as_str(), entry.insecure)])
            .map(|(location, insecure)| {
                let text = if location.is_empty() {
                    text.to_owned()
                } else {
                    let text = location.to_owned() + &text[end..];
                    Named::canonical(&text)?.into_string()
                };
                Ok(PullSource { text, insecure })
            })
            .collect()
    }
}

/// An entry without slashes at the ends of its locations, with a prefix.
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

/// A location without slashes at its end. Only lower-case schemes are refused, as there.
fn location(text: &str) -> Result<String, RegistriesConfError> {
    let trimmed = text.trim_end_matches('/');
    if trimmed.starts_with("http://") || trimmed.starts_with("https://") {
        return Err(RegistriesConfError::Scheme { location: text.to_owned() });
    }
    Ok(trimmed.to_owned())
}
