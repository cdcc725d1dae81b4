//! Questions about names: [`credential_key`], [`is_official_image`], [`same_registry`].

use super::base_url::{Scheme, ipv6};
use super::info::RegistryInfo;
use super::operator::Operator;
use crate::reference::{Registry, Repository};

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
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn credential_key(registry: Registry<'_>) -> &str {
    match registry.as_str() {
        "docker.io" | "index.docker.io" => "https://index.docker.io/v1/",
        other => other,
    }
}

/// Returns `true` for Docker's official images: `library/NAME` on Docker Hub.
///
/// ```
/// use imageref::Reference;
/// use imageref::registry::is_official_image;
///
/// let official = |text: &str| {
///     let image: Reference = text.parse()?;
///     Ok::<_, imageref::ParseError>(is_official_image(image.registry(), image.repository()))
/// };
/// assert!(official("nginx")?);
/// assert!(!official("bitnami/nginx")?);
/// assert!(!official("quay.io/library/nginx")?);
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn is_official_image(registry: Registry<'_>, repository: Repository<'_>) -> bool {
    RegistryInfo::of(registry).operator() == Operator::DockerHub
        && repository.namespace() == Some("library")
}

/// Returns `true` if two names are known to mean one registry: they differ in the host's case, in a default port
/// that only one of them states, in the spelling of an IPv6 address, or are two of the names of Docker Hub or of one
/// of Amazon's registries.
///
/// `false` does not prove that they differ: two hosts can be served by one registry.
///
/// ```
/// use imageref::registry::same_registry;
/// use imageref::reference::Registry;
///
/// let same = |a, b| Ok::<_, imageref::ParseError>(same_registry(Registry::parse(a)?, Registry::parse(b)?));
/// assert!(same("docker.io", "registry-1.docker.io:443")?);
/// assert!(same("GHCR.io", "ghcr.io:443")?);
/// assert!(!same("example.com", "example.com:5000")?);
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn same_registry(a: Registry<'_>, b: Registry<'_>) -> bool {
    let (x, y) = (RegistryInfo::of(a), RegistryInfo::of(b));
    if port(&x) != port(&y) {
        return false;
    }
    match (x.operator(), y.operator()) {
        (Operator::DockerHub, Operator::DockerHub)
        | (Operator::AmazonEcrPublic, Operator::AmazonEcrPublic) => true,
        (Operator::AmazonEcr, Operator::AmazonEcr) => {
            x.account() == y.account()
                && x.cloud() == y.cloud()
                && x.location().zip(y.location()).is_some_and(|(x, y)| x.eq_ignore_ascii_case(y))
        }
        _ => match (ipv6(a.host()), ipv6(b.host())) {
            (Some(x), Some(y)) => x == y,
            _ => a.host().eq_ignore_ascii_case(b.host()),
        },
    }
}

/// Returns the registry's port, or the default one of its scheme.
fn port(info: &RegistryInfo<'_>) -> u16 {
    info.registry().port().unwrap_or(match info.scheme() {
        Scheme::Http => 80,
        Scheme::Https => 443,
    })
}
