//! [`Offsets`]: the parser's result.

use super::MAX_TEXT;
use crate::digest::{DigestRef, known_algorithm};
use crate::text;

/// The ends of the parts of `registry "/" path ":" tag "@" digest`.
///
/// One word, since the parser's result is copied more often than it is read.
///
/// INVARIANT: `registry <= name <= tag <= text.len() <= MAX_TEXT`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Offsets(u64);

impl Offsets {
    /// `registry` is 0 if absent, `tag` is `name` if absent; `nested` is `true` for a path of more than one component.
    pub(crate) const fn new(registry: usize, name: usize, tag: usize, nested: bool) -> Self {
        debug_assert!(registry <= name && name <= tag && tag <= MAX_TEXT);
        Self(registry as u64 | (name as u64) << 16 | (tag as u64) << 32 | (nested as u64) << 48)
    }

    /// The end of the registry; 0 if absent.
    pub(crate) const fn registry(self) -> usize {
        self.part(0)
    }

    /// The end of the path.
    pub(crate) const fn name(self) -> usize {
        self.part(16)
    }

    /// The end of the tag; that of the path if absent.
    pub(crate) const fn tag(self) -> usize {
        self.part(32)
    }

    /// Returns `true` if the path has more than one component.
    #[cfg(feature = "alloc")]
    pub(crate) const fn nested(self) -> bool {
        self.part(48) == 1
    }

    const fn part(self, at: u32) -> usize {
        (self.0 >> at & 0xffff) as usize
    }

    /// The first byte of the path.
    pub(crate) const fn path(self) -> usize {
        if self.registry() == 0 { 0 } else { self.registry().saturating_add(1) }
    }

    /// The start and end of the tag.
    pub(crate) const fn tag_range(self) -> Option<(usize, usize)> {
        if self.tag() > self.name() {
            Some((self.name().saturating_add(1), self.tag()))
        } else {
            None
        }
    }

    /// The digest in the text that these offsets belong to.
    pub(crate) const fn digest(self, text: &str) -> Option<DigestRef<'_>> {
        let text = match text.as_bytes().split_at(self.tag()).1 {
            [] => return None,
            [_, digest @ ..] => text.split_at(text::position(text.as_bytes(), digest)).1,
        };
        match known_algorithm(text.as_bytes()) {
            Some((algorithm, _)) => Some(DigestRef::checked(text, algorithm)),
            None => None,
        }
    }
}

/// `text[start..end]`, in a `const`.
pub(crate) const fn slice(text: &str, start: usize, end: usize) -> &str {
    text.split_at(end).0.split_at(start).1
}
