//! Retired registries and namespaces, and what replaced them.
//!
//! To add one, add a row with its source. The first row that matches counts.

use core::fmt;

use super::info::RegistryInfo;
use super::operator::Operator;
use crate::reference::{Registry, Repository};

/// A row of the table of retired names: a registry, or the repositories on it that start with a prefix.
///
/// ```
/// use imageref::registry::retired_names;
///
/// let row = retired_names().iter().find(|row| row.registry == "k8s.gcr.io").expect("a row of the table");
/// assert_eq!((row.prefix, row.replacement), ("", Some(("registry.k8s.io", ""))));
/// assert_eq!(row.since, Some("2023-04-03"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetiredName {
    /// The registry's host.
    pub registry: &'static str,
    /// What the repository starts with: whole components, each with its `/`. Empty for the whole registry.
    pub prefix: &'static str,
    /// The registry and the prefix that replaced them, if any.
    pub replacement: Option<(&'static str, &'static str)>,
    /// When they were retired: a year, a month or a day in ISO 8601's form.
    pub since: Option<&'static str>,
    /// The source of the facts.
    pub source: &'static str,
}

/// Returns all known retired names in the order in which they are tried.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retired<'a> {
    row: &'static RetiredName,
    rest: &'a str,
}

impl<'a> Retired<'a> {
    /// Looks a repository up; `None` if its name is not known to be retired.
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

    /// Returns the name that replaced the repository's, if any.
    pub fn replacement(&self) -> Option<Replacement<'a>> {
        let (registry, prefix) = self.row.replacement?;
        Some(Replacement { registry, prefix, rest: self.rest })
    }

    /// Returns when the name was retired: a year, a month or a day in ISO 8601's form.
    pub const fn since(&self) -> Option<&'static str> {
        self.row.since
    }

    /// Returns the source of the facts.
    pub const fn source(&self) -> &'static str {
        self.row.source
    }
}

/// The name that replaced a repository's, shown as `registry/repository`.
///
/// ```
/// use imageref::Name;
/// use imageref::registry::Retired;
///
/// let old: Name = "gcr.io/google_containers/pause".parse()?;
/// let retired = Retired::of(old.registry(), old.repository()).expect("the namespace is retired");
/// let new: Name = retired.replacement().expect("it was replaced").to_string().parse()?;
/// assert_eq!(new.as_str(), "registry.k8s.io/pause");
/// # Ok::<(), imageref::ParseError>(())
/// ```
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
    // The copies get no updates; some images remain as `latest` only.
    row("docker.io", "bitnami/", Some(("docker.io", "bitnamilegacy/")), Some("2025-08-28"), "bitnami/containers#83267"),
];
