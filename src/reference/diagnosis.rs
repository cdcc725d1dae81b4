//! What to say of each mistake: one row for its sentence, its hint and its fix.
//!
//! A new mistake is a kind in `error/kind.rs`, a row here, and the place that finds it: the grammar, or `recognize.rs`
//! where the input as a whole shows it. Rows are looked up when an error is shown, never while parsing.

use core::fmt;

use crate::error::{Escaped, Expected, ParseError, ParseErrorKind as Kind, Part, write_escaped};

/// What to say of a mistake.
#[derive(Clone, Copy)]
struct Diagnosis {
    /// A sentence that names the mistake, with placeholders.
    ///
    /// | placeholder | stands for |
    /// | --- | --- |
    /// | `{part}`, `{subject}` | [`ParseError::part`], [`ParseError::subject`] |
    /// | `{found}`, `{expected}`, `{max}` | the kind's members |
    /// | `{ text}` | a space and the input under the span; nothing where the input is not known |
    /// | `{text or X}` | the input under the span; `X` where the input is not known |
    sentence: &'static str,
    /// What to write instead.
    hint: Option<&'static str>,
    #[cfg_attr(not(feature = "alloc"), expect(dead_code, reason = "fixes are allocated"))]
    fix: Fix,
}

/// How to correct the input, at the bytes of the span.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "alloc"), expect(dead_code, reason = "fixes are allocated"))]
pub(super) enum Fix {
    /// Nothing is likely to be meant.
    Unknown,
    /// Remove the bytes.
    Remove,
    /// Write something else in place of the bytes.
    Replace(&'static str),
    /// Write something else in place of the delimiter before the bytes.
    Delimiter(&'static str),
    /// Remove the `:` or `@` before the bytes.
    RemoveDelimiter,
    /// Remove one of two slashes, or a slash at an end.
    RemoveSlash,
    /// Remove the separators before the bytes.
    RemoveSeparators,
    /// Write the rest of the part in lower case.
    Lowercase,
    /// Remove whitespace and quotes around the whole input, or whitespace beside a delimiter.
    Trim,
    /// Write the ASCII character that it looks like.
    LookAlike,
    /// Write the character that the percent-escape encodes.
    Unescape,
    /// Remove the transport, where a reference follows it.
    RemoveTransport,
    /// Remove the scheme, and what is only part of a web page's address.
    RemoveScheme,
    /// Move the tag before the digest.
    MoveTag,
    /// Move the digest after the name.
    MoveDigest,
}

const fn row(sentence: &'static str, hint: &'static str, fix: Fix) -> Diagnosis {
    Diagnosis { sentence, hint: Some(hint), fix }
}

/// A sentence that needs no hint.
const fn plain(sentence: &'static str) -> Diagnosis {
    Diagnosis { sentence, hint: None, fix: Fix::Unknown }
}

const UNEXPECTED: &str = "expected {expected} in the {part}, but found `{found}`";
const UNEXPECTED_END: &str = "expected {expected}, but the {part} ends";

/// Of several rows that match, the first one counts.
#[rustfmt::skip]
const fn diagnosis(kind: Kind, part: Part) -> Diagnosis {
    match (kind, part) {
        (Kind::Empty, Part::Tag) => row("the tag is empty", "remove the `:`, or write a tag after it", Fix::RemoveDelimiter),
        (Kind::Empty, Part::Digest) => row("the digest is empty", "remove the `@`, or write a digest after it", Fix::RemoveDelimiter),
        (Kind::Empty, Part::Port) => row("the port is empty", "remove the `:`, or write a port after it", Fix::RemoveDelimiter),
        (Kind::Empty, Part::Registry) => row("the registry is empty", "write the registry's host, or start with the repository", Fix::RemoveSlash),
        (Kind::Empty, Part::Repository) => row("the repository, or a component of it, is empty", "write a name with single slashes, and no trailing slash", Fix::RemoveSlash),
        (Kind::Empty, Part::Encoded) => row("the {part} is empty", "write the hex digits after the `:`", Fix::Unknown),
        (Kind::Empty, _) => plain("the {part} is empty"),

        (Kind::TooLong { .. }, Part::Repository) => row("the repository is longer than {max} bytes", "shorten it; `library/` counts where it is filled in", Fix::Unknown),
        (Kind::TooLong { .. }, _) => plain("the {part} is longer than {max} bytes"),

        (Kind::Unexpected { found: b'"' | b'\'' | b'`', .. }, _) => row(UNEXPECTED, "remove the quotes", Fix::Trim),
        (Kind::Unexpected { found: b',' | b';', .. }, _) => row(UNEXPECTED, "remove it, and what follows it", Fix::Trim),
        (Kind::Unexpected { found: b'\\', .. }, _) => row(UNEXPECTED, "use `/` between path components", Fix::Replace("/")),
        (Kind::Unexpected { found: b'/', .. }, Part::Tag) => row(UNEXPECTED, "write the path before the `:`, or replace the `/` in the tag", Fix::Unknown),
        (Kind::Unexpected { found: b'/', expected: Expected::HostByte }, _) => row(UNEXPECTED, "write only the host and the port", Fix::RemoveSlash),
        (Kind::Unexpected { found: b'+', .. }, Part::Tag) => row(UNEXPECTED, "replace `+` by `_`, as Helm does", Fix::Replace("_")),
        (Kind::Unexpected { found: b':', expected: Expected::Word }, Part::Tag) => row(UNEXPECTED, "use a single `:`", Fix::Remove),
        (Kind::Unexpected { found: b':', expected: Expected::PathByte }, _) => row(UNEXPECTED, "remove the tag, or parse a `Reference`", Fix::Unknown),
        (Kind::Unexpected { found: b'@', expected: Expected::PathByte }, _) => row(UNEXPECTED, "remove the digest, or parse a `Reference`", Fix::Unknown),
        (Kind::Unexpected { expected: Expected::Word, .. }, Part::Tag) => row(UNEXPECTED, "start the tag with a letter, a digit or `_`", Fix::Unknown),
        (Kind::Unexpected { expected: Expected::LowerAlphanumeric, .. }, Part::Repository) => row(UNEXPECTED, "start and end each path component with a lower-case letter or digit", Fix::Unknown),
        (Kind::Unexpected { found: b'.', expected: Expected::Alphanumeric }, Part::Registry) => row(UNEXPECTED, "start and end each label of the host with a letter or digit", Fix::Remove),
        (Kind::Unexpected { expected: Expected::Alphanumeric, .. }, Part::Registry) => row(UNEXPECTED, "start and end each label of the host with a letter or digit", Fix::Unknown),
        (Kind::Unexpected { expected: Expected::Colon, .. }, Part::Algorithm) => row(UNEXPECTED, "write `:` between the algorithm and its hex digits", Fix::Replace(":")),
        (Kind::Unexpected { found: b'@', expected: Expected::AlgorithmByte }, Part::Algorithm) => row(UNEXPECTED, "remove the `@`", Fix::Remove),
        (Kind::Unexpected { found: b'.', .. }, Part::Os) => row(UNEXPECTED, "write the version in parentheses: `windows(10.0.20348)/amd64`", Fix::Unknown),
        (Kind::Unexpected { .. }, _) => plain(UNEXPECTED),

        (Kind::UnexpectedEnd { expected: Expected::LowerAlphanumeric }, Part::Repository) => row(UNEXPECTED_END, "end each path component with a lower-case letter or digit", Fix::RemoveSeparators),
        (Kind::UnexpectedEnd { expected: Expected::Colon }, Part::Digest) => row(UNEXPECTED_END, "write `sha256:` and 64 hex digits", Fix::Unknown),
        (Kind::UnexpectedEnd { .. }, _) => plain(UNEXPECTED_END),

        (Kind::Separator, _) => row("misplaced separators{ text} in the {part}", "write one `.`, one or two `_`, or any number of `-` between letters and digits", Fix::Unknown),
        (Kind::Uppercase { .. }, _) => row("unexpected upper-case letter `{found}` in the {part}", "write it in lower case", Fix::Lowercase),
        (Kind::Whitespace { .. }, _) => row("unexpected whitespace `{found}` in the {part}", "remove the whitespace", Fix::Trim),
        (Kind::Control { .. }, _) => row("unexpected control character `{found}` in the {part}", "remove it", Fix::Trim),
        (Kind::NonAscii { .. }, _) => row("unexpected non-ASCII character `{found}` in the {part}", "replace it by ASCII: it may be a look-alike letter or an invisible character", Fix::LookAlike),

        (Kind::Scheme, Part::Registry) => row("unexpected URL scheme{ text}: a registry starts with its host", "remove the scheme", Fix::RemoveScheme),
        (Kind::Scheme, _) => row("unexpected URL scheme{ text}: a {subject} starts with the registry host", "remove the scheme", Fix::RemoveScheme),
        (Kind::Transport, Part::Registry) => row("unexpected transport{ text}: a registry starts with its host", "remove the transport, which is for another tool", Fix::RemoveTransport),
        (Kind::Transport, _) => row("unexpected transport{ text}: a {subject} starts with the registry or the repository", "remove the transport, which is for another tool", Fix::RemoveTransport),
        (Kind::ImportPath, _) => row("unexpected Go import path{ text}", "write the image that `ko` builds from it", Fix::Unknown),
        (Kind::Userinfo, _) => row("unexpected credentials before the host", "remove them, and log in to the registry instead", Fix::Remove),
        (Kind::PercentEncoding, _) => row("unexpected percent-escape{ text}", "write the character that it encodes", Fix::Unescape),
        (Kind::Template, _) => row("unexpanded template placeholder{ text}", "expand the template before parsing", Fix::Unknown),
        (Kind::ImageId, _) => row("64 hex digits are an image ID, not a {subject}", "write the image's name; `Identifier` accepts image IDs too", Fix::Unknown),

        (Kind::HostUnderscore, _) => row("unexpected `_` in the registry's host", "use a host without `_`: Docker would read this one as part of the repository", Fix::Unknown),
        (Kind::Ipv6, _) => row("invalid IPv6 address{ text} in the {part}", "write eight groups of hex digits, or fewer with one `::`", Fix::Unknown),
        (Kind::PortRange, _) => plain("the port is greater than 65535"),
        (Kind::NotARegistry, _) => row("Docker would read {text or this host} as part of the repository, not as a registry", "write a host with a `.`, a `:` or an upper-case letter, or `localhost`", Fix::Unknown),
        (Kind::MissingNamespace, _) => row("the default registry docker.io needs a default namespace", "use `library`, as Docker does", Fix::Unknown),

        (Kind::SecondTag, _) => row("unexpected second tag", "keep one tag; write `/` after a port", Fix::Unknown),
        (Kind::SecondDigest, _) => row("unexpected second digest", "keep one digest", Fix::Unknown),
        (Kind::TagAfterDigest, _) => row("the tag comes after the digest; write `name:tag@digest`", "move the tag before the `@`", Fix::MoveTag),
        (Kind::TagAsDigest, _) => row("unexpected tag{ text} after `@`", "write `:` before a tag, and `@` before a digest", Fix::Delimiter(":")),
        (Kind::DigestAsTag, _) => row("unexpected digest after `:`; write `name@digest`", "write `@` before the digest", Fix::Delimiter("@")),
        (Kind::DigestFirst, _) => row("the digest comes before the name; write `name@digest`", "move the digest to the end", Fix::MoveDigest),
        (Kind::MissingAlgorithm, _) => row("missing algorithm before the hex digits of the digest", "write `sha256:` before the hex digits", Fix::Replace("sha256:")),
        (Kind::UnknownAlgorithm, _) => row("unsupported digest algorithm{ text}: expected sha256, sha384, sha512 or blake3", "use the sha256 digest that the registry reports", Fix::Unknown),
        (Kind::DigestLength { expected, found }, _) => row(
            "expected {expected} hex digits in the digest, but found {found}",
            if found < expected as u32 { "write all hex digits: a short digest is ambiguous" } else { "remove what follows the hex digits" },
            Fix::Trim,
        ),

        (Kind::Wildcard, _) => row("unexpected wildcard in the platform", "write one platform: `linux/amd64`", Fix::Unknown),
        (Kind::UnknownPlatform, _) => row("unknown platform{ text}: neither an operating system nor an architecture", "write both: `linux/amd64`", Fix::Unknown),
        (Kind::HalfPlatform, _) => row("incomplete platform: expected `os/arch`", "write both: `linux/amd64`", Fix::Unknown),
        (Kind::TooManyParts, _) => row("unexpected fourth part in the platform", "write at most operating system, architecture and variant: `linux/arm/v7`", Fix::Unknown),
        (Kind::BadEscape, _) => row("expected two hex digits after `%` in the {part}", "write `%25` for a percent sign", Fix::Unknown),
        (Kind::EscapesNotUtf8, _) => plain("the percent-escapes in the {part} are not valid UTF-8"),
    }
}

impl ParseError {
    /// What to write instead, in one clause, if known.
    pub const fn hint(&self) -> Option<&'static str> {
        diagnosis(self.kind(), self.part()).hint
    }

    #[cfg(feature = "alloc")]
    pub(super) const fn fix_kind(&self) -> Fix {
        diagnosis(self.kind(), self.part()).fix
    }

    /// The sentence, with what it says of the input where that is given.
    pub(crate) const fn sentence<'a>(&self, input: Option<&'a str>) -> Sentence<'a> {
        Sentence { error: *self, input }
    }
}

