//! [`RegistryInfo`]: what a registry's host says.

use core::fmt;

use super::address::{Scheme, is_loopback};
use super::ecr::Ecr;
use super::hosts;
use super::operator::Operator;
use crate::reference::{Registry, Repository};

/// What a registry's host says: who runs it, where, for whom.
///
/// ```
/// use imageref::registry::{Operator, RegistryInfo, Scheme};
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
/// assert_eq!((hub.api_host(), hub.scheme()), ("registry-1.docker.io", Scheme::Https));
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
    /// Reads a registry's host. A port other than https's makes a known host somebody's own, but for loopback.
    pub fn of(registry: Registry<'a>) -> Self {
        let host = registry.host();
        let nothing = Self {
            registry,
            operator: Operator::Unknown,
            account: None,
            instance: None,
            location: None,
            cloud: None,
            fips: false,
        };
        if is_loopback(host) {
            return Self { operator: Operator::Loopback, ..nothing };
        }
        if registry.port().is_some_and(|port| port != 443) {
            return nothing;
        }
        if let Some(ecr) = Ecr::read(host) {
            return Self {
                operator: Operator::AmazonEcr,
                account: Some(ecr.account),
                location: Some(ecr.region),
                cloud: Some(ecr.partition),
                fips: ecr.fips,
                ..nothing
            };
        }
        match hosts::find(host) {
            Some((row, found)) => Self {
                operator: row.operator,
                instance: found.instance,
                location: found.location.or(row.location),
                cloud: row.cloud,
                ..nothing
            },
            None => nothing,
        }
    }

    /// The registry.
    pub const fn registry(&self) -> Registry<'a> {
        self.registry
    }

    /// Who runs it.
    pub const fn operator(&self) -> Operator {
        self.operator
    }

    /// The account that a private registry of Amazon's belongs to: 12 digits.
    pub const fn account(&self) -> Option<&'a str> {
        self.account
    }

    /// The instance that the host names: of Azure, Alibaba, Tencent, `JFrog`. `JFrog`'s may have the repository key
    /// behind a `-`, which its host alone can't tell.
    pub const fn instance(&self) -> Option<&'a str> {
        self.instance
    }

    /// Where it is, in the operator's own words: a region (`eu-west-1`), a multi-region (`europe`), a region's key
    /// (`fra`).
    pub const fn location(&self) -> Option<&'a str> {
        self.location
    }

    /// The cloud among several of one operator: AWS's partition (`aws`, `aws-cn`), or Azure's cloud as its command
    /// line names it (`AzureCloud`, `AzureUSGovernment`).
    pub const fn cloud(&self) -> Option<&'static str> {
        self.cloud
    }

    /// Whether it is Amazon's endpoint with FIPS 140 validated cryptography.
    pub const fn is_fips(&self) -> bool {
        self.fips
    }

    /// The host, with its port, to send requests to: `registry-1.docker.io` for Docker Hub, else the registry itself.
    ///
    /// **Source** docker/cli, containerd, containers/image; see the table of hosts.
    pub const fn api_host(&self) -> &'a str {
        match self.operator {
            Operator::DockerHub => "registry-1.docker.io",
            _ => self.registry.as_str(),
        }
    }

    /// `http` for loopback, else `https`. What the user says (an *insecure registry*) goes before that.
    ///
    /// Tools differ at the edges: go-containerregistry speaks http to private IPv4 addresses, too, and https to
    /// `localhost` without a port.
    pub const fn scheme(&self) -> Scheme {
        match self.operator {
            Operator::Loopback => Scheme::Http,
            _ => Scheme::Https,
        }
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

/// Whether the repository is one of Docker's official images: `library/NAME` on Docker Hub.
pub fn is_official_image(registry: Registry<'_>, repository: Repository<'_>) -> bool {
    RegistryInfo::of(registry).operator() == Operator::DockerHub
        && repository.namespace() == Some("library")
}
