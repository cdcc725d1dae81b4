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
    /// Reads a containerd specifier: `os[(version+feature…)]/arch[/variant]`, or an operating system or an architecture
    /// alone, which the host completes.
    ///
    /// Names are read in any case and by their aliases, a variant is kept where one is written, OS features keep their
    /// order. A host on arm other than v7 gives its variant, too, to an operating system that stands alone.
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
    ///
    /// **Errors** a byte or an end where a part takes none; more than three parts; one part that is neither a known
    /// operating system nor a known architecture; a percent escape without two hex digits, or escapes that are not
    /// UTF-8; a wildcard.
    /// **Source** containerd/platforms `Parse`.
    pub fn parse(specifier: &str, host: &Self) -> Result<Self, ParseError> {
        read(specifier, Some(host)).map_err(|e| e.within(Part::Platform, 0))
    }
}

/// As [`Platform::parse`] without a host: both operating system and architecture must be written.
impl FromStr for Platform {
    type Err = ParseError;
    fn from_str(specifier: &str) -> Result<Self, ParseError> {
        read(specifier, None).map_err(|e| e.within(Part::Platform, 0))
    }
}

fn read(specifier: &str, host: Option<&Platform>) -> Result<Platform, ParseError> {
    let (os, at) = system(specifier)?;
    let (options, at) = options(specifier, at)?;
    let Some(at) = slash(specifier, at, Part::Os)? else {
        return alone(specifier, os, host).map(|platform| options.give(platform));
    };
    let (arch, at) = part(specifier, at, Part::Architecture)?;
    let Some(at) = slash(specifier, at, Part::Architecture)? else {
        return Ok(options.give(pair(names::system(os).into_name(), arch)));
    };
    let (variant, at) = part(specifier, at, Part::Variant)?;
    if slash(specifier, at, Part::Variant)?.is_some() {
        return Err(ParseError::new(Kind::TooManyParts, Part::Platform, at, specifier.len()));
    }
    let (arch, variant) = names::architecture(arch, variant);
    // A variant was written: arm64's goes without saying only where it was not.
    let variant = match (arch.as_str(), variant.as_str()) {
        ("arm64", "") => Name::Borrowed("v8"),
        _ => variant.into_name(),
    };
    Ok(options.give(Platform::of(names::system(os).into_name(), arch.into_name(), variant)))
}

/// An architecture without a variant, or with the one that its spelling says.
pub(super) fn pair(os: Name, arch: &str) -> Platform {
    let (arch, variant) = names::architecture(arch, "");
    // None was written: arm's goes without saying.
    let variant = match (arch.as_str(), variant.as_str()) {
        ("arm", "v7") => Name::Borrowed(""),
        _ => variant.into_name(),
    };
    Platform::of(os, arch.into_name(), variant)
}

/// One part, completed by the host: an operating system if it is a known one, else an architecture if it is.
fn alone(specifier: &str, name: &str, host: Option<&Platform>) -> Result<Platform, ParseError> {
    let refuse = |kind| Err(ParseError::new(kind, Part::Platform, 0, specifier.len()));
    if let os @ Canonical::Known(_) = names::system(name) {
        let Some(host) = host.filter(|host| !host.architecture().is_empty()) else {
            return refuse(Kind::HalfPlatform);
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
    // An architecture takes no options.
    if name.len() == specifier.len() && names::is_architecture(name) {
        return match host.filter(|host| !host.os().is_empty()) {
            Some(host) => Ok(pair(names::system(host.os()).into_name(), name)),
            None => refuse(Kind::HalfPlatform),
        };
    }
    refuse(Kind::UnknownPlatform)
}

/// `os`, and where it ends.
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

/// A byte of an operating system's name, and of every name in regclient's form.
pub(super) const fn is_system(byte: u8) -> bool {
    text::is(byte, WORD) || byte == b'-'
}

/// `part`, and where it ends.
fn part(specifier: &str, at: usize, part: Part) -> Result<(&str, usize), ParseError> {
    let bytes = specifier.as_bytes();
    let end = text::run(bytes, at, TAG);
    match bytes.get(at) {
        None | Some(b'/') => Err(ParseError::new(Kind::Empty, part, at, at)),
        Some(_) if end == at => Err(unexpected(specifier, at, part, Expected::TagByte)),
        Some(_) => Ok((&specifier[at..end], end)),
    }
}

/// Where the part behind the `/` at `at` begins; `None` at the end.
fn slash(specifier: &str, at: usize, behind: Part) -> Result<Option<usize>, ParseError> {
    let expected = if matches!(behind, Part::Os) { Expected::OsByte } else { Expected::TagByte };
    match specifier.as_bytes().get(at) {
        None => Ok(None),
        Some(b'/') => Ok(Some(at + 1)),
        Some(_) => Err(unexpected(specifier, at, behind, expected)),
    }
}

#[derive(Default)]
struct Options {
    version: String,
    features: Vec<String>,
}

impl Options {
    fn give(self, platform: Platform) -> Platform {
        platform.with_os_version(self.version).with_os_features(self.features)
    }
}

/// What stands in brackets behind the operating system, if anything, and where it ends.
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

/// A value with its escapes undone, which may be empty, and where it ends.
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

/// The byte that two hex digits of either case stand for.
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
