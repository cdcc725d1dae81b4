//! [`ReadOptions`]: what a caller knows of a document before reading it.

use alloc::string::String;

use crate::digest::Digest;
use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::DocumentLimits;
use crate::media_type::{MediaType, MediaTypeKind};

/// What is known of a document before it is read: its content type, its digest and size, and how large it may be.
///
/// ```
/// use imageref::document::{Document, ReadOptions, DocumentLimits};
/// use imageref::manifest::ImageIndex;
///
/// let bytes = br#"{"schemaVersion":2,"manifests":[]}"#;
/// let expected = ReadOptions::new()
///     .content_type("application/vnd.oci.image.index.v1+json; charset=utf-8")
///     .limits(DocumentLimits::default().with_max_bytes(1024 * 1024));
/// let index = Document::<ImageIndex>::from_bytes_with(&bytes[..], &expected)?;
/// assert_eq!(index.media_type(), "application/vnd.oci.image.index.v1+json");
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    content_type: Option<MediaType>,
    digest: Option<(Digest, u64)>,
    limits: DocumentLimits,
}

impl ReadOptions {
    /// Nothing but the default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// The `Content-Type` that came with the document; parameters and white space round it are dropped.
    ///
    /// A type that names no kind of document (`application/json`, `text/plain`) says nothing, as in containers/image.
    #[must_use]
    pub fn content_type(mut self, header: &str) -> Self {
        let essence = header.split(';').next().unwrap_or_default().trim();
        self.content_type = (!essence.is_empty()).then(|| MediaType::new(essence));
        self
    }

    /// The digest and the size in bytes that the document must have, as its descriptor states them.
    #[must_use]
    pub fn digest(mut self, digest: &Digest, size: u64) -> Self {
        self.digest = Some((digest.clone(), size));
        self
    }

    /// How large, deep and many-membered the document may be.
    #[must_use]
    pub fn limits(mut self, limits: DocumentLimits) -> Self {
        self.limits = limits;
        self
    }

    /// The limits.
    pub(crate) fn get_limits(&self) -> DocumentLimits {
        self.limits
    }

    /// The content type, if it names a kind of document.
    pub(crate) fn document_type(&self) -> Option<&MediaType> {
        self.content_type.as_ref().filter(|media_type| is_document(media_type))
    }

    /// Whether there is a content type that names no kind of document and is not one of those that say nothing.
    pub(crate) fn has_odd_content_type(&self) -> bool {
        const SILENT: [&str; 3] = ["application/json", "text/plain", "application/octet-stream"];
        self.content_type.as_ref().is_some_and(|media_type| {
            !is_document(media_type) && !SILENT.contains(&media_type.as_str())
        })
    }

    /// Whether the digest is known.
    pub(crate) fn has_digest(&self) -> bool {
        self.digest.is_some()
    }

    /// Checks the digest of `payload`, the part of the document that is digested; the digest.
    pub(crate) fn check(&self, payload: &[u8]) -> Result<Digest, DocumentError> {
        let refuse = |kind| DocumentError::new(kind, String::new(), 0);
        let Some((expected, _)) = &self.digest else { return Ok(Digest::sha256(payload)) };
        let found = expected.algorithm().and_then(|algorithm| algorithm.digest(payload).ok());
        match found {
            Some(found) if found == *expected => Ok(found),
            Some(_) => Err(refuse(DocumentErrorKind::DigestMismatch)),
            None => Err(refuse(DocumentErrorKind::DigestUncomputable)),
        }
    }

    /// Checks the size in bytes, if it is known.
    pub(crate) fn check_size(&self, size: usize) -> Result<(), DocumentError> {
        let found = size as u64;
        match self.digest {
            Some((_, expected)) if expected != found => Err(DocumentError::new(
                DocumentErrorKind::Size { expected, found },
                String::new(),
                0,
            )),
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
