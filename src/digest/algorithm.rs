//! The known algorithms.

use crate::error::words;

words! {
    /// An algorithm whose digests have a known length.
    ///
    /// The image specification registers sha256, sha512 and blake3; go-digest accepted sha384 until 2025, so documents
    /// contain it. Parsing never depends on features. Computing needs the feature `sha2` for the first three, and `blake3`
    /// for the last.
    ///
    /// ```
    /// use imageref::Algorithm;
    ///
    /// assert_eq!(Algorithm::of("sha512"), Some(Algorithm::Sha512));
    /// assert_eq!(Algorithm::Sha512.hex_len(), 128);
    /// assert_eq!(Algorithm::of("md5"), None);
    /// ```
    #[derive(PartialOrd, Ord)]
    #[doc(alias = "DigestAlgorithm")]
    Algorithm {
        /// SHA-256, which nearly every digest uses.
        Sha256 = "sha256",
        /// SHA-384.
        Sha384 = "sha384",
        /// SHA-512.
        Sha512 = "sha512",
        /// BLAKE3 with 32 bytes of output.
        Blake3 = "blake3",
    }
}

impl Algorithm {
    /// Every known algorithm.
    pub const ALL: [Self; 4] = [Self::Sha256, Self::Sha384, Self::Sha512, Self::Blake3];

    /// The algorithm with this name, in lower case.
    pub const fn of(name: &str) -> Option<Self> {
        Self::from_bytes(name.as_bytes())
    }

    pub(crate) const fn from_bytes(name: &[u8]) -> Option<Self> {
        match name {
            b"sha256" => Some(Self::Sha256),
            b"sha384" => Some(Self::Sha384),
            b"sha512" => Some(Self::Sha512),
            b"blake3" => Some(Self::Blake3),
            _ => None,
        }
    }

    /// The length of a hash, in bytes.
    pub const fn byte_len(self) -> usize {
        self.hex_len() / 2
    }

    /// The length of a hash, in hex digits.
    pub const fn hex_len(self) -> usize {
        match self {
            Self::Sha256 | Self::Blake3 => 64,
            Self::Sha384 => 96,
            Self::Sha512 => 128,
        }
    }

    /// Returns `true` if this build computes the algorithm.
    pub const fn is_computable(self) -> bool {
        match self {
            Self::Sha256 | Self::Sha384 | Self::Sha512 => cfg!(feature = "sha2"),
            Self::Blake3 => cfg!(feature = "blake3"),
        }
    }
}
