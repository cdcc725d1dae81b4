//! One refused text: [`ParseError`] and the [`Span`] it points at.

use core::fmt;
use core::ops::Range;

use super::kind::{ParseErrorKind, Part};

/// Bytes `start..end` of the text given to the parser: counted from 0, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last one.
    pub end: usize,
}

impl Span {
    /// The span as a range, to slice the text with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Why a text was refused: what is wrong, in which part, at which bytes.
///
/// `Copy`, at most 24 bytes; it keeps no input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParseError {
    start: u32,
    end: u32,
    kind: ParseErrorKind,
    part: Part,
    /// What was being parsed, which is not always the part that is wrong.
    subject: Part,
}

impl ParseError {
    /// A refusal of bytes `start..end` of a text whose parser reads a `part`.
    ///
    /// Offsets are kept as `u32`: a text whose fault lies beyond 4 GiB points at the last byte that can be told.
    pub(crate) const fn new(kind: ParseErrorKind, part: Part, start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end), kind, part, subject: part }
    }

    /// The same refusal, found while a larger text was read, `by` bytes in.
    pub(crate) const fn within(self, subject: Part, by: usize) -> Self {
        let Span { start, end } = self.span();
        Self {
            start: clamp(start.saturating_add(by)),
            end: clamp(end.saturating_add(by)),
            subject,
            ..self
        }
    }

    /// The same refusal of other bytes: those of the text that was given, where a longer one was made of it.
    #[cfg(feature = "alloc")]
    pub(crate) const fn at(self, subject: Part, start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end), subject, ..self }
    }

    /// What is wrong.
    pub const fn kind(&self) -> ParseErrorKind {
        self.kind
    }

    /// In which part of the text.
    pub const fn part(&self) -> Part {
        self.part
    }

    /// What was being parsed: [`Part::Reference`] for a reference, even where its tag is wrong.
    pub const fn subject(&self) -> Part {
        self.subject
    }

    /// At which bytes of the text, counted from 0, half-open; empty where something is missing.
    pub const fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "checked the line before")]
const fn clamp(n: usize) -> u32 {
    if n > u32::MAX as usize { u32::MAX } else { n as u32 }
}

const _: () = assert!(size_of::<ParseError>() <= 24);

impl fmt::Display for ParseError {
    /// One sentence, without the input: printable ASCII alone, whatever the text held.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ParseErrorKind as K;
        let part = self.part;
        match self.kind {
            K::Empty => write!(f, "the {part} is empty"),
            K::TooLong { max } => write!(f, "the {part} is longer than {max} bytes"),
            K::Unexpected { found, expected } => {
                write!(f, "expected {expected} in the {part}, but found `{}`", found.escape_ascii())
            }
            K::UnexpectedEnd { expected } => write!(f, "expected {expected}, but the {part} ends"),
            K::Separator => write!(f, "the {part} has separators that join nothing"),
            K::Uppercase { found } => {
                write!(f, "the {part} must be lower case, but has `{}`", found.escape_ascii())
            }
            K::Whitespace { found } => {
                write!(f, "white space in the {part}: `{}`", found.escape_ascii())
            }
            K::Control { found } => {
                write!(f, "a control character in the {part}: `{}`", found.escape_ascii())
            }
            K::NonAscii { found } => {
                write!(f, "a character outside ASCII in the {part}: `{}`", found.escape_unicode())
            }
            K::Scheme => write!(f, "a {part} has no URL scheme"),
            K::Transport => write!(f, "a {part} has no transport"),
            K::ImportPath => write!(f, "a Go import path for `ko` to build is no {part}"),
            K::Userinfo => write!(f, "a {part} has no user before the host"),
            K::PercentEncoding => write!(f, "a {part} has no percent escapes"),
            K::Template => write!(f, "a template that is not filled in is no {part}"),
            K::ImageId => write!(f, "64 hex digits are an image ID, not a {part}"),
            K::HostUnderscore => write!(f, "the host of the {part} has a `_`"),
            K::Ipv6 => write!(f, "the brackets of the {part} hold no IPv6 address"),
            K::PortRange => write!(f, "the {part} is over 65535"),
            K::SecondTag => write!(f, "the reference has a second tag"),
            K::SecondDigest => write!(f, "the reference has a second digest"),
            K::TagAfterDigest => write!(f, "the tag stands behind the digest"),
            K::UnknownAlgorithm => {
                write!(f, "the {part} is none of sha256, sha384, sha512 and blake3")
            }
            K::DigestLength { expected, found } => {
                write!(f, "the digest needs {expected} hex digits, but has {found}")
            }
            K::NotARegistry => write!(f, "Docker does not read this {part} as one"),
            K::MissingNamespace => write!(f, "Docker Hub needs a namespace beside it"),
            K::Wildcard => write!(f, "a {part} has no wildcards"),
            K::UnknownPlatform => {
                write!(f, "neither a known operating system nor a known architecture")
            }
            K::HalfPlatform => write!(f, "only a half of a {part}, and no host to complete it"),
            K::TooManyParts => write!(f, "the {part} has more than three parts"),
            K::BadEscape => write!(f, "a `%` without two hex digits in the {part}"),
            K::EscapesNotUtf8 => write!(f, "the escapes of the {part} are not UTF-8"),
            K::SecondOsVersion => write!(f, "a second OS version"),
            K::UnknownOption => write!(f, "the {part} has an unknown option"),
            K::NotAPattern => write!(f, "the wildcards make no {part}"),
            K::NeverMatches => write!(f, "no reference can match the {part}"),
            K::NotCanonical => write!(f, "the {part} is not in its canonical form"),
            K::Duplicate => write!(f, "the {part} has the same name twice"),
            K::NotAReference => write!(f, "the text is no {part} to the system that reads it"),
        }
    }
}

impl core::error::Error for ParseError {}
