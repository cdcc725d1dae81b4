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
    /// More bytes than the limit allows.
    #[non_exhaustive]
    TooLarge {
        /// The most bytes that a document may have.
        max: usize,
    },
    /// Arrays and objects nested deeper than the limit allows.
    #[non_exhaustive]
    TooDeep {
        /// The deepest nesting that a document may have.
        max: u16,
    },
    /// More members of objects and elements of arrays than the limit allows.
    #[non_exhaustive]
    TooManyMembers {
        /// The most members and elements that a document may have in all.
        max: u32,
    },
    /// Fewer or more bytes than the descriptor states.
    #[non_exhaustive]
    Size {
        /// The bytes that the descriptor states.
        expected: u64,
        /// The bytes found.
        found: u64,
    },
    /// Bytes of another digest than the expected one.
    DigestMismatch,
    /// A digest that this build cannot compute, where bytes had to be checked against it.
    DigestUncomputable,
    /// A byte order mark before the value.
    ByteOrderMark,
    /// Not JSON.
    #[non_exhaustive]
    Syntax {
        /// What was expected.
        expected: &'static str,
    },
    /// The document ends inside a value.
    #[non_exhaustive]
    UnexpectedEnd {
        /// What was expected.
        expected: &'static str,
    },
    /// Bytes other than white space after the document.
    TrailingBytes,
    /// A JSON value of another type than the member has.
    #[non_exhaustive]
    Type {
        /// What the member should hold.
        expected: &'static str,
        /// What was found.
        found: &'static str,
    },
    /// A required member is missing.
    #[non_exhaustive]
    Missing {
        /// The member's name.
        member: &'static str,
    },
    /// A second member of the same name: readers differ in which one they see.
    Duplicate,
    /// A known member's name in the wrong case: Go's readers accept it as the member, others do not.
    #[non_exhaustive]
    WrongCase {
        /// The member's name as specified.
        expected: &'static str,
    },
    /// A number with a fraction or an exponent in place of a whole number.
    NotWhole,
    /// A whole number that does not fit a signed 64-bit integer.
    Range,
    /// A negative size.
    Negative,
    /// A string that is not a digest.
    #[non_exhaustive]
    Digest {
        /// What is wrong with it.
        error: ParseError,
    },
    /// A string that is not an RFC 3339 time.
    Timestamp,
    /// A string that is not RFC 4648 section 4 base64.
    Base64,
    /// Another `schemaVersion` than that of the document's kind.
    #[non_exhaustive]
    SchemaVersion {
        /// The kind's version.
        expected: i64,
    },
    /// A `rootfs.type` other than `layers`.
    RootFsType,
    /// An `imageLayoutVersion` other than `1.0.0`.
    LayoutVersion,
    /// A member of another kind of document: two readers would see two images (CVE-2021-41190).
    #[non_exhaustive]
    Ambiguous {
        /// The kind that the document was read as.
        kind: &'static str,
    },
    /// A media type that contradicts the content type or the kind that the document was read as.
    #[non_exhaustive]
    MediaTypeConflict {
        /// The kind or the media type that was expected.
        expected: &'static str,
    },
    /// A document of an unknown kind.
    UnknownKind,
    /// A schema 1 signature that does not yield the signed payload.
    Signature,
    /// Layers and history of a schema 1 manifest that contradict each other.
    #[non_exhaustive]
    Schema1 {
        /// The mistake.
        rule: &'static str,
    },
    /// An empty list where at least one element is required.
    Empty,
    /// An empty string as a descriptor's media type.
    EmptyMediaType,
}

impl DocumentErrorKind {
    /// The kind in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::TooDeep { .. } => "too-deep",
            Self::TooManyMembers { .. } => "too-many-members",
            Self::Size { .. } => "size",
            Self::DigestMismatch => "digest-mismatch",
            Self::DigestUncomputable => "digest-uncomputable",
            Self::ByteOrderMark => "byte-order-mark",
            Self::Syntax { .. } => "syntax",
            Self::UnexpectedEnd { .. } => "unexpected-end",
            Self::TrailingBytes => "trailing-bytes",
            Self::Type { .. } => "type",
            Self::Missing { .. } => "missing",
            Self::Duplicate => "duplicate",
            Self::WrongCase { .. } => "wrong-case",
            Self::NotWhole => "not-whole",
            Self::Range => "range",
            Self::Negative => "negative",
            Self::Digest { .. } => "digest",
            Self::Timestamp => "timestamp",
            Self::Base64 => "base64",
            Self::SchemaVersion { .. } => "schema-version",
            Self::RootFsType => "rootfs-type",
            Self::LayoutVersion => "layout-version",
            Self::Ambiguous { .. } => "ambiguous",
            Self::MediaTypeConflict { .. } => "media-type-conflict",
            Self::UnknownKind => "unknown-kind",
            Self::Signature => "signature",
            Self::Schema1 { .. } => "schema1",
            Self::Empty => "empty",
            Self::EmptyMediaType => "empty-media-type",
        }
    }
}

impl fmt::Display for DocumentErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { max } => write!(f, "the document is larger than {max} bytes"),
            Self::TooDeep { max } => write!(f, "arrays and objects are nested deeper than {max}"),
            Self::TooManyMembers { max } => {
                write!(f, "the document has more than {max} members and elements")
            }
            Self::Size { expected, found } => {
                write!(f, "expected a document of {expected} bytes, but found {found}")
            }
            Self::DigestMismatch => f.write_str("the digest differs from the expected one"),
            Self::DigestUncomputable => {
                f.write_str("the algorithm of the expected digest is not supported")
            }
            Self::ByteOrderMark => f.write_str("unexpected byte order mark"),
            Self::Syntax { expected } => write!(f, "expected {expected}"),
            Self::UnexpectedEnd { expected } => {
                write!(f, "expected {expected}, but the document ends")
            }
            Self::TrailingBytes => f.write_str("trailing bytes after the document"),
            Self::Type { expected, found } => write!(f, "expected {expected}, but found {found}"),
            Self::Missing { member } => write!(f, "missing member `{member}`"),
            Self::Duplicate => f.write_str("duplicate member"),
            Self::WrongCase { expected } => {
                write!(f, "wrong case of the member `{expected}`")
            }
            Self::NotWhole => f.write_str("expected a whole number without fraction or exponent"),
            Self::Range => f.write_str("the number does not fit a signed 64-bit integer"),
            Self::Negative => f.write_str("the number is negative"),
            Self::Digest { error } => write!(f, "invalid digest: {error}"),
            Self::Timestamp => f.write_str("not an RFC 3339 time"),
            Self::Base64 => f.write_str("not padded standard base64"),
            Self::SchemaVersion { expected } => write!(f, "expected schemaVersion {expected}"),
            Self::RootFsType => f.write_str("expected `layers` as the type of `rootfs`"),
            Self::LayoutVersion => f.write_str("expected 1.0.0 as the layout's version"),
            Self::Ambiguous { kind } => {
                write!(f, "unexpected member in {kind}: it belongs to another kind of document")
            }
            Self::MediaTypeConflict { expected } => {
                write!(f, "the media type contradicts the expected {expected}")
            }
            Self::UnknownKind => f.write_str("unknown kind of document"),
            Self::Signature => f.write_str("the signature does not yield the signed payload"),
            Self::Schema1 { rule } => write!(f, "invalid schema 1 manifest: {rule}"),
            Self::Empty => f.write_str("expected at least one element"),
            Self::EmptyMediaType => f.write_str("the media type is empty"),
        }
    }
}
