//! [`Platform`]: what an image runs on.

use alloc::string::String;
use alloc::vec::Vec;

use super::names::{self, Name};

/// What an image runs on, or what a machine is: operating system, architecture, variant, OS version, OS features.
///
/// Kept as written: any text may stand in a document. [`normalize`](Self::normalize) gives the form that is compared.
/// `Eq`, `Ord` and `Hash` are those of the five parts as they are, in this order and byte by byte: two spellings of one
/// platform differ, and versions are text here. [`PlatformMatcher`](super::PlatformMatcher) knows better.
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
/// // As a document has it, and as it is compared.
/// let written = Platform::new("linux", "arm64").with_variant("v8");
/// assert_eq!(written.variant(), Some("v8"));
/// assert_eq!(written.normalize(), Platform::new("linux", "arm64"));
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// **Source** OCI image specification 1.1, image-index.md, `platform`; Go's names of systems and architectures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Platform {
    os: Name,
    architecture: Name,
    variant: Name,
    os_version: String,
    os_features: Vec<String>,
}

impl Platform {
    /// An operating system and an architecture, both kept as they are; either may be empty, as documents have it.
    pub fn new(os: &str, architecture: &str) -> Self {
        Self::of(names::keep_system(os), names::keep_architecture(architecture), Name::Borrowed(""))
    }

    pub(super) const fn of(os: Name, architecture: Name, variant: Name) -> Self {
        Self { os, architecture, variant, os_version: String::new(), os_features: Vec::new() }
    }

    /// The same with this variant; an empty one is none.
    #[must_use]
    pub fn with_variant(self, variant: &str) -> Self {
        Self { variant: names::keep_variant(variant), ..self }
    }

    /// The same with this version of the operating system; an empty one is none.
    #[must_use]
    pub fn with_os_version(self, version: impl Into<String>) -> Self {
        Self { os_version: version.into(), ..self }
    }

    /// The same with these features of the operating system, in this order.
    #[must_use]
    pub fn with_os_features(self, features: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { os_features: features.into_iter().map(Into::into).collect(), ..self }
    }

    /// The same with the host's operating system where it has none, as Go's tools fill it in while they compare.
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

    /// What the operating system must have: `win32k` of Windows.
    pub fn os_features(&self) -> &[String] {
        &self.os_features
    }

    /// The form that is compared: names in lower case and as Go has them, a variant that goes without saying left out
    /// (except on arm, where it is always said), OS features sorted, each once. Idempotent.
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
    /// **Source** containerd/platforms `Normalize`; but an empty operating system stays empty, see
    /// [`or_os_of`](Self::or_os_of).
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

    /// Whether both operating system and architecture are `unknown`, as of attestations and other entries of an index
    /// that nothing runs.
    pub fn is_unknown(&self) -> bool {
        self.os == "unknown" && self.architecture == "unknown"
    }
}
