//! References as containers/image reads them: the library below Podman, Buildah, Skopeo and CRI-O.

use alloc::format;
use alloc::string::String;

use imageref::ParseError;
use imageref::digest::Algorithm;
use imageref::reference::{Defaults, RawReference};

/// Why containers/image rejects a reference, which Docker may accept.
///
/// ```
/// use imageref_interop::transport::{ImageLocation, LocationError};
/// use imageref_interop::containers::ContainersImageError;
///
/// let error = ImageLocation::parse("docker://[::1]:5000/app").unwrap_err();
/// assert_eq!(error, LocationError::Reference(ContainersImageError::Ipv6));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ContainersImageError {
    /// It is not a reference at all.
    #[error(transparent)]
    Reference(#[from] ParseError),
    /// An IPv6 address as the host, which its grammar lacks.
    #[error("unexpected IPv6 address: containers/image does not support them")]
    Ipv6,
    /// A host that only its upper-case letters make one, since it has neither `.` nor `:`.
    #[error("unexpected upper case: containers/image reads this host as part of the path")]
    Host,
    /// A registry and a repository of more than 255 bytes together.
    #[error("registry and repository are longer than 255 bytes together")]
    TooLong,
    /// A digest of an algorithm that containers/image does not know.
    #[error("digest algorithm unknown to containers/image")]
    Algorithm,
    /// Both a tag and a digest, where a policy or the transport `docker://` allows only one.
    #[error("unexpected tag next to a digest")]
    TagAndDigest,
    /// Neither a tag nor a digest, where one is required.
    #[error("missing tag or digest")]
    NameOnly,
    /// A string that is not in canonical form: `docker.io/app` for `docker.io/library/app`.
    #[error("the reference is not in canonical form")]
    NotCanonical,
}

/// A reference in containers/image's canonical form: with registry and namespace, without a tag filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    text: String,
    name: usize,
    tagged: bool,
    digested: bool,
}

impl Named {
    /// Normalizes a reference.
    pub(crate) fn new(raw: RawReference<'_>) -> Result<Self, ContainersImageError> {
        if let Some(registry) = raw.registry() {
            let host = registry.as_str();
            if host.starts_with('[') {
                return Err(ContainersImageError::Ipv6);
            }
            if !host.contains(['.', ':']) && host != "localhost" {
                return Err(ContainersImageError::Host);
            }
        }
        let mut text = String::from(raw.normalize_name(&Defaults::DOCKER)?);
        let name = text.len();
        if name > 255 {
            return Err(ContainersImageError::TooLong);
        }
        if let Some(tag) = raw.tag() {
            text = format!("{text}:{tag}");
        }
        if let Some(digest) = raw.digest() {
            if digest.algorithm() == Some(Algorithm::Blake3) {
                return Err(ContainersImageError::Algorithm);
            }
            text = format!("{text}@{digest}");
        }
        Ok(Self { text, name, tagged: raw.tag().is_some(), digested: raw.digest().is_some() })
    }

    /// Parses and normalizes a string.
    pub(crate) fn parse(text: &str) -> Result<Self, ContainersImageError> {
        Self::new(RawReference::parse(text)?)
    }

    /// Parses a string that must be in canonical form.
    pub(super) fn canonical(text: &str) -> Result<Self, ContainersImageError> {
        let named = Self::parse(text)?;
        if named.text == text { Ok(named) } else { Err(ContainersImageError::NotCanonical) }
    }

    /// Checks that there are not both a tag and a digest.
    pub(crate) fn without_both(self) -> Result<Self, ContainersImageError> {
        if self.tagged && self.digested {
            Err(ContainersImageError::TagAndDigest)
        } else {
            Ok(self)
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn into_string(self) -> String {
        self.text
    }

    /// Registry and repository.
    pub(crate) fn name(&self) -> &str {
        self.text.get(..self.name).unwrap_or_default()
    }

    pub(crate) const fn is_tagged(&self) -> bool {
        self.tagged
    }

    pub(crate) const fn is_digested(&self) -> bool {
        self.digested
    }

    pub(crate) const fn is_name_only(&self) -> bool {
        !self.tagged && !self.digested
    }
}

/// Returns `true` for a host with or without a port in the grammar of containers/image: no address in brackets, any
/// number of digits.
pub(super) fn is_domain(text: &str) -> bool {
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    let label = |label: &str| {
        let inner = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        inner && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    host.split('.').all(label)
        && port.is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
}

/// Returns `true` for a path in the grammar of containers/image, which limits no length.
pub(super) fn is_path(text: &str) -> bool {
    text.split('/').all(|component| {
        let mut joins = component.split(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        // The separators: nothing before the first letter or digit, and nothing after the last one.
        let (first, last) = (joins.next(), joins.next_back());
        let join = |join: &str| matches!(join, "." | "_" | "__") || join.bytes().all(|b| b == b'-');
        first == Some("") && last == Some("") && joins.all(join)
    })
}
