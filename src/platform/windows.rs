//! Compatibility between versions of Windows.

/// Builds with a stable container interface: a later Windows runs images back to the previous one of these. Ascending.
///
/// Source: containerd/platforms 1.0.0-rc.4; Microsoft, "Windows container version compatibility".
const STABLE: &[u16] = &[
    20348, // Windows Server 2022, ltsc2022
    26100, // Windows Server 2025, ltsc2025
];

/// Major, minor and build of `10.0.20348.169`; the revision is ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Version {
    major: u8,
    minor: u8,
    build: u16,
}

impl Version {
    /// Parses a version; all zero, as in Go, if it has fewer than three numbers or too large ones.
    pub(super) fn parse(text: &str) -> Self {
        let mut parts = text.split('.');
        let mut part = || parts.next().filter(|p| p.bytes().all(|b| b.is_ascii_digit()));
        let mut version = || {
            let (major, minor) = (part()?.parse().ok()?, part()?.parse().ok()?);
            Some(Self { major, minor, build: part()?.parse().ok()? })
        };
        version().unwrap_or_default()
    }

    /// Returns `true` if a machine of this version runs an image of version `image`. An absent version, or an invalid
    /// version of the machine, runs everything.
    pub(super) fn runs(self, image: &str) -> bool {
        if self == Self::default() || image.is_empty() {
            return true;
        }
        let image = Self::parse(image);
        if (self.major, self.minor) != (image.major, image.minor) {
            return false;
        }
        let Some(first) = STABLE.first().filter(|&&first| self.build >= first) else {
            return self.build == image.build;
        };
        let oldest = STABLE.iter().rev().find(|&&stable| stable < self.build).unwrap_or(first);
        (*oldest..=self.build).contains(&image.build)
    }
}
