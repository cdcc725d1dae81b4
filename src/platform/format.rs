//! Platforms as specifiers.

use core::fmt::{self, Write};

use super::Platform;
use crate::text::{self, TAG};

impl Platform {
    /// The short form: `os/arch[/variant]`, without OS version and features; `unknown` without an operating system.
    ///
    /// Source: containerd/platforms, `Format`.
    #[doc(alias = "Format")]
    pub fn format(&self) -> impl fmt::Display + '_ {
        Specifier { platform: self, style: Style::Short }
    }

    /// The long form, as containerd writes it: `os[(version+feature…)]/arch[/variant]`, features sorted, each once.
    ///
    /// As in containerd, only syntax characters are escaped: whitespace, control and non-ASCII characters are written
    /// verbatim, and containerd does not parse them again. `Display` escapes them too.
    ///
    /// Source: containerd/platforms, `FormatAll`.
    #[doc(alias = "FormatAll")]
    pub fn format_all(&self) -> impl fmt::Display + '_ {
        Specifier { platform: self, style: Style::Containerd }
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
        Specifier { platform: self, style: Style::Ascii }.fmt(f)
    }
}

struct Specifier<'a> {
    platform: &'a Platform,
    style: Style,
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// Without options.
    Short,
    /// With options; syntax characters in them escaped.
    Containerd,
    /// With options; every byte escaped that a specifier does not allow.
    Ascii,
}

impl fmt::Display for Specifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let platform = self.platform;
        if platform.os().is_empty() {
            return f.write_str("unknown");
        }
        self.name(f, platform.os())?;
        if self.style != Style::Short {
            self.options(f)?;
        }
        for part in [platform.architecture(), platform.variant().unwrap_or_default()] {
            if !part.is_empty() {
                f.write_char('/')?;
                self.name(f, part)?;
            }
        }
        Ok(())
    }
}

impl Specifier<'_> {
    fn options(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = self.platform.os_version().unwrap_or_default();
        let mut features: alloc::vec::Vec<&str> =
            self.platform.os_features().iter().map(|f| &**f).filter(|f| !f.is_empty()).collect();
        if version.is_empty() && features.is_empty() {
            return Ok(());
        }
        features.sort_unstable();
        features.dedup();
        f.write_char('(')?;
        self.option(f, version)?;
        for feature in features {
            f.write_char('+')?;
            self.option(f, feature)?;
        }
        f.write_char(')')
    }

    fn name(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        if self.style == Style::Ascii {
            escaped(f, name, |byte| !text::is(byte, TAG))
        } else {
            f.write_str(name)
        }
    }

    fn option(&self, f: &mut fmt::Formatter<'_>, option: &str) -> fmt::Result {
        if self.style == Style::Ascii {
            escaped(f, option, |byte| !text::is(byte, TAG))
        } else {
            escaped(f, option, |byte| matches!(byte, b'%' | b'+' | b'(' | b')' | b'/'))
        }
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
