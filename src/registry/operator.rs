//! Who runs a registry: [`Operator`].

use crate::error::words;

words! {
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
    Operator {
        /// Docker Hub, under any of its names.
        DockerHub = "docker-hub",
        /// Docker Hardened Images (`dhi.io`).
        DockerHardenedImages = "docker-hardened-images",
        /// Amazon Elastic Container Registry: the private registry of an account.
        AmazonEcr = "amazon-ecr",
        /// Amazon ECR Public Gallery.
        AmazonEcrPublic = "amazon-ecr-public",
        /// Azure Container Registry.
        AzureContainerRegistry = "azure-container-registry",
        /// Google Artifact Registry.
        GoogleArtifactRegistry = "google-artifact-registry",
        /// `gcr.io` and its regional hosts: formerly Google Container Registry, hosted on Artifact Registry since 2025.
        GoogleContainerRegistry = "google-container-registry",
        /// GitHub Packages.
        GitHub = "github",
        /// GitLab.com.
        GitLab = "gitlab",
        /// Quay.io.
        Quay = "quay",
        /// Microsoft Artifact Registry (`mcr.microsoft.com`).
        Microsoft = "microsoft",
        /// The images of the Kubernetes project.
        Kubernetes = "kubernetes",
        /// Red Hat's own images and those that it certifies.
        RedHat = "red-hat",
        /// NVIDIA NGC.
        Nvidia = "nvidia",
        /// IBM Cloud Container Registry and IBM's entitled registry.
        Ibm = "ibm",
        /// Oracle Cloud Infrastructure Registry and Oracle's own images.
        Oracle = "oracle",
        /// `DigitalOcean` Container Registry.
        DigitalOcean = "digitalocean",
        /// Alibaba Cloud Container Registry.
        Alibaba = "alibaba",
        /// Tencent Container Registry.
        Tencent = "tencent",
        /// Huawei Cloud's container registry, SWR.
        Huawei = "huawei",
        /// Scaleway Container Registry.
        Scaleway = "scaleway",
        /// `JFrog`'s hosted Artifactory.
        JFrog = "jfrog",
        /// Cloudsmith.
        Cloudsmith = "cloudsmith",
        /// Codeberg, which runs Forgejo. Its tags are case-insensitive.
        Codeberg = "codeberg",
        /// Broadcom, formerly `VMware`.
        Broadcom = "broadcom",
        /// This machine.
        Loopback = "loopback",
        /// Any other host: self-hosted software (Harbor, Nexus, distribution), or a service that the table lacks.
        Unknown = "unknown",
    }
}
