//! [`Pattern`]: this crate's own rule, which matches whole components and whole hosts only.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use super::glob;
use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::parse_traits::parse_traits;
use imageref::digest::DigestRef;
use imageref::reference::{Reference, Registry, Repository, Tag};

/// A pattern of references: `registry/path[:tag][@digest]`, with wildcards.
///
/// | pattern | matches |
/// | --- | --- |
/// | `quay.io/team/app` | that name, with any tag and digest |
/// | `quay.io/team/**` | `quay.io/team` and all below it, at any depth |
/// | `quay.io/team/*` | one component below `team`; `*` matches any bytes of one component: `app-*` |
/// | `quay.io/**/app` | `**` matches any number of components, also none |
/// | `*.example.com/**` | every host below `example.com`, at any depth, not `example.com` itself |
/// | `*/library/nginx` | any registry, with any port |
/// | `quay.io/team/app:1.*` | those tags, of references without a digest: a digest alone decides what is pulled |
/// | `quay.io/team/app@sha256:…` | that digest, with any tag or none |
/// | `**` | every reference |
///
/// It is compared byte by byte with a [`Reference`], never with a string. Another case is another host, a host without a
/// port is not the host with one, and the reference is canonical, so Docker Hub is `docker.io` and its official images
/// are below `library/`. The time is linear in the pattern; nothing is tried twice inside a component.
///
/// Use patterns to allow. A list of what to deny can be evaded by any other name of the same registry: another case, a
/// port, an address.
///
/// `Display` writes the pattern verbatim.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::pattern::Pattern;
///
/// let team: Pattern = "registry.io/team/**".parse()?;
/// let matches = |text: &str| Ok::<_, Box<dyn std::error::Error>>(team.matches(&text.parse::<Reference>()?));
/// assert!(matches("registry.io/team/app:1")?);
/// assert!(!matches("registry.io/teamwork/app:1")?);
/// assert!(!matches("registry.io.evil.com/team/app:1")?);
/// assert!(!matches("registry.io:5000/team/app:1")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    text: Box<str>,
    registry: usize, // the registry's end; 0 in `**`, whose path is all
    path: usize,     // the path's end
    tag: usize,      // the tag's end
}

/// The registries that a pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host<'a> {
    Any,
    Exact(&'a str),
    /// With its leading dot, and the port.
    Below(&'a str),
}

impl Pattern {
    /// Returns `true` if the pattern matches a reference.
    pub fn matches(&self, reference: &Reference) -> bool {
        self.matches_parts(&Parts::of(reference))
    }

    /// Returns `true` if the pattern matches a reference of these parts.
    pub(super) fn matches_parts(&self, parts: &Parts<'_>) -> bool {
        let registry = parts.registry;
        let host = match self.host() {
            Host::Any => true,
            Host::Exact(host) => registry == host,
            Host::Below(suffix) => registry.len() > suffix.len() && registry.ends_with(suffix),
        };
        host && glob::path(self.path(), parts.path) && self.matches_version(parts)
    }

    /// Returns the pattern, verbatim.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The order of patterns, longest first: by literal bytes, then by fewer wildcards, then by the string.
    pub(super) fn rank(&self) -> impl Ord + use<'_> {
        let stars = self.text.bytes().filter(|&b| b == b'*').count();
        (core::cmp::Reverse(self.text.len() - stars), stars, self.as_str())
    }

    pub(super) fn host(&self) -> Host<'_> {
        match self.text.get(..self.registry).unwrap_or_default() {
            "" | "*" => Host::Any,
            host => host.strip_prefix('*').map_or(Host::Exact(host), Host::Below),
        }
    }

    pub(super) fn path(&self) -> &str {
        let start = self.text.len() - self.after_registry().len();
        self.text.get(start..self.path).unwrap_or_default()
    }

    /// Path, tag and digest.
    pub(super) fn after_registry(&self) -> &str {
        self.text.get(self.registry + 1..).filter(|_| self.registry > 0).unwrap_or(&self.text)
    }

    pub(super) fn tag(&self) -> Option<&str> {
        self.text.get(self.path + 1..self.tag)
    }

    pub(super) fn digest(&self) -> Option<&str> {
        self.text.get(self.tag + 1..)
    }

    fn matches_version(&self, parts: &Parts<'_>) -> bool {
        let (tag, digest) = (self.tag(), self.digest());
        let tag_fits =
            tag.is_none_or(|glob| parts.tag.is_some_and(|tag| glob::component(glob, tag)));
        let digest_fits = match digest {
            Some(_) => parts.digest == digest,
            None => tag.is_none() || parts.digest.is_none(),
        };
        tag_fits && digest_fits
    }
}

/// A reference split once, for many patterns.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) registry: &'a str,
    pub(super) path: &'a str,
    pub(super) tag: Option<&'a str>,
    pub(super) digest: Option<&'a str>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(reference: &'a Reference) -> Self {
        let raw = reference.as_raw();
        Self {
            registry: raw.registry().map_or("", Registry::as_str),
            path: raw.repository().as_str(),
            tag: raw.tag().map(Tag::as_str),
            digest: raw.digest().map(DigestRef::as_str),
        }
    }
}

