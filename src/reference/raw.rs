//! [`RawReference`]: a reference, verbatim.

use super::grammar::{self, Offsets};
use super::parts::{Registry, Repository, Tag};
use super::recognize::explain;
use crate::digest::DigestRef;
use crate::error::{ParseError, Part};
use crate::text_traits::text_traits;

/// A reference, verbatim: what its author left out is `None`.
///
/// Borrows the input and allocates nothing; [`parse`](Self::parse) is `const`. `Display` writes the input byte for byte.
/// [`normalize`](Self::normalize) fills in what is missing.
///
/// ```
/// use imageref::RawReference;
///
/// let raw = RawReference::parse("nginx:1.27")?;
/// assert_eq!(raw.registry(), None);
/// assert_eq!(raw.repository().as_str(), "nginx");
/// assert_eq!(raw.tag().map(|tag| tag.as_str()), Some("1.27"));
/// assert_eq!(raw.digest(), None);
///
/// let raw = RawReference::parse("registry.example.com:5000/team/app")?;
/// assert_eq!(raw.registry().map(|registry| registry.as_str()), Some("registry.example.com:5000"));
/// assert_eq!(raw.repository().as_str(), "team/app");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct RawReference<'a> {
    text: &'a str,
    offsets: Offsets, // INVARIANT: grammar::reference returns them for the text
}

impl<'a> RawReference<'a> {
    /// Parses a reference: `[registry[:port]/]path[:tag][@digest]`.
    ///
    /// Accepts what Docker's `ParseNormalizedNamed` accepts, with the
    /// [differences](mod@crate::reference#differences-from-docker) that the module lists.
    ///
    /// Source: distribution/reference v0.6.0; see the [grammar](mod@crate::reference#grammar).
    ///
    /// # Errors
    ///
    /// What is wrong, in which part, at which bytes.
    #[doc(alias("ParseNormalizedNamed", "ParseReference", "parse_reference"))]
    #[inline]
    pub const fn parse(text: &'a str) -> Result<Self, ParseError> {
        match grammar::reference(text.as_bytes()) {
            Ok(offsets) => Ok(Self { text, offsets }),
            Err(e) => Err(explain(text.as_bytes(), e, Part::Reference)),
        }
    }

    /// Parses a reference in the program's own source; [`reference!`](crate::reference!) does it at compile time.
    ///
    /// # Panics
    ///
    /// If `text` is not a reference.
    #[must_use]
    #[expect(clippy::panic, reason = "documented; in a `const` a compile error")]
    pub const fn from_static(text: &'static str) -> RawReference<'static> {
        match RawReference::parse(text) {
            Ok(raw) => raw,
            Err(_) => panic!("not a container image reference"),
        }
    }

    /// A string whose offsets the caller has computed.
    #[cfg(feature = "alloc")]
    pub(super) const fn checked(text: &'a str, offsets: Offsets) -> Self {
        Self { text, offsets }
    }

    #[cfg(feature = "alloc")]
    pub(super) const fn offsets(self) -> Offsets {
        self.offsets
    }

    /// The input, verbatim.
    #[doc(alias = "whole")]
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// The registry, if present.
    #[doc(alias = "Domain")]
    pub const fn registry(self) -> Option<Registry<'a>> {
        if self.offsets.registry() == 0 {
            return None;
        }
        Some(Registry::checked(self.slice(0, self.offsets.registry())))
    }

    /// The repository, with nothing filled in.
    #[doc(alias = "Path")]
    pub const fn repository(self) -> Repository<'a> {
        Repository::checked(self.slice(self.offsets.path(), self.offsets.name()))
    }

    /// Registry and repository, verbatim.
    pub const fn name(self) -> &'a str {
        self.slice(0, self.offsets.name())
    }

    /// The tag, if present.
    pub const fn tag(self) -> Option<Tag<'a>> {
        match self.offsets.tag_range() {
            Some((start, end)) => Some(Tag::checked(self.slice(start, end))),
            None => None,
        }
    }

    /// The digest, if present.
    pub const fn digest(self) -> Option<DigestRef<'a>> {
        self.offsets.digest(self.text)
    }

    const fn slice(self, start: usize, end: usize) -> &'a str {
        grammar::slice(self.text, start, end)
    }
}

text_traits! { RawReference, RawReference<'_> => view show lend order; }

/// A [`RawReference`] from a literal, checked at compile time.
///
/// ```
/// let image = imageref::reference!("nginx:1.27");
/// assert_eq!(image.tag().unwrap(), "1.27");
/// ```
///
/// ```compile_fail
/// let image = imageref::reference!("Nginx:1.27"); // upper case: does not compile
/// ```
#[macro_export]
macro_rules! reference {
    ($text:expr) => {
        const { $crate::RawReference::from_static($text) }
    };
}
