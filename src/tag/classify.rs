//! The rules that give a tag its kind, in the order in which they are asked.

use super::commit;
use super::date;
use super::items::is_counter_label;
use super::kind::{Artifact, TagKind};
use super::number;
use super::parts::{Parts, is_separator};
use super::words::{Category, lookup};

/// What the rules found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict<'a> {
    pub(super) kind: TagKind,
    pub(super) reason: &'static str,
    pub(super) parts: Parts<'a>,
    pub(super) class: Class,
}

/// Which tags can be ordered at all, and with which others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// By version numbers.
    Version,
    /// By a date.
    Date,
    /// Not at all.
    Text,
}

pub(super) fn classify(text: &str) -> Verdict<'_> {
    let words =
        |kind, reason| Verdict { kind, reason, parts: Parts::words(text), class: Class::Text };
    if let Some(artifact) = Artifact::read(text) {
        return words(
            TagKind::Artifact(artifact),
            "an algorithm and its hex digits, as made from a digest",
        );
    }
    if commit::is_bare(text) {
        return words(TagKind::Commit, "7 to 40 lower-case hex digits, not all of them decimal");
    }
    if let Some(parts) = Parts::numbered(text) {
        return numbered(parts);
    }
    let first = first_word(text);
    let known = lookup(first);
    if let Some(TagKind::Branch) = known.and_then(|row| row.leads)
        && !commit::is_prefixed(text)
        && !is_day_of_line(text)
    {
        return words(TagKind::Branch, "starts with the name of a branch or of a kind of change");
    }
    if commit::is_prefixed(text) {
        return words(TagKind::Commit, "words, then the hex digits of a commit");
    }
    if let Some(parts) = prefixed(text) {
        return numbered(parts);
    }
    match known {
        Some(row) => match row.leads {
            Some(TagKind::Latest) => words(TagKind::Latest, "says `latest`"),
            Some(TagKind::Environment) => {
                words(TagKind::Environment, "starts with the name of an environment")
            }
            Some(kind) => words(kind, "starts with the name of a release channel"),
            None => {
                words(TagKind::Variant, "starts with a word for what the image is built on or with")
            }
        },
        None => words(TagKind::Unknown, "no rule and no known word fits"),
    }
}

/// The letters that a text starts with, or all of its first piece where the table has that (`x86_64`).
fn first_word(text: &str) -> &str {
    let piece = text.split('-').next().unwrap_or(text);
    if lookup(piece).is_some() {
        return piece;
    }
    let end = text.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(text.len());
    text.split_at(end).0
}

/// Numbers behind words: `enterprise-7.6.10`, `build-123`, `b123`.
///
/// Behind a word that carries a version of its own (`jdk-17`, `alpine3.20`) they are that version, and not the
/// image's, unless they are a full one or a date.
fn prefixed(text: &str) -> Option<Parts<'_>> {
    let glued = || {
        let label = first_word(text);
        let word = is_counter_label(label) || lookup(label).is_some();
        word.then(|| Parts::behind(text, label.len())).flatten()
    };
    let parts = Parts::after_words(text).or_else(|| behind_names(text)).or_else(glued)?;
    let last = parts.prefix.trim_end_matches(is_separator);
    let last = last.rsplit(is_separator).next().unwrap_or(last);
    let carries_version = match lookup(last) {
        Some(row) => {
            matches!(row.category, Category::Distribution | Category::Runtime | Category::Windows)
                || (row.leads.is_none() && !parts.prefix.ends_with(is_separator))
        }
        None => last.bytes().any(|b| b.is_ascii_digit()),
    };
    let own = number::list(parts.numbers).count() >= 3 || is_date(&parts);
    let counter = is_counter_label(last);
    (counter || !carries_version || own).then_some(parts)
}

/// Numbers behind words of which some have digits: `linux-amd64-1.2.3`, `ubi9-1.2.3`.
fn behind_names(text: &str) -> Option<Parts<'_>> {
    let (mut at, mut names) = (0, 0);
    for piece in text.split('-') {
        let word = first_word(piece);
        let version = piece.strip_prefix(word).unwrap_or_default();
        let known = lookup(word).is_some() && (version.is_empty() || number::is_dotted(version));
        if !known && !piece.bytes().all(|b| b.is_ascii_alphabetic()) {
            break;
        }
        at += piece.len() + 1;
        // Behind words without digits, `Parts::after_words` has looked.
        if known && piece.bytes().any(|b| b.is_ascii_digit()) {
            names = at;
        }
    }
    if names == 0 { None } else { Parts::behind(text, names) }
}

/// Whether the tag is a day's build of a line of development: `main-20240101`.
fn is_day_of_line(text: &str) -> bool {
    Parts::after_words(text).is_some_and(|parts| {
        let word = parts.prefix.trim_end_matches(is_separator);
        is_date(&parts) && LINES.iter().any(|line| word.eq_ignore_ascii_case(line))
    })
}

/// Branches that last. Source: Conventional Branch 1.0.0; svnbook, repository layout.
const LINES: &[&str] = &["develop", "main", "master", "trunk"];

/// The kind of a tag by its numbers.
fn numbered(parts: Parts<'_>) -> Verdict<'_> {
    let mut numbers = number::list(parts.numbers);
    let (first, second) = (numbers.next().unwrap_or_default(), numbers.next());
    let count = number::list(parts.numbers).count();
    let verdict = |kind, reason, class| Verdict { kind, reason, parts, class };
    let word = parts.prefix.trim_end_matches(is_separator);
    if matches!(parts.qualifier, ".x" | ".X") {
        return verdict(TagKind::PartialVersion, "a version with a wildcard", Class::Text);
    }
    // `3.4.3.Final` is a version, `1..2` and `1.2.` are not.
    let stray_dot = parts
        .qualifier
        .strip_prefix('.')
        .is_some_and(|word| word.is_empty() || !word.bytes().all(|b| b.is_ascii_alphanumeric()));
    if stray_dot {
        return verdict(TagKind::Unknown, "numbers, but not joined as a version's", Class::Text);
    }
    if is_date(&parts) {
        return verdict(
            TagKind::Date,
            "the numbers are a day, by year, month and day",
            Class::Date,
        );
    }
    let calendar = second.is_some_and(|second| date::starts_calendar(first, second));
    let (kind, reason) = match count {
        1 if is_counter_label(word) => (TagKind::BuildNumber, "a number behind a word for a build"),
        1 if first.len() > 4 => (TagKind::BuildNumber, "one number of more than four digits"),
        _ if calendar => (TagKind::CalendarVersion, "the numbers start with a year and a month"),
        1 => (TagKind::PartialVersion, "one number: a major version"),
        2 => (TagKind::PartialVersion, "two numbers: a minor version"),
        3 => (TagKind::SemanticVersion, "three numbers"),
        _ => (TagKind::ExtendedVersion, "four numbers or more"),
    };
    verdict(kind, reason, Class::Version)
}

fn is_date(parts: &Parts<'_>) -> bool {
    parts.dashed_date || number::list(parts.numbers).next().is_some_and(date::is_compact)
}
