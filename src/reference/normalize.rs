//! What a [`RawReference`] means.

use alloc::string::String;

use super::canonical::Reference;
use super::defaults::Defaults;
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
    #[doc(alias = "ParseNormalizedNamed")]
    #[doc(alias = "TagNameOnly")]
    pub fn normalize(self, defaults: &Defaults<'_>) -> Result<Reference, ParseError> {
        let written = self.offsets();
        let prefix = Prefix::with_defaults(self.registry(), written.nested(), defaults);
        // From the path on, the input is canonical, except for a missing tag.
        let tail = &self.as_str()[written.path()..];
        let bare = written.name() == self.as_str().len();
        let tag = if bare { defaults.tag().as_str() } else { "" };
        let colon = usize::from(bare);

        let name = prefix.len() + written.name() - written.path();
        let tag_end = prefix.len() + written.tag() - written.path() + colon + tag.len();
        let len = prefix.len() + tail.len() + colon + tag.len();
        prefix.check(name, len).map_err(|e| self.respan(e))?;
        let mut text = String::with_capacity(len);
        prefix.push_to(&mut text);
        text.push_str(tail);
        if bare {
            text.push(':');
            text.push_str(tag);
        }
        let offsets = prefix.offsets(name, tag_end, written.nested());
        Ok(Reference::checked(text.into_boxed_str(), offsets))
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
    fn respan(self, error: ParseError) -> ParseError {
        let end = match error.part() {
            Part::Repository => self.name().len(),
            _ => self.as_str().len(),
        };
        let start = match error.part() {
            Part::Repository => end - self.repository().as_str().len(),
            _ => 0,
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
