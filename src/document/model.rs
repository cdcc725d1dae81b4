//! What every kind of document can do: be read, be written.

use crate::json::{Layout, Reader, Result, Writer};
use crate::media_type::MediaType;

/// A kind of document that [`Document`](super::Document) can hold: a manifest, an index, a config, and their like.
///
/// The crate's models implement it; nobody else can.
pub trait Model: Reading {}

/// How a model is read and written.
pub trait Reading: Sized {
    /// Reads the value; `content_type` is what the caller knows, and names a kind of document.
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self>;

    /// Writes the value as it was read, or as Go would write it.
    fn write(&self, writer: &mut Writer);

    /// How the document was laid out.
    fn layout(&self) -> Layout;

    /// The media type that the value states or, where it states none, that its shape tells.
    fn told_media_type(&self) -> MediaType;

    /// The part of the document that its digest is computed of: all of it, but for signed schema 1 manifests.
    fn payload(
        bytes: &[u8],
    ) -> core::result::Result<alloc::borrow::Cow<'_, [u8]>, crate::error::DocumentError> {
        Ok(alloc::borrow::Cow::Borrowed(bytes))
    }
}

/// `Model`, `from_slice`, `to_bytes` and `Serialize` for a type that implements `Reading`.
macro_rules! impl_model {
    ($model:ty) => {
        impl crate::document::Model for $model {}

        impl $model {
            /// Reads the document that `bytes` hold, without digest, copy or warnings; see
            /// [`Document`](crate::document::Document) for these.
            ///
            /// # Errors
            /// If the bytes are no such document, or more of it than [`DocumentLimits`](crate::document::DocumentLimits) allow.
            pub fn from_slice(
                bytes: &[u8],
            ) -> core::result::Result<Self, crate::error::DocumentError> {
                use crate::document::Reading;
                let limits = crate::document::DocumentLimits::default();
                crate::json::read_document(bytes, limits, |reader| Self::read(reader, None))
                    .map(|(value, _)| value)
            }

            /// Writes the document: byte for byte as it was read, but for what was edited since; a new one as Go writes
            /// image-spec's structs, compact.
            ///
            /// A value that was read by [`from_slice`](Self::from_slice) remembers layouts as Go's `json.MarshalIndent` has
            /// them; one that was read with its [`Document`](crate::document::Document) any layout, and how texts were
            /// escaped.
            pub fn to_bytes(&self) -> alloc::vec::Vec<u8> {
                use crate::document::Reading;
                let mut writer = crate::json::Writer::new(self.layout());
                self.write(&mut writer);
                writer.finish()
            }
        }

        impl serde::Serialize for $model {
            /// The document's JSON in another format, its members in their order.
            fn serialize<S: serde::Serializer>(
                &self,
                serializer: S,
            ) -> core::result::Result<S::Ok, S::Error> {
                use crate::document::Reading;
                let mut writer = crate::json::Writer::new(crate::json::Layout::default());
                self.write(&mut writer);
                crate::json::serialize(&writer.into_text(), serializer)
            }
        }
    };
}
pub(crate) use impl_model;
