//! What a [`RawReference`] means.

use super::canonical::Reference;
use super::defaults::{Defaults, is_docker_hub};
use super::grammar::{self, Offsets};
use super::join::join;
use super::name::Name;
use super::parts::Registry;
use super::raw::RawReference;
use crate::error::{ParseError, Part};

impl RawReference<'_> {
    /// What the reference means, with `defaults` for what it leaves out; [`Defaults::DOCKER`] is Docker's.
    ///
    /// The default tag is filled in only if there is neither tag nor digest; a tag beside a digest is kept;
    /// `index.docker.io` becomes `docker.io`. Case and port of a registry are kept.
    ///
    /// Source: distribution/reference, `ParseNormalizedNamed`, `TagNameOnly`.
    ///
    /// # Errors
    ///
    /// A path over 255 bytes, or more than 65,535 bytes in all, with what was filled in.
    #[doc(alias("ParseNormalizedNamed", "TagNameOnly"))]
    pub fn normalize(self, defaults: &Defaults<'_>) -> Result<Reference, ParseError> {
        self.fill_in(defaults)
    }

    #[expect(clippy::inline_always, reason = "measured: a tenth less where the defaults are known")]
    #[inline(always)]
    pub(super) fn fill_in(self, defaults: &Defaults<'_>) -> Result<Reference, ParseError> {
        let (written, text) = (self.offsets(), self.as_str());
        let has_suffix = written.name() < text.len();
        if has_suffix && self.registry().is_some_and(|registry| !is_docker_hub(registry.as_str())) {
            return Ok(Reference::checked(text.into(), written));
        }
        let (registry, namespace) = defaults.before_path(self.registry(), written.nested());
        let on_hub = registry == Registry::DOCKER_HUB;
        let registry = registry.as_str();
        let slash = if namespace.is_empty() { "" } else { "/" };
        let head = namespace.len().wrapping_add(slash.len()).wrapping_add(registry.len());
        let rest = grammar::slice(text, written.path(), text.len());
        let name = head.wrapping_add(1).wrapping_add(written.name()).wrapping_sub(written.path());
        let (colon, tag) = if has_suffix { ("", "") } else { (":", defaults.tag().as_str()) };
        // What is known is one piece.
        let text = match namespace {
            "" if on_hub => join(registry, name, ["docker.io/", rest, colon, tag]),
            "library" if on_hub => join(registry, name, ["docker.io/library/", rest, colon, tag]),
            _ => join(registry, name, [registry, "/", namespace, slash, rest, colon, tag]),
        };
        let text = text.map_err(|e| self.respan(e))?;
        let suffix = written.tag().wrapping_sub(written.name());
        let tag_end = name.wrapping_add(suffix).wrapping_add(colon.len()).wrapping_add(tag.len());
        let nested = written.nested() || !namespace.is_empty();
        Ok(Reference::checked(text, Offsets::new(registry.len(), name, tag_end, nested)))
    }

    /// The name that the reference means, without tag and digest.
    ///
    /// # Errors
    ///
    /// As [`normalize`](Self::normalize).
    pub fn normalize_name(self, defaults: &Defaults<'_>) -> Result<Name, ParseError> {
        Name::build(self.registry(), self.repository(), self.offsets().nested(), defaults)
            .map_err(|e| self.respan(e))
    }

    /// An error in the canonical string, with the span of the input that it comes from.
    #[cold]
    fn respan(self, error: ParseError) -> ParseError {
        let (start, end) = match error.part() {
            Part::Repository => (self.offsets().path(), self.offsets().name()),
            _ => (0, self.as_str().len()),
        };
        error.at(Part::Reference, start, end)
    }
}

impl TryFrom<RawReference<'_>> for Reference {
    type Error = ParseError;
    fn try_from(raw: RawReference<'_>) -> Result<Self, ParseError> {
        Self::with_docker_defaults(raw.as_str(), raw.offsets())
    }
}

impl Reference {
    /// What a parsed string means to Docker.
    pub(super) fn with_docker_defaults(text: &str, offsets: Offsets) -> Result<Self, ParseError> {
        RawReference::checked(text, offsets).fill_in(&Defaults::DOCKER)
    }
}
