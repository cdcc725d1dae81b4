//! [`Platform`]: the operating system and architecture of an image.

use alloc::string::String;
use alloc::vec::Vec;

use super::names::{self, Name};

/// The platform of an image or a machine: operating system, architecture, variant, OS version, OS features.
///
/// Parts are kept verbatim, since documents contain any string; [`normalize`](Self::normalize) returns the form that is
/// compared. `Eq`, `Ord` and `Hash` are those of the five parts in this order, byte by byte: two spellings of one
/// platform differ, and versions compare as strings. [`PlatformMatcher`](super::PlatformMatcher) compares platforms by
/// their meaning.
///
/// ```
/// use imageref::Platform;
///
/// let platform: Platform = "windows(10.0.20348+win32k)/x86_64".parse()?;
/// assert_eq!(platform.os(), "windows");
/// assert_eq!(platform.architecture(), "amd64");
/// assert_eq!(platform.os_version(), Some("10.0.20348"));
/// assert_eq!(platform.os_features(), ["win32k"]);
///
/// // Verbatim in a document, and normalized for comparison.
/// let written = Platform::new("linux", "arm64").with_variant("v8");
/// assert_eq!(written.variant(), Some("v8"));
/// assert_eq!(written.normalize(), Platform::new("linux", "arm64"));
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// Source: OCI image specification 1.1, image-index.md, `platform`; Go's names of systems and architectures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Platform {
    os: Name,
    architecture: Name,
    variant: Name,
    os_version: String,
    os_features: Vec<String>,
}

impl Platform {
    /// The platform of an operating system and an architecture, both verbatim; either may be empty, as in documents.
    pub fn new(os: &str, architecture: &str) -> Self {
        Self::of(names::keep(os), names::keep(architecture), Name::Borrowed(""))
    }

    pub(super) const fn of(os: Name, architecture: Name, variant: Name) -> Self {
        Self { os, architecture, variant, os_version: String::new(), os_features: Vec::new() }
    }

    /// Returns the platform with this variant; an empty string removes it.
    #[must_use]
    pub fn with_variant(self, variant: &str) -> Self {
        Self { variant: names::keep(variant), ..self }
    }

    /// Returns the platform with this version of the operating system; an empty string removes it.
    #[must_use]
    pub fn with_os_version(self, version: impl Into<String>) -> Self {
        Self { os_version: version.into(), ..self }
    }

    /// Returns the platform with these features of the operating system, in this order.
    #[must_use]
    pub fn with_os_features(self, features: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { os_features: features.into_iter().map(Into::into).collect(), ..self }
    }

    /// Returns the platform with the host's operating system if it has none, as Go's tools do before they compare.
    #[must_use]
    pub fn or_os_of(self, host: &Self) -> Self {
        if self.os.is_empty() { Self { os: host.os.clone(), ..self } } else { self }
    }

    /// The operating system, Go's `GOOS`: `linux`, `windows`, `darwin`.
    pub fn os(&self) -> &str {
        &self.os
    }

    /// The architecture, Go's `GOARCH`: `amd64`, `arm64`, `386`.
    pub fn architecture(&self) -> &str {
        &self.architecture
    }

    /// The variant of the architecture: `v7` of arm, `v3` of amd64.
    pub fn variant(&self) -> Option<&str> {
        Some(&*self.variant).filter(|variant| !variant.is_empty())
    }

    /// The version of the operating system: `10.0.20348.169` of Windows.
    pub fn os_version(&self) -> Option<&str> {
        Some(&*self.os_version).filter(|version| !version.is_empty())
    }

    /// The features that the operating system must have: `win32k` of Windows.
    pub fn os_features(&self) -> &[String] {
        &self.os_features
    }

    /// The form that is compared: Go's names in lower case, without a default variant (except on arm, where the variant
    /// is always present), OS features sorted, each once. Idempotent.
    ///
    /// Source: containerd/platforms, `Normalize`; but an empty operating system stays empty, see
    /// [`or_os_of`](Self::or_os_of).
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::Platform;
    ///
    /// let normal = |os, architecture, variant| {
    ///     Platform::new(os, architecture).with_variant(variant).normalize().to_string()
    /// };
    /// assert_eq!(normal("Linux", "x86_64", "v1"), "linux/amd64");
    /// assert_eq!(normal("macOS", "aarch64", "v8.0"), "darwin/arm64");
    /// assert_eq!(normal("linux", "arm", ""), "linux/arm/v7");
    /// assert_eq!(normal("linux", "armel", "v7"), "linux/arm/v6");
    /// ```
    #[doc(alias = "Normalize")]
    #[must_use]
    pub fn normalize(&self) -> Self {
        let (architecture, variant) = names::architecture(&self.architecture, &self.variant);
        let mut os_features = self.os_features.clone();
        os_features.sort_unstable();
        os_features.dedup();
        Self {
            os: names::system(&self.os).into_name(),
            architecture: architecture.into_name(),
            variant: variant.into_name(),
            os_version: self.os_version.clone(),
            os_features,
        }
    }

    /// Returns `true` if this platform has every part of `required`: empty parts are not compared, and OS features may be
    /// a superset. Nothing is normalized.
    ///
    /// Source: go-containerregistry 0.21.9, `v1.Platform.Satisfies`.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::Platform;
    ///
    /// let image = Platform::new("linux", "arm64").with_variant("v8");
    /// assert!(image.satisfies(&Platform::new("linux", "arm64")));
    /// assert!(!Platform::new("linux", "arm64").satisfies(&image));
    /// ```
    pub fn satisfies(&self, required: &Self) -> bool {
        let part = |required: &str, found: &str| required.is_empty() || found == required;
        part(&required.os, &self.os)
            && part(&required.architecture, &self.architecture)
            && part(&required.variant, &self.variant)
            && part(&required.os_version, &self.os_version)
            && required.os_features.iter().all(|feature| self.os_features.contains(feature))
    }

    /// Returns `true` if both operating system and architecture are `unknown`, as of attestations and other entries of an
    /// index that are not images.
    pub fn is_unknown(&self) -> bool {
        self.os == "unknown" && self.architecture == "unknown"
    }
}
