//! [`DocumentWarning`]: something odd and harmless, and where.

use alloc::string::String;
use core::fmt;

/// What is odd about a place of a document, yet harmless enough to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DocumentWarningKind {
    /// `null` where the specification asks for a value or for no member: Go writes it for lists that were never made.
    Null,
    /// A second member of the same name, one that nothing here reads, or a second annotation or label: the last counts.
    DuplicateMember,
    /// A known member's name in the wrong case, where only runtimes look: Go's readers take it for the member.
    WrongCase,
    /// Bytes that are not UTF-8 in a text: they are read as U+FFFD, as Go does, and cannot be written again.
    InvalidUtf8,
    /// Half a surrogate pair in an escape: it is read as U+FFFD, as Go does.
    LoneSurrogate,
    /// A number that is not written as a whole number usually is, such as `-0`, or a fraction in a reserved member.
    NumberForm,
    /// Base64 with line breaks or stray bits: other readers may refuse it.
    Base64Form,
    /// A time with more than nine digits of fraction: Go cuts them off.
    TimestampPrecision,
    /// A value in a set, whose members should all be `{}`.
    SetValue,
    /// A media type that is no RFC 6838 `type/subtype`.
    MediaTypeForm,
    /// Docker's media type in an OCI document or the other way round.
    MixedMediaTypes,
    /// A content type that names no kind of document.
    ContentType,
    /// A well-formed digest of an algorithm that is not registered.
    UnknownAlgorithm,
    /// The descriptor of the empty JSON object with another size or digest than `{}` has.
    EmptyDescriptor,
    /// Embedded `data` of another size or digest than its descriptor states: it is not given out.
    DataMismatch,
    /// A URL that has no scheme, or blanks.
    UrlForm,
    /// An environment variable without `=`.
    EnvForm,
    /// An artifact (its config is empty) without `artifactType`.
    ArtifactTypeMissing,
    /// No layers or no manifests.
    Empty,
    /// More layers than Docker's storage can stack (127).
    ManyLayers,
    /// An annotation whose value is not what its key asks for.
    AnnotationValue,
    /// An annotation of more than 64 KiB, which registries and runtimes may refuse.
    LargeAnnotation,
    /// A platform without architecture or operating system.
    PlatformIncomplete,
    /// A platform that is not in its normal form, such as `x86_64` for `amd64`.
    PlatformNotNormal,
    /// A deprecated or withdrawn member or kind of document.
    Deprecated,
    /// A schema 1 manifest in an index.
    Schema1Entry,
    /// A signed schema 1 media type without signatures.
    Unsigned,
    /// A config without `rootfs.type`.
    RootFsTypeMissing,
    /// A config without `rootfs.diff_ids`: Docker leaves the list out when it is empty.
    DiffIdsMissing,
    /// A history whose entries with a layer are not as many as `rootfs.diff_ids`.
    HistoryMismatch,
    /// More warnings than are kept.
    More,
}

impl DocumentWarningKind {
    /// The kind in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::DuplicateMember => "duplicate-member",
            Self::WrongCase => "wrong-case",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::LoneSurrogate => "lone-surrogate",
            Self::NumberForm => "number-form",
            Self::Base64Form => "base64-form",
            Self::TimestampPrecision => "timestamp-precision",
            Self::SetValue => "set-value",
            Self::MediaTypeForm => "media-type-form",
            Self::MixedMediaTypes => "mixed-media-types",
            Self::ContentType => "content-type",
            Self::UnknownAlgorithm => "unknown-algorithm",
            Self::EmptyDescriptor => "empty-descriptor",
            Self::DataMismatch => "data-mismatch",
            Self::UrlForm => "url-form",
            Self::EnvForm => "env-form",
            Self::ArtifactTypeMissing => "artifact-type-missing",
            Self::Empty => "empty",
            Self::ManyLayers => "many-layers",
            Self::AnnotationValue => "annotation-value",
            Self::LargeAnnotation => "large-annotation",
            Self::PlatformIncomplete => "platform-incomplete",
            Self::PlatformNotNormal => "platform-not-normal",
            Self::Deprecated => "deprecated",
            Self::Schema1Entry => "schema1-entry",
            Self::Unsigned => "unsigned",
            Self::RootFsTypeMissing => "rootfs-type-missing",
            Self::DiffIdsMissing => "diff-ids-missing",
            Self::HistoryMismatch => "history-mismatch",
            Self::More => "more",
        }
    }
}

/// Something about a document that is odd, yet no reason to refuse it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentWarning {
    pub(super) kind: DocumentWarningKind,
    pub(super) pointer: String,
    pub(super) offset: usize,
}

impl DocumentWarning {
    /// What is odd.
    pub fn kind(&self) -> DocumentWarningKind {
        self.kind
    }

    /// Where, as an RFC 6901 JSON pointer; of something missing, the object that lacks it.
    ///
    /// A pointer longer than 1,024 bytes is cut to that of the nearest value around the place.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// At which byte of the document, counted from 0.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for DocumentWarning {
    /// `null at /layers (byte 45)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.as_str())?;
        if !self.pointer.is_empty() {
            write!(f, " at {}", self.pointer.escape_debug())?;
        }
        write!(f, " (byte {})", self.offset)
    }
}
