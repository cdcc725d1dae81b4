//! Who runs a registry: [`Operator`].

use core::fmt;

/// Who runs a registry.
///
/// ```
/// use imageref::reference::Registry;
/// use imageref::registry::{Operator, RegistryInfo};
///
/// let operator = |registry| Ok::<_, imageref::ParseError>(RegistryInfo::of(Registry::parse(registry)?).operator());
/// assert_eq!(operator("ghcr.io")?, Operator::GitHub);
/// assert_eq!(operator("localhost:5000")?, Operator::Loopback);
/// assert_eq!(operator("harbor.example.com")?.to_string(), "unknown");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operator {
    /// Docker Hub, under any of its names.
    DockerHub,
    /// Docker Hardened Images (`dhi.io`).
    DockerHardenedImages,
    /// Amazon Elastic Container Registry: the private registry of an account.
    AmazonEcr,
    /// Amazon ECR Public Gallery.
    AmazonEcrPublic,
    /// Azure Container Registry.
    AzureContainerRegistry,
    /// Google Artifact Registry.
    GoogleArtifactRegistry,
    /// `gcr.io` and its regional hosts: formerly Google Container Registry, hosted on Artifact Registry since 2025.
    GoogleContainerRegistry,
    /// GitHub Packages.
    GitHub,
    /// GitLab.com.
    GitLab,
    /// Quay.io.
    Quay,
    /// Microsoft Artifact Registry (`mcr.microsoft.com`).
    Microsoft,
    /// The images of the Kubernetes project.
    Kubernetes,
    /// Red Hat's own images and those that it certifies.
    RedHat,
    /// NVIDIA NGC.
    Nvidia,
    /// IBM Cloud Container Registry and IBM's entitled registry.
    Ibm,
    /// Oracle Cloud Infrastructure Registry and Oracle's own images.
    Oracle,
    /// `DigitalOcean` Container Registry.
    DigitalOcean,
    /// Alibaba Cloud Container Registry.
    Alibaba,
    /// Tencent Container Registry.
    Tencent,
    /// Huawei Cloud's container registry, SWR.
    Huawei,
    /// Scaleway Container Registry.
    Scaleway,
    /// `JFrog`'s hosted Artifactory.
    JFrog,
    /// Cloudsmith.
    Cloudsmith,
    /// Codeberg, which runs Forgejo. Its tags are case-insensitive.
    Codeberg,
    /// Broadcom, formerly `VMware`.
    Broadcom,
    /// This machine.
    Loopback,
    /// Any other host: self-hosted software (Harbor, Nexus, distribution), or a service that the table lacks.
    Unknown,
}

impl Operator {
    /// Returns the operator's name in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DockerHub => "docker-hub",
            Self::DockerHardenedImages => "docker-hardened-images",
            Self::AmazonEcr => "amazon-ecr",
            Self::AmazonEcrPublic => "amazon-ecr-public",
            Self::AzureContainerRegistry => "azure-container-registry",
            Self::GoogleArtifactRegistry => "google-artifact-registry",
            Self::GoogleContainerRegistry => "google-container-registry",
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::Quay => "quay",
            Self::Microsoft => "microsoft",
            Self::Kubernetes => "kubernetes",
            Self::RedHat => "red-hat",
            Self::Nvidia => "nvidia",
            Self::Ibm => "ibm",
            Self::Oracle => "oracle",
            Self::DigitalOcean => "digitalocean",
            Self::Alibaba => "alibaba",
            Self::Tencent => "tencent",
            Self::Huawei => "huawei",
            Self::Scaleway => "scaleway",
            Self::JFrog => "jfrog",
            Self::Cloudsmith => "cloudsmith",
            Self::Codeberg => "codeberg",
            Self::Broadcom => "broadcom",
            Self::Loopback => "loopback",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
