//! The names of operating systems, architectures and variants, and their aliases.
//!
//! Sources: *Go* is the list of `GOOS` and `GOARCH` in Go's `go/build/syslist.go`, *containerd* is containerd/platforms
//! 1.0.0-rc.4, `database.go`, *regclient* is regclient 0.11.5, `types/platform/platform.go`.

use alloc::borrow::Cow;

/// `(spelling, name)`, lower case. Other names are kept verbatim.
const SYSTEMS: &[(&str, &str)] = &[
    ("linux", "linux"),         // Go
    ("windows", "windows"),     // Go
    ("darwin", "darwin"),       // Go
    ("macos", "darwin"),        // containerd, regclient
    ("freebsd", "freebsd"),     // Go
    ("aix", "aix"),             // Go
    ("android", "android"),     // Go
    ("dragonfly", "dragonfly"), // Go
    ("hurd", "hurd"),           // Go
    ("illumos", "illumos"),     // Go
    ("ios", "ios"),             // Go
    ("js", "js"),               // Go
    ("nacl", "nacl"),           // Go
    ("netbsd", "netbsd"),       // Go
    ("openbsd", "openbsd"),     // Go
    ("plan9", "plan9"),         // Go
    ("solaris", "solaris"),     // Go
    ("zos", "zos"),             // Go
];

/// `(spelling, name, variant)`, lower case: a spelling may imply a variant, whatever variant follows it; empty for none.
const ARCHITECTURES: &[(&str, &str, Option<&str>)] = &[
    ("amd64", "amd64", None),             // Go
    ("arm64", "arm64", None),             // Go
    ("arm", "arm", None),                 // Go
    ("386", "386", None),                 // Go
    ("ppc64le", "ppc64le", None),         // Go
    ("s390x", "s390x", None),             // Go
    ("riscv64", "riscv64", None),         // Go
    ("x86_64", "amd64", None),            // containerd, regclient
    ("aarch64", "arm64", None),           // containerd, regclient
    ("x86-64", "amd64", None),            // containerd, regclient
    ("i386", "386", Some("")),            // containerd, regclient
    ("armhf", "arm", Some("v7")),         // containerd, regclient
    ("armel", "arm", Some("v6")),         // containerd, regclient
    ("loong64", "loong64", None),         // Go
    ("mips64le", "mips64le", None),       // Go
    ("mips64", "mips64", None),           // Go
    ("mipsle", "mipsle", None),           // Go
    ("mips", "mips", None),               // Go
    ("ppc64", "ppc64", None),             // Go
    ("ppc", "ppc", None),                 // Go
    ("riscv", "riscv", None),             // Go
    ("s390", "s390", None),               // Go
    ("sparc", "sparc", None),             // Go
    ("sparc64", "sparc64", None),         // Go
    ("wasm", "wasm", None),               // Go
    ("amd64p32", "amd64p32", None),       // Go
    ("arm64be", "arm64be", None),         // Go
    ("armbe", "armbe", None),             // Go
    ("mips64p32", "mips64p32", None),     // Go
    ("mips64p32le", "mips64p32le", None), // Go
];

/// `(architecture, spelling, name)`: the name of the default variant is empty, except on arm, where the default is v7.
/// Other variants are kept verbatim.
const VARIANTS: &[(&str, &str, &str)] = &[
    ("amd64", "v1", ""),     // containerd, regclient
    ("amd64", "v2", "v2"),   // Go: GOAMD64
    ("amd64", "v3", "v3"),   // Go: GOAMD64
    ("amd64", "v4", "v4"),   // Go: GOAMD64
    ("arm64", "v8", ""),     // containerd, regclient
    ("arm64", "8", ""),      // containerd, regclient
    ("arm64", "v8.0", ""),   // containerd
    ("arm64", "v9", "v9"),   // Go: GOARM64
    ("arm64", "9", "v9"),    // containerd
    ("arm64", "9.0", "v9"),  // containerd
    ("arm64", "v9.0", "v9"), // containerd
    ("arm", "", "v7"),       // containerd, regclient
    ("arm", "v7", "v7"),     // Go: GOARM
    ("arm", "7", "v7"),      // containerd, regclient
    ("arm", "v6", "v6"),     // Go: GOARM
    ("arm", "6", "v6"),      // containerd, regclient
    ("arm", "v5", "v5"),     // Go: GOARM
    ("arm", "5", "v5"),      // containerd, regclient
    ("arm", "v8", "v8"),     // image-spec, "Platform Variants"
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

/// The operating system with this spelling.
pub(super) fn system(written: &str) -> Canonical<'_> {
    let written = lower(written);
    match SYSTEMS.iter().find(|(w, _)| *w == written) {
        Some((_, name)) => Canonical::Known(name),
        None => Canonical::Written(written),
    }
}

/// The architecture and variant with these spellings.
pub(super) fn architecture<'a>(
    written: &'a str,
    variant: &'a str,
) -> (Canonical<'a>, Canonical<'a>) {
    let written = lower(written);
    let Some(&(_, name, implied)) = ARCHITECTURES.iter().find(|(w, ..)| *w == written) else {
        return (Canonical::Written(written), Canonical::Written(lower(variant)));
    };
    let variant = lower(implied.unwrap_or(variant));
    let variant = match VARIANTS.iter().find(|(a, w, _)| *a == name && *w == variant) {
        Some((_, _, name)) => Canonical::Known(name),
        None => Canonical::Written(variant),
    };
    (Canonical::Known(name), variant)
}

/// Returns `true` for a known architecture or its alias.
pub(super) fn is_architecture(written: &str) -> bool {
    ARCHITECTURES.iter().any(|(w, ..)| w.eq_ignore_ascii_case(written))
}

/// A name, verbatim.
pub(super) fn keep(written: &str) -> Name {
    let systems = SYSTEMS.iter().map(|&(name, _)| name);
    let architectures = ARCHITECTURES.iter().map(|&(name, ..)| name);
    let mut known = systems.chain(architectures).chain(VARIANTS.iter().map(|&(_, name, _)| name));
    known.find(|name| *name == written).map_or_else(|| Cow::Owned(written.into()), Cow::Borrowed)
}

/// ASCII letters in lower case. Go lower-cases all of Unicode; no name in the tables has a non-ASCII letter.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}
