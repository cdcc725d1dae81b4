//! The words of a refusal: what is wrong, in which part, what was expected.

use core::fmt;

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// Nothing stands where the part should.
    Empty,
    /// The part has more bytes than it may.
    #[non_exhaustive]
    TooLong {
        /// The most bytes that the part may have.
        max: u32,
    },
    /// A byte that the part does not take here.
    #[non_exhaustive]
    Unexpected {
        /// The byte found.
        found: u8,
        /// What may stand there.
        expected: Expected,
    },
    /// The part ends where more was due.
    #[non_exhaustive]
    UnexpectedEnd {
        /// What may stand there.
        expected: Expected,
    },
    /// A run of `.`, `_` and `-` that joins nothing: a path takes one `.`, one or two `_`, or any number of `-`.
    Separator,
    /// An upper-case letter where only lower case is allowed.
    #[non_exhaustive]
    Uppercase {
        /// The letter found.
        found: u8,
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
    /// A character outside ASCII, such as a look-alike of a Latin letter or a byte order mark.
    #[non_exhaustive]
    NonAscii {
        /// The character found.
        found: char,
    },
    /// A URL's scheme: `https://`.
    Scheme,
    /// A transport of another tool: `docker://`, `oci:`.
    Transport,
    /// A Go import path that `ko` builds, no image: `ko://`.
    ImportPath,
    /// A user before the host: `user@host/`.
    Userinfo,
    /// A percent escape: `%2f`.
    PercentEncoding,
    /// A template that nobody filled in: `${TAG}`, `{{ .Values.tag }}`.
    Template,
    /// 64 hex digits alone: an image ID, no reference.
    ImageId,
    /// A registry's host with `_`.
    HostUnderscore,
    /// Brackets that hold no IPv6 address.
    Ipv6,
    /// A port over 65535.
    PortRange,
    /// A second tag.
    SecondTag,
    /// A second digest.
    SecondDigest,
    /// A tag behind the digest.
    TagAfterDigest,
    /// A digest whose algorithm is not sha256, sha384, sha512 or blake3, where only these are read.
    UnknownAlgorithm,
    /// A digest with too few or too many hex digits for its algorithm.
    #[non_exhaustive]
    DigestLength {
        /// The hex digits that the algorithm has.
        expected: u16,
        /// The bytes found.
        found: u32,
    },
    /// A host that Docker's rule does not see as a registry: no `.`, no `:`, no upper case, not `localhost`.
    NotARegistry,
    /// Docker Hub as the default registry without a namespace.
    MissingNamespace,
    /// `*`, which no platform takes.
    Wildcard,
    /// One word alone that is neither a known operating system nor a known architecture.
    UnknownPlatform,
    /// An operating system or an architecture alone, where no host completes it.
    HalfPlatform,
    /// More parts than operating system, architecture and variant.
    TooManyParts,
    /// A `%` without two hex digits behind it.
    BadEscape,
    /// Percent escapes whose bytes are not UTF-8.
    EscapesNotUtf8,
    /// A second version of the operating system.
    SecondOsVersion,
    /// An option that nobody knows.
    UnknownOption,
    /// Wildcards where the pattern takes none.
    NotAPattern,
    /// A pattern that no reference can match.
    NeverMatches,
    /// What another system reads as no reference.
    NotAReference,
    /// A text that says what another one says in the canonical form.
    NotCanonical,
    /// A name that stands twice where it may stand once.
    Duplicate,
}

/// Which part of a text is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// A whole reference.
    Reference,
    /// A name: registry and repository.
    Name,
    /// The registry: host and port.
    Registry,
    /// The registry's port.
    Port,
    /// The repository: the path behind the registry.
    Repository,
    /// The tag.
    Tag,
    /// A whole digest.
    Digest,
    /// The digest's algorithm.
    Algorithm,
    /// The digest's value behind the colon.
    Encoded,
    /// A whole platform.
    Platform,
    /// A platform's operating system.
    Os,
    /// A platform's architecture.
    Architecture,
    /// A platform's variant of an architecture.
    Variant,
    /// The version of a platform's operating system.
    OsVersion,
    /// A feature of a platform's operating system.
    OsFeature,
    /// A pattern of references.
    Pattern,
    /// A URL.
    Url,
    /// For which references a mirror is.
    PullFromMirror,
    /// A challenge of `WWW-Authenticate`.
    Challenge,
    /// A link of `Link`.
    Link,
    /// The range of an upload.
    UploadRange,
    /// A package URL.
    PackageUrl,
    /// The path of a request to a registry.
    RegistryPath,
}

