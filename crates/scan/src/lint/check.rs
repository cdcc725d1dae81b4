//! [`lint`]: the warnings of one reference.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::look_alike;
use imageref::error::Span;
use imageref::reference::{Defaults, RawReference, Registry};
use imageref::registry::Retired;
use imageref::tag::TagInfo;

/// One thing that could be better, where, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    kind: LintKind,
    span: Span,
    fix: Option<String>,
}

impl Lint {
    /// What it is.
    pub const fn kind(&self) -> LintKind {
        self.kind
    }

    /// The bytes of the reference that it is about; empty at the place where something is missing.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The whole reference as it could be written instead: one that parses.
    pub fn fix(&self) -> Option<&str> {
        self.fix.as_deref()
    }
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

/// What could be better about a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LintKind {
    /// No digest: whoever can push the tag can change what it names.
    NotPinned,
    /// The tag is meant to move: `latest`, `stable`, `1`.
    MovingTag,
    /// Neither tag nor digest: `latest` is meant.
    NoTag,
    /// A registry or namespace that is gone, or frozen.
    RetiredRegistry,
    /// A host that is almost a well-known one.
    LookAlike,
    /// A first component that upper-case letters alone make a host: Docker asks that host, and not Docker Hub.
    UpperCaseHost,
}

impl LintKind {
    /// The kind's name in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotPinned => "not-pinned",
            Self::MovingTag => "moving-tag",
            Self::NoTag => "no-tag",
            Self::RetiredRegistry => "retired-registry",
            Self::LookAlike => "look-alike",
            Self::UpperCaseHost => "upper-case-host",
        }
    }
}

impl fmt::Display for LintKind {
    /// One sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotPinned => "no digest pins the image",
            Self::MovingTag => "the tag is meant to move",
            Self::NoTag => "neither tag nor digest: `latest` is meant",
            Self::RetiredRegistry => "the name is retired",
            Self::LookAlike => "the host is almost a well-known one",
            Self::UpperCaseHost => "upper case makes Docker read this as a host",
        })
    }
}

/// What could be better about a reference, in the order of the text.
///
/// A digest settles what a tag leaves open: with one, neither the tag nor its absence is found fault with.
///
/// ```
/// use imageref::RawReference;
/// use imageref_scan::lint::{LintKind, lint};
///
/// let advice = lint(RawReference::parse("k8s.gcr.io/pause:latest")?);
/// let kinds: Vec<_> = advice.iter().map(|advice| advice.kind()).collect();
/// assert_eq!(kinds, [LintKind::RetiredRegistry, LintKind::MovingTag]);
/// assert_eq!(advice[0].fix(), Some("registry.k8s.io/pause:latest"));
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn lint(image: RawReference<'_>) -> Vec<Lint> {
    let mut found = Vec::new();
    found.extend(registry(image));
    found.extend(retired(image));
    found.extend(pinned(image));
    found
}

/// What follows a name: tag and digest with their signs.
fn behind_name(image: RawReference<'_>) -> &str {
    image.as_str().get(image.name().len()..).unwrap_or_default()
}

fn advice(kind: LintKind, start: usize, end: usize, fix: Option<String>) -> Lint {
    // A fix that would not parse is none.
    let fix = fix.filter(|fix| RawReference::parse(fix).is_ok());
    Lint { kind, span: Span { start, end }, fix }
}

fn registry(image: RawReference<'_>) -> Option<Lint> {
    let registry = image.registry()?;
    let end = registry.as_str().len();
    let rest = image.as_str().get(end..).unwrap_or_default();
    if Registry::parse(&registry.as_str().to_ascii_lowercase()).is_err() {
        let fix = registry.as_str().to_ascii_lowercase() + rest;
        return Some(advice(LintKind::UpperCaseHost, 0, end, Some(fix)));
    }
    let meant = look_alike::meant(registry.host())?;
    Some(advice(LintKind::LookAlike, 0, end, Some(String::from(meant) + rest)))
}

fn retired(image: RawReference<'_>) -> Option<Lint> {
    let name = image.normalize_name(&Defaults::DOCKER).ok()?;
    let retired = Retired::of(name.registry(), name.repository())?;
    let fix = retired.replacement().map(|name| {
        let name = name.to_string();
        // In the author's style: Docker Hub is named only if it was.
        let name = match name.strip_prefix("docker.io/") {
            Some(path) if image.registry().is_none() => path.into(),
            _ => name,
        };
        name + behind_name(image)
    });
    Some(advice(LintKind::RetiredRegistry, 0, image.name().len(), fix))
}

fn pinned(image: RawReference<'_>) -> Option<Lint> {
    if image.digest().is_some() {
        return None;
    }
    let end = image.as_str().len();
    let Some(tag) = image.tag() else {
        return Some(advice(LintKind::NoTag, end, end, None));
    };
    let start = image.name().len() + 1;
    let moving = TagInfo::of(tag).is_moving();
    let kind = if moving { LintKind::MovingTag } else { LintKind::NotPinned };
    Some(advice(kind, start, end, None))
}
