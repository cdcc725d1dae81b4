//! The parts of a reference, each a validated view of its text: [`Registry`], [`Repository`], [`Tag`].

use core::borrow::Borrow;
use core::fmt;

use super::grammar;
use crate::error::{ParseError, Part};

/// A registry: `docker.io`, `localhost`, `registry.example.com:5000`, `[::1]:5000`.
///
/// Case and port are as written: nothing is normalized but, in a [`Reference`](crate::reference::Reference),
/// `index.docker.io` to `docker.io`.
///
/// ```
/// use imageref::reference::Registry;
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

    /// Reads a registry as it stands before the first `/` of a reference.
    ///
    /// **Errors** what is no host, a port over 65535, and a host that Docker's rule takes for a part of the path: one
    /// without `.`, `:` or upper case that isn't `localhost`.
    pub const fn parse(text: &'a str) -> Result<Self, ParseError> {
        match grammar::registry_alone(text.as_bytes()) {
            Ok(()) => Ok(Self(text)),
            Err(e) => Err(e.within(Part::Registry, 0)),
        }
    }

    /// A registry that the caller has checked.
    pub(super) const fn checked(text: &'a str) -> Self {
        Self(text)
    }

    /// The host, with the brackets of an IPv6 address.
    pub fn host(self) -> &'a str {
        self.split().0
    }

    /// The port, if one is written.
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

/// A repository, the path behind the registry: `library/nginx`.
///
/// ```
/// use imageref::reference::Repository;
///
/// let repository = Repository::parse("team/tools/scanner")?;
/// assert_eq!(repository.namespace(), Some("team/tools"));
/// assert_eq!(repository.image_name(), "scanner");
/// assert_eq!(repository.components().count(), 3);
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Repository<'a>(&'a str); // INVARIANT: grammar::path accepts it

impl<'a> Repository<'a> {
    /// Reads a path: components of lower-case letters and digits, at most 255 bytes in all.
    ///
    /// **Source** distribution/reference, `path-component`.
    pub const fn parse(text: &'a str) -> Result<Self, ParseError> {
        match grammar::path_alone(text.as_bytes()) {
            Ok(()) => Ok(Self(text)),
            Err(e) => Err(e.within(Part::Repository, 0)),
        }
    }

    /// A repository that the caller has checked.
    pub(super) const fn checked(text: &'a str) -> Self {
        Self(text)
    }

    /// The components, from left to right; there is at least one.
    pub fn components(self) -> impl DoubleEndedIterator<Item = &'a str> {
        self.0.split('/')
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

/// A tag: 1 to 128 bytes of `[A-Za-z0-9_.-]`, not starting with `.` or `-`.
///
/// ```
/// use imageref::reference::Tag;
///
/// const STABLE: Tag<'static> = Tag::from_static("1.27-alpine");
/// assert_eq!(STABLE.as_str(), "1.27-alpine");
/// assert_eq!(
///     Tag::parse("-rc").unwrap_err().to_string(),
///     "expected a letter, digit or `_` in the tag, but found `-`"
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag<'a>(&'a str); // INVARIANT: grammar::tag accepts it

impl<'a> Tag<'a> {
    /// What Docker fills in where a reference has neither tag nor digest.
    pub const LATEST: Tag<'static> = Tag("latest");

    /// Reads a tag.
    ///
    /// **Source** distribution/reference, `tag`.
    pub const fn parse(text: &'a str) -> Result<Self, ParseError> {
        match grammar::tag_alone(text.as_bytes()) {
            Ok(()) => Ok(Self(text)),
            Err(e) => Err(e.within(Part::Tag, 0)),
        }
    }

    /// A tag out of the program's own text.
    ///
    /// # Panics
    /// If `text` is no tag; in a `const` that is a compile error.
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
}

macro_rules! view {
    ($($name:ident)*) => {$(
        impl<'a> $name<'a> {
            /// The text.
            pub const fn as_str(self) -> &'a str {
                self.0
            }
        }

        impl<'a> TryFrom<&'a str> for $name<'a> {
            type Error = ParseError;
            fn try_from(text: &'a str) -> Result<Self, ParseError> {
                Self::parse(text)
            }
        }

        impl fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.0)
            }
        }

        impl fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl AsRef<str> for $name<'_> {
            fn as_ref(&self) -> &str {
                self.0
            }
        }

        impl Borrow<str> for $name<'_> {
            fn borrow(&self) -> &str {
                self.0
            }
        }

        impl PartialEq<str> for $name<'_> {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name<'_> {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }
    )*};
}

view! { Registry Repository Tag }
