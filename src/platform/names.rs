//! The names of operating systems, architectures and variants, and their aliases.
//!
//! Sources: *Go* is the list of `GOOS` and `GOARCH` in Go's `go/build/syslist.go`, *containerd* is containerd/platforms
//! 1.0.0-rc.4, `database.go`, *regclient* is regclient 0.11.5, `types/platform/platform.go`.

use alloc::borrow::Cow;

/// Names of operating systems. Source: Go.
#[rustfmt::skip]
const SYSTEMS: &[&str] = &[
    "linux", "windows", "darwin", "freebsd", "aix", "android", "dragonfly", "hurd", "illumos", "ios", "js",
    "nacl", "netbsd", "openbsd", "plan9", "solaris", "zos",
];

/// Names of architectures, common ones first. Source: Go.
#[rustfmt::skip]
const ARCHITECTURES: &[&str] = &[
    "amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64", "loong64", "mips64le", "mips64", "mipsle",
    "mips", "ppc64", "ppc", "riscv", "s390", "sparc", "sparc64", "wasm", "amd64p32", "arm64be", "armbe",
    "mips64p32", "mips64p32le",
];

/// `(alias, name, variant)`: an alias may imply a variant, whatever variant follows it; empty for none.
///
/// Source: containerd, regclient.
const ARCHITECTURE_ALIASES: &[(&str, &str, Option<&str>)] = &[
    ("x86_64", "amd64", None),
    ("aarch64", "arm64", None),
    ("x86-64", "amd64", None),
    ("i386", "386", Some("")),
    ("armhf", "arm", Some("v7")),
    ("armel", "arm", Some("v6")),
];

/// Names of variants. Source: Go's `GOAMD64`, `GOARM64` and `GOARM`; image-spec, "Platform Variants".
const VARIANTS: &[&str] = &["v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9"];

/// `(architecture, alias, name)`: the name of the default variant is empty, except on arm, where the default is v7.
const VARIANT_ALIASES: &[(&str, &str, &str)] = &[
    ("amd64", "v1", ""),     // containerd, regclient
    ("arm64", "v8", ""),     // containerd, regclient
    ("arm64", "8", ""),      // containerd, regclient
    ("arm64", "v8.0", ""),   // containerd
    ("arm64", "9", "v9"),    // containerd
    ("arm64", "9.0", "v9"),  // containerd
    ("arm64", "v9.0", "v9"), // containerd
    ("arm", "", "v7"),       // containerd, regclient
    ("arm", "7", "v7"),      // containerd, regclient
    ("arm", "6", "v6"),      // containerd, regclient
    ("arm", "5", "v5"),      // containerd, regclient
    ("arm", "8", "v8"),      // containerd, regclient
];

/// A name in a [`Platform`](super::Platform); known names need no allocation.
pub(super) type Name = Cow<'static, str>;

/// A normalized name: a known one, or the input in lower case.
#[derive(Clone, Debug)]
pub(super) enum Canonical<'a> {
    Known(&'static str),
    Written(Cow<'a, str>),
}

impl Canonical<'_> {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name,
            Self::Written(name) => name,
        }
    }

    pub(super) fn into_name(self) -> Name {
        match self {
            Self::Known(name) => Cow::Borrowed(name),
            Self::Written(name) => Cow::Owned(name.into_owned()),
        }
    }
}

/// The name in lower case, known if it is one of `names`.
fn find<'a>(names: &[&'static str], written: &'a str) -> Canonical<'a> {
    let written = lower(written);
    match names.iter().find(|name| **name == written) {
        Some(name) => Canonical::Known(name),
        None => Canonical::Written(written),
    }
}

/// The operating system with this spelling.
pub(super) fn system(written: &str) -> Canonical<'_> {
    // containerd's and regclient's only alias.
    if written.eq_ignore_ascii_case("macos") {
        return Canonical::Known("darwin");
    }
    find(SYSTEMS, written)
}

/// The architecture and variant with these spellings.
pub(super) fn architecture<'a>(
    written: &'a str,
    variant: &'a str,
) -> (Canonical<'a>, Canonical<'a>) {
    let (name, variant) = match find(ARCHITECTURES, written) {
        Canonical::Known(name) => (name, variant),
        Canonical::Written(written) => {
            match ARCHITECTURE_ALIASES.iter().find(|(alias, ..)| *alias == written) {
                Some((_, name, implied)) => (*name, implied.unwrap_or(variant)),
                None => return (Canonical::Written(written), Canonical::Written(lower(variant))),
            }
        }
    };
    let mut aliases = VARIANT_ALIASES.iter().filter(|(architecture, ..)| *architecture == name);
    let variant = match aliases.find(|(_, alias, _)| alias.eq_ignore_ascii_case(variant)) {
        Some((.., name)) => Canonical::Known(name),
        None => find(VARIANTS, variant),
    };
    (Canonical::Known(name), variant)
}

/// Returns `true` for a known architecture or its alias.
pub(super) fn is_architecture(written: &str) -> bool {
    matches!(architecture(written, "").0, Canonical::Known(_))
}

/// A name, verbatim.
pub(super) fn keep(written: &str) -> Name {
    let mut known = [SYSTEMS, ARCHITECTURES, VARIANTS].into_iter().flatten();
    known
        .find(|name| **name == written)
        .map_or_else(|| Cow::Owned(written.into()), |&name| name.into())
}

/// ASCII letters in lower case. Go lower-cases all of Unicode; no name in the tables has a non-ASCII letter.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}
