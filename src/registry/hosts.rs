//! The table of hosts, and how a host is matched against it.
//!
//! To add a registry, add a row with its source. The first row that matches counts.

use super::operator::Operator as O;

/// A row of the table of hosts: a pattern, and what is known of the hosts that match it.
///
/// ```
/// use imageref::registry::{Operator, registry_patterns};
///
/// let row = registry_patterns().iter().find(|row| row.pattern == "eu.gcr.io").expect("a row of the table");
/// assert_eq!((row.operator, row.location), (Operator::GoogleContainerRegistry, Some("europe")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegistryPattern {
    /// A host. A name in braces matches one or more characters of a label: `{instance}`, `{location}`.
    pub pattern: &'static str,
    /// Who runs it.
    pub operator: O,
    /// Where it is, for hosts whose name does not include that.
    pub location: Option<&'static str>,
    /// Which of the operator's clouds it belongs to, if there are several.
    pub cloud: Option<&'static str>,
    /// A host that matches, used by the tests.
    pub example: &'static str,
    /// The source of the facts.
    pub source: &'static str,
}

/// What the names in a pattern matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Captures<'a> {
    pub(super) instance: Option<&'a str>,
    pub(super) location: Option<&'a str>,
}

/// Returns all known patterns in the order in which they are tried. Those of Amazon's private registries, which need
/// more than a pattern, are not among them.
pub fn registry_patterns() -> &'static [RegistryPattern] {
    PATTERNS
}

/// Returns the row for a host (without its port), and what the names in its pattern matched.
pub(super) fn find(host: &str) -> Option<(&'static RegistryPattern, Captures<'_>)> {
    PATTERNS.iter().find_map(|row| Some((row, captures(row.pattern, host)?)))
}

fn captures<'a>(pattern: &str, host: &'a str) -> Option<Captures<'a>> {
    let mut found = Captures::default();
    let (mut pattern, mut host) = (pattern.split('.'), host.split('.'));
    loop {
        match (pattern.next(), host.next()) {
            (None, None) => return Some(found),
            (Some(expected), Some(label)) => capture(expected, label, &mut found)?,
            _ => return None,
        }
    }
}

fn capture<'a>(expected: &str, label: &'a str, found: &mut Captures<'a>) -> Option<()> {
    let Some((before, rest)) = expected.split_once('{') else {
        return expected.eq_ignore_ascii_case(label).then_some(());
    };
    let (name, after) = rest.split_once('}')?;
    let (start, rest) = label.split_at_checked(before.len())?;
    let (value, end) = rest.split_at_checked(rest.len().checked_sub(after.len())?)?;
    if value.is_empty() || !(start.eq_ignore_ascii_case(before) && end.eq_ignore_ascii_case(after))
    {
        return None;
    }
    match name {
        "instance" => found.instance = Some(value),
        _ => found.location = Some(value),
    }
    Some(())
}

const fn row(
    operator: O,
    pattern: &'static str,
    example: &'static str,
    source: &'static str,
) -> RegistryPattern {
    RegistryPattern { pattern, operator, location: None, cloud: None, example, source }
}

/// A row for one host.
const fn host(operator: O, pattern: &'static str, source: &'static str) -> RegistryPattern {
    row(operator, pattern, pattern, source)
}

impl RegistryPattern {
    const fn at(self, location: &'static str) -> Self {
        Self { location: Some(location), ..self }
    }

    const fn cloud(self, cloud: &'static str) -> Self {
        Self { cloud: Some(cloud), ..self }
    }
}

const GCR: &str = "docker-credential-gcr, config/const.go; cloud.google.com/artifact-registry/docs/transition/setup-gcr-repo";
const ACR: &str =
    "kubernetes, pkg/credentialprovider/azure/azure_credentials.go; Azure SDK, AzureAuthorityHosts";
const ACR_GEO: &str = "docs.azure.cn, container-registry-endpoint-reference";
const IBM: &str = "IBM Cloud docs, container registry: addresses for traffic";
const ALIBABA: &str = "alibabacloud.com, API cr 2018-12-01, RouteItem; public charts";
const OCIR: &str = "docs.oracle.com/iaas/Content/Registry/Concepts/registryprerequisites.htm";
const HUB: &str = "distribution/reference, normalize.go; docker/cli, internal/registry/config.go; containers/image, docker_client.go";

