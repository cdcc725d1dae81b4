//! What a [`RawReference`] means.

use super::canonical::Reference;
use super::defaults::{Defaults, is_docker_hub};
use super::grammar;
use super::name::Name;
use super::prefix::Prefix;
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
        let written = self.offsets();
        // From the path on, and from the start on another registry than Docker Hub, the input is canonical, except for
        // a missing tag.
        let (prefix, start) = match self.registry() {
            Some(registry) if !is_docker_hub(registry.as_str()) => (Prefix::included(registry), 0),
            registry => {
                (Prefix::filled_in(registry.is_some(), written.nested(), defaults), written.path())
            }
        };
        let rest = grammar::slice(self.as_str(), start, self.as_str().len());
        let name = prefix.after(written.name(), start);
        let mut tag = prefix.after(written.tag(), start);
        let text = if written.name() == self.as_str().len() {
            let default = defaults.tag().as_str();
            tag = tag.wrapping_add(1).wrapping_add(default.len());
            prefix.join(name, [rest, ":", default])
        } else {
            prefix.join(name, [rest])
        };
        let text = text.map_err(|e| self.respan(e))?;
        Ok(Reference::checked(text, prefix.offsets(name, tag, written.nested())))
    }

    /// The name that the reference means, without tag and digest.
    ///
    /// # Errors
    ///
    /// As [`normalize`](Self::normalize).
    pub fn normalize_name(self, defaults: &Defaults<'_>) -> Result<Name, ParseError> {
        let prefix = Prefix::with_defaults(self.registry(), self.offsets().nested(), defaults);
        Name::build(prefix, self.repository()).map_err(|e| self.respan(e))
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
        raw.normalize(&Defaults::DOCKER)
    }
}
