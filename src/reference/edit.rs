//! Edits of a reference in its author's own style.

use alloc::string::String;

use super::{RawReference, Registry, Tag, pinning_digest};
use crate::digest::{Digest, DigestRef};
use crate::error::ParseError;

/// Each edit gives a new text that differs from this one only where it was asked to. What would no longer be read as a
/// reference is refused: 64 hex digits without their tag are an image ID, and 65,535 bytes are the limit.
impl RawReference<'_> {
    /// The text with this tag, in place of the one that it has or behind the path.
    ///
    /// ```
    /// use imageref::RawReference;
    /// use imageref::reference::Tag;
    ///
    /// let raw = RawReference::parse("team/app:1.2")?;
    /// assert_eq!(raw.with_tag(Tag::parse("1.3")?)?, "team/app:1.3");
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    pub fn with_tag(self, tag: Tag<'_>) -> Result<String, ParseError> {
        self.write(self.registry(), Some(tag), self.digest())
    }

    /// The text without its tag.
    pub fn without_tag(self) -> Result<String, ParseError> {
        self.write(self.registry(), None, self.digest())
    }

    /// The text pinned to this digest, in place of the one that it has or at the end; a tag stays.
    ///
    /// ```
    /// use imageref::{Digest, RawReference};
    ///
    /// let digest = Digest::sha256(b"a manifest");
    /// let pinned = RawReference::parse("nginx:1.27")?.with_digest(&digest)?;
    /// assert_eq!(pinned, format!("nginx:1.27@{digest}"));
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    /// **Errors** an algorithm that references don't take.
    pub fn with_digest(self, digest: &Digest) -> Result<String, ParseError> {
        self.write(self.registry(), self.tag(), Some(pinning_digest(&digest.to_text())?))
    }

    /// The text without its digest.
    pub fn without_digest(self) -> Result<String, ParseError> {
        self.write(self.registry(), self.tag(), None)
    }

    /// The text with this registry, in place of the one that it has or in front.
    ///
    /// The path stays as written: `nginx` on another registry is no `library/nginx`.
    pub fn with_registry(self, registry: Registry<'_>) -> Result<String, ParseError> {
        self.write(Some(registry), self.tag(), self.digest())
    }

    fn write(
        self,
        registry: Option<Registry<'_>>,
        tag: Option<Tag<'_>>,
        digest: Option<DigestRef<'_>>,
    ) -> Result<String, ParseError> {
        let mut text = String::with_capacity(self.as_str().len() + 80);
        if let Some(registry) = registry {
            text.push_str(registry.as_str());
            text.push('/');
        }
        text.push_str(self.repository().as_str());
        if let Some(tag) = tag {
            text.push(':');
            text.push_str(tag.as_str());
        }
        if let Some(digest) = digest {
            text.push('@');
            text.push_str(digest.as_str());
        }
        RawReference::parse(&text)?;
        Ok(text)
    }
}
