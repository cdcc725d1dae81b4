//! Short headers and queries.

use alloc::format;
use alloc::string::String;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::percent;
use imageref::digest::Digest;
use imageref::reference::{Registry, Repository};

/// Parses a `Docker-Content-Digest` header. It is the registry's claim: verify the bytes.
///
/// Proxies join two headers with a comma. The same digest twice is accepted; two digests are an error, since two clients
/// would see two.
///
/// ```
/// use imageref_interop::registry_api::docker_content_digest;
///
/// let header = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// assert_eq!(docker_content_digest(header)?, header);
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// # Errors
///
/// [`FormatError`] if the header is not a digest, or holds two that differ.
///
/// Source: OCI distribution specification 1.1, "Pulling manifests".
#[doc(alias = "Docker-Content-Digest")]
pub fn docker_content_digest(header: &str) -> Result<Digest, FormatError> {
    let mut start = 0;
    let mut found: Option<Digest> = None;
    for part in header.split(',') {
        let trimmed = part.trim_matches([' ', '\t']);
        let at = start + (part.len() - part.trim_start_matches([' ', '\t']).len());
        let digest: Digest =
            trimmed.parse().map_err(|e| FormatError::of_name(e, FormatPart::ContentDigest, at))?;
        if found.as_ref().is_some_and(|found| *found != digest) {
            return Err(FormatError::new(
                Kind::SecondDigest,
                FormatPart::ContentDigest,
                at,
                at + trimmed.len(),
            ));
        }
        found = Some(digest);
        start += part.len() + 1;
    }
    found.ok_or_else(|| FormatError::new(Kind::Empty, FormatPart::ContentDigest, 0, 0))
}

/// Returns the query that names the original registry in a request to a mirror, as containerd sends it: `ns=docker.io`.
///
/// ```
/// use imageref::reference::Registry;
/// use imageref_interop::registry_api::{mirror_query, mirror_registry};
///
/// assert_eq!(mirror_query(Registry::DOCKER_HUB), "ns=docker.io");
/// assert_eq!(mirror_registry("n=10&ns=docker.io")?.as_deref(), Some("docker.io"));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// Source: containerd 301026e5, `core/remotes/docker/resolver.go`.
pub fn mirror_query(registry: Registry<'_>) -> String {
    format!("ns={}", percent::encode(registry.as_str(), b"-_.~"))
}

/// Returns the registry that the first `ns` of a query names, as a mirror reads it.
///
/// # Errors
///
/// [`FormatError`], with a span in the query, if an escape is invalid or the value is not a registry.
pub fn mirror_registry(query: &str) -> Result<Option<String>, FormatError> {
    let mut start = usize::from(query.starts_with('?'));
    for pair in query.strip_prefix('?').unwrap_or(query).split('&') {
        if let Some(value) = pair.strip_prefix("ns=") {
            let (from, end) = (start + "ns=".len(), start + pair.len());
            let part = FormatPart::MirrorQuery;
            let registry = percent::decode(value, part, from)?;
            Registry::parse(&registry)
                .map_err(|e| FormatError::of_whole(e, part, end - from).shifted(from))?;
            return Ok(Some(registry));
        }
        start += pair.len() + 1;
    }
    Ok(None)
}

/// Returns the query that mounts a blob from another repository instead of uploading it:
/// `mount=sha256%3A…&from=library%2Fnginx`.
///
/// Source: OCI distribution specification 1.1, "Mounting a blob from another repository".
pub fn mount_query(digest: &Digest, from: Repository<'_>) -> String {
    let escaped = |text: &str| percent::encode(text, b"-_.~");
    format!("mount={}&from={}", escaped(&digest.to_text()), escaped(from.as_str()))
}
