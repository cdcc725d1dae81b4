//! Prereleases and post-releases: the words that mark them, and their order.

use core::cmp::Ordering;

use super::commit;
use super::digits::is_digits;
use super::identifiers::{self, compare_folded, is_separator};
use super::moment::Moment;
use super::words;

/// A prerelease in a tag: `rc1`, `rc.1`, `beta-2`, `SNAPSHOT`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prerelease<'a> {
    /// All of it, without the separator before it.
    pub(super) text: &'a str,
    word: &'a str,
    /// What follows the word: numbers and further identifiers, with the separators before them.
    rest: &'a str,
}

/// Where a word is in the tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Glued to the version, with or without a `.` or `_`: `3.12.0b4`, `1.2.3_rc1`.
    Glued,
    /// After a dash: `1.13.0-rc3-trixie`.
    Dashed,
}

/// The words of prereleases: in lower case; whether only with a number; whether only glued to the version; source.
///
/// `b` after a dash is a build (`8u502-b07`), and `dev` without a number is mostly a variant with more tools.
#[rustfmt::skip] // one row a line
const WORDS: &[(&str, bool, bool, &str)] = &[
    ("a",         true,  true,  "PEP 440"),
    ("alpha",     false, false, "semver.org 2.0.0, item 11; cassandra:6.0-alpha2"),
    ("b",         true,  true,  "PEP 440"),
    ("beta",      false, false, "semver.org 2.0.0, item 11; groovy:6.0.0-beta-2"),
    ("cr",        true,  false, "Maven's POM reference, version order; hibernate: 6.0.0.CR1"),
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

/// The words of post-releases, which have a number: in lower case; source.
#[rustfmt::skip] // one row a line
const POST_WORDS: &[(&str, &str)] = &[
    ("p",     "OpenSSH 9.6p1; magento 2.4.6-p3; apk-tools, version format"),
    ("patch", "flant/deckhouse images: v1.2.3-patch1"),
    ("post",  "PEP 440"),
];

/// Returns `true` for a word that marks a prerelease with or without a number.
pub(super) fn is_word(word: &str) -> bool {
    WORDS.iter().any(|row| !row.1 && compare_folded(row.0, word).is_eq())
}

impl<'a> Prerelease<'a> {
    /// Reads the prerelease that `text` starts with.
    pub(super) fn at_start(text: &'a str, place: Place) -> Option<Self> {
        let (word, after) = text.split_at(letters(text));
        let &(_, needs_number, glued_only, _) =
            WORDS.iter().find(|row| compare_folded(row.0, word).is_eq())?;
        if glued_only && place == Place::Dashed {
            return None;
        }
        let length = match glued_identifiers(after)? {
            0 if place == Place::Dashed => number_after_dash(after),
            length => length,
        };
        let rest = after.get(..length)?;
        let numbered = rest.bytes().any(|b| b.is_ascii_digit());
        (numbered || !needs_number).then(|| Self { text: &text[..word.len() + length], word, rest })
    }

    /// Returns `true` if it has a number: `rc1`, not `rc`.
    pub(super) fn is_numbered(self) -> bool {
        !self.rest.is_empty()
    }

    /// Returns `true` for a word that names the newest build on the way to a release: `1.2.3-SNAPSHOT`.
    pub(super) fn moves(self) -> bool {
        self.rest.is_empty() && compare_folded(self.word, "snapshot").is_eq()
    }

    /// Orders by the word, then by what follows it.
    pub(super) fn compare(self, other: Self) -> Ordering {
        compare_folded(self.word, other.word)
            .then_with(|| identifiers::compare(self.rest, other.rest))
    }
}

/// Reads the post-release that `text` starts with (`post1`, `post.1`, `p1`): its length, and its number.
pub(super) fn post_release(text: &str) -> Option<(usize, &str)> {
    let (word, after) = text.split_at(letters(text));
    POST_WORDS.iter().find(|row| compare_folded(row.0, word).is_eq())?;
    let number = after.strip_prefix('.').unwrap_or(after);
    let number = number.split(is_separator).next().filter(|number| is_digits(number))?;
    let length = word.len() + usize::from(after.starts_with('.')) + number.len();
    Some((length, number))
}

/// Returns the number of letters that the text starts with.
fn letters(text: &str) -> usize {
    text.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(text.len())
}

/// Returns the length of the identifiers glued to a word or joined by dots, up to a commit or a word of the variant.
/// `None` if something else is glued to the word.
fn glued_identifiers(text: &str) -> Option<usize> {
    let all = text.find(['-', '_']).unwrap_or(text.len());
    let glued = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    let mut end = glued;
    if end < all && !text[end..].starts_with('.') {
        return None;
    }
    while let Some(rest) = text[end..all].strip_prefix('.') {
        let piece = rest.split('.').next().unwrap_or(rest);
        let other = commit::is_commit(piece)
            || commit::described(piece).is_some()
            || words::of_variant(piece).is_some();
        if piece.is_empty() || other {
            break;
        }
        end += 1 + piece.len();
    }
    Some(end)
}

/// Returns the length of the number in the next piece, with its dash, unless it is a day or the count of
/// `git describe`.
fn number_after_dash(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('-') else { return 0 };
    let piece = rest.split(['-', '_']).next().unwrap_or(rest);
    let number = is_digits(piece)
        && Moment::at_start(rest).is_none()
        && commit::count_at_start(rest).is_none();
    if number { piece.len() + 1 } else { 0 }
}
