//! What to write instead, in words.

use super::kind::{Expected, ParseErrorKind as Kind, Part};
use super::parse::ParseError;

impl ParseError {
    /// What to write instead, in one clause, where that is known.
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match (self.kind(), self.part()) {
            (Kind::Empty, Part::Tag) => "leave out the `:`, or write a tag behind it",
            (Kind::Empty, Part::Digest) => "leave out the `@`, or write a digest behind it",
            (Kind::Empty, Part::Registry) => {
                "write the registry's host, or nothing before the path"
            }
            (Kind::Empty, Part::Repository) => {
                "one `/` stands behind a registry and between two components of a path, none at the end"
            }
            (Kind::TooLong { .. }, Part::Repository) => {
                "255 bytes of path, `library/` included where it is filled in"
            }
            (Kind::Unexpected { found: b'/', .. }, Part::Tag) => {
                "a `/` belongs to the path, before the `:`"
            }
            (
                Kind::Unexpected { expected: Expected::LowerAlphanumeric, .. }
                | Kind::UnexpectedEnd { expected: Expected::LowerAlphanumeric },
                Part::Repository,
            ) => "a component of a path begins and ends with a lower-case letter or digit",
            (
                Kind::Unexpected { expected: Expected::Alphanumeric, .. }
                | Kind::UnexpectedEnd { expected: Expected::Alphanumeric },
                Part::Registry,
            ) => "a label of a host begins and ends with a letter or digit",
            (Kind::Unexpected { expected: Expected::Word, .. }, Part::Tag) => {
                "a tag begins with a letter, a digit or `_`"
            }
            (Kind::Separator, _) => {
                "one `.`, one or two `_`, or any number of `-` join two runs of letters and digits"
            }
            (Kind::Uppercase { .. }, _) => "write it in lower case",
            (Kind::Whitespace { .. }, _) => "nothing is trimmed: remove the white space",
            (Kind::Control { .. }, _) => "remove it",
            (Kind::NonAscii { .. }, _) => {
                "only ASCII is allowed: a look-alike letter or an invisible character is not"
            }
            (Kind::Scheme, _) => "a reference begins with the registry's host",
            (Kind::Transport, _) => "a transport is another tool's, and is no part of a reference",
            (Kind::ImportPath, _) => "`ko` replaces it by the image that it builds",
            (Kind::Userinfo, _) => "credentials are not part of a reference",
            (Kind::PercentEncoding, _) => "write the character that it stands for",
            (Kind::Template, _) => "fill the template in before the reference is read",
            (Kind::ImageId, _) => "an image ID names no repository: `Identifier` reads both",
            (Kind::HostUnderscore, _) => {
                "Docker would read this host as a part of the path, and other tools would not"
            }
            (Kind::SecondTag, _) => "a reference has one tag",
            (Kind::SecondDigest, _) => "a reference has one digest",
            (Kind::TagAfterDigest, _) => "the tag stands before the digest: `name:tag@digest`",
            (Kind::UnknownAlgorithm, _) => {
                "a reference is pinned by sha256, sha384, sha512 or blake3"
            }
            (Kind::DigestLength { .. }, _) => "a digest is never shortened",
            (Kind::UnexpectedEnd { expected: Expected::Colon }, Part::Digest) => {
                "a digest is `sha256:` and 64 hex digits"
            }
            (Kind::NotARegistry, _) => {
                "a registry has a `.`, a `:`, an upper-case letter, or is `localhost`"
            }
            (Kind::MissingNamespace, _) => "name one: Docker's own is `library`",
            (Kind::Unexpected { found: b'.', .. }, Part::Os) => {
                "a version stands in brackets: `windows(10.0.20348)/amd64`"
            }
            (Kind::UnknownPlatform, _) => "write both: `linux/amd64`",
            (Kind::HalfPlatform, _) => {
                "write both operating system and architecture: `linux/amd64`"
            }
            (Kind::TooManyParts, _) => "operating system, architecture and variant: `linux/arm/v7`",
            (Kind::UnknownOption, Part::Platform) => "`osver=` is the only one",
            (Kind::NotAPattern, Part::Pattern) => {
                "`*` stands inside a component, `**` is a component of its own"
            }
            (Kind::NeverMatches, _) => {
                "patterns are compared with canonical names: `docker.io/library/nginx`"
            }
            _ => return None,
        })
    }
}
