//! Who runs a registry: [`Operator`].

use core::fmt;

/// Who runs a registry, or as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operator {
    /// Docker Hub, by any of its names.
    DockerHub,
    /// Docker Hardened Images, on a host of their own.
    DockerHardenedImages,
    /// Amazon Elastic Container Registry, a private registry of an account.
    AmazonEcr,
    /// Amazon's public gallery.
    AmazonEcrPublic,
    /// Azure Container Registry.
    AzureContainerRegistry,
    /// Google Artifact Registry.
    GoogleArtifactRegistry,
    /// `gcr.io` and its like: once Google Container Registry, since 2025 hosted on Artifact Registry.
    GoogleContainerRegistry,
    /// GitHub Packages.
    GitHub,
    /// GitLab.com.
    GitLab,
    /// Quay.io.
    Quay,
    /// Microsoft's own images.
    Microsoft,
    /// Kubernetes' own images.
    Kubernetes,
    /// Red Hat's own and certified images.
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
    /// Codeberg, which runs Forgejo. Its tags don't regard case.
    Codeberg,
    /// Broadcom, once `VMware`.
    Broadcom,
    /// This machine.
    Loopback,
    /// Any other host: a registry of one's own (Harbor, Nexus, distribution), or one that the table lacks.
    Unknown,
}

impl Operator {
    /// The operator's name in kebab case.
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
