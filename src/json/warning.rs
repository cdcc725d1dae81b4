//! [`DocumentWarning`]: something odd and harmless, and where.

use alloc::string::String;
use core::fmt;

/// The one table of warnings: documentation, name, name in kebab case, sentence.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident $name:literal $sentence:literal;)*) => {
        /// What is odd about a place of a document, yet harmless enough to read it.
        ///
        /// [The table of warnings](crate::docs::warnings) shows where each is checked, and its source.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum DocumentWarningKind {
            $($(#[doc = $doc])+ $kind,)*
        }

        impl DocumentWarningKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The kind in kebab case.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            const fn sentence(self) -> &'static str {
                match self {
                    $(Self::$kind => $sentence,)*
                }
            }
        }
    };
}

kinds! {
    /// `null` where the specification asks for a value or for no member. Go reads an empty value and writes `null` for
    /// lists that were never made.
    Null "null" "unexpected `null`, read as empty";
    /// A second member of the same name, where nothing here reads it, or a second annotation or label: the last counts.
    DuplicateMember "duplicate-member" "a second member of the same name";
    /// A known member's name in the wrong case, where only runtimes look: Go's readers accept it as the member.
    WrongCase "wrong-case" "a known member's name in the wrong case";
    /// Bytes that are not UTF-8 in a string: read as U+FFFD, as Go does.
    InvalidUtf8 "invalid-utf8" "a byte that is not UTF-8, read as U+FFFD";
    /// Half a surrogate pair in an escape: read as U+FFFD, as Go does.
    LoneSurrogate "lone-surrogate" "an unpaired surrogate, read as U+FFFD";
    /// An unusual spelling of a whole number, such as `-0`, or a fraction in a reserved member.
    NumberForm "number-form" "an unusual spelling of a number";
    /// Base64 with line breaks or stray bits: other readers may reject it.
    Base64Form "base64-form" "base64 with line breaks or stray bits";
    /// A time with more than nine digits of fraction: Go cuts them off.
    TimestampPrecision "timestamp-precision" "a time with more than nine digits of fraction";
    /// A time that RFC 3339 allows and Go rejects: a lower-case `t` or `z`, or a leap second.
    TimestampForm "timestamp-form" "a time that Go's readers reject";
    /// A value in a set, whose members should all be `{}`.
    SetValue "set-value" "a value other than `{}` in a set";
    /// A media type that is not an RFC 6838 `type/subtype`.
    MediaTypeForm "media-type-form" "a media type that is not a `type/subtype`";
    /// Docker's media type in an OCI document or the other way round.
    MixedMediaTypes "mixed-media-types" "a media type of the other family";
    /// A type below `application/vnd.oci.` or `application/vnd.docker.` that neither specifies.
    UnregisteredMediaType "unregistered-media-type" "a media type that its family does not specify";
    /// A media type that only one runtime reads: encrypted layers, Docker's zstd.
    RuntimeMediaType "runtime-media-type" "a media type that only one runtime reads";
    /// A Docker document, or one that came as Docker's, without the `mediaType` that Docker requires.
    MediaTypeMissing "media-type-missing" "a Docker document without `mediaType`";
    /// A Docker image whose config has one of the media types that old versions pushed, such as
    /// `application/octet-stream`.
    ConfigMediaType "config-media-type" "a config with the media type of an old Docker push";
    /// A content type that names no kind of document.
    ContentType "content-type" "a content type that names no kind of document";
    /// A well-formed digest of an algorithm that image-spec does not register.
    UnknownAlgorithm "unknown-algorithm" "a digest algorithm that is not registered";
    /// A size of 0 with a digest other than the empty string's, or the other way round.
    ZeroSize "zero-size" "size and digest disagree about empty content";
    /// Two descriptors of one digest with different sizes.
    SizeConflict "size-conflict" "another size for the same digest";
    /// Two descriptors of one digest with different media types.
    MediaTypeConflict "media-type-conflict" "another media type for the same digest";
    /// The descriptor of the empty JSON object with another size or digest than `{}` has.
    EmptyDescriptor "empty-descriptor" "the empty descriptor with another size or digest than `{}`";
    /// Embedded `data` of another size or digest than its descriptor states: it is not returned.
    DataMismatch "data-mismatch" "embedded data of another size or digest";
    /// A URL that is not http or https, or that has blanks or no host.
    UrlForm "url-form" "a URL that is not http or https";
    /// An environment variable without `=`, or without a name.
    EnvForm "env-form" "an environment variable without name or `=`";
    /// OCI's member in a Docker document: `annotations`, `subject`, `artifactType`, `data`.
    ForeignMember "foreign-member" "a member that Docker does not specify";
    /// An artifact (its config is empty) without `artifactType`.
    ArtifactTypeMissing "artifact-type-missing" "an artifact without `artifactType`";
    /// No layers or no manifests.
    Empty "empty" "an empty list";
    /// More layers than Docker's storage can stack (127).
    ManyLayers "many-layers" "more layers than Docker can stack";
    /// An annotation's or label's key that is empty, has white space around it, or control characters.
    AnnotationKey "annotation-key" "a key that is empty, padded or has control characters";
    /// An annotation whose value is not what its key asks for.
    AnnotationValue "annotation-value" "a value that the annotation's key does not allow";
    /// Two keys of one meaning with different values: `org.opencontainers.image.source` and
    /// `org.label-schema.vcs-url`, or keys that differ in case or padding alone.
    AnnotationConflict "annotation-conflict" "two keys of one meaning with different values";
    /// An annotation of more than 64 KiB, which registries and runtimes may reject.
    LargeAnnotation "large-annotation" "an annotation of more than 64 KiB";
    /// A platform without architecture or operating system, or a Docker list's entry without platform.
    PlatformIncomplete "platform-incomplete" "a platform without architecture or operating system";
    /// A platform that is not in its normal form, such as `x86_64` for `amd64` or variant `7` for `v7`.
    PlatformNotNormal "platform-not-normal" "a platform that is not in its normal form";
    /// Two entries of an index for the same platform.
    DuplicatePlatform "duplicate-platform" "a second entry for the same platform";
    /// Two entries of an index with the same `org.opencontainers.image.ref.name`.
    DuplicateRefName "duplicate-ref-name" "a second entry of the same reference name";
    /// An attestation that names no image, or one that is not in the index.
    DanglingAttestation "dangling-attestation" "an attestation whose image is not in the index";
    /// A deprecated or withdrawn member, media type or kind of document.
    Deprecated "deprecated" "deprecated or withdrawn";
    /// A schema 1 manifest in an index.
    Schema1Entry "schema1-entry" "a schema 1 manifest in an index";
    /// A signed schema 1 media type without signatures.
    Unsigned "unsigned" "a signed schema 1 media type without signatures";
    /// A config without `rootfs.type`.
    RootFsTypeMissing "rootfs-type-missing" "`rootfs` without `type`";
    /// A config without `rootfs.diff_ids`: Docker omits the list when it is empty.
    DiffIdsMissing "diff-ids-missing" "`rootfs` without `diff_ids`";
    /// A history with another number of entries that made a layer than `rootfs.diff_ids` has.
    HistoryMismatch "history-mismatch" "history and `diff_ids` differ in their number of layers";
    /// More warnings than are kept.
    More "more" "further warnings are not kept";
}

