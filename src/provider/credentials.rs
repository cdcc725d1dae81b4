//! Which entry of a credentials file is an image's: as Docker looks it up in `config.json`, and as Podman, Buildah,
//! Skopeo and CRI-O do in `auth.json`.
//!
//! The keys of the file's `auths` come from the caller, the credentials behind them never reach this crate.

use core::fmt;

use crate::reference::{Registry, Repository};

/// The key under which Docker keeps a registry's credentials: the registry, or for Docker Hub the literal
/// `https://index.docker.io/v1/`. It is also the key of `credHelpers`, and what a credential helper is asked for.
///
/// Docker Hub is `docker.io` or `index.docker.io` here; Docker knows no other spelling.
///
/// **Source** docker/cli, cli/config/configfile/file.go; moby, daemon/pkg/registry/config.go.
pub fn docker_key(registry: Registry<'_>) -> &str {
    match registry.as_str() {
        "docker.io" | "index.docker.io" => "https://index.docker.io/v1/",
        other => other,
    }
}

/// The entries of `config.json` that Docker takes for a registry's, out of the file's keys: the one under
/// [`docker_key`]; without it, those whose URL names the registry, whatever their path.
///
/// More than one is ambiguous: Docker takes any of them, by chance.
///
/// **Source** docker/cli, `GetAuthConfig` and `ConvertToHostname`. moby's daemon reads URLs less well: it keeps their
/// user and query, and knows lower-case schemes only.
///
/// ```
/// use imageref::provider::docker_credentials;
/// use imageref::reference::Registry;
///
/// let keys = ["https://example.com/v1/", "docker.io", "https://index.docker.io/v1/"];
/// let of = |registry| Ok::<_, imageref::ParseError>(docker_credentials(Registry::new(registry)?, keys).next());
/// assert_eq!(of("example.com")?, Some("https://example.com/v1/"));
/// assert_eq!(of("docker.io")?, Some("https://index.docker.io/v1/"));
/// assert_eq!(of("example.com:5000")?, None);
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn docker_credentials<'k, K>(registry: Registry<'_>, keys: K) -> impl Iterator<Item = &'k str>
where
    K: IntoIterator<Item = &'k str, IntoIter: Clone>,
{
    let (lookup, keys) = (docker_key(registry), keys.into_iter());
    let exact = keys.clone().find(|&key| key == lookup);
    exact.into_iter().chain(keys.filter(move |key| exact.is_none() && names_host(key, lookup)))
}

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
pub fn containers_keys<'a>(
    registry: Registry<'a>,
    repository: Repository<'a>,
) -> impl Iterator<Item = CredentialKey<'a>> {
    let paths = core::iter::successors(Some(repository.as_str()), |path| {
        (!path.is_empty()).then(|| path.rsplit_once('/').map_or("", |(parent, _)| parent))
    });
    paths.map(move |path| CredentialKey { registry: registry.as_str(), path })
}

/// The entry of `auth.json` that containers takes for a repository's, out of the file's keys: the first of
/// [`containers_keys`] that is there; without one, an entry that names the registry as a URL or by another name of
/// Docker Hub's.
///
/// Of several such entries, the first by the order of `keys`.
///
/// **Source** containers/image, pkg/docker/config, `findCredentialsInFile` and `normalizeAuthFileKey`. It refuses
/// hosts that are IPv6 addresses; here they are looked up as all others.
pub fn containers_credentials<'k, K>(
    registry: Registry<'_>,
    repository: Repository<'_>,
    keys: K,
) -> Option<&'k str>
where
    K: IntoIterator<Item = &'k str, IntoIter: Clone>,
{
    let keys = keys.into_iter();
    let exact = containers_keys(registry, repository)
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

/// Whether a key, as docker/cli reads it, names the host: a URL by its host and port, all else by what stands before
/// the first `/`.
fn names_host(key: &str, host: &str) -> bool {
    match url_host(key) {
        Some((name, "")) => name == host,
        Some((name, port)) => {
            // An IPv6 address gets its brackets back.
            let behind = if name.contains(':') {
                host.strip_prefix('[').and_then(|h| h.strip_prefix(name)?.strip_prefix("]:"))
            } else {
                host.strip_prefix(name).and_then(|h| h.strip_prefix(':'))
            };
            behind == Some(port)
        }
        None => cut_path(key) == host,
    }
}

/// The host (without brackets) and the port of a URL, as Go's `net/url` splits it; `None` if it is none.
fn url_host(key: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = key.split_once("://")?;
    let mut scheme = scheme.bytes();
    let valid_scheme = scheme.next().is_some_and(|b| b.is_ascii_alphabetic())
        && scheme.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let authority = authority.rsplit_once('@').map_or(authority, |(_, behind)| behind);
    if !valid_scheme
        || authority.bytes().any(|b| b.is_ascii_whitespace() || b.is_ascii_control() || b == b'%')
    {
        return None;
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (host, port),
        Some(_) if !authority.ends_with(']') => return None,
        _ => (authority, ""),
    };
    let host = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    (!host.is_empty()).then_some((host, port))
}
