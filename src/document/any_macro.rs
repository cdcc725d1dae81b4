//! [`any_of!`]: documents of several kinds in one type.

/// An enum of models, which detects the kind of what it reads; `payload` is the part of the bytes that is hashed.
macro_rules! any_of {
    (
        $(#[$meta:meta])*
        pub enum $any:ident |$bytes:ident| $payload:expr;
        $($(#[$doc:meta])* $variant:ident($model:ty) = $kind:ident,)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $any {
            $($(#[$doc])* $variant($model),)*
        }

        impl crate::document::Reading for $any {
            fn read(
                reader: &mut crate::json::Reader<'_>,
                content_type: Option<&crate::media_type::MediaType>,
            ) -> crate::json::Result<Self> {
                let start = reader.position();
                let kind = reader
                    .lookahead(|reader| crate::document::DocumentKind::read(reader, content_type))?;
                $(if kind == crate::document::DocumentKind::$kind {
                    return crate::document::Reading::read(reader, content_type).map(Self::$variant);
                })*
                let kind = crate::error::DocumentErrorKind::UnknownKind;
                Err(crate::json::Fault::new(kind, start))
            }

            fn write(&self, writer: &mut crate::json::Writer) {
                match self {
                    $(Self::$variant(value) => value.write(writer),)*
                }
            }

            fn layout(&self) -> crate::json::Layout {
                match self {
                    $(Self::$variant(value) => value.layout(),)*
                }
            }

            fn inferred_media_type(&self) -> crate::media_type::MediaType {
                match self {
                    $(Self::$variant(value) => value.inferred_media_type(),)*
                }
            }

            fn payload(
                $bytes: &[u8],
            ) -> core::result::Result<alloc::borrow::Cow<'_, [u8]>, crate::error::DocumentError> {
                $payload
            }
        }

        crate::document::impl_model!($any);

        impl $any {
            /// Returns the media type that the document states or, if it states none, that its members suggest.
            pub fn media_type(&self) -> crate::media_type::MediaType {
                crate::document::Reading::inferred_media_type(self)
            }

            /// Returns the kind of document.
            pub fn kind(&self) -> crate::document::DocumentKind {
                match self {
                    $(Self::$variant(_) => crate::document::DocumentKind::$kind,)*
                }
            }
        }

        $(impl From<$model> for $any {
            fn from(value: $model) -> Self {
                Self::$variant(value)
            }
        })*
    };
}
pub(crate) use any_of;
