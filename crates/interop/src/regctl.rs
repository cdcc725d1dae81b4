//! regclient's platforms, as `regctl --platform` parses them.

use alloc::string::String;

use imageref::Platform;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart as Part, unexpected};

/// The architectures that regclient accepts without an operating system, in lower case.
///
/// Source: regclient 0.11.5, `types/platform/platform.go`.
#[rustfmt::skip]
const ARCHITECTURES: [&str; 24] = [
    "386", "aarch64", "amd64", "arm", "arm64", "armel", "armhf", "i386", "loong64", "mips", "mips64", "mips64le",
    "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm", "x86-64", "x86_64",
];

/// Parses regclient's form of a platform: `os[/arch[/variant]][,osver=VERSION]`, only an architecture, or `local`.
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
/// use imageref_interop::regctl;
///
/// let local = Platform::new("linux", "amd64").with_variant("v3");
/// assert_eq!(regctl::parse_platform("local", &local)?, local);
/// assert_eq!(regctl::parse_platform("local/aarch64", &local)?.to_string(), "linux/arm64");
/// let windows = regctl::parse_platform("windows/amd64,osver=10.0.20348", &local)?;
/// assert_eq!(windows.os_version(), Some("10.0.20348"));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
pub fn parse_platform(text: &str, local: &Platform) -> Result<Platform, FormatError> {
    let local = &local.normalize();
    let (names, options) = text.split_once(',').map_or((text, None), |(n, o)| (n, Some(o)));
    let (parts, count) = parts(names)?;
    let version = match options {
        Some(options) => version(text, options)?,
        None => String::new(),
    };
    if text == "local" {
        return Ok(local.clone());
    }
    let [os, arch, variant] = parts;
    let alone = os.to_ascii_lowercase();
    let (os, arch) = match &*alone {
        "local" => (local.os(), arch),
        arch if count == 1 && ARCHITECTURES.contains(&arch) => (local.os(), os),
        _ => (os, arch),
    };
    let mut platform =
        Platform::new(os, arch).with_variant(variant).normalize().with_os_version(version);
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
fn parts(names: &str) -> Result<([&str; 3], usize), FormatError> {
    const PARTS: [Part; 3] = [Part::OperatingSystem, Part::Architecture, Part::Variant];
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let mut parts = [""; 3];
    let (mut count, mut at) = (0, 0);
    let mut slots = parts.iter_mut().zip(PARTS);
    for name in names.split('/') {
        let Some((slot, part)) = slots.next() else {
            return Err(FormatError::new(Kind::TooManyParts, Part::Platform, at - 1, names.len()));
        };
        if name.is_empty() {
            return Err(FormatError::new(Kind::Empty, part, at, at));
        }
        if let Some(bad) = name.bytes().position(|byte| !is_name(byte)) {
            return Err(unexpected(names, at + bad, part, "a letter, digit, `_` or `-`"));
        }
        *slot = name;
        count += 1;
        at += name.len() + 1;
    }
    Ok((parts, count))
}

/// The version among the options at the end of `text`: `key=value`, separated by commas, possibly quoted or escaped.
fn version(text: &str, options: &str) -> Result<String, FormatError> {
    let start = text.len() - options.len();
    let mut version = None;
    let mut chars = options.char_indices().map(|(at, c)| (start + at, c)).peekable();
    while let Some(&(at, _)) = chars.peek() {
        let (mut key, mut value) = (String::new(), None::<String>);
        let mut quoted = false;
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
                '=' if !quoted && value.is_none() => {
                    value = Some(String::new());
                    continue;
                }
                c => c,
            };
            value.as_mut().unwrap_or(&mut key).push(c);
        }
        if quoted {
            return Err(unclosed_quote(text));
        }
        match &*key.trim().to_ascii_lowercase() {
            "osver" | "osversion" if version.is_none() => {
                version = Some(value.unwrap_or_default().trim().into());
            }
            "osver" | "osversion" => {
                return Err(FormatError::new(Kind::SecondOsVersion, Part::Platform, at, end));
            }
            "" if key.is_empty() => {}
            _ => {
                let kind = Kind::UnknownWord { expected: "the option `osver=`" };
                return Err(FormatError::new(kind, Part::Platform, at, end));
            }
        }
    }
    Ok(version.unwrap_or_default())
}

fn unclosed_quote(text: &str) -> FormatError {
    let kind = Kind::UnexpectedEnd { expected: "`\"`" };
    FormatError::new(kind, Part::OsVersion, text.len(), text.len())
}
