//! One refused document: [`DocumentError`], which names the place as a JSON pointer and a byte offset.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use super::ParseError;

/// Why a document was refused: what is wrong, at which JSON pointer, at which byte.
///
/// It keeps no value of the document, only names of members on the way to the place.
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

    /// Where, as an RFC 6901 JSON pointer: `/layers/3/size`, or the empty text for the whole document.
    ///
    /// For a member that is missing it is the place where it should stand. A pointer longer than 1,024 bytes is cut
    /// to that of the nearest value around the place.
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// At which byte of the document, counted from 0.
    pub fn offset(&self) -> usize {
        self.0.offset
    }
}

impl fmt::Display for DocumentError {
    /// One sentence of printable ASCII, whatever the document held.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, pointer, offset } = &*self.0;
        write!(f, "{kind}")?;
        if !pointer.is_empty() {
            f.write_str(", at ")?;
            for c in pointer.chars() {
                if c.is_ascii_graphic() || c == ' ' {
                    fmt::Write::write_char(f, c)?;
                } else {
                    write!(f, "{}", c.escape_default())?;
                }
            }
        }
        write!(f, " (byte {offset})")
    }
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
    /// No JSON here.
    #[non_exhaustive]
    Syntax {
        /// What may stand there.
        expected: &'static str,
    },
    /// The document ends inside a value.
    #[non_exhaustive]
    UnexpectedEnd {
        /// What may stand there.
        expected: &'static str,
    },
    /// Bytes other than white space behind the value.
    TrailingBytes,
    /// A JSON value of another type than the member has.
    #[non_exhaustive]
    Type {
        /// What the member holds.
        expected: &'static str,
        /// What was found.
        found: &'static str,
    },
    /// A member that must be there is missing.
    #[non_exhaustive]
    Missing {
        /// The member's name.
        member: &'static str,
    },
    /// A member that stands there twice: readers differ in which one they see.
    Duplicate,
    /// A known member's name in the wrong case: Go's readers take it for the member, others don't.
    #[non_exhaustive]
    WrongCase {
        /// The member's name as specified.
        expected: &'static str,
    },
    /// A number with a fraction or an exponent where a whole number is due.
    NotWhole,
    /// A whole number that does not fit a signed 64-bit integer.
    Range,
    /// A negative number where only 0 and more make sense.
    Negative,
    /// A text that is no digest.
    #[non_exhaustive]
    Digest {
        /// Why it is none.
        error: ParseError,
    },
    /// A text that is no RFC 3339 time with upper-case `T` and `Z` and a year up to 9999.
    Timestamp,
    /// A text that is no RFC 4648 section 4 base64.
    Base64,
    /// A `schemaVersion` that the document's kind does not have.
    #[non_exhaustive]
    SchemaVersion {
        /// The version that the kind has.
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
    /// A document whose kind cannot be told.
    UnknownKind,
    /// A schema 1 signature from which the signed payload cannot be taken.
    Signature,
    /// Layers and history of a schema 1 manifest that do not belong together.
    #[non_exhaustive]
    Schema1 {
        /// What does not hold.
        rule: &'static str,
    },
    /// A list that must hold something and is empty.
    Empty,
    /// A member that nobody knows, where all must be understood.
    UnknownMember,
    /// A `_type` that is no in-toto statement's.
    StatementType,
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
            Self::UnknownMember => "unknown-member",
            Self::StatementType => "statement-type",
            Self::Ambiguous { .. } => "ambiguous",
            Self::MediaTypeConflict { .. } => "media-type-conflict",
            Self::UnknownKind => "unknown-kind",
            Self::Signature => "signature",
            Self::Schema1 { .. } => "schema1",
            Self::Empty => "empty",
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
                write!(f, "expected a document of {expected} bytes, but it has {found}")
            }
            Self::DigestMismatch => f.write_str("the document has another digest than expected"),
            Self::DigestUncomputable => {
                f.write_str("the expected digest's algorithm cannot be computed")
            }
            Self::ByteOrderMark => f.write_str("a byte order mark before the document"),
            Self::Syntax { expected } => write!(f, "expected {expected}"),
            Self::UnexpectedEnd { expected } => {
                write!(f, "expected {expected}, but the document ends")
            }
            Self::TrailingBytes => f.write_str("bytes behind the document's end"),
            Self::Type { expected, found } => write!(f, "expected {expected}, but found {found}"),
            Self::Missing { member } => write!(f, "the member `{member}` is missing"),
            Self::Duplicate => f.write_str("a second member of the same name"),
            Self::WrongCase { expected } => {
                write!(f, "a member's name in the wrong case, specified as `{expected}`")
            }
            Self::NotWhole => f.write_str("expected a whole number without fraction or exponent"),
            Self::Range => f.write_str("the number is over 63 bits"),
            Self::Negative => f.write_str("the number is negative"),
            Self::Digest { error } => write!(f, "not a digest: {error}"),
            Self::Timestamp => f.write_str("not an RFC 3339 time"),
            Self::Base64 => f.write_str("not padded standard base64"),
            Self::SchemaVersion { expected } => write!(f, "expected schemaVersion {expected}"),
            Self::RootFsType => f.write_str("the type of `rootfs` is not `layers`"),
            Self::LayoutVersion => f.write_str("the layout's version is not 1.0.0"),
            Self::UnknownMember => f.write_str("an unknown member, where all must be understood"),
            Self::StatementType => f.write_str("the type is not that of an in-toto statement"),
            Self::Ambiguous { kind } => write!(f, "a member that {kind} does not have"),
            Self::MediaTypeConflict { expected } => {
                write!(f, "the media type contradicts the expected {expected}")
            }
            Self::UnknownKind => f.write_str("the document is of no kind that is known"),
            Self::Signature => f.write_str("the signed payload cannot be taken from the signature"),
            Self::Schema1 { rule } => write!(f, "not a schema 1 manifest: {rule}"),
            Self::Empty => f.write_str("expected at least one element"),
        }
    }
}
