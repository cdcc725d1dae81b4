//! The machine that this runs on.

use super::{Platform, names, parse};

/// `(Rust's name, endianness where it decides, Go's name)`, where the two differ and no alias says so.
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
    /// The platform that this program was built for, in Go's names: operating system and architecture.
    ///
    /// Nothing is asked of the machine. On 32-bit arm the variant is not known, and one that is left out means v7: a
    /// tool for older machines adds [`with_variant`](Self::with_variant).
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
