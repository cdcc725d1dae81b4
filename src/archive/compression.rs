//! [`Compression`]: told by the first bytes, and by a media type.

use core::fmt;

/// How a layer's blob is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compression {
    /// Not at all.
    Uncompressed,
    /// gzip, of any number of members (RFC 1952).
    Gzip,
    /// zstd, of any number of frames (RFC 8878).
    Zstd,
}

/// What a stream begins with, or a media type's suffix says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Layer(Compression),
    /// A compression that no layer has.
    Other(&'static str),
}

/// First bytes. **Source** RFC 1952 2.3.1, RFC 8878 3.1.1 and 3.1.2, the formats' own descriptions.
const MAGIC: &[(&[u8], Found)] = &[
    (b"\x1f\x8b\x08", Found::Layer(Compression::Gzip)),
    (b"\x28\xb5\x2f\xfd", Found::Layer(Compression::Zstd)),
    (b"BZh", Found::Other("bzip2")),
    (b"\xfd7zXZ\0", Found::Other("xz")),
];

/// The bytes that are needed to tell.
pub(super) const MAGIC_BYTES: usize = 6;

impl Compression {
    /// Its name, as media types write it: `gzip`, `zstd`; `tar` where there is none.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Uncompressed => "tar",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// What a layer's first bytes say; `None` for a compression that no layer has (bzip2, xz).
    ///
    /// ```
    /// use imageref::archive::Compression;
    ///
    /// assert_eq!(Compression::sniff(b"\x1f\x8b\x08\0"), Some(Compression::Gzip));
    /// assert_eq!(Compression::sniff(b"etc/passwd\0"), Some(Compression::Uncompressed));
    /// assert_eq!(Compression::sniff(b"BZh9"), None);
    /// ```
    pub fn sniff(first_bytes: &[u8]) -> Option<Self> {
        match sniff(first_bytes) {
            Found::Layer(compression) => Some(compression),
            Found::Other(_) => None,
        }
    }
}

impl fmt::Display for Compression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

pub(super) fn sniff(first_bytes: &[u8]) -> Found {
    // A skippable frame: its number's last four bits are free.
    if let [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] = first_bytes {
        return Found::Layer(Compression::Zstd);
    }
    let magic = MAGIC.iter().find(|(magic, _)| first_bytes.starts_with(magic));
    magic.map_or(Found::Layer(Compression::Uncompressed), |(_, found)| *found)
}

/// What a media type says of its blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    Compression(Compression),
    Encrypted,
    /// Nothing: Docker's `.tar` was written for compressed layers too.
    Nothing,
}

/// Endings of layers' media types. **Source** OCI image specification 1.1, layer.md; Docker image manifest 2.2; ocicrypt.
const ENDINGS: &[(&str, Stated)] = &[
    ("+encrypted", Stated::Encrypted),
    ("+gzip", Stated::Compression(Compression::Gzip)),
    (".gzip", Stated::Compression(Compression::Gzip)),
    ("+zstd", Stated::Compression(Compression::Zstd)),
    (".zstd", Stated::Compression(Compression::Zstd)),
    ("vnd.oci.image.layer.v1.tar", Stated::Compression(Compression::Uncompressed)),
    ("nondistributable.v1.tar", Stated::Compression(Compression::Uncompressed)),
];

pub(super) fn stated(media_type: &str) -> Stated {
    let row = ENDINGS.iter().find(|(ending, _)| media_type.ends_with(ending));
    row.map_or(Stated::Nothing, |(_, stated)| *stated)
}
