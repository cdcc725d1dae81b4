//! [`FormatError`]: one rejected string.

use core::fmt;

use imageref::{ParseError, Span};

use super::kind::{FormatErrorKind, FormatPart};

/// Why a string was rejected: what is wrong, in which part, at which bytes.
///
/// `Copy`, since it does not keep the input. `Display` writes one sentence of printable ASCII;
/// [`in_text`](Self::in_text) shows the error together with the input. If a reference, a name, a tag or a digest in the
/// string is invalid, the error of that part is the [source](core::error::Error::source), and its sentence is shown.
///
/// ```
/// use imageref_interop::registry_api::RegistryPath;
///
/// let text = "/v2/team/app/tags/list?n=10";
/// let error = RegistryPath::parse(text).unwrap_err();
/// assert_eq!(error.to_string(), "unexpected query in the path");
/// assert_eq!(&text[error.span().range()], "?n=10");
/// assert_eq!(
///     format!("{:#}", error.in_text(text)),
///     "\
/// unexpected query in the path
///   /v2/team/app/tags/list?n=10
///                         ^^^^^
/// hint: split the URL at the `?` and pass the path alone
/// fix: /v2/team/app/tags/list"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct FormatError {
    kind: FormatErrorKind,
    part: FormatPart,
    span: Span,
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

    /// The error of a name that starts `by` bytes into the string.
    pub(crate) const fn of_name(error: ParseError, part: FormatPart, by: usize) -> Self {
        let Span { start, end } = error.span();
        Self::new(FormatErrorKind::Name { error }, part, start + by, end + by)
    }

    /// The error of a name that a string of `len` bytes encodes.
    pub(crate) const fn of_whole(error: ParseError, part: FormatPart, len: usize) -> Self {
        Self::new(FormatErrorKind::Name { error }, part, 0, len)
    }

    /// The same error, `by` bytes further into the string.
    pub(crate) const fn shifted(self, by: usize) -> Self {
        let Span { start, end } = self.span;
        Self::new(self.kind, self.part, start + by, end + by)
    }

    /// Returns what is wrong.
    pub const fn kind(&self) -> FormatErrorKind {
        self.kind
    }

    /// Returns the format, or the part of it, that is wrong.
    pub const fn part(&self) -> FormatPart {
        self.part
    }

    /// Returns the bytes that are wrong, counted from 0, half-open; empty where something is missing.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Returns what to write instead, in one clause, if known.
    pub const fn hint(&self) -> Option<&'static str> {
        use FormatErrorKind as K;
        use FormatPart as P;
        Some(match (self.kind, self.part) {
            (K::Name { error }, _) => return error.hint(),
            (K::Query, _) => "split the URL at the `?` and pass the path alone",
            (K::Fragment, _) => "remove the fragment: it is never sent",
            (K::DotSegment | K::EscapedSlash, P::PackageUrl) => {
                "separate the components with a plain `/`"
            }
            (K::DotSegment, _) => "pass the name that the registry sent in `Location`",
            (K::Userinfo, _) => "send credentials in a header",
            (K::RelativeHost | K::Scheme, P::LinkTarget) => {
                "follow absolute paths and http or https URLs only"
            }
            (K::UnexpectedEnd { .. } | K::Unexpected { .. }, P::RegistryPath) => {
                "write `/v2/NAME/manifests/TAG`, `/v2/NAME/blobs/DIGEST` or `/v2/NAME/tags/list`"
            }
            (K::UnexpectedEnd { .. }, P::Pattern) => {
                "start with the registry: `docker.io/library/nginx`"
            }
            (K::MisplacedWildcard, P::Pattern) => {
                "write `*` within a component, `**` as a whole component"
            }
            (K::NeverMatches, _) => {
                "patterns are compared with canonical names: `docker.io/library/nginx`"
            }
            (K::Namespace, P::PackageUrl) => {
                "write the whole repository in the qualifier `repository_url`"
            }
            (K::TooManyParts, _) => {
                "write at most operating system, architecture and variant: `linux/arm/v7`"
            }
            (K::SecondOsVersion, _) => "keep one version",
            (K::ReversedRange, _) => "write the smaller offset first",
            (K::Whitespace { .. } | K::Control { .. }, _) => "remove the character",
            _ => return None,
        })
    }
}

impl fmt::Display for FormatError {
    /// Writes one sentence of printable ASCII, whatever the input.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use FormatErrorKind as K;
        let part = self.part;
        match self.kind {
            K::Name { error } => write!(f, "{error}"),
            K::Empty => write!(f, "the {part} is empty"),
            K::TooLong { max } => write!(f, "the {part} is longer than {max} bytes"),
            K::Unexpected { found, expected } => {
                let found = Shown(found);
                write!(f, "expected {expected} in the {part}, but found `{found}`")
            }
            K::UnexpectedEnd { expected } => write!(f, "expected {expected}, but the {part} ends"),
            K::UnknownWord { expected } => write!(f, "expected {expected} in the {part}"),
            K::Whitespace { found } => {
                write!(f, "unexpected whitespace `{}` in the {part}", Shown(found))
            }
            K::Control { found } => {
                write!(f, "unexpected control character `{}` in the {part}", Shown(found))
            }
            K::NonAscii { found } => {
                let found = found.escape_unicode();
                write!(f, "unexpected non-ASCII character `{found}` in the {part}")
            }
            K::PercentEncoding => write!(f, "unexpected percent-escape in the {part}"),
            K::BadEscape => write!(f, "expected two hex digits after `%` in the {part}"),
            K::EscapesNotUtf8 => write!(f, "the percent-escapes of the {part} are not UTF-8"),
            K::EscapedSlash => write!(f, "unexpected `/` within a component of the {part}"),
            K::DotSegment => write!(f, "unexpected `.` or `..` as a component of the {part}"),
            K::Query => write!(f, "unexpected query in the {part}"),
            K::Fragment => write!(f, "unexpected fragment in the {part}"),
            K::Scheme => write!(f, "unexpected URL scheme in the {part}"),
            K::Userinfo => write!(f, "unexpected credentials in the {part}"),
            K::RelativeHost => write!(f, "unexpected `//` without a URL scheme in the {part}"),
            K::Ipv6 => write!(f, "invalid IPv6 address in the {part}"),
            K::Port => write!(f, "invalid port in the {part}"),
            K::NumberRange => write!(f, "unexpected number over 64 bits in the {part}"),
            K::UnknownAlgorithm => write!(f, "unknown digest algorithm in the {part}"),
            K::SecondDigest => write!(f, "unexpected second digest in the {part}"),
            K::Namespace => write!(f, "unexpected namespace in the {part}"),
            K::MisplacedWildcard => write!(f, "misplaced wildcard in the {part}"),
            K::NeverMatches => write!(f, "no reference can match the {part}"),
            K::NotAReference => write!(f, "the {part} is not a reference"),
            K::NotCanonical => write!(f, "the {part} is not in canonical form"),
            K::ReversedRange => write!(f, "the {part} ends before it starts"),
            K::Duplicate => write!(f, "duplicate name in the {part}"),
            K::TooManyParts => write!(f, "unexpected fourth part in the {part}"),
            K::SecondOsVersion => write!(f, "unexpected second OS version in the {part}"),
        }
    }
}

/// A byte as one or more characters of printable ASCII.
struct Shown(u8);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            byte @ b' '..=b'~' => fmt::Write::write_char(f, char::from(byte)),
            byte => write!(f, "{}", byte.escape_ascii()),
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

/// The error at `at`: of the byte or character there, or of the end.
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
