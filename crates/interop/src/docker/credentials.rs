//! Which entry of `config.json` Docker uses for a registry.
//!
//! The keys of the file's `auths` come from the caller; the credentials themselves never reach this crate.

use imageref::reference::Registry;
use imageref::registry::credential_key;

/// The entries of `config.json` that Docker takes for a registry's, out of the file's keys: the one under
/// [`credential_key`]; without it, those whose URL names the registry, whatever their path.
///
/// More than one is ambiguous: Docker takes any of them, by chance.
///
/// **Source** docker/cli, `GetAuthConfig` and `ConvertToHostname`. moby's daemon reads URLs less well: it keeps their
/// user and query, and knows lower-case schemes only.
///
/// ```
/// use imageref_interop::docker::credentials;
/// use imageref::reference::Registry;
///
/// let keys = ["https://example.com/v1/", "docker.io", "https://index.docker.io/v1/"];
/// let of = |registry| Ok::<_, imageref::ParseError>(credentials(Registry::parse(registry)?, keys).next());
/// assert_eq!(of("example.com")?, Some("https://example.com/v1/"));
/// assert_eq!(of("docker.io")?, Some("https://index.docker.io/v1/"));
/// assert_eq!(of("example.com:5000")?, None);
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn credentials<'k, K>(registry: Registry<'_>, keys: K) -> impl Iterator<Item = &'k str>
where
    K: IntoIterator<Item = &'k str, IntoIter: Clone>,
{
    let (lookup, keys) = (credential_key(registry), keys.into_iter());
    let exact = keys.clone().find(|&key| key == lookup);
    exact.into_iter().chain(keys.filter(move |key| exact.is_none() && names_host(key, lookup)))
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