impl fmt::Display for ParseError {
    /// One sentence of printable ASCII, without the input.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence(None).fmt(f)
    }
}

/// The sentence of an error.
pub(crate) struct Sentence<'a> {
    error: ParseError,
    input: Option<&'a str>,
}

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = diagnosis(self.error.kind(), self.error.part()).sentence;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            f.write_str(before)?;
            self.placeholder(f, name)?;
            rest = after;
        }
        f.write_str(rest)
    }
}

impl Sentence<'_> {
    fn placeholder(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        match (name, self.error.kind()) {
            ("part", _) => f.write_str(self.error.part().as_str()),
            ("subject", _) => f.write_str(self.error.subject().as_str()),
            ("max", Kind::TooLong { max }) => write!(f, "{max}"),
            ("expected", Kind::DigestLength { expected, .. }) => write!(f, "{expected}"),
            ("found", Kind::DigestLength { found, .. }) => write!(f, "{found}"),
            ("expected", Kind::Unexpected { expected, .. } | Kind::UnexpectedEnd { expected }) => {
                f.write_str(expected.as_str())
            }
            ("found", Kind::NonAscii { found }) => write!(f, "{}", Escaped(found)),
            (
                "found",
                Kind::Unexpected { found, .. }
                | Kind::Uppercase { found }
                | Kind::Whitespace { found }
                | Kind::Control { found },
            ) => write!(f, "{}", Escaped(char::from(found))),
            (" text", _) => match self.text() {
                Some(text) => {
                    f.write_str(" `")?;
                    write_escaped(f, text, LONGEST)?;
                    f.write_str("`")
                }
                None => Ok(()),
            },
            (name, _) => match (self.text(), name.strip_prefix("text or ")) {
                (Some(text), Some(_)) => {
                    f.write_str("`")?;
                    write_escaped(f, text, LONGEST)?;
                    f.write_str("`")
                }
                (None, Some(name)) => f.write_str(name),
                (_, None) => f.write_str(name),
            },
        }
    }

    /// The input under the span.
    fn text(&self) -> Option<&str> {
        self.input?.get(self.error.span().range()).filter(|text| !text.is_empty())
    }
}

/// The most characters of the input that a sentence repeats.
const LONGEST: usize = 64;
