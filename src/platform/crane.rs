//! go-containerregistry's platforms, as `crane --platform` parses and compares them.

use super::Platform;
use crate::error::{ParseError, ParseErrorKind as Kind, Part};

impl Platform {
    /// Parses go-containerregistry's form: `os[/arch[/variant]][:osversion]`.
    ///
    /// A part may be any string, also the empty one, and nothing is normalized or filled in. As a required platform, an
    /// empty part matches everything, see [`satisfies`](Self::satisfies). Whitespace at the ends is ignored.
    ///
    /// Source: go-containerregistry 0.21.9, `v1.ParsePlatform`.
    ///
    /// # Errors
    ///
    /// More than three parts, or a second `:`, where go-containerregistry ignores everything after the first.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::Platform;
    ///
    /// let platform = Platform::parse_crane("windows/amd64:10.0.20348")?;
    /// assert_eq!(platform.os_version(), Some("10.0.20348"));
    /// assert_eq!(Platform::parse_crane("/arm64")?, Platform::new("", "arm64"));
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    #[doc(alias = "ParsePlatform")]
    pub fn parse_crane(text: &str) -> Result<Self, ParseError> {
        let before = text.len() - text.trim_start().len();
        let text = text.trim();
        let fail = |kind, at| {
            let error = ParseError::new(kind, Part::Platform, at, text.len());
            Err(error.within(Part::Platform, before))
        };
        let (names, version) = text.split_once(':').unwrap_or((text, ""));
        if let Some(at) = version.find(':') {
            return fail(Kind::SecondOsVersion, names.len() + 1 + at);
        }
        let mut parts = names.splitn(4, '/');
        let mut part = || parts.next().unwrap_or_default();
        let platform = Self::new(part(), part()).with_variant(part());
        match parts.next() {
            Some(more) => fail(Kind::TooManyParts, names.len() - more.len() - 1),
            None => Ok(platform.with_os_version(version)),
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
        let part = |required: Option<&str>, found: Option<&str>| {
            required.is_none_or(|required| required.is_empty() || found == Some(required))
        };
        part(Some(required.os()), Some(self.os()))
            && part(Some(required.architecture()), Some(self.architecture()))
            && part(required.variant(), self.variant())
            && part(required.os_version(), self.os_version())
            && required.os_features().iter().all(|feature| self.os_features().contains(feature))
    }
}
