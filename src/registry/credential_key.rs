//! The key under which Docker keeps a registry's credentials.

use crate::reference::Registry;

/// Returns the key under which Docker keeps a registry's credentials: `https://index.docker.io/v1/` for Docker Hub,
/// otherwise the registry.
///
/// Docker uses the same key in `auths` and `credHelpers` of `config.json`, and passes it to credential helpers.
/// Docker Hub is `docker.io` or `index.docker.io` here; Docker recognizes no other spelling.
/// `imageref_interop::docker` looks the key up in a `config.json`.
///
/// Source: docker/cli, cli/config/configfile/file.go; moby, daemon/pkg/registry/config.go.
///
/// ```
/// use imageref::Reference;
/// use imageref::registry::credential_key;
///
/// let hub: Reference = "nginx".parse()?;
/// assert_eq!(credential_key(hub.registry()), "https://index.docker.io/v1/");
///
/// let other: Reference = "ghcr.io/team/app".parse()?;
/// assert_eq!(credential_key(other.registry()), "ghcr.io");
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn credential_key(registry: Registry<'_>) -> &str {
    match registry.as_str() {
        "docker.io" | "index.docker.io" => "https://index.docker.io/v1/",
        other => other,
    }
}
