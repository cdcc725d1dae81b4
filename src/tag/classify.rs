//! The rules that decide a tag's kind, in the order in which they are tried.

use super::commit;
use super::item::glued_counter;
use super::kind::{Artifact, TagKind};
use super::markers::{self, COUNTER, LASTING};
use super::moment::{is_moment, is_unix, starts_calendar};
use super::numbers;
use super::parts::Parts;
use super::pieces::{
    SEPARATORS, cut, first, first_piece, is_digits, is_dotted, is_word, last, tail,
    trim_separators, without,
};
use super::word_table::{Category, KnownWord};
use super::words::{is_branch, leading, lookup};
use crate::text::{self, DASH, DIGIT, DOT};

/// What the rules found.
#[derive(Clone, Copy)]
pub(super) struct Verdict<'a> {
    pub(super) kind: TagKind,
    pub(super) reason: &'static str,
    pub(super) parts: Parts<'a>,
    pub(super) class: Class,
    /// The commit, unless it follows the version or date.
    pub(super) commit: Option<&'a str>,
}

/// Which tags can be ordered, and with which others.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Class {
    /// By numbers.
    Version,
    /// By a day.
    Date,
    /// With no others.
    Text,
}

pub(super) fn classify(text: &str) -> Verdict<'_> {
    let words = |kind, reason, commit| Verdict {
        kind,
        reason,
        parts: Parts::words(text),
        class: Class::Text,
        commit,
    };
    if let Some(artifact) = Artifact::of(text) {
        return words(TagKind::Artifact(artifact), "is a digest with `-` instead of `:`", None);
    }
    if commit::is_commit(text) {
        return words(TagKind::Commit, "is hex digits, as many as a commit has", Some(text));
    }
    let (_, known) = leading(text);
    let branch = is_branch(known);
    let digits = text.bytes().any(|b| text::is(b, DIGIT));
    if digits {
        if let Some((parts, commit)) = built(text, branch) {
            return numbered(parts, commit);
        }
        if let Some(parts) = Parts::from(text, text) {
            return numbered(parts, None);
        }
    }
    if let Some(commit) = find_commit(text, branch) {
        return words(TagKind::Commit, "ends in the hex digits of a commit", Some(commit));
    }
    if branch {
        let reason = "starts with the name of a branch or of a kind of change";
        return words(TagKind::Branch, reason, None);
    }
    if digits && let Some(parts) = prefixed(text) {
        return numbered(parts, None);
    }
    let (kind, reason) = match known.map(|row| row.leads) {
        Some(Some(TagKind::Latest)) => (TagKind::Latest, "is `latest`"),
        Some(Some(TagKind::Environment)) => {
            (TagKind::Environment, "starts with the name of an environment")
        }
        Some(Some(kind)) => (kind, "starts with the name of a release channel"),
        Some(None) => {
            (TagKind::Variant, "starts with a word for what the image is built on or contains")
        }
        None => (TagKind::Unknown, "matches no rule"),
    };
    words(kind, reason, None)
}

/// Reads a build of a branch or a commit that a time or number orders: `main-20240102-030405`,
/// `main-abcdef1-1633000000`, `sha-abcdef1-20240101`, `main-123`, `abcdef1-ls73`. The commit is not part of the
/// prefix.
fn built(text: &str, branch: bool) -> Option<(Parts<'_>, Option<&str>)> {
    if text::is(first(text), DIGIT) && !commit::is_hex(first_piece(text)) {
        // A version, as most tags start with.
        return None;
    }
    // What starts with the commit, and the commit.
    let mut commit: Option<(&str, &str)> = None;
    let (mut before, mut rest, mut number) = ("", text, 0_u8);
    while let (start, Some(piece)) = (rest, cut(&mut rest, SEPARATORS)) {
        let parts = |from| {
            let parts = Parts::from(text, from)?;
            let prefix = commit.map_or(parts.prefix, |(start, _)| without(text, start));
            Some((Parts { prefix, ..parts }, commit.map(|(_, commit)| commit)))
        };
        let second = number == 1;
        let lasting = branch && markers::is(before, LASTING);
        let moment = is_moment(start);
        if number > 0 && moment {
            // A day after the name of a change can be part of that name: `hotfix-20240101`.
            let name = branch && second && !lasting && !is_unix(piece);
            return if name { None } else { parts(start) };
        }
        let hex = commit::is_hex(piece);
        let dated = hex && !moment && is_moment(rest);
        let counted = lasting && second && hex && is_digits(rest);
        if is_digits(piece) && !dated && !counted && ((lasting && second) || commit.is_some()) {
            let next = first_piece(rest);
            if rest.is_empty() || commit::is_hex(next) || commit::described(next).is_some() {
                return parts(start);
            }
        }
        if commit.is_some_and(|(start, _)| start.len() == text.len())
            && let Some(counter) = glued_counter(piece)
        {
            let (parts, commit) = parts(tail(start, counter.label.len()))?;
            return Some((Parts { prefix: counter.label, ..parts }, commit));
        }
        match commit::of(piece, before).or(Some(piece).filter(|_| dated || counted)) {
            Some(found) => commit = commit.or(Some((start, found))),
            None if commit.is_some() || !(branch || is_word(piece)) => return None,
            None => {}
        }
        before = piece;
        number = number.saturating_add(1);
    }
    None
}

