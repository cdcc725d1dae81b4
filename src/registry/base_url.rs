//! [`BaseUrl`], the start of every URL of a registry's API; its [`Scheme`]; and the hosts that are reached over http.

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

use crate::error::words;

words! {
    /// The URL scheme of a registry's API.
    ///
    /// ```
    /// use imageref::reference::Registry;
    /// use imageref::registry::{RegistryInfo, Scheme};
    ///
    /// let scheme = |registry| Ok::<_, imageref::ParseError>(RegistryInfo::of(Registry::parse(registry)?).scheme());
    /// assert_eq!(scheme("localhost:5000")?, Scheme::Http);
    /// assert_eq!(scheme("ghcr.io")?.to_string(), "https");
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    Scheme {
        /// Without encryption.
        Http = "http",
        /// Over TLS.
        Https = "https",
    }
}

/// The start of every URL of a registry's API, shown as `https://registry-1.docker.io`; from
/// [`RegistryInfo::base_url`](super::RegistryInfo::base_url).
///
/// The path of a request, which starts with `/`, follows it directly. `imageref_interop::registry_api` writes such
/// paths.
///
/// ```
/// use imageref::Reference;
/// use imageref::registry::RegistryInfo;
///
/// let image: Reference = "nginx:1.27".parse()?;
/// let base = RegistryInfo::of(image.registry()).base_url();
/// let url = format!("{base}/v2/{}/manifests/{}", image.repository(), "1.27");
/// assert_eq!(url, "https://registry-1.docker.io/v2/library/nginx/manifests/1.27");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl<'a> {
    pub(super) scheme: Scheme,
    pub(super) host: &'a str,
}

impl fmt::Display for BaseUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)
    }
}

/// Returns `true` if the host is this machine: `localhost`, a name below it, 127.0.0.0/8 or `::1`.
///
/// Source: RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3.
pub(super) fn is_loopback(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    last.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || ipv6(host).is_some_and(|address| match address.to_ipv4_mapped() {
            Some(address) => address.is_loopback(),
            None => address.is_loopback(),
        })
}

/// Returns the IPv6 address between brackets.
pub(super) fn ipv6(host: &str) -> Option<Ipv6Addr> {
    host.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}
