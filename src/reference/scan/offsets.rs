//! [`Offsets`]: what the parser found.

use super::MAX_TEXT;
use crate::digest::{DigestRef, known_algorithm};

/// Where the parts of a text end: `registry "/" path ":" tag "@" digest`.
///
/// INVARIANT: `registry <= name <= tag <= text.len() <= MAX_TEXT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::reference) struct Offsets {
    /// The end of the registry; 0 where there is none.
    pub(in crate::reference) registry: u16,
    /// The end of the path.
    pub(in crate::reference) name: u16,
    /// The end of the tag; that of the path where there is none.
    pub(in crate::reference) tag: u16,
    /// Whether the path has more than one component.
    pub(in crate::reference) nested: bool,
}

impl Offsets {
    pub(in crate::reference) const fn new(
        registry: usize,
        name: usize,
        tag: usize,
        nested: bool,
    ) -> Self {
        debug_assert!(registry <= name && name <= tag && tag <= MAX_TEXT);
        #[expect(clippy::cast_possible_truncation, reason = "every caller has checked MAX_TEXT")]
        Self { registry: registry as u16, name: name as u16, tag: tag as u16, nested }
    }

    /// The first byte of the path.
    pub(in crate::reference) const fn path(self) -> usize {
        if self.registry == 0 { 0 } else { self.registry as usize + 1 }
    }

    /// The bytes of the tag.
    pub(in crate::reference) const fn tag_range(self) -> Option<(usize, usize)> {
        if self.tag > self.name { Some((self.name as usize + 1, self.tag as usize)) } else { None }
    }

    /// The digest of the text that these are the offsets of.
    pub(in crate::reference) const fn digest(self, text: &str) -> Option<DigestRef<'_>> {
        let start = self.tag as usize + 1;
        if start > text.len() {
            return None;
        }
        let text = text.split_at(start).1;
        match known_algorithm(text.as_bytes()) {
            Some(algorithm) => Some(DigestRef::checked(text, algorithm)),
            None => None,
        }
    }
}

/// `text[start..end]`, in a `const`.
pub(in crate::reference) const fn slice(text: &str, start: usize, end: usize) -> &str {
    text.split_at(end).0.split_at(start).1
}
