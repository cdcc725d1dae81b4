//! How words are looked up in the table.

use super::kind::TagKind;
use super::pieces::{first, is_dotted, letters, tail, until};
use super::word_table::{Category, KnownWord, WORDS};
use crate::text::DASH;

/// Returns all known words in alphabetical order.
pub fn known_words() -> &'static [KnownWord] {
    WORDS
}

/// For each hash, 1 + the row of a word with that hash or one a little below; 0 for none.
static INDEX: [u16; SLOTS] = index();
const SLOTS: usize = 1024;

#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "runs when the crate is compiled, where a mistake is an error"
)]
const fn index() -> [u16; SLOTS] {
    let mut index = [0; SLOTS];
    let mut row = 0_usize;
    while row < WORDS.len() {
        let mut slot = hash(WORDS[row].word.as_bytes());
        while index[slot % SLOTS] != 0 {
            slot = slot.wrapping_add(1);
        }
        row = row.wrapping_add(1);
        index[slot % SLOTS] = row as u16;
    }
    index
}

/// Returns a hash of a word's length and some of its letters, alike in both cases.
const fn hash(word: &[u8]) -> usize {
    match word {
        [first, second, .., last] => {
            let hash = (*first | 0x20) as usize;
            let hash = hash.wrapping_mul(29).wrapping_add((*second | 0x20) as usize);
            let hash = hash.wrapping_mul(37).wrapping_add((*last | 0x20) as usize);
            hash.wrapping_mul(7).wrapping_add(word.len())
        }
        [first, ..] => (*first | 0x20) as usize,
        [] => 0,
    }
}

/// Returns the row of a word in any case.
#[inline(never)]
pub(super) fn lookup(word: &str) -> Option<&'static KnownWord> {
    if !first(word).is_ascii_alphabetic() {
        return None;
    }
    let mut slot = hash(word.as_bytes());
    loop {
        let row = INDEX.get(slot % SLOTS).copied().filter(|row| *row > 0)?;
        let row = WORDS.get(usize::from(row).wrapping_sub(1))?;
        if row.word.eq_ignore_ascii_case(word) {
            return Some(row);
        }
        slot = slot.wrapping_add(1);
    }
}

/// A known word as a tag has it.
#[derive(Clone, Copy)]
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
    let name = letters(piece);
    let after = tail(piece, name.len());
    let version = after.strip_prefix(['_', '.']).unwrap_or(after);
    let row = if is_dotted(version) { lookup(name)? } else { return None };
    Some(Found { row, name, version })
}

/// The same for words that tell variants apart. A number after a single letter is not a version but a counter (`r5`).
pub(super) fn of_variant(piece: &str) -> Option<Found<'_>> {
    find(piece).filter(|found| {
        found.row.category != Category::Channel
            && (found.version.is_empty() || found.name.len() > 1)
    })
}

/// Returns the word that a string starts with: its letters, or all up to a `-` if that is a known word (`x86_64`).
pub(super) fn leading(text: &str) -> (&str, Option<&'static KnownWord>) {
    if !first(text).is_ascii_alphabetic() {
        return ("", None);
    }
    let piece = until(text, DASH);
    match lookup(piece) {
        Some(row) => (piece, Some(row)),
        None => (letters(piece), lookup(letters(piece))),
    }
}

/// Returns `true` for the name of a branch or of a kind of change.
pub(super) fn is_branch(row: Option<&KnownWord>) -> bool {
    row.is_some_and(|row| row.leads == Some(TagKind::Branch))
}
