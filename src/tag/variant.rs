//! A tag's variant, word by word.

use super::items::{Item, Items};
use super::number;
use super::words::{Category, lookup};

/// A word of a variant: `alpine` with version `3.20`, `slim` without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VariantWord<'a> {
    name: &'a str,
    version: Option<&'a str>,
    category: Category,
}

impl<'a> VariantWord<'a> {
    /// The word as the tag has it, without its version.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// The version glued to the word (`alpine3.20`) or following it (`debian-12`).
    pub const fn version(&self) -> Option<&'a str> {
        self.version
    }

    /// What the word speaks of; [`Category::Other`] where the table does not have it.
    pub const fn category(&self) -> Category {
        self.category
    }

    fn read(piece: &'a str) -> Self {
        if let Some(row) = lookup(piece) {
            return Self { name: piece, version: None, category: row.category };
        }
        let end = piece.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(piece.len());
        let (name, behind) = piece.split_at(end);
        let version = behind.strip_prefix('_').unwrap_or(behind);
        match lookup(name) {
            Some(row) if number::is_dotted(version) => {
                Self { name, version: Some(version), category: row.category }
            }
            _ => Self { name: piece, version: None, category: Category::Other },
        }
    }

    /// Whether a number that follows is this word's version.
    fn wants_version(self) -> bool {
        use Category as C;
        self.version.is_none() && matches!(self.category, C::Distribution | C::Runtime | C::Windows)
    }
}

/// The words of a tag's variant, in their order; from [`TagInfo::variant`](super::TagInfo::variant).
#[derive(Clone, Debug)]
pub struct Variant<'a> {
    pieces: Items<'a>,
    held: Option<&'a str>,
}

impl<'a> Variant<'a> {
    pub(super) const fn of(pieces: Items<'a>) -> Self {
        Self { pieces, held: None }
    }

    fn piece(&mut self) -> Option<&'a str> {
        self.held.take().or_else(|| {
            self.pieces.find_map(|item| match item {
                Item::Literal(text) if !text.is_empty() => Some(text),
                _ => None,
            })
        })
    }
}

impl<'a> Iterator for Variant<'a> {
    type Item = VariantWord<'a>;

    fn next(&mut self) -> Option<VariantWord<'a>> {
        let mut word = VariantWord::read(self.piece()?);
        if word.wants_version() {
            match self.piece() {
                Some(next) if number::is_dotted(next) => word.version = Some(next),
                next => self.held = next,
            }
        }
        Some(word)
    }
}
