//! Short texts of registries' requests and responses.

use alloc::format;
use alloc::string::String;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::percent;
use imageref::digest::Digest;
use imageref::reference::{Registry, Repository};

/// The digest of a `Docker-Content-Digest` header. It is what the registry says: verify the bytes.
///
/// Proxies join headers that come twice with a comma: the same digest again is taken, another one is refused, since two
/// readers would take two.
///
/// **Errors** what is no digest; two that differ.
/// **Source** OCI distribution specification 1.1, "Pulling manifests".
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

/// The query by which containerd tells a mirror for which registry it asks: `ns=docker.io`.
///
/// **Source** containerd 301026e5, `core/remotes/docker/resolver.go`.
pub fn mirror_query(registry: Registry<'_>) -> String {
    format!("ns={}", percent::encode(registry.as_str(), b"-_.~"))
}

/// The registry that a query names by `ns`, for a mirror that is asked; the first, where there are several.
///
/// **Errors** wrong escapes, and a value that is no registry.
pub fn mirror_registry(query: &str) -> Result<Option<String>, FormatError> {
    let query = query.strip_prefix('?').unwrap_or(query);
    let Some(value) = query.split('&').find_map(|pair| pair.strip_prefix("ns=")) else {
        return Ok(None);
    };
    let registry = percent::decode(value, FormatPart::MirrorQuery, 0)?;
    Registry::parse(&registry)
        .map_err(|e| FormatError::of_whole(e, FormatPart::MirrorQuery, value.len()))?;
    Ok(Some(registry))
}

/// Where a blob may be mounted from instead of being uploaded: `mount=sha256%3A…&from=library%2Fnginx`.
///
/// **Source** OCI distribution specification 1.1, "Mounting a blob from another repository".
pub fn mount_query(digest: &Digest, from: Repository<'_>) -> String {
    let escaped = |text: &str| percent::encode(text, b"-_.~");
    format!("mount={}&from={}", escaped(&digest.to_text()), escaped(from.as_str()))
}
