//! Which entry of `config.json` Docker uses for a registry.

use alloc::vec::Vec;

use crate::go::url as go_url;
use imageref::reference::Registry;
use imageref::registry::credential_key;

/// Returns the keys of `auths` in `config.json` whose entry Docker uses for a registry: the one that is
/// [`credential_key`], else those whose URL names the registry, whatever their path.
///
/// An empty result means that Docker has no credentials, one key that it uses that entry. **Of several keys Docker uses
/// any one**, since it searches a map of random order. The credentials themselves never reach this crate.
///
/// ```
/// use imageref::reference::Registry;
/// use imageref_interop::docker::credentials;
///
/// let keys = ["https://example.com/v1/", "docker.io", "https://index.docker.io/v1/"];
/// let of = |registry| Ok::<_, imageref::ParseError>(credentials(Registry::parse(registry)?, keys));
/// assert_eq!(of("example.com")?, ["https://example.com/v1/"]);
/// assert_eq!(of("docker.io")?, ["https://index.docker.io/v1/"]);
/// assert!(of("example.com:5000")?.is_empty());
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// Source: docker/cli 365e7a5a, `cli/config/credentials/file_store.go`, `Get` and `ConvertToHostname`. moby's daemon
/// reads URLs otherwise: it keeps their user and query, and knows schemes in lower case only.
#[doc(alias = "authn")]
#[doc(alias = "DefaultKeychain")]
pub fn credentials<'k>(
    registry: Registry<'_>,
    keys: impl IntoIterator<Item = &'k str>,
) -> Vec<&'k str> {
    let wanted = credential_key(registry);
    let mut found = Vec::new();
    for key in keys {
        if key == wanted {
            return [key].into();
        }
        if names_host(key, wanted) {
            found.push(key);
        }
    }
    found
}

/// Returns `true` if a key names the host: a URL by its host and port, anything else by what precedes the first `/`.
fn names_host(key: &str, host: &str) -> bool {
    let url = go_url::parse_absolute(key);
    let Some((name, port)) = url.as_ref().map(go_url::GoUrl::host_and_port) else {
        return key.split('/').next() == Some(host);
    };
    let host = host.as_bytes();
    match (name, port) {
        (b"", _) => key.split('/').next().map(str::as_bytes) == Some(host),
        (_, b"") => name == host,
        // An address with a `:` gets its brackets back.
        _ if name.contains(&b':') => [b"[", name, b"]:", port].concat() == host,
        _ => [name, b":", port].concat() == host,
    }
}
