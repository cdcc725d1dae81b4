//! [`Identifier`]: whatever a user may type where an image is asked for.

use super::{RawReference, grammar};
use crate::digest::{DigestRef, ImageId};
use crate::error::ParseError;

/// What a user may type where an image is asked for: a reference, a digest, or an image ID.
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
    /// A reference as written.
    Reference(RawReference<'a>),
    /// A digest of a known algorithm. Read as a reference, `sha256:<hex>` would be a tag of the image `sha256`.
    Digest(DigestRef<'a>),
    /// 64 hex digits alone.
    ImageId(ImageId),
}

impl<'a> Identifier<'a> {
    /// Reads an image ID, else a digest of a known algorithm, else a reference.
    ///
    /// **Errors** as [`RawReference::parse`].
    /// **Source** distribution/reference, `ParseAnyReference`.
    pub fn parse(text: &'a str) -> Result<Self, ParseError> {
        if grammar::is_image_id(text.as_bytes()) {
            return ImageId::from_hex(text).map(Self::ImageId);
        }
        match DigestRef::parse(text) {
            Ok(digest) if digest.is_known() => Ok(Self::Digest(digest)),
            _ => RawReference::parse(text).map(Self::Reference),
        }
    }
}
