//! [`KubeletGlob`]: `matchImages` of kubelet's credential providers, and the keys of image pull secrets.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::go::{file_match as go_match, url as go_url};

/// A pattern of `matchImages`, which is also how kubelet compares a key of an image pull secret with an image.
///
/// Both are read as URLs. The host must have as many labels, each of which may have wildcards, and the same port as
/// written. **The path is a plain prefix of the text: `example.com/ns` matches `example.com/nsevil/app`.** Escapes are
/// resolved, so that `example.com/%6es` is `example.com/ns`; a user, a query and a fragment are skipped, so that
/// `evil.com@example.com/ns` matches too. So it is there; for rules of your own there is
/// [`Pattern`](crate::pattern::Pattern).
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
/// **Source** Kubernetes, `pkg/credentialprovider/keyring.go`, `URLsMatchStr`, with Go 1.25's `net/url`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KubeletGlob {
    text: Box<str>,
    host: Host,
    path: Vec<u8>,
}

/// A host in labels, and what `net.SplitHostPort` makes of its port.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Host {
    host: Vec<u8>,
    port: Vec<u8>,
}

impl KubeletGlob {
    /// Reads a pattern.
    ///
    /// **Errors** what Go reads as no URL behind `https://`: brackets that hold no IPv6 address, `*` as a port.
    pub fn parse(pattern: &str) -> Result<Self, FormatError> {
        let url = go_url::parse(pattern)?;
        Ok(Self { text: pattern.into(), host: Host::new(url.host), path: url.path })
    }

    /// Whether an image's text matches. Kubelet gives the name without tag and digest, in its canonical form.
    ///
    /// **Errors** what Go reads as no URL behind `https://`, such as `busybox:latest`; and a pattern whose labels are
    /// none, which shows only here.
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

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Host {
    /// **Source** Go 1.25, `net/ipsock.go`, `SplitHostPort`; where that fails, all is the host.
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
    let (front, port) = (&host[..colon], &host[colon + 1..]);
    let (inner, rest) = if front.first() == Some(&b'[') {
        let close = host.iter().position(|b| *b == b']')?;
        if close + 1 != colon {
            return None;
        }
        (&host[1..close], &host[close + 1..])
    } else if front.contains(&b':') {
        return None;
    } else {
        (front, host)
    };
    (!inner.contains(&b'[') && !port.contains(&b'[') && !rest.contains(&b']'))
        .then_some((inner, port))
}