impl fmt::Display for DocumentWarningKind {
    /// The sentence: `unexpected null, read as empty`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.sentence())
    }
}

/// Something about a document that is odd, yet no reason to reject it: kind, place, sentence.
///
/// ```
/// use imageref::document::{DocumentWarning, DocumentWarningKind};
/// use imageref::{Document, ImageIndex};
///
/// let index = Document::<ImageIndex>::from_bytes(&br#"{"schemaVersion":2,"manifests":null}"#[..])?;
/// let warning: &DocumentWarning = &index.warnings()[0];
/// assert_eq!((warning.kind(), warning.pointer()), (DocumentWarningKind::Null, "/manifests"));
/// assert_eq!(warning.to_string(), "unexpected `null`, read as empty, at /manifests (byte 31)");
/// # Ok::<(), imageref::DocumentError>(())
/// ```
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

    /// Where, as an RFC 6901 JSON pointer; for something missing, that of the object that lacks it.
    ///
    /// A pointer longer than 1,024 bytes is cut to that of the nearest enclosing value.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The byte of the document, counted from 0.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for DocumentWarning {
    /// One sentence of printable ASCII: ``unexpected `null`, read as empty, at /layers (byte 45)``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::error::at_pointer(f, &self.kind, &self.pointer, self.offset)
    }
}
