//! The words of an error: what is wrong, in which part.

use core::fmt;

use imageref::ParseError;

/// What is wrong with a string in another system's format.
///
/// ```
/// use imageref_interop::registry_api::Challenge;
/// use imageref_interop::{FormatErrorKind, FormatPart};
///
/// let error = Challenge::parse("").unwrap_err();
/// assert_eq!(error.part(), FormatPart::Challenge);
/// assert!(matches!(error.kind(), FormatErrorKind::UnexpectedEnd { .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FormatErrorKind {
    /// An invalid reference, name, tag or digest in the string.
    #[non_exhaustive]
    Name {
        /// Its error, whose span counts from the start of that part.
        error: ParseError,
    },
    /// An empty part.
    Empty,
    /// A part with more bytes than allowed.
    #[non_exhaustive]
    TooLong {
        /// The maximum number of bytes.
        max: u32,
    },
    /// A byte that is not allowed at this position.
    #[non_exhaustive]
    Unexpected {
        /// The byte found.
        found: u8,
        /// What is allowed there.
        expected: &'static str,
    },
    /// A string that ends too early.
    #[non_exhaustive]
    UnexpectedEnd {
        /// What is allowed there.
        expected: &'static str,
    },
    /// An unknown word.
    #[non_exhaustive]
    UnknownWord {
        /// The known words.
        expected: &'static str,
    },
    /// A space, a tab or a line break.
    #[non_exhaustive]
    Whitespace {
        /// The byte found.
        found: u8,
    },
    /// A control character.
    #[non_exhaustive]
    Control {
        /// The byte found.
        found: u8,
    },
    /// A character outside ASCII.
    #[non_exhaustive]
    NonAscii {
        /// The character found.
        found: char,
    },
    /// A percent-escape where none is allowed.
    PercentEncoding,
    /// A `%` without two hex digits.
    BadEscape,
    /// Percent-escapes whose bytes are not UTF-8.
    EscapesNotUtf8,
    /// A `/` inside a component, written as a percent-escape.
    EscapedSlash,
    /// A `.` or `..` as a component of a path.
    DotSegment,
    /// A query where the format has none.
    Query,
    /// A fragment where the format has none.
    Fragment,
    /// A URL scheme other than `http` and `https`.
    Scheme,
    /// Credentials before the host of a URL.
    Userinfo,
    /// A URL whose host depends on the page that holds it: `//example.com/`.
    RelativeHost,
    /// Brackets without an IPv6 address.
    Ipv6,
    /// A port that is not a number.
    Port,
    /// A number over 64 bits.
    NumberRange,
    /// A digest whose algorithm is not sha256, sha384, sha512 or blake3.
    UnknownAlgorithm,
    /// A second digest that differs from the first.
    SecondDigest,
    /// A namespace where the format has none.
    Namespace,
    /// A wildcard where none is allowed.
    MisplacedWildcard,
    /// A pattern that no reference can match.
    NeverMatches,
    /// A string that the other system does not read as a reference.
    NotAReference,
    /// A string that is not in canonical form.
    NotCanonical,
    /// A range whose last byte comes before its first.
    ReversedRange,
    /// A name that occurs twice.
    Duplicate,
    /// More parts of a platform than operating system, architecture and variant.
    TooManyParts,
    /// A second version of the operating system.
    SecondOsVersion,
}

/// The part of a string in another system's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FormatPart {
    /// The architecture of a platform.
    Architecture,
    /// A challenge in `WWW-Authenticate`.
    Challenge,
    /// A `Docker-Content-Digest` header.
    ContentDigest,
    /// A reference encoded as a file name.
    FileName,
    /// An image, as a system that matches it reads it.
    Image,
    /// A link in `Link`.
    Link,
    /// The target of a link in `Link`.
    LinkTarget,
    /// The `ns` query of a request to a mirror.
    MirrorQuery,
    /// The operating system of a platform.
    OperatingSystem,
    /// The version of a platform's operating system.
    OsVersion,
    /// A package URL.
    PackageUrl,
    /// A pattern of references.
    Pattern,
    /// A platform.
    Platform,
    /// `pull-from-mirror` in `registries.conf`.
    PullFromMirror,
    /// The path of a request to a registry.
    RegistryPath,
    /// The name of an upload in such a path.
    UploadSession,
    /// The range of an upload.
    UploadRange,
    /// A URL.
    Url,
    /// The variant of a platform's architecture.
    Variant,
}

impl FormatPart {
    /// Returns the part's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Architecture => "architecture",
            Self::Challenge => "challenge",
            Self::ContentDigest => "digest header",
            Self::FileName => "file name",
            Self::Image => "image",
            Self::Link => "link",
            Self::LinkTarget => "link target",
            Self::MirrorQuery => "mirror query",
            Self::OperatingSystem => "operating system",
            Self::OsVersion => "OS version",
            Self::PackageUrl => "package URL",
            Self::Pattern => "pattern",
            Self::Platform => "platform",
            Self::PullFromMirror => "pull-from-mirror value",
            Self::RegistryPath => "path",
            Self::UploadSession => "upload session",
            Self::UploadRange => "range",
            Self::Url => "URL",
            Self::Variant => "variant",
        }
    }
}

impl fmt::Display for FormatPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
