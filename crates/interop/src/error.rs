//! Why a string in another system's format was rejected: [`FormatError`].

use core::fmt;

use imageref::{ParseError, Span};

/// Why a string was rejected: what is wrong, in which part, at which bytes.
///
/// `Copy`; it keeps no input. Where the string holds a reference, a name, a tag or a digest that is wrong, the error of
/// that part is the [source](core::error::Error::source) and its sentence is shown.
///
/// ```
/// use imageref_interop::pattern::Pattern;
///
/// let error = "quay.io/team/App".parse::<Pattern>().unwrap_err();
/// assert_eq!(error.to_string(), "unexpected upper-case letter `A` in the repository");
/// assert_eq!(error.span().range(), 13..14);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FormatError {
    kind: FormatErrorKind,
    part: FormatPart,
    span: Span,
}

/// What is wrong with a string in another system's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FormatErrorKind {
    /// A reference, a name, a tag or a digest in the string is wrong.
    #[non_exhaustive]
    Name {
        /// Its error, with a span within the part alone.
        error: ParseError,
    },
    /// Nothing is written where the part should be.
    Empty,
    /// The part has more bytes than allowed.
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
    /// The string ends too early.
    #[non_exhaustive]
    UnexpectedEnd {
        /// What is allowed there.
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
    /// Brackets without an IPv6 address.
    Ipv6,
    /// A port that is not a number.
    PortRange,
    /// A digest whose algorithm is not sha256, sha384, sha512 or blake3.
    UnknownAlgorithm,
    /// A second digest that differs from the first.
    SecondDigest,
    /// A namespace where the format has none.
    UnexpectedNamespace,
    /// An unknown keyword.
    UnknownOption,
    /// Wildcards where the pattern allows none.
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
}

/// The part of a string in another system's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FormatPart {
    /// A challenge in `WWW-Authenticate`.
    Challenge,
    /// A `Docker-Content-Digest` header.
    ContentDigest,
    /// A reference encoded as a file name.
    FileName,
    /// A link in `Link`.
    Link,
    /// A package URL.
    PackageUrl,
    /// A pattern of references.
    Pattern,
    /// The `ns` query of a request to a mirror.
    MirrorQuery,
    /// `pull-from-mirror` in `registries.conf`.
    PullFromMirror,
    /// The path of a request to a registry.
    RegistryPath,
    /// The range of an upload.
    UploadRange,
    /// A URL.
    Url,
}

impl FormatPart {
    /// The part's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Challenge => "challenge",
            Self::ContentDigest => "digest header",
            Self::FileName => "file name",
            Self::Link => "link",
            Self::PackageUrl => "package URL",
            Self::Pattern => "pattern",
            Self::MirrorQuery => "mirror query",
            Self::PullFromMirror => "value of pull-from-mirror",
            Self::RegistryPath => "path",
            Self::UploadRange => "range",
            Self::Url => "URL",
        }
    }
}

impl fmt::Display for FormatPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FormatError {
    pub(crate) const fn new(
        kind: FormatErrorKind,
        part: FormatPart,
        start: usize,
        end: usize,
    ) -> Self {
        Self { kind, part, span: Span { start, end } }
    }

    /// The error of a name that begins `by` bytes into the string.
    pub(crate) const fn of_name(error: ParseError, part: FormatPart, by: usize) -> Self {
        let span = error.span();
        Self::new(FormatErrorKind::Name { error }, part, span.start + by, span.end + by)
    }

    /// The error of a name that the whole string of `len` bytes stands for.
    pub(crate) const fn of_whole(error: ParseError, part: FormatPart, len: usize) -> Self {
        Self::new(FormatErrorKind::Name { error }, part, 0, len)
    }

    /// The same error, `by` bytes further into the string.
    pub(crate) const fn shifted(self, by: usize) -> Self {
        let Span { start, end } = self.span;
        Self::new(self.kind, self.part, start + by, end + by)
    }

    /// What is wrong.
    pub const fn kind(&self) -> FormatErrorKind {
        self.kind
    }