impl Pattern {
    /// Parses a pattern.
    ///
    /// # Errors
    ///
    /// [`FormatError`] for a malformed pattern, and for one that can match no reference, since a rule that never applies
    /// is a hole: `docker.io/nginx` must be `docker.io/library/nginx`, `index.docker.io` must be `docker.io`, and an IPv4
    /// address has no hosts below it.
    pub fn parse(text: &str) -> Result<Self, FormatError> {
        if text == "**" {
            return Ok(Self { text: text.into(), registry: 0, path: 2, tag: 2 });
        }
        let error = |kind, start: usize, end: usize| {
            FormatError::new(kind, FormatPart::Pattern, start, end)
        };
        let Some((host, rest)) = text.split_once('/') else {
            let kind = Kind::UnexpectedEnd { expected: "`/`" };
            return Err(error(kind, text.len(), text.len()));
        };
        check_host(host)?;
        let (rest, digest) = split(rest, '@');
        let (components, glob) = split(rest, ':');
        let (registry, start) = (host.len(), host.len() + 1);
        let (path, at) = (start + components.len(), start + rest.len());
        check_path(components).map_err(|e| e.shifted(start))?;
        if let Some(glob) = glob {
            // `*` and `x` have the same length.
            Tag::parse(&glob.replace('*', "x"))
                .map_err(|e| FormatError::of_name(e, FormatPart::Pattern, path + 1))?;
        }
        if let Some(digest) = digest {
            let digest = DigestRef::parse(digest)
                .map_err(|e| FormatError::of_name(e, FormatPart::Pattern, at + 1))?;
            if !digest.is_known() {
                let end = at + 1 + digest.algorithm_name().len();
                return Err(error(Kind::UnknownAlgorithm, at + 1, end));
            }
        }
        if host == "docker.io" && !components.contains(['/', '*']) {
            return Err(error(Kind::NeverMatches, 0, path));
        }
        Ok(Self { text: text.into(), registry, path, tag: at })
    }
}

parse_traits!(Pattern);

/// Splits what follows the first `separator` from a string.
fn split(text: &str, separator: char) -> (&str, Option<&str>) {
    text.split_once(separator).map_or((text, None), |(front, back)| (front, Some(back)))
}

/// Checks that a host is a registry, `*`, or a host after `*.`.
fn check_host(host: &str) -> Result<(), FormatError> {
    if host == "*" {
        return Ok(());
    }
    let below = host.strip_prefix("*.");
    let plain: String = match below {
        Some(rest) => alloc::format!("x.{rest}"),
        None => host.into(),
    };
    if plain.contains('*') {
        return Err(FormatError::new(Kind::MisplacedWildcard, FormatPart::Pattern, 0, host.len()));
    }
    let registry =
        Registry::parse(&plain).map_err(|e| FormatError::of_name(e, FormatPart::Pattern, 0))?;
    let last = registry.host().rsplit('.').next().unwrap_or_default();
    let address = below.is_some() && last.bytes().all(|b| b.is_ascii_digit());
    if address || host == "index.docker.io" {
        return Err(FormatError::new(Kind::NeverMatches, FormatPart::Pattern, 0, host.len()));
    }
    Ok(())
}

/// Checks the components of a path, which may be `**` or hold `*`.
fn check_path(path: &str) -> Result<(), FormatError> {
    let mut start = 0;
    for component in path.split('/') {
        let end = start + component.len();
        if component.contains("**") && component != "**" {
            return Err(FormatError::new(Kind::MisplacedWildcard, FormatPart::Pattern, start, end));
        }
        if component.contains('*') {
            let wrong =
                |b: u8| !(b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-*".contains(&b));
            if let Some(at) = component.bytes().position(wrong) {
                let expected = "a lower-case letter, digit, `.`, `_`, `-` or `*`";
                let error = unexpected(component, at, FormatPart::Pattern, expected);
                return Err(error.shifted(start));
            }
        } else {
            Repository::parse(component)
                .map_err(|e| FormatError::of_name(e, FormatPart::Pattern, start))?;
        }
        start = end + 1;
    }
    Ok(())
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pattern({})", self.text)
    }
}

impl From<&Reference> for Pattern {
    /// Returns the pattern of exactly this reference, with its tag and its digest.
    fn from(reference: &Reference) -> Self {
        let registry = reference.registry().as_str().len();
        let path = reference.name_str().len();
        let tag = reference.tag().map_or(path, |tag| path + 1 + tag.as_str().len());
        Self { text: reference.as_str().into(), registry, path, tag }
    }
}

impl From<&imageref::reference::Name> for Pattern {
    /// Returns the pattern of exactly this name, with any tag and digest.
    fn from(name: &imageref::reference::Name) -> Self {
        let (text, registry) = (name.as_str(), name.registry().as_str().len());
        Self { text: text.into(), registry, path: text.len(), tag: text.len() }
    }
}
