//! Which entry of `auth.json` Podman, Buildah, Skopeo and CRI-O use for a repository.

use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;

use imageref::reference::{Registry, Repository};

/// A key of `auth.json` that containers/image looks for: a registry, with some or all components of a repository.
///
/// It allocates nothing: compare it with [`matches`](Self::matches), or print it.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::containers::{CredentialKey, CredentialKeys};
///
/// let image: Reference = "quay.io/team/app:1".parse()?;
/// let first: CredentialKey<'_> = CredentialKeys::new(image.registry(), image.repository()).next().expect("a key");
/// assert!(first.matches("quay.io/team/app"));
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CredentialKey<'a> {
    registry: &'a str,
    path: &'a str,
}

impl CredentialKey<'_> {
    /// Returns `true` if `key` is this key.
    pub fn matches(&self, key: &str) -> bool {
        let rest = key.strip_prefix(self.registry);
        match rest {
            Some(rest) if self.path.is_empty() => rest.is_empty(),
            Some(rest) => rest.strip_prefix('/') == Some(self.path),
            None => false,
        }
    }
}

impl fmt::Display for CredentialKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.registry)?;
        if self.path.is_empty() { Ok(()) } else { write!(f, "/{}", self.path) }
    }
}

impl fmt::Debug for CredentialKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CredentialKey({self})")
    }
}

/// An iterator over the keys under which containers/image looks for a repository's credentials, in its order.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::containers::CredentialKeys;
///
/// let image: Reference = "quay.io/team/app:1".parse()?;
/// let keys = CredentialKeys::new(image.registry(), image.repository());
/// let keys: Vec<_> = keys.map(|key| key.to_string()).collect();
/// assert_eq!(keys, ["quay.io/team/app", "quay.io/team", "quay.io"]);
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// Source: containers/image, pkg/docker/config, `authKeysForKey`; containers-auth.json(5).
#[derive(Clone, Debug)]
pub struct CredentialKeys<'a> {
    registry: &'a str,
    /// `None` after the last key.
    path: Option<&'a str>,
}

impl<'a> CredentialKeys<'a> {
    /// Starts with the key of the whole repository.
    pub const fn new(registry: Registry<'a>, repository: Repository<'a>) -> Self {
        Self { registry: registry.as_str(), path: Some(repository.as_str()) }
    }
}

impl<'a> Iterator for CredentialKeys<'a> {
    type Item = CredentialKey<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let path = self.path?;
        self.path = match path {
            "" => None,
            _ => Some(path.rsplit_once('/').map_or("", |(parent, _)| parent)),
        };
        Some(CredentialKey { registry: self.registry, path })
    }
}

impl FusedIterator for CredentialKeys<'_> {}

/// Returns the keys of `auths` in `auth.json` whose entry containers/image uses for a repository: the first of
/// [`CredentialKeys`] that is there, else those that name the registry as a URL or by another name of Docker Hub.
///
/// An empty result means that there are no credentials, one key that its entry is used. **Of several keys any one is
/// used**, since containers/image searches a map of random order. The credentials themselves never reach this crate.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::containers::credentials;
///
/// let image: Reference = "quay.io/team/app:1".parse()?;
/// let of = |keys: &[&'static str]| credentials(image.registry(), image.repository(), keys.iter().copied());
/// assert_eq!(of(&["quay.io", "quay.io/team"]), ["quay.io/team"]);
/// assert_eq!(of(&["https://quay.io/v1/"]), ["https://quay.io/v1/"]);
/// assert!(of(&["quay.io/other"]).is_empty());
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// Source: containers/image, pkg/docker/config, `findCredentialsInFile` and `normalizeAuthFileKey`. It rejects hosts
/// that are IPv6 addresses; here they are looked up like all others.
#[doc(alias = "GetCredentials")]
pub fn credentials<'k>(
    registry: Registry<'_>,
    repository: Repository<'_>,
    keys: impl IntoIterator<Item = &'k str>,
) -> Vec<&'k str> {
    let registry_name = normal_host(registry.as_str());
    let mut best: Option<(usize, &str)> = None;
    let mut others = Vec::new();
    for key in keys {
        let place =
            CredentialKeys::new(registry, repository).position(|wanted| wanted.matches(key));
        match place {
            Some(place) if best.is_none_or(|(best, _)| place < best) => best = Some((place, key)),
            None if normal_host(strip_url(key)) == registry_name => others.push(key),
            _ => {}
        }
    }
    best.map_or(others, |(_, key)| [key].into())
}

/// containers/image's form of a key: without its scheme, and then without its path.
fn strip_url(key: &str) -> &str {
    let bare = key.strip_prefix("http://").unwrap_or(key);
    let bare = bare.strip_prefix("https://").unwrap_or(bare);
    if bare.len() == key.len() { key } else { bare.split('/').next().unwrap_or(bare) }
}

/// containers/image's one name for Docker Hub.
fn normal_host(host: &str) -> &str {
    match host {
        "docker.io" | "registry-1.docker.io" => "index.docker.io",
        other => other,
    }
}