/// Returns the commit after words, or after the name of a branch.
fn find_commit(text: &str, branch: bool) -> Option<&str> {
    let mut rest = text;
    let mut before = cut(&mut rest, SEPARATORS)?;
    while branch || is_word(before) {
        let piece = cut(&mut rest, SEPARATORS)?;
        if let Some(commit) = commit::of(piece, before) {
            return Some(commit);
        }
        before = piece;
    }
    None
}

/// Reads numbers after words: `enterprise-7.6.10`, `build-123`, `b123`.
///
/// After a word that carries a version of its own (`jdk-17`, `alpine3.20`) they are that version, unless they are a
/// full one or a date.
fn prefixed(text: &str) -> Option<Parts<'_>> {
    let glued = || {
        let (label, row) = leading(text);
        let known = row.is_some() || markers::is(label, COUNTER);
        if known { Parts::from(text, tail(text, label.len())) } else { None }
    };
    let parts = Parts::after_words(text).or_else(|| after_names(text)).or_else(glued)?;
    let word = last_piece(trim_separators(parts.prefix));
    let carries_version = match lookup(word) {
        Some(row) => carries_version(row, text::is(last(parts.prefix), SEPARATORS)),
        None => word.bytes().any(|b| text::is(b, DIGIT)),
    };
    let own = numbers::count(parts.numbers) >= 3 || parts.moment.is_some();
    (markers::is(word, COUNTER) || !carries_version || own).then_some(parts)
}

fn last_piece(text: &str) -> &str {
    let start = text.bytes().rposition(|b| text::is(b, SEPARATORS));
    start.map_or(text, |at| tail(tail(text, at), 1))
}

fn carries_version(row: &KnownWord, separated: bool) -> bool {
    use Category::{Distribution, Runtime, Windows};
    matches!(row.category, Distribution | Runtime | Windows) || (row.leads.is_none() && !separated)
}

/// Reads numbers after words of which some have digits: `linux-amd64-1.2.3`, `ubi9-1.2.3`.
fn after_names(text: &str) -> Option<Parts<'_>> {
    let (mut rest, mut found) = (text, None);
    while let Some(piece) = cut(&mut rest, DASH) {
        let (word, row) = leading(piece);
        let version = tail(piece, word.len());
        let known = row.is_some() && (version.is_empty() || is_dotted(version));
        if !(known || piece.is_empty() || is_word(piece)) {
            break;
        }
        // After words without digits, `Parts::after_words` has looked.
        if known && piece.bytes().any(|b| text::is(b, DIGIT)) {
            found = Some(rest);
        }
    }
    Parts::from(text, found?)
}

/// Decides the kind of a tag by its numbers.
fn numbered<'a>(parts: Parts<'a>, commit: Option<&'a str>) -> Verdict<'a> {
    let (class, kind, reason) = match parts.qualifier() {
        ".x" | ".X" => (Class::Text, TagKind::PartialVersion, "has a wildcard"),
        _ if parts.moment.is_some() => {
            (Class::Date, TagKind::Date, "has a date instead of a version")
        }
        qualifier if is_stray(qualifier) => {
            (Class::Text, TagKind::Unknown, "has numbers that are not joined like a version")
        }
        _ => {
            let (kind, reason) = by_numbers(&parts, commit.is_some());
            (Class::Version, kind, reason)
        }
    };
    Verdict { kind, reason, parts, class, commit }
}

/// Returns `true` for a dot that joins nothing: `1..2` and `1.2.`, but not `3.4.3.Final` and `1.0.0.post1`.
fn is_stray(qualifier: &str) -> bool {
    let double = qualifier.as_bytes().windows(2).any(|pair| pair == b"..");
    first(qualifier) == b'.' && (double || last(qualifier) == b'.')
}

fn by_numbers(parts: &Parts<'_>, commit: bool) -> (TagKind, &'static str) {
    let mut rest = parts.numbers;
    let first = cut(&mut rest, DOT).unwrap_or_default();
    let second = cut(&mut rest, DOT);
    let count = match (second, cut(&mut rest, DOT)) {
        (None, _) => 1,
        (_, None) => 2,
        _ if rest.is_empty() => 3,
        _ => 4,
    };
    let calendar = second.is_some_and(|second| starts_calendar(first, second));
    let word = trim_separators(parts.prefix);
    match count {
        1 if is_unix(first) => (TagKind::BuildNumber, "has a Unix time"),
        1 if markers::is(word, COUNTER) => {
            (TagKind::BuildNumber, "has a number after a word for a build")
        }
        1 if is_branch(leading(word).1) => {
            (TagKind::BuildNumber, "has a number after the name of a branch")
        }
        1 if commit => (TagKind::BuildNumber, "has a number after a commit"),
        1 if first.len() > 4 => (TagKind::BuildNumber, "has one number of more than four digits"),
        _ if calendar => (TagKind::CalendarVersion, "has a year and a month as its first numbers"),
        1 => (TagKind::PartialVersion, "has one number, a major version"),
        2 => (TagKind::PartialVersion, "has two numbers, a minor version"),
        3 => (TagKind::SemanticVersion, "has three numbers"),
        _ => (TagKind::ExtendedVersion, "has four numbers or more"),
    }
}
