//! The platform of this build.

use super::{Platform, names, parse};

impl Platform {
    /// The platform that this program was built for: operating system and architecture, by Go's names.
    ///
    /// The machine itself is not queried. On 32-bit arm the variant is unknown, and an absent variant means v7: a tool
    /// for older machines adds it by [`with_variant`](Self::with_variant).
    ///
    /// Source: Rust's `std::env::consts::ARCH`, Go's `go/build/syslist.go`.
    #[doc(alias = "DefaultSpec")]
    pub fn host() -> Self {
        let little = cfg!(target_endian = "little");
        // Where Rust's name and Go's differ and no alias covers it.
        let arch = match std::env::consts::ARCH {
            "x86" => "386",
            "loongarch64" => "loong64",
            "powerpc64" if little => "ppc64le",
            "powerpc64" => "ppc64",
            "powerpc" => "ppc",
            "mips" if little => "mipsle",
            "mips64" if little => "mips64le",
            "riscv32" => "riscv",
            "wasm32" => "wasm",
            arch => arch,
        };
        parse::pair(names::system(std::env::consts::OS).into_name(), arch)
    }
}
