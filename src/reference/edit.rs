//! Changes to a reference that keep its author's style.

use alloc::string::String;

use super::join::{concat, suffix};
use super::parts::{Registry, Tag};
use super::raw::RawReference;
use super::supported_digest;
use crate::digest::{Digest, DigestRef};
use crate::error::ParseError;

/// Changes that return a new string and keep everything else verbatim.
///
/// A change fails if its result does not parse as a reference: 64 hex digits without a tag are an image ID, and more
/// than 65,535 bytes are too long.
impl RawReference<'_> {
    /// Returns the reference with this tag instead of its own, or after the path.
    ///
    /// # Errors
    ///
    /// A result that is not a reference.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::{RawReference, Tag};
    ///
    /// let raw = RawReference::parse("team/app:1.2")?;
    /// assert_eq!(raw.with_tag(Tag::parse("1.3")?)?, "team/app:1.3");
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    #[doc(alias = "WithTag")]
    pub fn with_tag(self, tag: Tag<'_>) -> Result<String, ParseError> {
        self.write(self.registry(), Some(tag), self.digest())
    }

    /// Returns the reference without its tag.
    ///
    /// # Errors
    ///
    /// A result that is not a reference.
    pub fn without_tag(self) -> Result<String, ParseError> {
        self.write(self.registry(), None, self.digest())
    }

    /// Returns the reference with this digest instead of its own, or at the end; a tag is kept.
    ///
    /// # Errors
    ///
    /// An algorithm that references do not support, or a result that is not a reference.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::{Digest, RawReference};
    ///
    /// let digest = Digest::sha256(b"a manifest");
    /// let pinned = RawReference::parse("nginx:1.27")?.with_digest(&digest)?;
    /// assert_eq!(pinned, format!("nginx:1.27@{digest}"));
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    #[doc(alias("WithDigest", "pin"))]
    pub fn with_digest(self, digest: &Digest) -> Result<String, ParseError> {
        self.write(self.registry(), self.tag(), Some(supported_digest(&digest.to_text())?))
    }

    /// Returns the reference without its digest.
    ///
    /// # Errors
    ///
    /// A result that is not a reference.
    pub fn without_digest(self) -> Result<String, ParseError> {
        self.write(self.registry(), self.tag(), None)
    }

    /// Returns the reference with this registry instead of its own, or before the path.
    ///
    /// The path is kept: `nginx` on another registry does not become `library/nginx`.
    ///
    /// # Errors
    ///
    /// A result that is not a reference.
    pub fn with_registry(self, registry: Registry<'_>) -> Result<String, ParseError> {
        self.write(Some(registry), self.tag(), self.digest())
    }

    fn write(
        self,
        registry: Option<Registry<'_>>,
        tag: Option<Tag<'_>>,
        digest: Option<DigestRef<'_>>,
    ) -> Result<String, ParseError> {
        let (registry, slash) = registry.map_or(("", ""), |registry| (registry.as_str(), "/"));
        let [colon, tag, at, digest] = suffix(tag, digest);
        let path = self.repository().as_str();
        let text = concat([registry, slash, path, colon, tag, at, digest]);
        RawReference::parse(&text)?;
        Ok(text)
    }
}