#[rustfmt::skip] // one row a line
const PATTERNS: &[RegistryPattern] = &[
    host(O::DockerHub, "docker.io", HUB),
    host(O::DockerHub, "index.docker.io", HUB),
    host(O::DockerHub, "registry-1.docker.io", HUB),
    host(O::DockerHardenedImages, "dhi.io", "docs.docker.com/reference/cli/docker/dhi/auth"),
    host(O::AmazonEcrPublic, "public.ecr.aws", "amazon-ecr-credential-helper, ecr-login/api/client.go"),
    host(O::AmazonEcrPublic, "ecr-public.aws.com", "docs.aws.amazon.com/AmazonECR/latest/public/public-ecr-requests.html"),
    row(O::AzureContainerRegistry, "{instance}.azurecr.io", "team.azurecr.io", ACR).cloud("AzureCloud"),
    row(O::AzureContainerRegistry, "{instance}.azurecr.cn", "team.azurecr.cn", ACR).cloud("AzureChinaCloud"),
    row(O::AzureContainerRegistry, "{instance}.azurecr.us", "team.azurecr.us", ACR).cloud("AzureUSGovernment"),
    row(O::AzureContainerRegistry, "{instance}.azurecr.de", "team.azurecr.de", ACR).cloud("AzureGermanCloud"),
    row(O::AzureContainerRegistry, "{instance}.{location}.geo.azurecr.io", "team.westeurope.geo.azurecr.io", ACR_GEO).cloud("AzureCloud"),
    row(O::AzureContainerRegistry, "{instance}.{location}.geo.azurecr.cn", "team.chinaeast2.geo.azurecr.cn", ACR_GEO).cloud("AzureChinaCloud"),
    row(O::AzureContainerRegistry, "{instance}.{location}.geo.azurecr.us", "team.usgovvirginia.geo.azurecr.us", ACR_GEO).cloud("AzureUSGovernment"),
    row(O::GoogleArtifactRegistry, "{location}-docker.pkg.dev", "europe-west1-docker.pkg.dev", "cloud.google.com/artifact-registry/docs/docker/names"),
    host(O::GoogleContainerRegistry, "gcr.io", GCR).at("us"),
    host(O::GoogleContainerRegistry, "us.gcr.io", GCR).at("us"),
    host(O::GoogleContainerRegistry, "eu.gcr.io", GCR).at("europe"),
    host(O::GoogleContainerRegistry, "asia.gcr.io", GCR).at("asia"),
    host(O::GoogleContainerRegistry, "marketplace.gcr.io", GCR),
    host(O::GoogleContainerRegistry, "mirror.gcr.io", "cloud.google.com/artifact-registry/docs/pull-cached-dockerhub-images"),
    host(O::Kubernetes, "registry.k8s.io", "kubernetes.io/blog/2023/03/10/image-registry-redirect"),
    host(O::Kubernetes, "k8s.gcr.io", "kubernetes.io/blog/2023/03/10/image-registry-redirect"),
    host(O::GitHub, "ghcr.io", "docs.github.com, working with the container registry"),
    host(O::GitHub, "docker.pkg.github.com", "docs.github.com, migrating to the container registry"),
    host(O::GitLab, "registry.gitlab.com", "public CI files"),
    host(O::Quay, "quay.io", "public charts"),
    host(O::Microsoft, "mcr.microsoft.com", "public Dockerfiles"),
    host(O::Microsoft, "mcr.azure.cn", "Azure/container-service-for-azure-china, mirrors"),
    host(O::Microsoft, "mcr.azk8s.cn", "Azure/container-service-for-azure-china, mirrors"),
    host(O::RedHat, "registry.redhat.io", "public operator bundles"),
    host(O::RedHat, "registry.access.redhat.com", "public Dockerfiles: ubi8/python-38"),
    host(O::RedHat, "registry.connect.redhat.com", "public operator bundles"),
    host(O::Nvidia, "nvcr.io", "public Dockerfiles"),
    host(O::Ibm, "icr.io", IBM).at("global"),
    host(O::Ibm, "cp.icr.io", "IBM Cloud Paks, entitled registry: public install guides"),
    host(O::Ibm, "au.icr.io", IBM).at("au-syd"),
    host(O::Ibm, "br.icr.io", IBM).at("br-sao"),
    host(O::Ibm, "ca.icr.io", IBM).at("ca-tor"),
    host(O::Ibm, "de.icr.io", IBM).at("eu-de"),
    host(O::Ibm, "es.icr.io", IBM).at("eu-es"),
    host(O::Ibm, "jp.icr.io", IBM).at("jp-tok"),
    host(O::Ibm, "jp2.icr.io", IBM).at("jp-osa"),
    host(O::Ibm, "uk.icr.io", IBM).at("eu-gb"),
    host(O::Ibm, "us.icr.io", IBM).at("us-south"),
    host(O::Ibm, "private.uk.icr.io", "public cluster configurations").at("eu-gb"),
    host(O::Ibm, "private.us.icr.io", "public cluster configurations").at("us-south"),
    host(O::Oracle, "container-registry.oracle.com", "docs.oracle.com, TimesTen Kubernetes operator: docker login"),
    row(O::Oracle, "{location}.ocir.io", "eu-frankfurt-1.ocir.io", OCIR),
    row(O::Oracle, "artifacts.{location}.oci.oraclecloud.com", "artifacts.eu-frankfurt-1.oci.oraclecloud.com", OCIR),
    host(O::DigitalOcean, "registry.digitalocean.com", "docs.digitalocean.com, container registries"),
    row(O::Alibaba, "crpi-{instance}-vpc.{location}.personal.cr.aliyuncs.com", "crpi-x1y2-vpc.cn-hangzhou.personal.cr.aliyuncs.com", ALIBABA),
    row(O::Alibaba, "crpi-{instance}.{location}.personal.cr.aliyuncs.com", "crpi-x1y2.cn-hangzhou.personal.cr.aliyuncs.com", ALIBABA),
    row(O::Alibaba, "{instance}-registry-vpc.{location}.cr.aliyuncs.com", "team-registry-vpc.cn-hangzhou.cr.aliyuncs.com", ALIBABA),
    row(O::Alibaba, "{instance}-registry.{location}.cr.aliyuncs.com", "team-registry.cn-hangzhou.cr.aliyuncs.com", ALIBABA),
    row(O::Alibaba, "registry.{location}.aliyuncs.com", "registry.cn-hangzhou.aliyuncs.com", ALIBABA),
    row(O::Alibaba, "registry-vpc.{location}.aliyuncs.com", "registry-vpc.cn-hangzhou.aliyuncs.com", ALIBABA),
    row(O::Alibaba, "registry-internal.{location}.aliyuncs.com", "registry-internal.cn-hangzhou.aliyuncs.com", ALIBABA),
    row(O::Tencent, "{instance}.tencentcloudcr.com", "team.tencentcloudcr.com", "public manifests"),
    host(O::Tencent, "ccr.ccs.tencentyun.com", "public manifests"),
    row(O::Tencent, "{location}ccr.ccs.tencentyun.com", "sgccr.ccs.tencentyun.com", "public manifests"),
    row(O::Huawei, "swr.{location}.myhuaweicloud.com", "swr.cn-north-4.myhuaweicloud.com", "public manifests"),
    row(O::Scaleway, "rg.{location}.scw.cloud", "rg.fr-par.scw.cloud", "scaleway/docs-content"),
    row(O::JFrog, "{instance}.jfrog.io", "team.jfrog.io", "jfrog.com, Docker repository URL formats"),
    host(O::Cloudsmith, "docker.cloudsmith.io", "public CI files"),
    host(O::Codeberg, "codeberg.org", "forgejo.org/docs/latest/user/packages/container"),
    host(O::Broadcom, "projects.packages.broadcom.com", "public manifests"),
    host(O::Broadcom, "projects.registry.vmware.com", "public manifests"),
];
