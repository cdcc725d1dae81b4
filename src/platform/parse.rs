//! containerd's specifiers.
//!
//! ```text
//! specifier = os [ "(" options ")" ] [ "/" part [ "/" part ] ]   ; one part alone: an operating system or architecture
//! options   = [ value ] *( "+" value )                           ; the OS version, then the OS features
//! os        = 1*( ALPHA / DIGIT / "_" / "-" )
//! part      = 1*( ALPHA / DIGIT / "_" / "-" / "." )
//! value     = 1*( ALPHA / DIGIT / "_" / "-" / "." / "%" HEXDIG HEXDIG )
//! ```

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::str::FromStr;

use super::Platform;
use super::names::{self, Canonical, Name};
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, TAG, WORD};

impl Platform {
    /// Parses a containerd specifier: `os[(version+feature…)]/arch[/variant]`, or only an operating system or only an
    /// architecture, which `host` completes.
    ///
    /// Names may have any case and be aliases; a variant is kept, and OS features keep their order. An operating system
    /// alone also gets the variant of a host on arm, unless that is v7.
    ///
    /// Source: containerd/platforms, `Parse`.
    ///
    /// # Errors
    ///
    /// An unexpected byte or end; more than three parts; a single part that is neither a known operating system nor a
    /// known architecture; a percent-escape without two hex digits, or escapes that are not UTF-8; a wildcard.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::Platform;
    ///
    /// let host = Platform::new("linux", "amd64");
    /// assert_eq!(Platform::parse("arm64", &host)?, Platform::new("linux", "arm64"));
    /// assert_eq!(Platform::parse("windows", &host)?, Platform::new("windows", "amd64"));
    /// assert_eq!(Platform::parse("linux/arm64/8", &host)?.to_string(), "linux/arm64/v8");
    /// assert!(Platform::parse("debian", &host).is_err());
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    #[doc(alias = "ParsePlatform")]
    pub fn parse(specifier: &str, host: &Self) -> Result<Self, ParseError> {
        parse(specifier, Some(host)).map_err(|e| e.within(Part::Platform, 0))
    }
}

/// As [`Platform::parse`] without a host: operating system and architecture are required.
impl FromStr for Platform {
    type Err = ParseError;
    fn from_str(specifier: &str) -> Result<Self, ParseError> {
        parse(specifier, None).map_err(|e| e.within(Part::Platform, 0))
    }
}

impl TryFrom<&str> for Platform {
    type Error = ParseError;
    fn try_from(specifier: &str) -> Result<Self, ParseError> {
        specifier.parse()
    }
}

impl TryFrom<String> for Platform {
    type Error = ParseError;
    fn try_from(specifier: String) -> Result<Self, ParseError> {
        specifier.parse()
    }
}

fn parse(specifier: &str, host: Option<&Platform>) -> Result<Platform, ParseError> {
    let (os, at) = system(specifier)?;
    let (options, at) = options(specifier, at)?;
    let Some(at) = slash(specifier, at, Part::Os)? else {
        return alone(specifier, os, host).map(|platform| options.apply(platform));
    };
    let (arch, at) = part(specifier, at, Part::Architecture)?;
    let Some(at) = slash(specifier, at, Part::Architecture)? else {
        return Ok(options.apply(pair(names::system(os).into_name(), arch)));
    };
    let (variant, at) = part(specifier, at, Part::Variant)?;
    if slash(specifier, at, Part::Variant)?.is_some() {
        return Err(ParseError::new(Kind::TooManyParts, Part::Platform, at, specifier.len()));
    }
    let (arch, variant) = names::architecture(arch, variant);
    // An explicit variant is kept, also arm64's default.
    let variant = match (arch.as_str(), variant.as_str()) {
        ("arm64", "") => Name::Borrowed("v8"),
        _ => variant.into_name(),
    };
    Ok(options.apply(Platform::of(names::system(os).into_name(), arch.into_name(), variant)))
}

/// A platform without a variant, or with the one that the architecture's spelling implies.
pub(super) fn pair(os: Name, arch: &str) -> Platform {
    let (arch, variant) = names::architecture(arch, "");
    // arm's default is left out.
    let variant = match (arch.as_str(), variant.as_str()) {
        ("arm", "v7") => Name::Borrowed(""),
        _ => variant.into_name(),
    };
    Platform::of(os, arch.into_name(), variant)
}

/// A single part, completed by the host: a known operating system, else a known architecture.
fn alone(specifier: &str, name: &str, host: Option<&Platform>) -> Result<Platform, ParseError> {
    let fail = |kind| Err(ParseError::new(kind, Part::Platform, 0, specifier.len()));
    if let os @ Canonical::Known(_) = names::system(name) {
        let Some(host) = host.filter(|host| !host.architecture().is_empty()) else {
            return fail(Kind::HalfPlatform);
        };
        let variant = host.variant().unwrap_or_default();
        let (arch, variant) = names::architecture(host.architecture(), variant);
        let variant = match (arch.as_str(), variant.as_str()) {
            ("arm", "v7") => Name::Borrowed(""),
            ("arm", _) => variant.into_name(),
            _ => Name::Borrowed(""),
        };
        return Ok(Platform::of(os.into_name(), arch.into_name(), variant));
    }
    // Options belong to an operating system.
    if name.len() == specifier.len() && names::is_architecture(name) {
        return match host.filter(|host| !host.os().is_empty()) {
            Some(host) => Ok(pair(names::system(host.os()).into_name(), name)),
            None => fail(Kind::HalfPlatform),
        };
    }
    fail(Kind::UnknownPlatform)
}