impl Part {
    /// The field's word for the part.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Name => "name",
            Self::Registry => "registry",
            Self::Port => "port",
            Self::Repository => "repository",
            Self::Tag => "tag",
            Self::Digest => "digest",
            Self::Algorithm => "algorithm",
            Self::Encoded => "encoded part of the digest",
            Self::Platform => "platform",
            Self::Os => "operating system",
            Self::Architecture => "architecture",
            Self::Variant => "variant",
            Self::OsVersion => "OS version",
            Self::OsFeature => "OS feature",
            Self::Pattern => "pattern",
            Self::Url => "URL",
            Self::PullFromMirror => "value of pull-from-mirror",
            Self::Challenge => "challenge",
            Self::Link => "link",
            Self::UploadRange => "range",
            Self::PackageUrl => "package URL",
            Self::RegistryPath => "path",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a part takes at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Expected {
    /// `a-z`, `0-9`.
    LowerAlphanumeric,
    /// `A-Z`, `a-z`, `0-9`.
    Alphanumeric,
    /// A lower-case letter, digit, `.`, `_`, `-`, or what ends the path.
    PathByte,
    /// A letter, digit, `.`, `-`, or what ends the host.
    HostByte,
    /// A decimal digit.
    Digit,
    /// A letter, digit or `_`.
    Word,
    /// A letter, digit, `_`, `.` or `-`.
    TagByte,
    /// `0-9`, `a-f`.
    Hex,
    /// `]`.
    Bracket,
    /// `/`.
    Slash,
    /// `:`.
    Colon,
    /// Letter, digit, `+`, `.`, `_` or `-` of an algorithm's name.
    AlgorithmByte,
    /// Letter, digit, `=`, `_` or `-` of an encoded value.
    EncodedByte,
    /// Letter, digit, `_` or `-` of an operating system's name.
    OsByte,
    /// What an OS version or an OS feature takes, or what ends it.
    OptionByte,
    /// `"`.
    Quote,
    /// A letter, digit or one of ``!#$%&'*+-.^_`|~``, the bytes of a token of HTTP.
    TokenByte,
    /// `=`.
    Equals,
    /// `,`.
    Comma,
    /// `<`.
    Less,
    /// `>`.
    Greater,
    /// `pkg:`.
    Pkg,
    /// `-`.
    Dash,
    /// `/v2/` and what the distribution specification has behind it.
    Endpoint,
}

impl Expected {
    /// The words for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LowerAlphanumeric => "a lower-case letter or digit",
            Self::Alphanumeric => "a letter or digit",
            Self::PathByte => "a lower-case letter, digit, `.`, `_`, `-` or `/`",
            Self::HostByte => "a letter, digit, `.` or `-`",
            Self::Digit => "a digit",
            Self::Word => "a letter, digit or `_`",
            Self::TagByte => "a letter, digit, `_`, `.` or `-`",
            Self::Hex => "a lower-case hex digit",
            Self::Bracket => "`]`",
            Self::Slash => "`/`",
            Self::Colon => "`:`",
            Self::AlgorithmByte => "a lower-case letter, digit or one of `+._-` between them",
            Self::EncodedByte => "a letter, digit, `=`, `_` or `-`",
            Self::OsByte => "a letter, digit, `_` or `-`",
            Self::OptionByte => "a letter, digit, `_`, `.`, `-`, `%`, `+` or `)`",
            Self::Quote => "`\"`",
            Self::TokenByte => "a byte of a token",
            Self::Equals => "`=`",
            Self::Comma => "`,`",
            Self::Less => "`<`",
            Self::Greater => "`>`",
            Self::Pkg => "`pkg:`",
            Self::Dash => "`-`",
            Self::Endpoint => "an end point of the registry API",
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
