//! Prereleases: the words that mark one, and their order.

use core::cmp::Ordering;

use super::number;
use super::words::compare_folded;

/// A prerelease as a tag has it: `rc1`, `rc.1`, `beta-2`, `SNAPSHOT`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prerelease<'a> {
    /// All of it.
    pub(super) text: &'a str,
    word: &'a str,
    /// Numbers joined by dots; a leading dot does not count. Empty where there are none.
    pub(super) numbers: &'a str,
}

/// Where a tag may have the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Glued to the version: `3.12.0b4`.
    Qualifier,
    /// Between dashes: `1.13.0-rc3-trixie`.
    Suffix,
}

/// The words: in lower case; whether only with a number; whether only glued to the version; source.
///
/// `b` between dashes is a build (`8u502-b07`), and `dev` without a number is mostly a variant with more tools.
#[rustfmt::skip] // one row a line
const WORDS: &[(&str, bool, bool, &str)] = &[
    ("a",         true,  true,  "PEP 440"),
    ("alpha",     false, false, "semver.org 2.0.0, item 11; cassandra:6.0-alpha2"),
    ("b",         true,  true,  "PEP 440"),
    ("beta",      false, false, "semver.org 2.0.0, item 11; groovy:6.0.0-beta-2"),
    ("dev",       true,  false, "haproxy:3.5-dev5"),
    ("ea",        false, false, "openjdk:28-ea-11"),
    ("m",         true,  false, "tomee:11.0.0-M1"),
    ("milestone", false, false, "Maven's POM reference, version order"),
    ("pre",       false, false, "PEP 440"),
    ("preview",   false, false, "haxe:5.0.0-preview.1"),
    ("rc",        false, false, "semver.org 2.0.0, item 11; julia:1.13.0-rc3"),
    ("snapshot",  false, false, "Maven's POM reference, version order"),
    ("tp",        true,  false, "orientdb:3.2.55-tp3"),
];

impl<'a> Prerelease<'a> {
    /// Reads the piece that `text` starts with, of `length` bytes; digits in the next piece count as its number.
    pub(super) fn read(text: &'a str, length: usize, place: Place) -> Option<Self> {
        let (piece, behind) = text.split_at_checked(length)?;
        // `1.2.3.rc1` and `1.2.3_rc1` are glued with a separator.
        let bare = match place {
            Place::Qualifier => piece.strip_prefix(['.', '_']).unwrap_or(piece),
            Place::Suffix => piece,
        };
        let letters = bare.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(bare.len());
        let (word, glued) = bare.split_at(letters);
        let glued = glued.strip_prefix('.').unwrap_or(glued);
        if !(glued.is_empty() || number::is_dotted(glued)) {
            return None;
        }
        let next = behind.strip_prefix('-').map(|b| b.split('-').next().unwrap_or(b));
        let apart =
            next.filter(|n| glued.is_empty() && place == Place::Suffix && number::is_digits(n));
        let numbers = apart.unwrap_or(glued);
        let &(_, needs_number, qualifier_only, _) =
            WORDS.iter().find(|row| compare_folded(row.0, word) == Ordering::Equal)?;
        if (needs_number && numbers.is_empty()) || (qualifier_only && place == Place::Suffix) {
            return None;
        }
        let whole = length + apart.map_or(0, |n| n.len() + 1);
        Some(Self { text: text.get(..whole)?, word, numbers })
    }

    /// The order of semver's item 11, with numbers compared as numbers also where they are glued to the word, and
    /// without regard to case.
    pub(super) fn compare(self, other: Self) -> Ordering {
        compare_folded(self.word, other.word)
            .then_with(|| number::compare_lists(self.numbers, other.numbers))
    }
}
