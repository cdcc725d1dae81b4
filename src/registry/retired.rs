//! Registries and namespaces that are gone, and what replaced them. Add a row with where you found the fact; the
//! first row that matches counts.

use core::fmt;

use super::info::RegistryInfo;
use super::operator::Operator;
use crate::reference::{Registry, Repository};

/// A row of the table: repositories that start with a prefix on a registry that is gone.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RetiredName {
    /// The registry's host.
    pub registry: &'static str,
    /// What the repository starts with: whole components with their `/`, or nothing.
    pub prefix: &'static str,
    /// The registry and prefix that took their place; `None` if nothing did.
    pub replacement: Option<(&'static str, &'static str)>,
    /// When: a year, a month or a day.
    pub since: Option<&'static str>,
    /// Where the fact is from.
    pub source: &'static str,
}

/// Every retired name known.
pub fn retired_names() -> &'static [RetiredName] {
    RETIRED
}

/// A repository under a retired name.
///
/// ```
/// use imageref::registry::Retired;
/// use imageref::reference::{Registry, Repository};
///
/// let retired = Retired::of(Registry::parse("k8s.gcr.io")?, Repository::parse("ingress-nginx/controller")?)
///     .expect("k8s.gcr.io is frozen");
/// let replacement = retired.replacement().expect("it has a successor");
/// assert_eq!(replacement.to_string(), "registry.k8s.io/ingress-nginx/controller");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Retired<'a> {
    row: &'static RetiredName,
    rest: &'a str,
}

impl<'a> Retired<'a> {
    /// The row of the table that the repository falls under, if any.
    pub fn of(registry: Registry<'_>, repository: Repository<'a>) -> Option<Self> {
        let hub = RegistryInfo::of(registry).operator() == Operator::DockerHub;
        let host = if hub { "docker.io" } else { registry.host() };
        let default_port = registry.port().is_none_or(|port| port == 443);
        RETIRED
            .iter()
            .filter(|row| default_port && row.registry.eq_ignore_ascii_case(host))
            .find_map(|row| {
                let rest = repository.as_str().strip_prefix(row.prefix)?;
                Some(Self { row, rest })
            })
    }

    /// The name that took the repository's place; `None` if nothing did.
    pub fn replacement(&self) -> Option<Replacement<'a>> {
        let (registry, prefix) = self.row.replacement?;
        Some(Replacement { registry, prefix, rest: self.rest })
    }

    /// When the name was retired: a year, a month or a day in ISO 8601's form.
    pub const fn since(&self) -> Option<&'static str> {
        self.row.since
    }

    /// Where the fact is from.
    pub const fn source(&self) -> &'static str {
        self.row.source
    }
}

/// The name that took a repository's place, shown as `registry/repository`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replacement<'a> {
    registry: &'static str,
    prefix: &'static str,
    rest: &'a str,
}

impl fmt::Display for Replacement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}{}", self.registry, self.prefix, self.rest)
    }
}

const fn row(
    registry: &'static str,
    prefix: &'static str,
    replacement: Option<(&'static str, &'static str)>,
    since: Option<&'static str>,
    source: &'static str,
) -> RetiredName {
    RetiredName { registry, prefix, replacement, since, source }
}

const AZK8S: &str = "Azure/container-service-for-azure-china, mirrors";
const BLUEMIX: &str = "IBM Cloud docs, container registry: addresses for traffic";

#[rustfmt::skip] // one row a line
const RETIRED: &[RetiredName] = &[
    row("k8s.gcr.io", "", Some(("registry.k8s.io", "")), Some("2023-04-03"), "kubernetes.io/blog/2023/03/10/image-registry-redirect"),
    row("gcr.io", "google_containers/", Some(("registry.k8s.io", "")), Some("2020"), "kubernetes/minikube#6908, kubermatic/kubermatic#5986"),
    row("gcr.io", "google-containers/", Some(("registry.k8s.io", "")), Some("2020"), "kubernetes/minikube#6908, kubermatic/kubermatic#5986"),
    row("docker.pkg.github.com", "", Some(("ghcr.io", "")), None, "docs.github.com, migrating to the container registry"),
    row("mcr.azk8s.cn", "", Some(("mcr.azure.cn", "")), None, AZK8S),
    row("gcr.azk8s.cn", "", None, None, AZK8S),
    row("dockerhub.azk8s.cn", "", None, None, AZK8S),
    row("projects.registry.vmware.com", "", Some(("projects.packages.broadcom.com", "")), Some("2024"), "public manifests"),
    row("registry.centos.org", "centos/", Some(("quay.io", "centos/")), Some("2023-05"), "CentOS/container-index#424, openshift/origin#27945"),
    row("registry.centos.org", "", None, Some("2023-05"), "CentOS/container-index#424"),
    row("registry.bluemix.net", "", Some(("icr.io", "")), None, BLUEMIX),
    row("registry.au-syd.bluemix.net", "", Some(("au.icr.io", "")), None, BLUEMIX),
    row("registry.eu-de.bluemix.net", "", Some(("de.icr.io", "")), None, BLUEMIX),
    row("registry.eu-gb.bluemix.net", "", Some(("uk.icr.io", "")), None, BLUEMIX),
    row("registry.ng.bluemix.net", "", Some(("us.icr.io", "")), None, BLUEMIX),
    // Copies without updates; some images stay as `latest` alone.
    row("docker.io", "bitnami/", Some(("docker.io", "bitnamilegacy/")), Some("2025-08-28"), "bitnami/containers#83267"),
];
