//! The parts of a reference, each a validated string slice: [`Registry`], [`Repository`], [`Tag`].

use core::iter::FusedIterator;

use super::grammar;
use super::recognize::explain;
use crate::error::{ParseError, Part};
use crate::text_traits::text_traits;

/// A registry: `docker.io`, `localhost`, `registry.example.com:5000`, `[::1]:5000`.
///
/// Case and port are kept verbatim. Only a [`Reference`](crate::reference::Reference) normalizes `index.docker.io` to
/// `docker.io`.
///
/// ```
/// use imageref::Registry;
///
/// let registry = Registry::parse("registry.example.com:5000")?;
/// assert_eq!((registry.host(), registry.port()), ("registry.example.com", Some(5000)));
///
/// // Docker reads `corp/app` as a path on Docker Hub.
/// assert!(Registry::parse("corp").is_err());
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Registry<'a>(&'a str); // INVARIANT: grammar::registry_alone accepts it

impl<'a> Registry<'a> {
    /// Docker Hub, as references name it.
    pub const DOCKER_HUB: Registry<'static> = Registry("docker.io");

    /// Parses a registry, as it appears before the first `/` of a reference.
    ///
    /// # Errors
    ///
    /// An invalid host, a port greater than 65535, and a host that Docker reads as part of the repository: one without
    /// `.`, `:` or upper case other than `localhost`.
    #[doc(alias = "NewRegistry")]
    pub const fn parse(text: &'a str) -> Result<Self, ParseError> {
        match grammar::registry_alone(text.as_bytes()) {
            Ok(()) => Ok(Self(text)),
            Err(e) => Err(explain(text.as_bytes(), e, Part::Registry)),
        }
    }

    /// A registry that the caller has checked.
    pub(super) const fn checked(text: &'a str) -> Self {
        Self(text)
    }

    /// The string.
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The host, including the brackets of an IPv6 address.
    pub fn host(self) -> &'a str {
        self.split().0
    }

    /// The port, if present.
    pub fn port(self) -> Option<u16> {
        self.split().1?.parse().ok()
    }

    fn split(self) -> (&'a str, Option<&'a str>) {
        match self.0.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (self.0, None),
        }
    }
}

/// A repository, the path after the registry: `library/nginx`.
///
/// ```
/// use imageref::Repository;
///
/// let repository = Repository::parse("team/tools/scanner")?;
/// assert_eq!(repository.namespace(), Some("team/tools"));
/// assert_eq!(repository.image_name(), "scanner");
/// assert_eq!(repository.components().count(), 3);
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Repository<'a>(&'a str); // INVARIANT: grammar::path_alone accepts it

impl<'a> Repository<'a> {
    /// Parses a repository: components of lower-case letters and digits, at most 255 bytes in all.
    ///
    /// Source: distribution/reference, `path-component`.
    ///
    /// # Errors
    ///
    /// An invalid byte, an empty component, or more than 255 bytes.
    #[doc(alias = "NewRepository")]
    pub const fn parse(text: &'a str) -> Result<Self, ParseError> {
        match grammar::path_alone(text.as_bytes()) {
            Ok(()) => Ok(Self(text)),
            Err(e) => Err(explain(text.as_bytes(), e, Part::Repository)),
        }
    }

    /// A repository that the caller has checked.
    pub(super) const fn checked(text: &'a str) -> Self {
        Self(text)
    }

    /// The string.
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The components, from left to right, at least one.
    pub fn components(self) -> RepositoryComponents<'a> {
        RepositoryComponents(self.0.split('/'))
    }

    /// All but the last component: `library`, `team/tools`.
    pub fn namespace(self) -> Option<&'a str> {
        self.0.rsplit_once('/').map(|(namespace, _)| namespace)
    }

    /// The last component.
    pub fn image_name(self) -> &'a str {
        self.0.rsplit_once('/').map_or(self.0, |(_, name)| name)
    }
}

/// The components of a [`Repository`].
///
/// ```
/// use imageref::Repository;
///
/// let repository = Repository::parse("group/team/app")?;
/// assert_eq!(repository.components().collect::<Vec<_>>(), ["group", "team", "app"]);
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct RepositoryComponents<'a>(core::str::Split<'a, char>);

impl<'a> Iterator for RepositoryComponents<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {
        self.0.next()
    }
}

impl DoubleEndedIterator for RepositoryComponents<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back()
    }
}

impl FusedIterator for RepositoryComponents<'_> {}

/// A tag: 1 to 128 bytes of `[A-Za-z0-9_.-]`, not starting with `.` or `-`.
///
/// ```
/// use imageref::Tag;
///
/// const STABLE: Tag<'static> = Tag::from_static("1.27-alpine");
/// assert_eq!(STABLE.as_str(), "1.27-alpine");
/// assert_eq!(
///     Tag::parse("-rc").unwrap_err().to_string(),
///     "expected a letter, digit or `_` in the tag, but found `-`"
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag<'a>(&'a str); // INVARIANT: grammar::tag_alone accepts it

impl<'a> Tag<'a> {
    /// The tag that Docker fills in if a reference has neither tag nor digest.
    pub const LATEST: Tag<'static> = Tag("latest");

    /// Parses a tag.
    ///
    /// Source: distribution/reference, `tag`.
    ///
    /// # Errors
    ///
    /// An invalid byte, no byte, or more than 128 bytes.
    #[doc(alias = "NewTag")]
    pub const fn parse(text: &'a str) -> Result<Self, ParseError> {
        match grammar::tag_alone(text.as_bytes()) {
            Ok(()) => Ok(Self(text)),
            Err(e) => Err(explain(text.as_bytes(), e, Part::Tag)),
        }
    }

    /// Parses a tag in the program's own source.
    ///
    /// # Panics
    ///
    /// If `text` is not a tag; in a `const` that is a compile error.
    #[expect(clippy::panic, reason = "documented; in a `const` a compile error")]
    pub const fn from_static(text: &'static str) -> Tag<'static> {
        match Tag::parse(text) {
            Ok(tag) => tag,
            Err(_) => panic!("not a tag"),
        }
    }

    /// A tag that the caller has checked.
    pub(super) const fn checked(text: &'a str) -> Self {
        Self(text)
    }

    /// The string.
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

text_traits! {
    Registry, Registry<'_> => view show lend;
    Repository, Repository<'_> => view show lend;
    Tag, Tag<'_> => view show lend;
}
