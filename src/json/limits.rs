//! How much a document may ask of its reader.

/// How large, deep and many-membered a document may be. Each limit is inclusive.
///
/// The defaults are those of registries: 4 MiB (distribution's `maxManifestBodySize`), depth 128, 100,000 members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentLimits {
    bytes: usize,
    depth: u16,
    members: u32,
}

impl DocumentLimits {
    /// The most bytes that a document may have.
    pub const fn max_bytes(&self) -> usize {
        self.bytes
    }

    /// The deepest nesting of arrays and objects, the document's own object being depth 1.
    pub const fn max_depth(&self) -> u16 {
        self.depth
    }

    /// The most members of objects and elements of arrays in all.
    pub const fn max_members(&self) -> u32 {
        self.members
    }

    /// The same limits with another size in bytes.
    #[must_use]
    pub const fn with_max_bytes(self, max_bytes: usize) -> Self {
        Self { bytes: max_bytes, ..self }
    }

    /// The same limits with another depth.
    #[must_use]
    pub const fn with_max_depth(self, max_depth: u16) -> Self {
        Self { depth: max_depth, ..self }
    }

    /// The same limits with another number of members and elements.
    #[must_use]
    pub const fn with_max_members(self, max_members: u32) -> Self {
        Self { members: max_members, ..self }
    }
}

impl Default for DocumentLimits {
    fn default() -> Self {
        Self { bytes: 4 * 1024 * 1024, depth: 128, members: 100_000 }
    }
}
