//! [`Document`]: the bytes as pulled, and what was read from them once.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::model::Model;
use super::read_options::ReadOptions;
use crate::digest::Digest;
use crate::error::DocumentError;
use crate::json::{self, DocumentWarning, DocumentWarningKind};
use crate::media_type::MediaType;

/// A document: its exact bytes, their digest, its media type, the value read from them, and the warnings.
///
/// `Eq` and `Hash` compare documents by digest and bytes and by media type; values compare by content.
///
/// ```
/// use imageref::document::Document;
/// use imageref::manifest::ImageManifest;
///
/// let bytes = br#"{ "schemaVersion": 2,
///   "config": {"mediaType":"application/vnd.oci.image.config.v1+json","size":2,"digest":
///     "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}, "layers": null }"#;
/// let manifest = Document::<ImageManifest>::from_bytes(bytes)?;
/// assert_eq!(manifest.bytes(), bytes);
/// assert_eq!(manifest.digest().to_string().len(), "sha256:".len() + 64);
/// assert_eq!(manifest.warnings()[0].pointer(), "/layers"); // null, read as no layers
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
    /// Reads a document without digest or content type to check it against.
    ///
    /// Accepts whatever has bytes: `Vec<u8>`, `String`, `Cow<[u8]>`, `bytes::Bytes`, a slice or an array. The bytes are
    /// copied once, since the document keeps them; [`from_shared`](Self::from_shared) shares an `Arc<[u8]>` without a
    /// copy, and [`Model::from_slice`] neither keeps nor copies them.
    ///
    /// # Errors
    ///
    /// If the bytes are not a document of this kind, or exceed the default [`DocumentLimits`](super::DocumentLimits).
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Result<Self, DocumentError> {
        Self::from_bytes_with(bytes, &ReadOptions::new())
    }

    /// Reads a document as [`from_bytes`](Self::from_bytes) does, with one copy, and checks it against `options`: first
    /// the size, then the digest, then the content.
    ///
    /// # Errors
    ///
    /// If size, digest or content type differ from those of `options`, or the bytes are not a document of this kind.
    pub fn from_bytes_with(
        bytes: impl AsRef<[u8]>,
        options: &ReadOptions,
    ) -> Result<Self, DocumentError> {
        options.check_size(bytes.as_ref().len())?; // before the copy
        Self::from_shared(bytes.as_ref(), options)
    }

    /// Reads a document whose bytes are shared, and checks it as [`from_bytes_with`](Self::from_bytes_with) does.
    ///
    /// An `Arc<[u8]>` or `Arc<str>` is not copied; what has to become one, such as a `Vec<u8>`, is copied once.
    ///
    /// # Errors
    ///
    /// As [`from_bytes_with`](Self::from_bytes_with).
    pub fn from_shared(
        bytes: impl Into<Arc<[u8]>>,
        options: &ReadOptions,
    ) -> Result<Self, DocumentError> {
        let bytes = bytes.into();
        let limits = options.limits();
        let content_type = options.document_type();
        options.check_size(bytes.len())?;
        let verified =
            if options.has_digest() { Some(options.check(&T::payload(&bytes)?)?) } else { None };
        let (value, warnings) = json::read_document(&bytes, limits, |reader| {
            if options.has_odd_content_type() {
                reader.note(DocumentWarningKind::ContentType, 0);
            }
            reader.retain_source(&bytes);
            T::read(reader, content_type)
        })?;
        let digest = match verified {
            Some(digest) => digest,
            None => Digest::sha256(&T::payload(&bytes)?),
        };
        let media_type = content_type.cloned().unwrap_or_else(|| value.inferred_media_type());
        Ok(Self { bytes, digest, media_type, value, warnings })
    }

    /// Writes a value, new or edited, as a document of its own.
    ///
    /// # Errors
    ///
    /// If the written value could not be read again, such as one with more layers than [`DocumentLimits`] allow.
    ///
    /// [`DocumentLimits`]: super::DocumentLimits
    pub fn from_value(value: &T) -> Result<Self, DocumentError> {
        let mut writer = json::Writer::new(value.layout());
        value.write(&mut writer);
        let content_type = value.inferred_media_type();
        let options = ReadOptions::new().with_content_type(content_type.as_str());
        Self::from_bytes_with(writer.finish(), &options)
    }

    /// Returns the document's size in bytes.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }
}

impl<T> Document<T> {
    /// Returns the exact bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the digest of the exact bytes; of a signed schema 1 manifest, that of its payload.
    ///
    /// sha256, or the digest that it was checked against.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Returns the media type: the content type, else what the document states, else what its members suggest.
    pub fn media_type(&self) -> &MediaType {
        &self.media_type
    }

    /// Returns the value read from the bytes.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns what is odd about the document, yet harmless, in the order of its bytes; at most 100 warnings.
    pub fn warnings(&self) -> &[DocumentWarning] {
        &self.warnings
    }

    /// Returns the exact bytes, shared.
    pub fn into_bytes(self) -> Arc<[u8]> {
        self.bytes
    }

    /// Returns the value alone.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T> PartialEq for Document<T> {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
            && self.media_type == other.media_type
            && self.bytes == other.bytes
    }
}

impl<T> Eq for Document<T> {}

impl<T> core::hash::Hash for Document<T> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}
