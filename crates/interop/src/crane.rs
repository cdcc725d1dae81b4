//! go-containerregistry's platforms, as `crane --platform` parses them.

use imageref::Platform;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};

/// Parses go-containerregistry's form of a platform: `os[/arch[/variant]][:osversion]`.
///
/// A part may be any string, also the empty one, and nothing is normalized or filled in. As a required platform, an
/// empty part matches everything, see [`Platform::satisfies`]. Whitespace at the ends is ignored.
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
/// use imageref_interop::crane;
///
/// let platform = crane::parse_platform("windows/amd64:10.0.20348")?;
/// assert_eq!(platform.os_version(), Some("10.0.20348"));
/// assert_eq!(crane::parse_platform("/arm64")?, Platform::new("", "arm64"));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
#[doc(alias = "ParsePlatform")]
pub fn parse_platform(text: &str) -> Result<Platform, FormatError> {
    let before = text.len() - text.trim_start().len();
    let text = text.trim();
    let fail = |kind, at: usize| {
        Err(FormatError::new(kind, FormatPart::Platform, before + at, before + text.len()))
    };
    let (names, version) = text.split_once(':').unwrap_or((text, ""));
    if let Some(at) = version.find(':') {
        return fail(Kind::SecondOsVersion, names.len() + 1 + at);
    }
    let mut parts = names.splitn(4, '/');
    let mut part = || parts.next().unwrap_or_default();
    let platform = Platform::new(part(), part()).with_variant(part());
    match parts.next() {
        Some(more) => fail(Kind::TooManyParts, names.len() - more.len() - 1),
        None => Ok(platform.with_os_version(version)),
    }
}
