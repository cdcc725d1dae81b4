//! [`KubeletAllowPattern`]: images that kubelet uses without verifying credentials.

use alloc::boxed::Box;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::parse_traits::parse_traits;
use imageref::reference::{Defaults, Name, RawReference};

/// An entry of kubelet's `preloadedImagesVerificationAllowlist`: a canonical name, or a prefix that ends in `/*`.
///
/// Two versions of kubelet compare it with two things. The older one uses the image in the pod
/// ([`matches`](Self::matches)), so that `docker.io/library/*` does not match `busybox`; since Kubernetes' pull request
/// 137629 it is the canonical name of that image ([`matches_name`](Self::matches_name)), and it does.
///
/// ```
/// use imageref_interop::kubernetes::KubeletAllowPattern;
///
/// let allowed = KubeletAllowPattern::parse("example.com/team/*")?;
/// assert!(allowed.matches("example.com/team/app"));
/// assert!(!allowed.matches("example.com/teamwork/app"));
/// assert!(KubeletAllowPattern::parse("busybox").is_err());
///
/// let official = KubeletAllowPattern::parse("docker.io/library/*")?;
/// assert!(!official.matches("busybox"));
/// assert!(official.matches_name(&"busybox".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Source: Kubernetes, `pkg/kubelet/images/pullmanager/image_pull_policies.go`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KubeletAllowPattern {
    text: Box<str>,
}

impl KubeletAllowPattern {
    /// Parses an entry.
    ///
    /// # Errors
    ///
    /// [`FormatError`] for whitespace at the start or the end, a `*` anywhere but as the last component, and a name that
    /// is not canonical or has a tag or a digest.
    pub fn parse(pattern: &str) -> Result<Self, FormatError> {
        let error = |kind| Err(FormatError::new(kind, FormatPart::Pattern, 0, pattern.len()));
        let trimmed = pattern.trim();
        if trimmed != pattern {
            let start = pattern.len() - pattern.trim_start().len();
            let at = if start > 0 { 0 } else { trimmed.len() };
            return Err(unexpected(pattern, at, FormatPart::Pattern, "a name"));
        }
        let prefix = pattern.strip_suffix('*').filter(|prefix| prefix.ends_with('/'));
        let plain = prefix.unwrap_or(pattern);
        if plain.is_empty() || plain.contains('*') || plain == "/" && prefix.is_some() {
            return error(if plain.is_empty() { Kind::Empty } else { Kind::MisplacedWildcard });
        }
        if prefix.is_none() {
            let raw = RawReference::parse(plain)
                .map_err(|e| FormatError::of_name(e, FormatPart::Pattern, 0))?;
            let name = raw
                .normalize_name(&Defaults::DOCKER)
                .map_err(|e| FormatError::of_name(e, FormatPart::Pattern, 0))?;
            if name.as_str() != plain {
                return error(Kind::NeverMatches);
            }
        }
        Ok(Self { text: pattern.into() })
    }

    /// Returns `true` if the pattern matches an image, as older versions compare: that of the pod, without tag and digest.
    pub fn matches(&self, image: &str) -> bool {
        match self.text.strip_suffix('*') {
            Some(prefix) => image.starts_with(prefix),
            None => image == &*self.text,
        }
    }

    /// Returns `true` if the pattern matches an image's name, as versions with Kubernetes' pull request 137629 compare.
    pub fn matches_name(&self, name: &Name) -> bool {
        self.matches(name.as_str())
    }

    /// Returns the entry, verbatim.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

parse_traits!(KubeletAllowPattern);