    /// The format, or the part of it, that is wrong.
    pub const fn part(&self) -> FormatPart {
        self.part
    }

    /// Where: a byte range of the string, counted from 0, half-open; empty where something is missing.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// What to write instead, in one clause, where that is known.
    pub const fn hint(&self) -> Option<&'static str> {
        match (self.kind, self.part) {
            (FormatErrorKind::Name { error }, _) => error.hint(),
            (FormatErrorKind::MisplacedWildcard, FormatPart::Pattern) => {
                Some("write `*` within a component, `**` as a whole component")
            }
            (FormatErrorKind::NeverMatches, _) => {
                Some("patterns are compared with canonical names: `docker.io/library/nginx`")
            }
            _ => None,
        }
    }
}

impl fmt::Display for FormatError {
    /// One sentence of printable ASCII, whatever the string held.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use FormatErrorKind as K;
        let part = self.part;
        match self.kind {
            K::Name { error } => write!(f, "{error}"),
            K::Empty => write!(f, "the {part} is empty"),
            K::TooLong { max } => write!(f, "the {part} is longer than {max} bytes"),
            K::Unexpected { found, expected } => {
                write!(f, "expected {expected} in the {part}, but found `{}`", found.escape_ascii())
            }
            K::UnexpectedEnd { expected } => write!(f, "expected {expected}, but the {part} ends"),
            K::Whitespace { found } => {
                write!(f, "unexpected whitespace `{}` in the {part}", found.escape_ascii())
            }
            K::Control { found } => {
                write!(f, "unexpected control character `{}` in the {part}", found.escape_ascii())
            }
            K::NonAscii { found } => {
                write!(
                    f,
                    "unexpected non-ASCII character `{}` in the {part}",
                    found.escape_unicode()
                )
            }
            K::PercentEncoding => write!(f, "unexpected percent-escape in the {part}"),
            K::BadEscape => write!(f, "a `%` without two hex digits in the {part}"),
            K::EscapesNotUtf8 => write!(f, "the percent-escapes of the {part} are not UTF-8"),
            K::Ipv6 => write!(f, "invalid IPv6 address in the {part}"),
            K::PortRange => write!(f, "invalid port in the {part}"),
            K::UnknownAlgorithm => {
                write!(f, "unknown digest algorithm in the {part}")
            }
            K::SecondDigest => write!(f, "a second, different digest in the {part}"),
            K::UnexpectedNamespace => write!(f, "unexpected namespace in the {part}"),
            K::UnknownOption => write!(f, "unknown keyword in the {part}"),
            K::MisplacedWildcard => write!(f, "misplaced wildcard in the {part}"),
            K::NeverMatches => write!(f, "no reference can match the {part}"),
            K::NotAReference => {
                write!(f, "the {part} is not a reference to the system that reads it")
            }
            K::NotCanonical => write!(f, "the {part} is not in its canonical form"),
            K::ReversedRange => write!(f, "the {part} ends before it starts"),
            K::Duplicate => write!(f, "the same name twice in the {part}"),
        }
    }
}

impl core::error::Error for FormatError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.kind {
            FormatErrorKind::Name { error } => Some(error),
            _ => None,
        }
    }
}

/// The error of the byte at `at`, or of the end there: by its character where that has a name of its own.
#[cold]
pub(crate) fn unexpected(
    text: &str,
    at: usize,
    part: FormatPart,
    expected: &'static str,
) -> FormatError {
    let Some(&found) = text.as_bytes().get(at) else {
        let kind = FormatErrorKind::UnexpectedEnd { expected };
        return FormatError::new(kind, part, text.len(), text.len());
    };
    let (kind, len) = match found {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => (FormatErrorKind::Whitespace { found }, 1),
        0..=0x1f | 0x7f => (FormatErrorKind::Control { found }, 1),
        _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(found) if !found.is_ascii() => {
                (FormatErrorKind::NonAscii { found }, found.len_utf8())
            }
            _ => (FormatErrorKind::Unexpected { found, expected }, 1),
        },
    };
    FormatError::new(kind, part, at, at + len)
}
