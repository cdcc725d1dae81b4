//! go-containerregistry's platforms, as `crane --platform` takes and compares them.

use super::Platform;
use crate::error::{ParseError, ParseErrorKind as Kind, Part};

impl Platform {
    /// Reads go-containerregistry's form: `os[/arch[/variant]][:osversion]`.
    ///
    /// Any text is taken for a part, nothing is normalized or filled in, and a part may be empty: as a wish it then
    /// isn't asked for, see [`satisfies`](Self::satisfies). White space at the ends is dropped.
    ///
    /// ```
    /// use imageref::Platform;
    ///
    /// let platform = Platform::parse_crane("windows/amd64:10.0.20348")?;
    /// assert_eq!(platform.os_version(), Some("10.0.20348"));
    /// assert_eq!(Platform::parse_crane("/arm64")?, Platform::new("", "arm64"));
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    ///
    /// **Errors** more than three parts; a second `:`, where go-containerregistry drops all that follows the first.
    /// **Source** go-containerregistry 0.21.9, `v1.ParsePlatform`.
    pub fn parse_crane(text: &str) -> Result<Self, ParseError> {
        let before = text.len() - text.trim_start().len();
        let text = text.trim();
        let refuse = |kind, at| {
            let error = ParseError::new(kind, Part::Platform, at, text.len());
            Err(error.within(Part::Platform, before))
        };
        let (names, version) = text.split_once(':').unwrap_or((text, ""));
        if let Some(at) = version.find(':') {
            return refuse(Kind::SecondOsVersion, names.len() + 1 + at);
        }
        let mut parts = names.splitn(4, '/');
        let mut part = || parts.next().unwrap_or_default();
        let platform = Self::new(part(), part()).with_variant(part());
        match parts.next() {
            Some(more) => refuse(Kind::TooManyParts, names.len() - more.len() - 1),
            None => Ok(platform.with_os_version(version)),
        }
    }

    /// Whether this platform has all that `wish` asks for: parts that are empty there are not compared, and of OS
    /// features it may have more. Nothing is normalized.
    ///
    /// ```
    /// use imageref::Platform;
    ///
    /// let image = Platform::new("linux", "arm64").with_variant("v8");
    /// assert!(image.satisfies(&Platform::new("linux", "arm64")));
    /// assert!(!Platform::new("linux", "arm64").satisfies(&image));
    /// ```
    ///
    /// **Source** go-containerregistry 0.21.9, `v1.Platform.Satisfies`.
    pub fn satisfies(&self, wish: &Self) -> bool {
        let part = |wish: Option<&str>, has: Option<&str>| {
            wish.is_none_or(|wish| wish.is_empty() || has == Some(wish))
        };
        part(Some(wish.os()), Some(self.os()))
            && part(Some(wish.architecture()), Some(self.architecture()))
            && part(wish.variant(), self.variant())
            && part(wish.os_version(), self.os_version())
            && wish.os_features().iter().all(|feature| self.os_features().contains(feature))
    }
}
