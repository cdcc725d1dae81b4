//! [`ReadOptions`]: what a document is checked against when it is read.

use alloc::string::String;

use crate::digest::Digest;
use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::DocumentLimits;
use crate::media_type::{MediaType, MediaTypeKind};

/// What a document is checked against when it is read: content type, digest and size, limits.
///
/// ```
/// use imageref::document::{Document, DocumentLimits, ReadOptions};
/// use imageref::manifest::ImageIndex;
///
/// let bytes = br#"{"schemaVersion":2,"manifests":[]}"#;
/// let options = ReadOptions::new()
///     .with_content_type("application/vnd.oci.image.index.v1+json; charset=utf-8")
///     .with_limits(DocumentLimits::default().with_max_bytes(1024 * 1024));
/// let index = Document::<ImageIndex>::from_bytes_with(&bytes[..], &options)?;
/// assert_eq!(index.media_type(), "application/vnd.oci.image.index.v1+json");
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    content_type: Option<MediaType>,
    digest: Option<(Digest, u64)>,
    limits: DocumentLimits,
}

impl ReadOptions {
    /// Options with the default limits alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the options with the `Content-Type` header that came with the document.
    ///
    /// Parameters and surrounding white space are dropped, and case does not count. A type that names no kind of
    /// document (`application/json`, `text/plain`) is ignored, as in containers/image.
    ///
    /// Source: RFC 9110 section 8.3.1 (media types compare without case).
    #[must_use]
    pub fn with_content_type(mut self, header: &str) -> Self {
        let essence = header.split(';').next().unwrap_or_default().trim();
        let lower = MediaType::new(&essence.to_ascii_lowercase());
        self.content_type = (!essence.is_empty()).then_some(lower);
        self
    }

    /// Returns the options with the digest and the size in bytes that the document must have.
    #[must_use]
    pub fn with_digest(mut self, digest: &Digest, size: u64) -> Self {
        self.digest = Some((digest.clone(), size));
        self
    }

    /// Returns the options with limits on size, nesting and members.
    #[must_use]
    pub fn with_limits(mut self, limits: DocumentLimits) -> Self {
        self.limits = limits;
        self
    }

    /// The limits on size, nesting and members.
    pub fn limits(&self) -> DocumentLimits {
        self.limits
    }

    /// The content type, if it names a kind of document.
    pub(crate) fn document_type(&self) -> Option<&MediaType> {
        self.content_type.as_ref().filter(|media_type| is_document(media_type))
    }

    /// Returns `true` for a content type that names no kind of document, unless servers use it for anything.
    pub(crate) fn has_odd_content_type(&self) -> bool {
        const GENERIC: [&str; 3] = ["application/json", "text/plain", "application/octet-stream"];
        self.content_type.as_ref().is_some_and(|media_type| {
            !is_document(media_type) && !GENERIC.contains(&media_type.as_str())
        })
    }

    /// Returns `true` if there is a digest to check.
    pub(crate) fn has_digest(&self) -> bool {
        self.digest.is_some()
    }

    /// Checks the digest of `payload`, the part of the document that is hashed, and returns it.
    pub(crate) fn check(&self, payload: &[u8]) -> Result<Digest, DocumentError> {
        let error = |kind| DocumentError::new(kind, String::new(), 0);
        let Some((expected, _)) = &self.digest else { return Ok(Digest::sha256(payload)) };
        let found = expected.algorithm().and_then(|algorithm| algorithm.digest(payload).ok());
        match found {
            Some(found) if found == *expected => Ok(found),
            Some(_) => Err(error(DocumentErrorKind::DigestMismatch)),
            None => Err(error(DocumentErrorKind::DigestUncomputable)),
        }
    }

    /// Checks the size in bytes against the stated one, if there is one, and against the limit.
    pub(crate) fn check_size(&self, size: usize) -> Result<(), DocumentError> {
        let found = size as u64;
        match self.digest {
            Some((_, expected)) if expected != found => Err(DocumentError::new(
                DocumentErrorKind::Size { expected, found },
                String::new(),
                0,
            )),
            _ if size > self.limits.max_bytes() => {
                let max = self.limits.max_bytes();
                Err(DocumentError::new(DocumentErrorKind::TooLarge { max }, String::new(), max))
            }
            _ => Ok(()),
        }
    }
}

fn is_document(media_type: &MediaType) -> bool {
    !matches!(
        media_type.kind(),
        MediaTypeKind::Unknown | MediaTypeKind::Layer | MediaTypeKind::Empty
    )
}
