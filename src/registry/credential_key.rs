//! The key under which a registry's credentials are kept.

use crate::reference::Registry;

/// The key under which Docker keeps a registry's credentials: the registry, or for Docker Hub the literal
/// `https://index.docker.io/v1/`. It is also the key of `credHelpers`, and what a credential helper is asked for.
///
/// Docker Hub is `docker.io` or `index.docker.io` here; Docker knows no other spelling.
///
/// **Source** docker/cli, cli/config/configfile/file.go; moby, daemon/pkg/registry/config.go.
pub fn credential_key(registry: Registry<'_>) -> &str {
    match registry.as_str() {
        "docker.io" | "index.docker.io" => "https://index.docker.io/v1/",
        other => other,
    }
}
