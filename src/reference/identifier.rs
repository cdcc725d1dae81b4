//! [`Identifier`]: a reference, a digest or an image ID.

use core::fmt;

use super::grammar;
use super::raw::RawReference;
use crate::digest::{DigestRef, ImageId};
use crate::error::ParseError;
use crate::text_traits::text_traits;

/// What users type to name an image: a reference, a digest or an image ID.
///
/// ```
/// use imageref::Identifier;
///
/// let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// assert!(matches!(Identifier::parse("nginx:1.27")?, Identifier::Reference(_)));
/// assert!(matches!(Identifier::parse(hex)?, Identifier::ImageId(_)));
/// assert!(matches!(Identifier::parse(&format!("sha256:{hex}"))?, Identifier::Digest(_)));
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identifier<'a> {
    /// A reference, verbatim.
    Reference(RawReference<'a>),
    /// A digest of a known algorithm. As a reference, `sha256:<hex>` would be a tag of the image `sha256`.
    Digest(DigestRef<'a>),
    /// 64 hex digits.
    ImageId(ImageId),
}

impl<'a> Identifier<'a> {
    /// Parses an image ID, else a digest of a known algorithm, else a reference.
    ///
    /// Source: distribution/reference, `ParseAnyReference`.
    ///
    /// # Errors
    ///
    /// As [`RawReference::parse`].
    #[doc(alias = "ParseAnyReference")]
    pub fn parse(text: &'a str) -> Result<Self, ParseError> {
        if grammar::is_image_id(text.as_bytes()) {
            return ImageId::parse(text).map(Self::ImageId);
        }
        match DigestRef::parse(text) {
            Ok(digest) if digest.is_known() => Ok(Self::Digest(digest)),
            _ => RawReference::parse(text).map(Self::Reference),
        }
    }
}

text_traits! { Identifier, Identifier<'_> => view; }

/// Writes what was parsed, byte for byte.
impl fmt::Display for Identifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference(raw) => raw.fmt(f),
            Self::Digest(digest) => digest.fmt(f),
            Self::ImageId(id) => f.pad(&id.as_digest().encoded()),
        }
    }
}
