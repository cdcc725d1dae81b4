//! [`DocumentError`]: why a document was rejected, with the place as a JSON pointer and a byte offset.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use super::{Escaped, ParseError};

/// The reason why a document was rejected: what is wrong, at which JSON pointer, at which byte.
///
/// It keeps no values of the document, only the names of the members that lead to the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: DocumentErrorKind,
    pointer: String,
    offset: usize,
}

impl DocumentError {
    pub(crate) fn new(kind: DocumentErrorKind, pointer: String, offset: usize) -> Self {
        Self(Box::new(Inner { kind, pointer, offset }))
    }

    /// What is wrong.
    pub fn kind(&self) -> DocumentErrorKind {
        self.0.kind
    }

    /// Where, as an RFC 6901 JSON pointer: `/layers/3/size`, or the empty string for the whole document.
    ///
    /// For a missing member, the place where it should be. A pointer longer than 1,024 bytes is cut to that of the
    /// nearest enclosing value.
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// The byte of the document, counted from 0.
    pub fn offset(&self) -> usize {
        self.0.offset
    }
}

impl fmt::Display for DocumentError {
    /// One sentence of printable ASCII, whatever the document holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, pointer, offset } = &*self.0;
        at_pointer(f, kind, pointer, *offset)
    }
}

/// Writes `sentence, at /pointer (byte 7)`; what is not printable ASCII is escaped.
pub(crate) fn at_pointer(
    f: &mut fmt::Formatter<'_>,
    sentence: &dyn fmt::Display,
    pointer: &str,
    offset: usize,
) -> fmt::Result {
    write!(f, "{sentence}")?;
    if !pointer.is_empty() {
        f.write_str(", at ")?;
        for c in pointer.chars() {
            fmt::Display::fmt(&Escaped(c), f)?;
        }
    }
    write!(f, " (byte {offset})")
}

impl core::error::Error for DocumentError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.0.kind {
            DocumentErrorKind::Digest { error } => Some(error),
            _ => None,
        }
    }
}

/// Defines the kinds of errors, those with members first, each with its name in kebab case and its sentence.
macro_rules! kinds {
    (
        $($(#[$doc:meta])* $kind:ident { $($(#[$member_doc:meta])* $member:ident: $type:ty,)* }
            = $name:literal, $sentence:literal;)*
        ;
        $($(#[$unit_doc:meta])* $unit:ident = $unit_name:literal, $unit_sentence:literal;)*
    ) => {
        /// What is wrong with a document.
        ///
        /// ```
        /// use imageref::{DocumentErrorKind, ImageManifest};
        ///
        /// let error = ImageManifest::from_slice(br#"{"schemaVersion":2,"schemaVersion":2}"#).unwrap_err();
        /// assert_eq!(error.kind(), DocumentErrorKind::Duplicate);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum DocumentErrorKind {
            $($(#[$doc])* #[non_exhaustive] $kind { $($(#[$member_doc])* $member: $type,)* },)*
            $($(#[$unit_doc])* $unit,)*
        }

        impl DocumentErrorKind {
            /// The kind in kebab case.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind { .. } => $name,)*
                    $(Self::$unit => $unit_name,)*
                }
            }
        }

        impl fmt::Display for DocumentErrorKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$kind { $($member),* } => write!(f, $sentence),)*
                    $(Self::$unit => f.write_str($unit_sentence),)*
                }
            }
        }
    };
}

