//! [`Document`]: the bytes as pulled, and what was read from them once.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::model::Model;
use super::read_options::ReadOptions;
use crate::digest::Digest;
use crate::error::DocumentError;
use crate::json::{self, DocumentWarning, DocumentWarningKind};
use crate::media_type::MediaType;

/// A document: its exact bytes, their digest, its media type, the value read from them, and what was odd.
///
/// ```
/// use imageref::document::Document;
/// use imageref::manifest::ImageManifest;
///
/// let bytes = br#"{ "schemaVersion": 2,
///   "config": {"mediaType":"application/vnd.oci.image.config.v1+json","size":2,"digest":
///     "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}, "layers": null }"#;
/// let manifest = Document::<ImageManifest>::from_bytes(&bytes[..])?;
/// assert_eq!(manifest.bytes(), bytes);
/// assert_eq!(manifest.digest().to_string().len(), "sha256:".len() + 64);
/// assert_eq!(manifest.warnings()[0].pointer(), "/layers"); // null, and read as no layers
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document<T> {
    bytes: Arc<[u8]>,
    digest: Digest,
    media_type: MediaType,
    value: T,
    warnings: Vec<DocumentWarning>,
}

impl<T: Model> Document<T> {
    /// Reads a document of which nothing is known but its kind.
    ///
    /// # Errors
    /// If the bytes are no such document, or more of it than the default [`DocumentLimits`](super::DocumentLimits) allow.
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>) -> Result<Self, DocumentError> {
        Self::from_bytes_with(bytes, &ReadOptions::new())
    }

    /// Reads a document, of which `expected` is known: its size is checked first, then its digest, then all else.
    ///
    /// # Errors
    /// If size, digest or content type are others than expected, or the bytes are no such document.
    pub fn from_bytes_with(
        bytes: impl Into<Arc<[u8]>>,
        expected: &ReadOptions,
    ) -> Result<Self, DocumentError> {
        let bytes = bytes.into();
        let limits = expected.get_limits();
        let content_type = expected.document_type();
        expected.check_size(bytes.len())?;
        let verified =
            if expected.has_digest() { Some(expected.check(&T::payload(&bytes)?)?) } else { None };
        let (value, warnings) = json::read_document(&bytes, limits, |reader| {
            if expected.has_odd_content_type() {
                reader.note(DocumentWarningKind::ContentType, 0);
            }
            reader.keep(&bytes);
            T::read(reader, content_type)
        })?;
        let digest = match verified {
            Some(digest) => digest,
            None => Digest::sha256(&T::payload(&bytes)?),
        };
        let media_type = content_type.cloned().unwrap_or_else(|| value.told_media_type());
        Ok(Self { bytes, digest, media_type, value, warnings })
    }

    /// Writes a value, new or edited, as a document of its own.
    ///
    /// # Errors
    /// If the value as written is one that would not be read, such as one with more layers than [`DocumentLimits`] allow.
    ///
    /// [`DocumentLimits`]: super::DocumentLimits
    pub fn from_value(value: &T) -> Result<Self, DocumentError> {
        let mut writer = json::Writer::new(value.layout());
        value.write(&mut writer);
        let content_type = value.told_media_type();
        let expected = ReadOptions::new().content_type(content_type.as_str());
        Self::from_bytes_with(writer.finish(), &expected)
    }

    /// The document's size in bytes: that of exactly these bytes.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }
}

impl<T> Document<T> {
    /// The exact bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The digest of the exact bytes; of a signed schema 1 manifest, that of its payload.
    ///
    /// sha256, or the expected digest where there was one.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The media type: the content type it came with, else what the document states, else what its shape tells.
    pub fn media_type(&self) -> &MediaType {
        &self.media_type
    }

    /// What the bytes say.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// What is odd about the document and harmless, in the order of its bytes; at most 100 warnings.
    pub fn warnings(&self) -> &[DocumentWarning] {
        &self.warnings
    }

    /// The exact bytes, shared.
    pub fn into_bytes(self) -> Arc<[u8]> {
        self.bytes
    }

    /// The value alone.
    pub fn into_value(self) -> T {
        self.value
    }
}
