//! [`DiffId`], [`ChainId`], [`ImageId`]: digests of other content than blobs, as distinct types.

use alloc::string::String;

use super::owned::Inner;
use super::{Algorithm, Digest, DigestText};
use crate::error::{ParseError, Part};
use crate::text::decode_hex;
use crate::text_traits::text_traits;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $parse:expr, $input:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Digest);

        impl $name {
            #[doc = concat!("Parses ", $what, ": ", $input, ".")]
            ///
            /// # Errors
            ///
            /// As [`Digest::parse`].
            pub fn parse(text: &str) -> Result<Self, ParseError> {
                $parse(text).map(Self)
            }

            #[doc = concat!("Wraps `digest` as ", $what, " without checking that it is one.")]
            pub const fn new(digest: Digest) -> Self {
                Self(digest)
            }

            /// The digest, to compare it with one of another type.
            pub const fn as_digest(&self) -> &Digest {
                &self.0
            }

            /// The digest.
            pub fn into_digest(self) -> Digest {
                self.0
            }

            /// The whole string, as a value on the stack.
            pub fn to_text(&self) -> DigestText<'_> {
                self.0.to_text()
            }
        }

        text_traits! {
            $name, $name, concat!($what, ", such as sha256:<64 hex digits>") => parse show_text;
        }

        impl From<$name> for Digest {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.into()
            }
        }
    };
}

id! {
    /// The digest of a layer's **uncompressed** tar archive: an element of a config's `rootfs.diff_ids`.
    ///
    /// It differs from the digest of the layer's blob, which is usually compressed.
    ///
    /// Source: OCI image specification 1.1, config.md, "Layer `DiffID`".
    ///
    /// ```
    /// use imageref::{DiffId, Digest};
    ///
    /// let diff_id = DiffId::new(Digest::sha256(b"a tar archive"));
    /// assert_eq!(DiffId::parse(&diff_id.to_text())?, diff_id);
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    DiffId, "a diff ID", Digest::parse, "a digest"
}

id! {
    /// The identity of a stack of layers, applied in order.
    ///
    /// Source: OCI image specification 1.1, config.md, "Layer `ChainID`".
    ///
    /// ```
    /// use imageref::{ChainId, DiffId, Digest};
    ///
    /// let base = DiffId::new(Digest::sha256(b"base layer"));
    /// let top = DiffId::new(Digest::sha256(b"top layer"));
    /// let chain = ChainId::of_base(&base).with_layer(&top);
    /// assert_eq!(chain, Digest::sha256(format!("{base} {top}").as_bytes()).to_text().as_str());
    /// ```
    ChainId, "a chain ID", Digest::parse, "a digest"
}

impl ChainId {
    /// The chain ID of a bottom layer alone: its diff ID.
    #[must_use]
    pub fn of_base(diff_id: &DiffId) -> Self {
        Self(diff_id.0.clone())
    }

    /// The chain ID of this stack with one more layer: `sha256(chain " " diff_id)` over the strings, whatever their
    /// algorithms.
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
    /// The digest of an image's config: the ID that `docker images` and `docker inspect` show.
    ///
    /// It differs from the digest in a reference, which is that of a manifest or an index.
    ///
    /// Source: OCI image specification 1.1, config.md, "`ImageID`".
    ///
    /// ```
    /// use imageref::ImageId;
    ///
    /// let id = ImageId::parse("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")?;
    /// assert_eq!(id.short().as_str(), "9f86d081884c");
    /// assert_eq!(id, ImageId::parse(&id.to_text())?);
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    ImageId, "an image ID", image_id, "a digest, or 64 hex digits without `sha256:`"
}

impl ImageId {
    /// The first 12 digits, as `docker images` shows them.
    pub fn short(&self) -> DigestText<'_> {
        self.0.to_text().encoded(12)
    }
}

fn image_id(text: &str) -> Result<Digest, ParseError> {
    if let Some(hash) = decode_hex(text.as_bytes()) {
        return Ok(Digest(Inner::Sha256(hash)));
    }
    if !text.is_empty() && !text.contains(':') {
        super::grammar::known_value(text.as_bytes(), Algorithm::Sha256)
            .map_err(|e| e.within(Part::Digest, 0))?;
    }
    Digest::parse(text)
}
