//! A tag's variant, word by word.

use super::items::Items;
use super::pieces::is_dotted;
use super::word_table::Category;
use super::words;

/// A word of a variant, with its version: `alpine3.20`, `slim`.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{Category, TagInfo};
///
/// let info = TagInfo::of(Tag::parse("3.0.5-debian-12-r0")?);
/// let word = info.variant().next().expect("the tag has a variant");
/// assert_eq!((word.name(), word.version()), ("debian", Some("12")));
/// assert_eq!(word.category(), Category::Distribution);
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VariantWord<'a> {
    name: &'a str,
    version: Option<&'a str>,
    category: Category,
}

impl<'a> VariantWord<'a> {
    /// Returns the word, in the tag's own case and without its version.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Returns the version: glued to the word (`alpine3.20`) or after it (`debian-12`).
    pub const fn version(&self) -> Option<&'a str> {
        self.version
    }

    /// Returns what the word describes; [`Category::Other`] if the table does not have it.
    pub const fn category(&self) -> Category {
        self.category
    }

    fn of(piece: &'a str) -> Self {
        match words::find(piece) {
            Some(found) => Self {
                name: found.name,
                version: Some(found.version).filter(|version| !version.is_empty()),
                category: found.row.category,
            },
            None => Self { name: piece, version: None, category: Category::Other },
        }
    }

    /// Returns `true` if a number that follows is this word's version.
    fn wants_version(self) -> bool {
        use Category::{Distribution, Runtime, Windows};
        self.version.is_none() && matches!(self.category, Distribution | Runtime | Windows)
    }
}

/// The words of a tag's variant, in their order; from [`TagInfo::variant`](super::TagInfo::variant).
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::TagInfo;
///
/// let info = TagInfo::of(Tag::parse("1.27-slim-bookworm")?);
/// assert!(info.variant().map(|word| word.name()).eq(["slim", "bookworm"]));
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Variant<'a> {
    items: Items<'a>,
    held: Option<&'a str>,
}

impl<'a> Variant<'a> {
    pub(super) const fn of(items: Items<'a>) -> Self {
        Self { items, held: None }
    }

    fn piece(&mut self) -> Option<&'a str> {
        self.held.take().or_else(|| self.items.find_map(|item| item.variant()))
    }
}

impl<'a> Iterator for Variant<'a> {
    type Item = VariantWord<'a>;

    fn next(&mut self) -> Option<VariantWord<'a>> {
        let mut word = VariantWord::of(self.piece()?);
        if word.wants_version() {
            match self.piece() {
                Some(next) if is_dotted(next) => word.version = Some(next),
                next => self.held = next,
            }
        }
        Some(word)
    }
}
