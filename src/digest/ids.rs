//! [`DiffId`], [`ChainId`], [`ImageId`]: digests of something else than what is transferred, each its own type.

use core::fmt;
use core::str::FromStr;

use super::{Digest, DigestText};
use crate::error::ParseError;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Digest);

        impl $name {
            /// Says that `digest` is one.
            pub const fn new(digest: Digest) -> Self {
                Self(digest)
            }

            /// The digest, for a comparison with one of another meaning.
            pub const fn as_digest(&self) -> &Digest {
                &self.0
            }

            /// The digest.
            pub fn into_digest(self) -> Digest {
                self.0
            }

            /// The whole text, as a value on the stack.
            pub fn to_text(&self) -> DigestText<'_> {
                self.0.to_text()
            }
        }

        impl FromStr for $name {
            type Err = ParseError;
            /// As [`Digest::from_str`].
            fn from_str(text: &str) -> Result<Self, ParseError> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == *other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == **other
            }
        }
    };
}

id! {
    /// The digest of a layer's **uncompressed** tar archive: an element of a config's `rootfs.diff_ids`.
    ///
    /// Not the digest of the layer's blob, which is usually compressed.
    /// **Source** OCI image specification 1.1, config.md, "Layer `DiffID`".
    ///
    /// ```
    /// use imageref::{Digest, DiffId};
    ///
    /// let diff_id = DiffId::new(Digest::sha256(b"a tar archive"));
    /// assert_eq!(diff_id.to_string().parse::<DiffId>()?, diff_id);
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    DiffId
}

id! {
    /// The identity of a stack of layers applied in order.
    ///
    /// **Source** OCI image specification 1.1, config.md, "Layer `ChainID`".
    ///
    /// ```
    /// use imageref::{ChainId, Digest, DiffId};
    ///
    /// let base = DiffId::new(Digest::sha256(b"base layer"));
    /// let top = DiffId::new(Digest::sha256(b"top layer"));
    /// let chain = ChainId::of_base(&base).with_layer(&top);
    /// assert_eq!(chain, Digest::sha256(format!("{base} {top}").as_bytes()).to_text().as_str());
    /// ```
    ChainId
}

impl ChainId {
    /// The chain ID of a bottom layer alone: its diff ID.
    #[must_use]
    pub fn of_base(diff_id: &DiffId) -> Self {
        Self(diff_id.0.clone())
    }

    /// The chain ID of this stack with one more layer: `sha256(chain " " diff_id)` over the texts, whatever
    /// algorithms they are of.
    #[cfg(feature = "sha2")]
    #[must_use]
    pub fn with_layer(&self, diff_id: &DiffId) -> Self {
        let mut digester = super::Digester::sha256();
        digester.update(self.to_text().as_bytes());
        digester.update(b" ");
        digester.update(diff_id.to_text().as_bytes());
        Self(digester.finish())
    }
}

id! {
    /// The digest of an image's config: what `docker images` and `docker inspect` show as the ID.
    ///
    /// Not the digest that a reference pins, which is a manifest's or an index's.
    /// **Source** OCI image specification 1.1, config.md, "`ImageID`".
    ///
    /// ```
    /// use imageref::ImageId;
    ///
    /// let id = ImageId::from_hex("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")?;
    /// assert_eq!(id.short().as_str(), "9f86d081884c");
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    ImageId
}

impl ImageId {
    /// Reads an image ID as people copy it: 64 hex digits without `sha256:`.
    ///
    /// **Errors** as of the encoded part of a sha256 digest, with spans in `hex`.
    pub fn from_hex(hex: &str) -> Result<Self, ParseError> {
        super::scan::known_value(hex.as_bytes(), super::Algorithm::Sha256)?;
        alloc::format!("sha256:{hex}").parse()
    }

    /// The first 12 digits, as `docker images` shows them.
    pub fn short(&self) -> DigestText<'_> {
        self.0.encoded_prefix(12)
    }
}
