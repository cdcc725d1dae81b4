//! Which entry of `auth.json` Podman, Buildah, Skopeo and CRI-O use for a repository.
//!
//! The keys of the file's `auths` come from the caller; the credentials themselves never reach this crate.

use core::fmt;

use imageref::reference::{Registry, Repository};

/// A key of `auth.json` as containers looks for it: a registry, with as much of a repository's path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CredentialKey<'a> {
    registry: &'a str,
    path: &'a str,
}

impl CredentialKey<'_> {
    /// Whether the key is written so.
    pub fn matches(&self, key: &str) -> bool {
        let behind = key.strip_prefix(self.registry);
        match behind {
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

/// The keys under which containers looks for a repository's credentials, in its order: `host/a/b`, `host/a`, `host`.
///
/// **Source** containers/image, pkg/docker/config, `authKeysForKey`; containers-auth.json(5).
pub fn credential_keys<'a>(
    registry: Registry<'a>,
    repository: Repository<'a>,
) -> impl Iterator<Item = CredentialKey<'a>> {
    let paths = core::iter::successors(Some(repository.as_str()), |path| {
        (!path.is_empty()).then(|| path.rsplit_once('/').map_or("", |(parent, _)| parent))
    });
    paths.map(move |path| CredentialKey { registry: registry.as_str(), path })
}

/// The entry of `auth.json` that containers takes for a repository's, out of the file's keys: the first of
/// [`credential_keys`] that is there; without one, an entry that names the registry as a URL or by another name of
/// Docker Hub's.
///
/// Of several such entries, the first by the order of `keys`.
///
/// **Source** containers/image, pkg/docker/config, `findCredentialsInFile` and `normalizeAuthFileKey`. It refuses
/// hosts that are IPv6 addresses; here they are looked up as all others.
pub fn credentials<'k, K>(
    registry: Registry<'_>,
    repository: Repository<'_>,
    keys: K,
) -> Option<&'k str>
where
    K: IntoIterator<Item = &'k str, IntoIter: Clone>,
{
    let keys = keys.into_iter();
    let exact = credential_keys(registry, repository)
        .find_map(|wanted| keys.clone().find(|key| wanted.matches(key)));
    let wanted = normal_host(registry.as_str());
    exact.or_else(|| keys.clone().find(|key| normal_host(strip_url(key)) == wanted))
}

/// containers' form of a key: the scheme dropped and, where there was one, all from the first `/`.
fn strip_url(key: &str) -> &str {
    let bare = key.strip_prefix("http://").unwrap_or(key);
    let bare = bare.strip_prefix("https://").unwrap_or(bare);
    if bare.len() == key.len() { key } else { cut_path(bare) }
}

/// containers' one name for Docker Hub.
fn normal_host(host: &str) -> &str {
    match host {
        "docker.io" | "registry-1.docker.io" => "index.docker.io",
        other => other,
    }
}

fn cut_path(text: &str) -> &str {
    text.split('/').next().unwrap_or(text)
}