kinds! {
    /// More bytes than the limit allows.
    TooLarge {
        /// The most bytes that a document may have.
        max: usize,
    } = "too-large", "the document is larger than {max} bytes";
    /// Arrays and objects nested deeper than the limit allows.
    TooDeep {
        /// The deepest nesting that a document may have.
        max: u16,
    } = "too-deep", "arrays and objects are nested deeper than {max}";
    /// More members of objects and elements of arrays than the limit allows.
    TooManyMembers {
        /// The most members and elements that a document may have in all.
        max: u32,
    } = "too-many-members", "the document has more than {max} members and elements";
    /// Fewer or more bytes than the descriptor states.
    Size {
        /// The bytes that the descriptor states.
        expected: u64,
        /// The bytes found.
        found: u64,
    } = "size", "expected a document of {expected} bytes, but found {found}";
    /// Not JSON.
    Syntax {
        /// What was expected.
        expected: &'static str,
    } = "syntax", "expected {expected}";
    /// The document ends inside a value.
    UnexpectedEnd {
        /// What was expected.
        expected: &'static str,
    } = "unexpected-end", "expected {expected}, but the document ends";
    /// A JSON value of another type than the member has.
    Type {
        /// What the member should hold.
        expected: &'static str,
        /// What was found.
        found: &'static str,
    } = "type", "expected {expected}, but found {found}";
    /// A required member is missing.
    Missing {
        /// The member's name.
        member: &'static str,
    } = "missing", "missing member `{member}`";
    /// A known member's name in the wrong case: Go's readers accept it as the member, others do not.
    WrongCase {
        /// The member's name as specified.
        expected: &'static str,
    } = "wrong-case", "wrong case of the member `{expected}`";
    /// A string that is not a digest.
    Digest {
        /// What is wrong with it.
        error: ParseError,
    } = "digest", "invalid digest: {error}";
    /// Another `schemaVersion` than that of the document's kind.
    SchemaVersion {
        /// The kind's version.
        expected: i64,
    } = "schema-version", "expected schemaVersion {expected}";
    /// A member of another kind of document: two readers would see two images (CVE-2021-41190).
    Ambiguous {
        /// The kind that the document was read as.
        kind: &'static str,
    } = "ambiguous", "unexpected member in {kind}: it belongs to another kind of document";
    /// A media type that contradicts the content type or the kind that the document was read as.
    MediaTypeConflict {
        /// The kind or the media type that was expected.
        expected: &'static str,
    } = "media-type-conflict", "the media type contradicts the expected {expected}";
    /// Layers and history of a schema 1 manifest that contradict each other.
    Schema1 {
        /// The mistake.
        rule: &'static str,
    } = "schema1", "invalid schema 1 manifest: {rule}";
    ;
    /// Bytes of another digest than the expected one.
    DigestMismatch = "digest-mismatch", "the digest differs from the expected one";
    /// A digest that this build cannot compute, where bytes had to be checked against it.
    DigestUncomputable = "digest-uncomputable", "the algorithm of the expected digest is not supported";
    /// A byte order mark before the value.
    ByteOrderMark = "byte-order-mark", "unexpected byte order mark";
    /// Bytes other than white space after the document.
    TrailingBytes = "trailing-bytes", "trailing bytes after the document";
    /// A second member of the same name: readers differ in which one they see.
    Duplicate = "duplicate", "duplicate member";
    /// A number with a fraction or an exponent in place of a whole number.
    NotWhole = "not-whole", "expected a whole number without fraction or exponent";
    /// A whole number that does not fit a signed 64-bit integer.
    Range = "range", "the number does not fit a signed 64-bit integer";
    /// A negative size.
    Negative = "negative", "the number is negative";
    /// A string that is not an RFC 3339 time.
    Timestamp = "timestamp", "not an RFC 3339 time";
    /// A string that is not RFC 4648 section 4 base64.
    Base64 = "base64", "not padded standard base64";
    /// A `rootfs.type` other than `layers`.
    RootFsType = "rootfs-type", "expected `layers` as the type of `rootfs`";
    /// An `imageLayoutVersion` other than `1.0.0`.
    LayoutVersion = "layout-version", "expected 1.0.0 as the layout's version";
    /// A document of an unknown kind.
    UnknownKind = "unknown-kind", "unknown kind of document";
    /// A schema 1 signature that does not yield the signed payload.
    Signature = "signature", "the signature does not yield the signed payload";
    /// An empty list where at least one element is required.
    Empty = "empty", "expected at least one element";
    /// An empty string as a descriptor's media type.
    EmptyMediaType = "empty-media-type", "the media type is empty";
}
