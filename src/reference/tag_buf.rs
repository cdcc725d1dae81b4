//! [`TagBuf`]: an owned tag.

use alloc::boxed::Box;

use super::parts::Tag;
use crate::error::ParseError;
use crate::text_traits::text_traits;

/// An owned [`Tag`].
///
/// ```
/// use imageref::TagBuf;
///
/// let tag: TagBuf = "1.27".parse()?;
/// assert_eq!(tag.as_tag(), "1.27");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone)]
pub struct TagBuf {
    text: Box<str>, // INVARIANT: Tag::parse accepts it
}

impl TagBuf {
    /// Parses a tag.
    ///
    /// # Errors
    ///
    /// As [`Tag::parse`].
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Tag::parse(text).map(Self::from)
    }

    /// The tag as a string.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The tag, borrowed.
    pub fn as_tag(&self) -> Tag<'_> {
        Tag::checked(&self.text)
    }
}

impl From<Tag<'_>> for TagBuf {
    fn from(tag: Tag<'_>) -> Self {
        Self { text: tag.as_str().into() }
    }
}

text_traits! { TagBuf, TagBuf, "a tag" => parse show lend order own; }
