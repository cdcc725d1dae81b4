//! [`RegistryInfo`]: what is known of a registry from its host.

use core::fmt;

use super::base_url::{BaseUrl, Scheme, is_loopback};
use super::ecr::Ecr;
use super::hosts;
use super::operator::Operator;
use crate::reference::Registry;

/// What is known of a registry from its host: who runs it, where, and for whom.
///
/// ```
/// use imageref::registry::{Operator, RegistryInfo};
/// use imageref::reference::Registry;
///
/// let info = RegistryInfo::of(Registry::parse("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com")?);
/// assert_eq!(info.operator(), Operator::AmazonEcr);
/// assert_eq!(info.account(), Some("123456789012"));
/// assert_eq!(info.location(), Some("us-gov-west-1"));
/// assert_eq!(info.cloud(), Some("aws-us-gov"));
/// assert!(info.is_fips());
///
/// let hub = RegistryInfo::of(Registry::DOCKER_HUB);
/// assert_eq!(hub.api_host(), "registry-1.docker.io");
/// assert_eq!(hub.base_url().to_string(), "https://registry-1.docker.io");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct RegistryInfo<'a> {
    registry: Registry<'a>,
    operator: Operator,
    account: Option<&'a str>,
    instance: Option<&'a str>,
    location: Option<&'a str>,
    cloud: Option<&'static str>,
    fips: bool,
}

impl<'a> RegistryInfo<'a> {
    /// Looks a registry up by its host.
    ///
    /// A known host with a port other than 443 is [`Operator::Unknown`]: something else answers there. Loopback hosts
    /// keep their operator on every port.
    pub fn of(registry: Registry<'a>) -> Self {
        let host = registry.host();
        let mut info = Self {
            registry,
            operator: Operator::Unknown,
            account: None,
            instance: None,
            location: None,
            cloud: None,
            fips: false,
        };
        if is_loopback(host) {
            info.operator = Operator::Loopback;
        } else if registry.port().is_some_and(|port| port != 443) {
            // Something else answers there.
        } else if let Some(ecr) = Ecr::of(host) {
            info.operator = Operator::AmazonEcr;
            info.account = Some(ecr.account);
            info.location = Some(ecr.region);
            info.cloud = Some(ecr.partition);
            info.fips = ecr.fips;
        } else if let Some((row, found)) = hosts::find(host) {
            info.operator = row.operator;
            info.instance = found.instance;
            info.location = found.location.or(row.location);
            info.cloud = row.cloud;
        }
        info
    }

    /// Returns the registry.
    pub const fn registry(&self) -> Registry<'a> {
        self.registry
    }

    /// Returns who runs the registry.
    pub const fn operator(&self) -> Operator {
        self.operator
    }

    /// Returns the account that owns one of Amazon's private registries: 12 digits.
    pub const fn account(&self) -> Option<&'a str> {
        self.account
    }

    /// Returns the instance in the host, for Azure, Alibaba, Tencent and `JFrog`.
    ///
    /// `JFrog`'s can end in `-` and a repository key; the host alone does not show where the key starts.
    pub const fn instance(&self) -> Option<&'a str> {
        self.instance
    }

    /// Returns where the registry is, in the operator's own terms: a region (`eu-west-1`), a multi-region (`europe`)
    /// or a region key (`fra`).
    pub const fn location(&self) -> Option<&'a str> {
        self.location
    }

    /// Returns which of the operator's clouds it is: AWS's partition (`aws`, `aws-cn`), or Azure's cloud as its
    /// command line names it (`AzureCloud`, `AzureUSGovernment`).
    pub const fn cloud(&self) -> Option<&'static str> {
        self.cloud
    }

    /// Returns `true` for Amazon's endpoints with FIPS 140 validated cryptography.
    pub const fn is_fips(&self) -> bool {
        self.fips
    }

    /// Returns the host, with its port, to send requests to: `registry-1.docker.io` for Docker Hub, otherwise the
    /// registry itself.
    ///
    /// Source: docker/cli, internal/registry/config.go; containerd, core/remotes/docker/registry.go;
    /// containers/image, `docker_client.go`.
    pub const fn api_host(&self) -> &'a str {
        match self.operator {
            Operator::DockerHub => "registry-1.docker.io",
            _ => self.registry.as_str(),
        }
    }

    /// Returns `http` for loopback hosts, otherwise `https`. A user's own setting (an *insecure registry*) overrides
    /// it.
    ///
    /// Tools differ in detail: go-containerregistry also uses http for private IPv4 addresses.
    pub const fn scheme(&self) -> Scheme {
        match self.operator {
            Operator::Loopback => Scheme::Http,
            _ => Scheme::Https,
        }
    }

    /// Returns the start of every URL of the registry's API: [`scheme`](Self::scheme) and
    /// [`api_host`](Self::api_host).
    pub const fn base_url(&self) -> BaseUrl<'a> {
        BaseUrl { scheme: self.scheme(), host: self.api_host() }
    }
}

impl fmt::Debug for RegistryInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegistryInfo")
            .field("registry", &self.registry.as_str())
            .field("operator", &self.operator)
            .finish_non_exhaustive()
    }
}
