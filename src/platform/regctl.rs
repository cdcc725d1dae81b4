//! regclient's platforms, as `regctl --platform` parses them.

use alloc::string::String;

use super::parse::is_system;
use super::{Platform, names};
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text;

impl Platform {
    /// Parses regclient's form: `os[/arch[/variant]][,osver=VERSION]`, only an architecture, or `local`.
    ///
    /// Names may have any case and are normalized. `local` in place of the operating system, and the parts missing beside
    /// a single part, come from the local machine; so does the version of Windows if everything else matches.
    ///
    /// Source: regclient 0.11.5, `types/platform.Parse`.
    ///
    /// # Errors
    ///
    /// An unexpected byte or end; an option other than `osver` or `osversion`; an unclosed quote; and two cases that
    /// regclient accepts: more than three parts (it ignores them) and a second version (it keeps one at random).
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::Platform;
    ///
    /// let local = Platform::new("linux", "amd64").with_variant("v3");
    /// assert_eq!(Platform::parse_regctl("local", &local)?, local);
    /// assert_eq!(Platform::parse_regctl("local/aarch64", &local)?.to_string(), "linux/arm64");
    /// let windows = Platform::parse_regctl("windows/amd64,osver=10.0.20348", &local)?;
    /// assert_eq!(windows.os_version(), Some("10.0.20348"));
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    pub fn parse_regctl(text: &str, local: &Self) -> Result<Self, ParseError> {
        parse(text, &local.normalize()).map_err(|e| e.within(Part::Platform, 0))
    }
}

fn parse(text: &str, local: &Platform) -> Result<Platform, ParseError> {
    let names = text.find(',').map_or(text, |at| &text[..at]);
    let (parts, count) = parts(names)?;
    let version =
        if names.len() == text.len() { String::new() } else { version(text, names.len() + 1)? };
    if text == "local" {
        return Ok(local.clone());
    }
    let [os, arch, variant] = parts;
    let alone = os.to_ascii_lowercase();
    let (os, arch) = match &*alone {
        "local" => (local.os(), arch),
        arch if count == 1 && names::is_architecture_in_regclient(arch) => (local.os(), os),
        _ => (os, arch),
    };
    let (os, (arch, variant)) = (names::system(os), names::architecture(arch, variant));
    let mut platform = Platform::of(os.into_name(), arch.into_name(), variant.into_name())
        .with_os_version(version);
    if count == 1 && runs_on(platform.os(), local.os()) {
        platform = complete(platform, local);
    }
    let version_is_local = platform.os() == "windows"
        && local.os() == "windows"
        && platform.os_version().is_none()
        && platform.architecture() == local.architecture()
        && variant_runs_on(platform.variant(), local.variant());
    Ok(match local.os_version().filter(|_| version_is_local) {
        Some(version) => platform.with_os_version(version),
        None => platform,
    })
}

/// Fills in what a single part leaves out, from the local machine.
fn complete(platform: Platform, local: &Platform) -> Platform {
    let platform = if platform.architecture().is_empty() {
        Platform::new(platform.os(), local.architecture())
            .with_os_version(platform.os_version().unwrap_or_default())
    } else {
        platform
    };
    match local.variant().filter(|_| platform.variant().is_none()) {
        Some(variant) if platform.architecture() == local.architecture() => {
            platform.with_variant(variant)
        }
        _ => platform,
    }
}

/// Returns `true` if a local machine runs images of `os`, for the three systems that regclient knows: Windows and macOS
/// run those of Linux in a virtual machine.
fn runs_on(os: &str, local: &str) -> bool {
    match os {
        "linux" => matches!(local, "linux" | "windows" | "darwin"),
        "windows" | "darwin" => os == local,
        _ => false,
    }
}

/// Returns `true` if a machine of variant `local` runs `variant`: compared by number, 0 if there is none; an absent local
/// variant also runs v1.
fn variant_runs_on(variant: Option<&str>, local: Option<&str>) -> bool {
    let number = |variant: Option<&str>| -> i64 {
        let variant = variant.unwrap_or_default();
        variant.strip_prefix('v').unwrap_or(variant).parse().unwrap_or_default()
    };
    number(local) >= number(variant) || (local.is_none() && number(variant) == 1)
}

/// The parts between slashes and their number.
fn parts(names: &str) -> Result<([&str; 3], usize), ParseError> {
    let mut parts = [""; 3];
    let (mut count, mut at) = (0, 0);
    for text in names.split('/') {
        let part = [Part::Os, Part::Architecture, Part::Variant].get(count).copied();
        let (Some(slot), Some(part)) = (parts.get_mut(count), part) else {
            return Err(ParseError::new(Kind::TooManyParts, Part::Platform, at - 1, names.len()));
        };
        if text.is_empty() {
            return Err(ParseError::new(Kind::Empty, part, at, at));
        }
        if let Some(bad) = text.bytes().position(|b| !is_system(b)) {
            let rest = text::from(names.as_bytes(), at + bad);
            return Err(text::unexpected(names.as_bytes(), rest, part, Expected::OsByte));
        }
        *slot = text;
        count += 1;
        at += text.len() + 1;
    }
    Ok((parts, count))
}

/// The version among the options from `start` on: `key=value`, separated by commas, possibly quoted or escaped.
fn version(text: &str, start: usize) -> Result<String, ParseError> {
    let mut version = None;
    let mut chars = text[start..].char_indices().map(|(at, c)| (start + at, c)).peekable();
    while let Some(&(at, _)) = chars.peek() {
        let mut option = [String::new(), String::new()];
        let (mut side, mut quoted) = (0, false);
        let mut end = text.len();
        while let Some((here, c)) = chars.next() {
            let c = match c {
                '"' => {
                    quoted = !quoted;
                    continue;
                }
                '\\' => match chars.next() {
                    Some((_, c)) => c,
                    None => return Err(unclosed_quote(text)),
                },
                ',' if !quoted => {
                    end = here;
                    break;
                }
                '=' if !quoted && side == 0 => {
                    side = 1;
                    continue;
                }
                c => c,
            };
            option[side].push(c);
        }
        if quoted {
            return Err(unclosed_quote(text));
        }
        let [key, value] = option;
        match &*key.trim().to_ascii_lowercase() {
            "osver" | "osversion" if version.is_none() => {
                version = Some(String::from(value.trim()));
            }
            "osver" | "osversion" => {
                return Err(ParseError::new(Kind::SecondOsVersion, Part::Platform, at, end));
            }
            "" if key.is_empty() => {}
            _ => return Err(ParseError::new(Kind::UnknownOption, Part::Platform, at, end)),
        }
    }
    Ok(version.unwrap_or_default())
}

fn unclosed_quote(text: &str) -> ParseError {
    let kind = Kind::UnexpectedEnd { expected: Expected::Quote };
    ParseError::new(kind, Part::OsVersion, text.len(), text.len())
}
