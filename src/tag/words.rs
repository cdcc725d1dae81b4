//! How words are looked up in the table.

use super::kind::TagKind;
use super::pieces::{is_dotted, letters, tail, until};
use super::word::{Category, KnownWord};
use super::word_table::WORDS;
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
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "runs when the crate is compiled, where a mistake is an error"
)]
const fn index() -> [u16; SLOTS] {
    let mut index = [0; SLOTS];
    let mut row = 0;
    while row < WORDS.len() {
        let word = WORDS[row].word.as_bytes();
        let (mut slot, mut at) = (0, 0);
        while at < word.len() {
            slot = hash(slot, word[at]);
            at += 1;
        }
        while index[slot % SLOTS] != 0 {
            slot = next(slot);
        }
        row += 1;
        index[slot % SLOTS] = row as u16;
    }
    index
}

/// Adds a byte to a hash. Letters count alike in both cases.
const fn hash(hash: usize, byte: u8) -> usize {
    (hash.wrapping_mul(31)).wrapping_add((byte | 0x20) as usize)
}

const fn next(slot: usize) -> usize {
    slot.wrapping_add(1)
}

/// Returns the row of a word in any case.
pub(super) fn lookup(word: &str) -> Option<&'static KnownWord> {
    let mut slot = word.bytes().fold(0, hash);
    loop {
        let row = INDEX.get(slot % SLOTS).copied().filter(|row| *row > 0)?;
        let row = WORDS.get(usize::from(row).wrapping_sub(1))?;
        if row.word.eq_ignore_ascii_case(word) {
            return Some(row);
        }
        slot = next(slot);
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
