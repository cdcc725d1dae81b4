//! [`BaseUrl`]: the start of every URL of a registry's API.

use core::fmt;

use super::scheme::Scheme;

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
    scheme: Scheme,
    host: &'a str,
}

impl<'a> BaseUrl<'a> {
    pub(super) const fn new(scheme: Scheme, host: &'a str) -> Self {
        Self { scheme, host }
    }

    /// Returns the scheme.
    pub const fn scheme(self) -> Scheme {
        self.scheme
    }

    /// Returns the host, with the port if the registry's name has one.
    pub const fn host(self) -> &'a str {
        self.host
    }
}

impl fmt::Display for BaseUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)
    }
}
