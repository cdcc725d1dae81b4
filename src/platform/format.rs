//! Platforms as specifiers.

use alloc::collections::BTreeSet;
use core::fmt::{self, Write};

use super::Platform;
use crate::text::{self, TAG};

impl Platform {
    /// The short form: `os/arch[/variant]`, without OS version and features; `unknown` without an operating system.
    ///
    /// Source: containerd/platforms, `Format`.
    #[doc(alias = "Format")]
    pub fn format(&self) -> impl fmt::Display + '_ {
        Specifier { platform: self, long: false, ascii: false }
    }

    /// The long form, as containerd writes it: `os[(version+feature…)]/arch[/variant]`, features sorted, each once.
    ///
    /// As in containerd, only syntax characters are escaped: whitespace, control and non-ASCII characters are written
    /// verbatim, and containerd does not parse them again. `Display` escapes them too.
    ///
    /// Source: containerd/platforms, `FormatAll`.
    #[doc(alias = "FormatAll")]
    pub fn format_all(&self) -> impl fmt::Display + '_ {
        Specifier { platform: self, long: true, ascii: false }
    }
}

/// Writes the long form, in printable ASCII: a parsed platform parses again, with its OS features sorted.
///
/// ```
/// use imageref::Platform;
///
/// let platform: Platform = "windows(10.0.20348+win32k)/amd64".parse()?;
/// assert_eq!(platform.to_string(), "windows(10.0.20348+win32k)/amd64");
/// assert_eq!(platform.format().to_string(), "windows/amd64");
/// # Ok::<(), imageref::ParseError>(())
/// ```
impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Specifier { platform: self, long: true, ascii: true }.fmt(f)
    }
}

struct Specifier<'a> {
    platform: &'a Platform,
    /// With OS version and features.
    long: bool,
    /// Every byte escaped that a specifier does not allow.
    ascii: bool,
}

impl fmt::Display for Specifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { platform, long, ascii } = *self;
        if platform.os().is_empty() {
            return f.write_str("unknown");
        }
        let not_allowed = |byte: u8| !text::is(byte, TAG);
        let syntax = |byte: u8| matches!(byte, b'%' | b'+' | b'(' | b')' | b'/');
        let name: fn(u8) -> bool = if ascii { not_allowed } else { |_| false };
        let option: fn(u8) -> bool = if ascii { not_allowed } else { syntax };
        escaped(f, platform.os(), name)?;

        let version = platform.os_version().unwrap_or_default();
        let features = platform.os_features().iter().map(|f| &**f).filter(|f| !f.is_empty());
        let features: BTreeSet<&str> = features.collect();
        if long && !(version.is_empty() && features.is_empty()) {
            f.write_char('(')?;
            escaped(f, version, option)?;
            for feature in features {
                f.write_char('+')?;
                escaped(f, feature, option)?;
            }
            f.write_char(')')?;
        }

        for part in [platform.architecture(), platform.variant().unwrap_or_default()] {
            if !part.is_empty() {
                f.write_char('/')?;
                escaped(f, part, name)?;
            }
        }
        Ok(())
    }
}

/// Writes `text` with percent-escapes for some bytes: of a non-ASCII character, either all or none.
fn escaped(f: &mut fmt::Formatter<'_>, text: &str, escape: fn(u8) -> bool) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(escape) {
        f.write_str(rest.get(..at).unwrap_or_default())?;
        let end = rest.bytes().skip(at).take_while(|&b| escape(b)).count().saturating_add(at);
        for byte in rest.get(at..end).unwrap_or_default().bytes() {
            write!(f, "%{byte:02X}")?;
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    f.write_str(rest)
}
