//! [`Model`]: what every kind of document can do: be read, be written.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use serde::de::Error;

use super::read_options::ReadOptions;
use crate::error::DocumentError;
use crate::json::{self, DocumentLimits, Layout, Reader, Writer};
use crate::media_type::MediaType;

/// A kind of document that [`Document`](super::Document) can hold: a manifest, an index, a config, a descriptor.
///
/// For code that is generic over documents. The crate's models implement it; it is sealed.
///
/// ```
/// use imageref::document::Model;
/// use imageref::{DocumentError, ImageIndex};
///
/// fn roundtrip<T: Model>(bytes: &[u8]) -> Result<Vec<u8>, DocumentError> {
///     Ok(T::from_slice(bytes)?.to_bytes())
/// }
///
/// let bytes = br#"{"schemaVersion":2,"manifests":[]}"#;
/// assert_eq!(roundtrip::<ImageIndex>(bytes)?, bytes);
/// # Ok::<(), DocumentError>(())
/// ```
pub trait Model: Reading {
    /// Reads the document that `bytes` hold, as the model's own `from_slice` does.
    ///
    /// # Errors
    ///
    /// As the model's own `from_slice`.
    fn from_slice(bytes: &[u8]) -> Result<Self, DocumentError> {
        Self::from_slice_with(bytes, &ReadOptions::new())
    }

    /// As [`from_slice`](Self::from_slice), with the content type and the limits of `options`; its digest is ignored.
    ///
    /// # Errors
    ///
    /// If the bytes are not a document of this kind and content type, or exceed the limits.
    fn from_slice_with(bytes: &[u8], options: &ReadOptions) -> Result<Self, DocumentError> {
        let read = |reader: &mut Reader<'_>| Self::read(reader, options.document_type());
        json::read_document(bytes, options.limits(), read).map(|(value, _)| value)
    }

    /// Writes the document, as the model's own `to_bytes` does.
    fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new(self.layout());
        self.write(&mut writer);
        writer.finish()
    }
}

/// How a model is read and written. Not nameable outside of the crate, which seals [`Model`].
pub trait Reading: Sized {
    /// Reads the value; `content_type` is the caller's, and names a kind of document.
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> json::Result<Self>;

    /// Writes the value as it was read, or as Go would write it.
    fn write(&self, writer: &mut Writer);

    /// The document's layout.
    fn layout(&self) -> Layout;

    /// The media type that the value states or, if it states none, that its members suggest.
    fn inferred_media_type(&self) -> MediaType;

    /// The part of the document that its digest is computed of: all of it, except for signed schema 1 manifests.
    ///
    /// # Errors
    ///
    /// If signatures do not yield the signed payload.
    fn payload(bytes: &[u8]) -> Result<Cow<'_, [u8]>, DocumentError> {
        Ok(Cow::Borrowed(bytes))
    }
}

/// Serializes a value by way of its compact JSON.
pub(crate) fn serialize<T: Reading, S: serde::Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new(Layout::default());
    value.write(&mut writer);
    json::serialize(&writer.into_text(), serializer)
}

/// Deserializes a value by way of compact JSON.
pub(crate) fn deserialize<'de, T, D: serde::Deserializer<'de>>(
    deserializer: D,
    read: impl Fn(&mut Reader<'_>) -> json::Result<T>,
) -> Result<T, D::Error> {
    let text = json::deserialize(deserializer)?;
    let value = json::read_document(text.as_bytes(), DocumentLimits::default(), read);
    value.map(|(value, _)| value).map_err(D::Error::custom)
}

/// `Model`, `from_slice`, `to_bytes`, `Serialize` and `Deserialize` for a type that implements `Reading`.
macro_rules! impl_model {
    ($model:ty) => {
        impl crate::document::Model for $model {}

        impl $model {
            /// Reads the document that `bytes` hold, without digest, copy or warnings; see
            /// [`Document`](crate::document::Document) for these.
            ///
            /// # Errors
            ///
            /// If the bytes are not a document of this kind, or exceed the default
            /// [`DocumentLimits`](crate::document::DocumentLimits).
            pub fn from_slice(
                bytes: &[u8],
            ) -> core::result::Result<Self, crate::error::DocumentError> {
                crate::document::Model::from_slice(bytes)
            }

            /// Writes the document: byte for byte as it was read, except for what was edited since; a new one as Go
            /// writes image-spec's structs, compact.
            ///
            /// A value that was read by [`from_slice`](Self::from_slice) remembers the layouts of Go's
            /// `json.MarshalIndent`; one that was read with its [`Document`](crate::document::Document) remembers any
            /// layout, and how strings were escaped.
            pub fn to_bytes(&self) -> alloc::vec::Vec<u8> {
                crate::document::Model::to_bytes(self)
            }
        }

        impl serde::Serialize for $model {
            /// Writes the value to any format, members in their order;
            /// [what each format does not keep](crate::document#other-formats).
            fn serialize<S: serde::Serializer>(
                &self,
                serializer: S,
            ) -> core::result::Result<S::Ok, S::Error> {
                crate::document::model::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            /// Reads the value from any self-describing format, with the same checks and default limits;
            /// [what each format does not keep](crate::document#other-formats).
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> core::result::Result<Self, D::Error> {
                crate::document::model::deserialize(deserializer, |reader| {
                    crate::document::Reading::read(reader, None)
                })
            }
        }
    };
}
pub(crate) use impl_model;
