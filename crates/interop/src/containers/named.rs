//! References as containers/image reads them: the library below Podman, Buildah, Skopeo and CRI-O.

use alloc::format;
use alloc::string::String;

use imageref::ParseError;
use imageref::digest::Algorithm;
use imageref::reference::{Defaults, RawReference};

/// Why containers/image doesn't take a reference that Docker takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ContainersImageError {
    /// It is no reference at all.
    #[error(transparent)]
    Reference(#[from] ParseError),
    /// A host that is an IPv6 address: its grammar has none.
    #[error("containers/image reads no IPv6 addresses")]
    Ipv6,
    /// A host without `.` and `:`, which only its upper-case letters would make one.
    #[error("containers/image reads this host as a part of the path, which is lower case")]
    Host,
    /// A registry and a repository of more than 255 bytes together.
    #[error("registry and repository have more than 255 bytes together")]
    TooLong,
    /// A digest of an algorithm that it doesn't know.
    #[error("containers/image knows no digests of this algorithm")]
    Algorithm,
    /// A tag and a digest, which policies and the transport `docker://` don't take together.
    #[error("containers/image takes no tag beside a digest here")]
    TagAndDigest,
    /// Neither a tag nor a digest, where one is needed.
    #[error("the reference has neither a tag nor a digest")]
    NameOnly,
    /// A text that is not in the canonical form, where it must be: `docker.io/app` for `docker.io/library/app`.
    #[error("the reference is not in its canonical form")]
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
    /// What containers/image makes of a reference.
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

    /// What containers/image makes of a text.
    pub(crate) fn parse(text: &str) -> Result<Self, ContainersImageError> {
        Self::new(RawReference::parse(text)?)
    }

    /// A text that is in the canonical form already.
    pub(super) fn canonical(text: &str) -> Result<Self, ContainersImageError> {
        let named = Self::parse(text)?;
        if named.text == text { Ok(named) } else { Err(ContainersImageError::NotCanonical) }
    }

    /// The same, unless it has both a tag and a digest.
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
        &self.text[..self.name]
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

/// Whether a text is a host with or without a port, as the grammar of containers/image has it: no address in brackets,
/// any number of digits.
pub(super) fn is_domain(text: &str) -> bool {
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    let label = |label: &str| {
        let bytes = label.as_bytes();
        let inner = bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
        inner && !bytes.is_empty() && bytes[0] != b'-' && !label.ends_with('-')
    };
    host.split('.').all(label)
        && port.is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is a path as the grammar of containers/image has it, which sets no length.
pub(super) fn is_path(text: &str) -> bool {
    text.split('/').all(|component| {
        let mut joins = component.split(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        // What stands between letters and digits; nothing before the first and behind the last.
        let (first, last) = (joins.next(), joins.next_back());
        let join = |join: &str| matches!(join, "." | "_" | "__") || join.bytes().all(|b| b == b'-');
        first == Some("") && last == Some("") && joins.all(join)
    })
}
