//! The platform of this build.

use super::{Platform, names, parse};

/// `(Rust's name, endianness if it matters, Go's name)`, where the names differ and no alias covers it.
///
/// Source: Rust's `std::env::consts::ARCH`, Go's `go/build/syslist.go`.
const ARCHITECTURES: &[(&str, Option<Endian>, &str)] = &[
    ("x86", None, "386"),
    ("loongarch64", None, "loong64"),
    ("powerpc64", Some(Endian::Little), "ppc64le"),
    ("powerpc64", Some(Endian::Big), "ppc64"),
    ("powerpc", None, "ppc"),
    ("mips", Some(Endian::Little), "mipsle"),
    ("mips64", Some(Endian::Little), "mips64le"),
    ("riscv32", None, "riscv"),
    ("wasm32", None, "wasm"),
];

#[derive(PartialEq)]
enum Endian {
    Little,
    Big,
}

impl Platform {
    /// The platform that this program was built for: operating system and architecture, by Go's names.
    ///
    /// The machine itself is not queried. On 32-bit arm the variant is unknown, and an absent variant means v7: a tool
    /// for older machines adds it by [`with_variant`](Self::with_variant).
    #[doc(alias = "DefaultSpec")]
    pub fn host() -> Self {
        let endian = if cfg!(target_endian = "little") { Endian::Little } else { Endian::Big };
        let arch = std::env::consts::ARCH;
        let row = ARCHITECTURES
            .iter()
            .find(|(rust, only, _)| *rust == arch && only.as_ref().is_none_or(|e| *e == endian));
        let arch = row.map_or(arch, |(_, _, go)| go);
        parse::pair(names::system(std::env::consts::OS).into_name(), arch)
    }
}
