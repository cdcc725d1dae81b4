//! The terms of a [`ParseError`](super::ParseError): what is wrong, in which part, and what was expected.

/// Defines an enum whose values have a name in messages.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $words:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$value_doc])* $value,)*
        }

        impl $name {
            /// Returns the name as it is shown.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $words,)*
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use words;

/// What is wrong with a string.
///
/// ```
/// use imageref::{ParseErrorKind, RawReference};
///
/// assert_eq!(RawReference::parse("nginx:").unwrap_err().kind(), ParseErrorKind::Empty);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// The part is empty.
    Empty,
    /// The part is too long.
    #[non_exhaustive]
    TooLong {
        /// The most bytes that the part may have.
        max: u32,
    },
    /// A byte that the part does not allow at this place.
    #[non_exhaustive]
    Unexpected {
        /// The byte found.
        found: u8,
        /// What the part allows instead.
        expected: Expected,
    },
    /// The part ends too early.
    #[non_exhaustive]
    UnexpectedEnd {
        /// What the part needs next.
        expected: Expected,
    },
    /// A run of `.`, `_` and `-` other than one `.`, one or two `_`, or any number of `-`.
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
    /// A non-ASCII character, such as a look-alike of a Latin letter or a byte order mark.
    #[non_exhaustive]
    NonAscii {
        /// The character found.
        found: char,
    },
    /// A URL scheme: `https://`.
    Scheme,
    /// A transport of another tool: `docker://`, `oci:`.
    Transport,
    /// A Go import path that `ko` builds into an image: `ko://`.
    ImportPath,
    /// Credentials before the host: `user@host/`, `user:password@host/`.
    Userinfo,
    /// A percent-escape: `%2F`.
    PercentEncoding,
    /// A template placeholder: `${TAG}`, `{{ .Values.tag }}`.
    Template,
    /// 64 hex digits without a name: an image ID.
    ImageId,
    /// A registry whose host contains `_`.
    HostUnderscore,
    /// Brackets around something other than an IPv6 address.
    Ipv6,
    /// A port greater than 65535.
    PortRange,
    /// A second tag.
    SecondTag,
    /// A second digest.
    SecondDigest,
    /// A tag after the digest: `app@sha256:…:1.27`.
    TagAfterDigest,
    /// A tag after `@`: `app@1.27`.
    TagAsDigest,
    /// A digest after `:` instead of `@`: `app:sha256:…`.
    DigestAsTag,
    /// A digest before the name: `sha256:…@app`.
    DigestFirst,
    /// The hex digits of a digest without an algorithm.
    MissingAlgorithm,
    /// An algorithm that references do not support: any but sha256, sha384, sha512 and blake3.
    UnknownAlgorithm,
    /// A digest with too few or too many hex digits for its algorithm.
    #[non_exhaustive]
    DigestLength {
        /// The number of hex digits that the algorithm has.
        expected: u16,
        /// The number of bytes found.
        found: u32,
    },
    /// A host that Docker reads as part of the repository: without `.`, `:` or upper case, and not `localhost`.
    NotARegistry,
    /// Docker Hub as the default registry, without a default namespace.
    MissingNamespace,
    /// `*` in a platform.
    Wildcard,
    /// One word that is neither a known operating system nor a known architecture.
    UnknownPlatform,
    /// Only an operating system or only an architecture, without a host that completes it.
    HalfPlatform,
    /// More parts than operating system, architecture and variant.
    TooManyParts,
    /// A `%` without two hex digits after it.
    BadEscape,
    /// Percent-escapes that decode to invalid UTF-8.
    EscapesNotUtf8,
}

words! {
    /// The part of a string that is wrong.
    Part {
        /// A whole reference.
        Reference = "reference",
        /// A name: registry and repository.
        Name = "name",
        /// The registry: host and port.
        Registry = "registry",
        /// The registry's port.
        Port = "port",
        /// The repository: the path after the registry.
        Repository = "repository",
        /// The tag.
        Tag = "tag",
        /// A whole digest.
        Digest = "digest",
        /// The digest's algorithm.
        Algorithm = "algorithm",
        /// The digest's value, after the colon.
        Encoded = "encoded part of the digest",
        /// A whole platform.
        Platform = "platform",
        /// A platform's operating system.
        Os = "operating system",
        /// A platform's architecture.
        Architecture = "architecture",
        /// A platform's variant of an architecture.
        Variant = "variant",
        /// The version of a platform's operating system.
        OsVersion = "OS version",
        /// A feature of a platform's operating system.
        OsFeature = "OS feature",
    }
}

words! {
    /// What a part allows at some place.
    Expected {
        /// `a-z`, `0-9`.
        LowerAlphanumeric = "a lower-case letter or digit",
        /// `A-Z`, `a-z`, `0-9`.
        Alphanumeric = "a letter or digit",
        /// A lower-case letter, digit, `.`, `_`, `-`, or what ends the path.
        PathByte = "a lower-case letter, digit, `.`, `_`, `-` or `/`",
        /// A letter, digit, `.`, `-`, or what ends the host.
        HostByte = "a letter, digit, `.` or `-`",
        /// A decimal digit.
        Digit = "a digit",
        /// A letter, digit or `_`.
        Word = "a letter, digit or `_`",
        /// A letter, digit, `_`, `.` or `-`.
        TagByte = "a letter, digit, `_`, `.` or `-`",
        /// `0-9`, `a-f`.
        Hex = "a lower-case hex digit",
        /// `]`.
        Bracket = "`]`",
        /// `/`.
        Slash = "`/`",
        /// `:`.
        Colon = "`:`",
        /// A lower-case letter or digit of an algorithm's name, or one of `+._-` between two of them.
        AlgorithmByte = "a lower-case letter, digit or a single `+`, `.`, `_` or `-`",
        /// A letter, digit, `=`, `_` or `-` of an encoded value.
        EncodedByte = "a letter, digit, `=`, `_` or `-`",
        /// A letter, digit, `_` or `-` of an operating system's name.
        OsByte = "a letter, digit, `_` or `-`",
        /// A byte of an OS version or an OS feature, or what ends it.
        OptionByte = "a letter, digit, `_`, `.`, `-`, `%`, `+` or `)`",
    }
}
