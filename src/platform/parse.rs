//! containerd's specifiers.
//!
//! ```text
//! specifier = os [ "(" options ")" ] [ "/" part [ "/" part ] ]   ; one part alone: an operating system or architecture
//! options   = [ value ] *( "+" value )                           ; the OS version, then the OS features
//! os        = 1*( ALPHA / DIGIT / "_" / "-" )
//! part      = 1*( ALPHA / DIGIT / "_" / "-" / "." )
//! value     = 1*( ALPHA / DIGIT / "_" / "-" / "." / "%" HEXDIG HEXDIG )
//! ```

use alloc::string::String;
use alloc::vec::Vec;
use core::str::FromStr;

use super::Platform;
use super::names::{self, Canonical, Name};
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, DASH, TAG, WORD};
use crate::text_traits::text_traits;

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

text_traits! { Platform, Platform => try_from; }

fn parse(specifier: &str, host: Option<&Platform>) -> Result<Platform, ParseError> {
    let (os, rest) = part(specifier, specifier, Part::Os)?;
    let (options, rest) = options(specifier, rest)?;
    let Some(rest) = slash(specifier, rest, Part::Os)? else {
        return alone(specifier, os, host).map(|platform| options.apply(platform));
    };
    let (arch, rest) = part(specifier, rest, Part::Architecture)?;
    let Some(rest) = slash(specifier, rest, Part::Architecture)? else {
        return Ok(options.apply(pair(names::system(os).into_name(), arch)));
    };
    let (variant, rest) = part(specifier, rest, Part::Variant)?;
    if slash(specifier, rest, Part::Variant)?.is_some() {
        let at = position(specifier, rest);
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

/// A part of the specifier and what follows it.
fn part<'a>(specifier: &str, rest: &'a str, part: Part) -> Result<(&'a str, &'a str), ParseError> {
    let (classes, expected) = bytes_of(part);
    match run(rest, classes) {
        ("", rest) if rest.is_empty() || rest.starts_with('/') => {
            let at = position(specifier, rest);
            let part = if specifier.is_empty() { Part::Platform } else { part };
            Err(ParseError::new(Kind::Empty, part, at, at))
        }
        ("", rest) => Err(unexpected(specifier, rest, part, expected)),
        found => Ok(found),
    }
}

const fn bytes_of(part: Part) -> (u8, Expected) {
    match part {
        Part::Os => (WORD | DASH, Expected::OsByte),
        _ => (TAG, Expected::TagByte),
    }
}

/// What follows the `/` after a part; `None` at the end.
fn slash<'a>(specifier: &str, rest: &'a str, after: Part) -> Result<Option<&'a str>, ParseError> {
    match rest.strip_prefix('/') {
        None if !rest.is_empty() => Err(unexpected(specifier, rest, after, bytes_of(after).1)),
        next => Ok(next),
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

/// The options in parentheses after the operating system, if any, and what follows them.
fn options<'a>(specifier: &str, rest: &'a str) -> Result<(Options, &'a str), ParseError> {
    let mut options = Options::default();
    let Some(mut rest) = rest.strip_prefix('(') else {
        return Ok((options, rest));
    };
    (options.version, rest) = value(specifier, rest, Part::OsVersion)?;
    let mut part = Part::OsVersion;
    while let Some(next) = rest.strip_prefix('+') {
        part = Part::OsFeature;
        let (feature, next) = value(specifier, next, part)?;
        if feature.is_empty() {
            let at = position(specifier, next);
            return Err(match next.as_bytes() {
                [b'+' | b')', ..] => ParseError::new(Kind::Empty, part, at, at),
                _ => unexpected(specifier, next, part, Expected::OptionByte),
            });
        }
        options.features.push(feature);
        rest = next;
    }
    match rest.strip_prefix(')') {
        Some(rest) => Ok((options, rest)),
        None => Err(unexpected(specifier, rest, part, Expected::OptionByte)),
    }
}

/// A decoded value, which may be empty, and what follows it.
fn value<'a>(specifier: &str, text: &'a str, part: Part) -> Result<(String, &'a str), ParseError> {
    let (plain, mut rest) = run(text, TAG);
    let mut decoded = plain.as_bytes().to_vec();
    while let Some(escaped) = rest.strip_prefix('%') {
        let Some((byte, next)) = hex(escaped) else {
            let digits = run(escaped, TAG).0.len().min(2);
            let at = position(specifier, rest);
            let end = position(specifier, escaped).saturating_add(digits);
            return Err(ParseError::new(Kind::BadEscape, part, at, end));
        };
        decoded.push(byte);
        let (plain, next) = run(next, TAG);
        decoded.extend_from_slice(plain.as_bytes());
        rest = next;
    }
    let (start, end) = (position(specifier, text), position(specifier, rest));
    let decoded = String::from_utf8(decoded)
        .map_err(|_| ParseError::new(Kind::EscapesNotUtf8, part, start, end))?;
    Ok((decoded, rest))
}

/// The byte that two hex digits of any case encode, and what follows them.
fn hex(text: &str) -> Option<(u8, &str)> {
    let (digits, rest) = text.split_at_checked(2)?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let byte = u8::from_str_radix(digits, 16).ok()?;
    all_digits.then_some((byte, rest))
}

/// The first bytes that are in one of `classes`, which are ASCII, and the rest.
fn run(text: &str, classes: u8) -> (&str, &str) {
    text.split_at(position(text, text::after(text.as_bytes(), classes)))
}

/// The position at which `rest`, the end of the specifier, starts.
fn position(specifier: &str, rest: impl AsRef<[u8]>) -> usize {
    text::position(specifier.as_bytes(), rest.as_ref())
}

#[cold]
fn unexpected(specifier: &str, rest: &str, part: Part, expected: Expected) -> ParseError {
    if rest.starts_with('*') {
        return ParseError::of_byte(Kind::Wildcard, Part::Platform, position(specifier, rest));
    }
    text::unexpected(specifier.as_bytes(), rest.as_bytes(), part, expected)
}
