//! Words that tags consist of, and how they are looked up in the table.

use super::digits::is_dotted;
use super::identifiers::compare_folded;
use super::kind::TagKind;
use super::word::{Category, KnownWord};
use super::word_table::WORDS;

/// Returns all known words in alphabetical order.
pub fn known_words() -> &'static [KnownWord] {
    WORDS
}

/// Returns the row of a word in any case.
pub(super) fn lookup(word: &str) -> Option<&'static KnownWord> {
    let at = WORDS.binary_search_by(|row| compare_folded(row.word, word)).ok()?;
    WORDS.get(at)
}

/// A known word as a tag has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) row: &'static KnownWord,
    pub(super) name: &'a str,
    /// The version that follows the word directly or after `_` or `.`; empty if there is none.
    pub(super) version: &'a str,
}

/// Finds the known word that a piece of a tag consists of, with its version: `x86_64`, `alpine3.20`, `scala_2.12`.
pub(super) fn find(piece: &str) -> Option<Found<'_>> {
    if let Some(row) = lookup(piece) {
        return Some(Found { row, name: piece, version: "" });
    }
    let end = piece.bytes().position(|b| !b.is_ascii_alphabetic())?;
    let (name, after) = piece.split_at(end);
    let version = after.strip_prefix(['_', '.']).unwrap_or(after);
    let row = lookup(name).filter(|_| is_dotted(version))?;
    Some(Found { row, name, version })
}

/// The same for words that tell variants apart. A number after a single letter is not a version but a counter (`r5`).
pub(super) fn of_variant(piece: &str) -> Option<Found<'_>> {
    find(piece).filter(|found| {
        found.row.category != Category::Channel
            && (found.version.is_empty() || found.name.len() > 1)
    })
}

/// Returns `true` for the name of a branch or of a kind of change.
pub(super) fn is_branch(row: &KnownWord) -> bool {
    row.leads == Some(TagKind::Branch)
}
