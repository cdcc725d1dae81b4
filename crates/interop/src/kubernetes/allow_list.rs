//! [`KubeletAllowPattern`]: images that kubelet uses from the node without asking for credentials.

use alloc::boxed::Box;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use imageref::reference::{Defaults, Name, RawReference};

/// An entry of kubelet's `preloadedImagesVerificationAllowlist`: a canonical name, or a prefix that ends in `/*`.
///
/// Two versions of kubelet compare it with two things: the text of the pod ([`matches`](Self::matches)), by which
/// `docker.io/library/*` does not match `busybox`; and since Kubernetes' pull request 137629 the name that the text
/// means ([`matches_name`](Self::matches_name)), by which it does.
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
/// **Source** Kubernetes, `pkg/kubelet/images/pullmanager/image_pull_policies.go`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KubeletAllowPattern {
    text: Box<str>,
}

impl KubeletAllowPattern {
    /// Reads an entry.
    ///
    /// **Errors** white space around it, `*` anywhere but as the last component, and a name that is not canonical or
    /// has a tag or a digest.
    pub fn parse(pattern: &str) -> Result<Self, FormatError> {
        let fault = |kind| Err(FormatError::new(kind, FormatPart::Pattern, 0, pattern.len()));
        let space = pattern.trim() != pattern;
        if let Some(found) = pattern.bytes().find(|b| space && !b.is_ascii_graphic()) {
            return fault(Kind::Whitespace { found });
        }
        let prefix = pattern.strip_suffix('*').filter(|prefix| prefix.ends_with('/'));
        let plain = prefix.unwrap_or(pattern);
        if plain.is_empty() || plain.contains('*') || plain == "/" && prefix.is_some() {
            return fault(if plain.is_empty() { Kind::Empty } else { Kind::MisplacedWildcard });
        }
        if prefix.is_none() {
            let raw = RawReference::parse(plain)
                .map_err(|e| FormatError::of_name(e, FormatPart::Pattern, 0))?;
            let name = raw
                .normalize_name(&Defaults::DOCKER)
                .map_err(|e| FormatError::of_name(e, FormatPart::Pattern, 0))?;
            if name.as_str() != plain {
                return fault(Kind::NeverMatches);
            }
        }
        Ok(Self { text: pattern.into() })
    }

    /// Whether an image's text matches, as older versions compare: they give that of the pod, without tag and digest.
    pub fn matches(&self, image: &str) -> bool {
        match self.text.strip_suffix('*') {
            Some(prefix) => image.starts_with(prefix),
            None => image == &*self.text,
        }
    }

    /// Whether an image's name matches, as versions with Kubernetes' pull request 137629 compare.
    pub fn matches_name(&self, name: &Name) -> bool {
        self.matches(name.as_str())
    }

    /// The entry as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}