/// `os` and its end.
fn system(specifier: &str) -> Result<(&str, usize), ParseError> {
    let bytes = specifier.as_bytes();
    let end = bytes.iter().position(|&b| !is_system(b)).unwrap_or(bytes.len());
    match bytes.first() {
        None => Err(ParseError::new(Kind::Empty, Part::Platform, 0, 0)),
        Some(b'/') => Err(ParseError::new(Kind::Empty, Part::Os, 0, 0)),
        Some(_) if end == 0 => Err(unexpected(specifier, 0, Part::Os, Expected::OsByte)),
        Some(_) => Ok((&specifier[..end], end)),
    }
}

/// Returns `true` for a byte of an operating system's name.
const fn is_system(byte: u8) -> bool {
    text::is(byte, WORD) || byte == b'-'
}

/// `part` and its end.
fn part(specifier: &str, at: usize, part: Part) -> Result<(&str, usize), ParseError> {
    let bytes = specifier.as_bytes();
    let end = text::run(bytes, at, TAG);
    match bytes.get(at) {
        None | Some(b'/') => Err(ParseError::new(Kind::Empty, part, at, at)),
        Some(_) if end == at => Err(unexpected(specifier, at, part, Expected::TagByte)),
        Some(_) => Ok((&specifier[at..end], end)),
    }
}

/// The start of the part after the `/` at `at`; `None` at the end.
fn slash(specifier: &str, at: usize, after: Part) -> Result<Option<usize>, ParseError> {
    let expected = if matches!(after, Part::Os) { Expected::OsByte } else { Expected::TagByte };
    match specifier.as_bytes().get(at) {
        None => Ok(None),
        Some(b'/') => Ok(Some(at + 1)),
        Some(_) => Err(unexpected(specifier, at, after, expected)),
    }
}

#[derive(Default)]
struct Options {
    version: String,
    features: Vec<String>,
}

impl Options {
    fn apply(self, platform: Platform) -> Platform {
        platform.with_os_version(self.version).with_os_features(self.features)
    }
}

/// The options in parentheses after the operating system, if any, and their end.
fn options(specifier: &str, at: usize) -> Result<(Options, usize), ParseError> {
    let bytes = specifier.as_bytes();
    let mut options = Options::default();
    if bytes.get(at) != Some(&b'(') {
        return Ok((options, at));
    }
    let (version, mut at) = value(specifier, at + 1, Part::OsVersion)?;
    options.version = version;
    while bytes.get(at) == Some(&b'+') {
        let (feature, end) = value(specifier, at + 1, Part::OsFeature)?;
        if feature.is_empty() {
            return Err(match bytes.get(end) {
                Some(b'+' | b')') => ParseError::new(Kind::Empty, Part::OsFeature, end, end),
                _ => unexpected(specifier, end, Part::OsFeature, Expected::OptionByte),
            });
        }
        options.features.push(feature);
        at = end;
    }
    if bytes.get(at) != Some(&b')') {
        let part = if options.features.is_empty() { Part::OsVersion } else { Part::OsFeature };
        return Err(unexpected(specifier, at, part, Expected::OptionByte));
    }
    Ok((options, at + 1))
}

/// A decoded value, which may be empty, and its end.
fn value(specifier: &str, start: usize, part: Part) -> Result<(String, usize), ParseError> {
    let bytes = specifier.as_bytes();
    let mut end = text::run(bytes, start, TAG);
    if bytes.get(end) != Some(&b'%') {
        return Ok((specifier[start..end].to_owned(), end));
    }
    let mut decoded = bytes[start..end].to_vec();
    while let Some(&byte) = bytes.get(end) {
        if text::is(byte, TAG) {
            decoded.push(byte);
            end += 1;
        } else if byte == b'%' {
            let Some(byte) = hex(bytes, end + 1) else {
                let stop = text::run(bytes, end + 1, TAG).min(end + 3);
                return Err(ParseError::new(Kind::BadEscape, part, end, stop));
            };
            decoded.push(byte);
            end += 3;
        } else {
            break;
        }
    }
    match String::from_utf8(decoded) {
        Ok(decoded) => Ok((decoded, end)),
        Err(_) => Err(ParseError::new(Kind::EscapesNotUtf8, part, start, end)),
    }
}

/// The byte that two hex digits of any case encode.
fn hex(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = |at| char::from(*bytes.get(at)?).to_digit(16);
    u8::try_from(digit(at)? * 16 + digit(at + 1)?).ok()
}

#[cold]
fn unexpected(specifier: &str, at: usize, part: Part, expected: Expected) -> ParseError {
    if specifier.as_bytes().get(at) == Some(&b'*') {
        return ParseError::new(Kind::Wildcard, Part::Platform, at, at + 1);
    }
    text::unexpected(specifier.as_bytes(), at, part, expected)
}
