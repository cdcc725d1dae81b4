//! [`DocumentLimits`]: limits on size, nesting and members.

/// Limits on a document's size, nesting and members. Each is inclusive.
///
/// The defaults are those of registries: 4 MiB (distribution's `maxManifestBodySize`), depth 128, 100,000 members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentLimits {
    bytes: usize,
    depth: u16,
    members: u32,
}

impl DocumentLimits {
    /// The default limits.
    pub const fn new() -> Self {
        Self { bytes: 4 * 1024 * 1024, depth: 128, members: 100_000 }
    }

    /// The largest size in bytes.
    pub const fn max_bytes(&self) -> usize {
        self.bytes
    }

    /// The deepest nesting of arrays and objects; the document's own object has depth 1.
    pub const fn max_depth(&self) -> u16 {
        self.depth
    }

    /// The largest number of members of objects and elements of arrays, all together.
    pub const fn max_members(&self) -> u32 {
        self.members
    }

    /// Returns the limits with another size in bytes.
    #[must_use]
    pub const fn with_max_bytes(self, max_bytes: usize) -> Self {
        Self { bytes: max_bytes, ..self }
    }

    /// Returns the limits with another depth.
    #[must_use]
    pub const fn with_max_depth(self, max_depth: u16) -> Self {
        Self { depth: max_depth, ..self }
    }

    /// Returns the limits with another number of members and elements.
    #[must_use]
    pub const fn with_max_members(self, max_members: u32) -> Self {
        Self { members: max_members, ..self }
    }
}

impl Default for DocumentLimits {
    fn default() -> Self {
        Self::new()
    }
}
