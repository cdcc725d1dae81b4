//! [`lint`]: the lints of one reference.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use imageref::error::Span;
use imageref::reference::{Defaults, RawReference, Registry};
use imageref::registry::Retired;
use imageref::tag::TagInfo;

use super::look_alike;

/// One thing about a reference that could be better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    kind: LintKind,
    span: Span,
    fix: Option<String>,
}

impl Lint {
    /// What could be better.
    pub const fn kind(&self) -> LintKind {
        self.kind
    }

    /// The bytes of the reference that it is about; empty where something is missing.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The whole reference to write instead, where one is known. It parses.
    pub fn fix(&self) -> Option<&str> {
        self.fix.as_deref()
    }
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

/// The kind of a [`Lint`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LintKind {
    /// There is a tag and no digest: whoever can push the tag can change the image.
    NotPinned,
    /// The tag usually moves: `latest`, `stable`, `1`.
    MovingTag,
    /// There is neither a tag nor a digest, which means `latest`.
    NoTag,
    /// The registry or namespace is retired or frozen.
    RetiredRegistry,
    /// The host looks like a well-known one.
    LookAlike,
    /// Only its uppercase letters make the first component a host: Docker asks that host instead of Docker Hub.
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
            Self::NotPinned => "the image is not pinned by a digest",
            Self::MovingTag => "the tag may point to another image later",
            Self::NoTag => "missing tag: `latest` is pulled",
            Self::RetiredRegistry => "the registry or namespace is retired",
            Self::LookAlike => "the host looks like a well-known one",
            Self::UpperCaseHost => "Docker reads this as a host because of its uppercase letters",
        })
    }
}

/// Returns what could be better about a reference, in the order of the text.
///
/// With a digest, neither the tag nor its absence is reported.
///
/// ```
/// use imageref::RawReference;
/// use imageref_scan::{LintKind, lint};
///
/// let lints = lint(RawReference::parse("k8s.gcr.io/pause:latest")?);
/// let kinds: Vec<_> = lints.iter().map(|lint| lint.kind()).collect();
/// assert_eq!(kinds, [LintKind::RetiredRegistry, LintKind::MovingTag]);
/// assert_eq!(lints[0].fix(), Some("registry.k8s.io/pause:latest"));
/// # Ok::<(), imageref::ParseError>(())
/// ```
pub fn lint(image: RawReference<'_>) -> Vec<Lint> {
    let mut found = Vec::new();
    found.extend(registry(image));
    found.extend(retired(image));
    found.extend(pinned(image));
    found
}

/// Returns the tag and the digest with their separators.
fn after_name(image: RawReference<'_>) -> &str {
    image.as_str().get(image.name().len()..).unwrap_or_default()
}

fn new(kind: LintKind, start: usize, end: usize, fix: Option<String>) -> Lint {
    // A fix must parse.
    let fix = fix.filter(|fix| RawReference::parse(fix).is_ok());
    Lint { kind, span: Span { start, end }, fix }
}

fn registry(image: RawReference<'_>) -> Option<Lint> {
    let registry = image.registry()?;
    let end = registry.as_str().len();
    let rest = image.as_str().get(end..).unwrap_or_default();
    if Registry::parse(&registry.as_str().to_ascii_lowercase()).is_err() {
        let fix = [&*registry.as_str().to_ascii_lowercase(), rest].concat();
        return Some(new(LintKind::UpperCaseHost, 0, end, Some(fix)));
    }
    let meant = look_alike::meant(registry.host())?;
    Some(new(LintKind::LookAlike, 0, end, Some([meant, rest].concat())))
}

fn retired(image: RawReference<'_>) -> Option<Lint> {
    let name = image.normalize_name(&Defaults::DOCKER).ok()?;
    let retired = Retired::of(name.registry(), name.repository())?;
    let fix = retired.replacement().map(|name| {
        let name = name.to_string();
        // In the author's style: Docker Hub is written only if it was.
        let name = match name.strip_prefix("docker.io/") {
            Some(path) if image.registry().is_none() => path.into(),
            _ => name,
        };
        [&*name, after_name(image)].concat()
    });
    Some(new(LintKind::RetiredRegistry, 0, image.name().len(), fix))
}

fn pinned(image: RawReference<'_>) -> Option<Lint> {
    if image.digest().is_some() {
        return None;
    }
    let end = image.as_str().len();
    let Some(tag) = image.tag() else {
        return Some(new(LintKind::NoTag, end, end, None));
    };
    let start = image.name().len().saturating_add(1);
    let moving = TagInfo::of(tag).is_moving();
    let kind = if moving { LintKind::MovingTag } else { LintKind::NotPinned };
    Some(new(kind, start, end, None))
}
