//! [`KubeletGlob`]: `matchImages` of kubelet's credential providers, and the keys of image pull secrets.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::go::file_match as go_match;
use crate::go::url as go_url;
use crate::parse_traits::parse_traits;

/// A pattern of `matchImages`. Kubelet compares a key of an image pull secret with an image in the same way.
///
/// Both are parsed as URLs. The hosts must have the same number of labels, each of which may have wildcards, and the same
/// port verbatim. **The path is a plain prefix of the image's path: `example.com/ns` matches `example.com/nsevil/app`.**
/// Escapes are decoded, so `example.com/%6es` is `example.com/ns`; user, query and fragment are ignored, so
/// `evil.com@example.com/ns` matches too. For rules of your own, use [`Pattern`](crate::pattern::Pattern).
///
/// ```
/// use imageref_interop::kubernetes::KubeletGlob;
///
/// let glob = KubeletGlob::parse("*.dkr.ecr.*.amazonaws.com")?;
/// assert!(glob.matches("123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1")?);
/// assert!(!glob.matches("123456789012.dkr.ecr.eu-west-1.amazonaws.com:443/app:1")?);
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// Source: Kubernetes, `pkg/credentialprovider/keyring.go`, `URLsMatchStr`, with Go 1.25's `net/url`.
#[doc(alias = "URLsMatchStr")]
#[doc(alias = "matchImages")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KubeletGlob {
    text: Box<str>,
    host: Host,
    path: Vec<u8>,
}

/// A host and its port, as `net.SplitHostPort` splits them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Host {
    host: Vec<u8>,
    port: Vec<u8>,
}

impl KubeletGlob {
    /// Parses a pattern.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if Go does not parse the pattern as a URL after `https://`: brackets without an IPv6 address, `*`
    /// as a port.
    pub fn parse(pattern: &str) -> Result<Self, FormatError> {
        let url = go_url::parse(pattern)?;
        Ok(Self { text: pattern.into(), host: Host::new(url.host), path: url.path })
    }

    /// Returns `true` if the pattern matches an image: kubelet passes the canonical name, without tag and digest.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if Go does not parse the image as a URL after `https://`, such as `busybox:latest`; and if a label
    /// of the pattern is malformed, which is found only when it is compared.
    pub fn matches(&self, image: &str) -> Result<bool, FormatError> {
        let url = go_url::parse(image)?;
        let host = Host::new(url.host);
        if self.host.port != host.port
            || self.host.labels().count() != host.labels().count()
            || !url.path.starts_with(&self.path)
        {
            return Ok(false);
        }
        for (pattern, label) in self.host.labels().zip(host.labels()) {
            let matches = go_match::matches(pattern, label).map_err(|_| {
                FormatError::new(Kind::MisplacedWildcard, FormatPart::Pattern, 0, self.text.len())
            })?;
            if !matches {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns the pattern, verbatim.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

parse_traits!(KubeletGlob);

impl Host {
    /// Source: Go 1.25, `net/ipsock.go`, `SplitHostPort`; if that fails, everything is the host.
    fn new(host: Vec<u8>) -> Self {
        let Some((inner, port)) = split_port(&host) else {
            return Self { host, port: Vec::new() };
        };
        Self { host: inner.to_vec(), port: port.to_vec() }
    }

    fn labels(&self) -> impl Iterator<Item = &[u8]> {
        self.host.split(|b| *b == b'.')
    }
}

fn split_port(host: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = host.iter().rposition(|b| *b == b':')?;
    let (front, port) = host.split_at_checked(colon)?;
    let port = port.strip_prefix(b":")?;
    let (inner, rest) = match front.strip_prefix(b"[") {
        Some(front) => (front.strip_suffix(b"]").filter(|inner| !inner.contains(&b']'))?, port),
        None if front.contains(&b':') => return None,
        None => (front, host),
    };
    (!inner.contains(&b'[') && !port.contains(&b'[') && !rest.contains(&b']'))
        .then_some((inner, port))
}
