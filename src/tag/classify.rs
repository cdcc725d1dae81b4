//! The rules that decide a tag's kind, in the order in which they are tried.

use super::commit;
use super::counters::{self, Counter};
use super::date;
use super::digits::{is_digits, is_dotted, list};
use super::identifiers::is_separator;
use super::items::is_moment;
use super::kind::{Artifact, TagKind};
use super::number;
use super::parts::Parts;
use super::word::{Category, KnownWord};
use super::words::{is_branch, lookup};

/// What the rules found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict<'a> {
    pub(super) kind: TagKind,
    pub(super) reason: &'static str,
    pub(super) parts: Parts<'a>,
    pub(super) class: Class,
    /// The commit, unless it follows the version or date.
    pub(super) commit: Option<&'a str>,
}

/// Which tags can be ordered, and with which others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// By numbers.
    Version,
    /// By a day.
    Date,
    /// With no others.
    Text,
}

pub(super) fn classify(text: &str) -> Verdict<'_> {
    let words = |kind, reason| Verdict {
        kind,
        reason,
        parts: Parts::words(text),
        class: Class::Text,
        commit: None,
    };
    if let Some(artifact) = Artifact::of(text) {
        return words(TagKind::Artifact(artifact), "is a digest with `-` instead of `:`");
    }
    if commit::is_commit(text) {
        let verdict = words(TagKind::Commit, "is hex digits, as many as a commit has");
        return Verdict { commit: Some(text), ..verdict };
    }
    if let Some((parts, commit)) = built(text) {
        return numbered(parts, commit);
    }
    if let Some(parts) = Parts::after(text, 0) {
        return numbered(parts, None);
    }
    let known = lookup(first_word(text));
    if let Some(commit) = find_commit(text) {
        let verdict = words(TagKind::Commit, "ends in the hex digits of a commit");
        return Verdict { commit: Some(commit), ..verdict };
    }
    if known.is_some_and(is_branch) {
        return words(TagKind::Branch, "starts with the name of a branch or of a kind of change");
    }
    if let Some(parts) = prefixed(text) {
        return numbered(parts, None);
    }
    match known {
        Some(row) => match row.leads {
            Some(TagKind::Latest) => words(TagKind::Latest, "is `latest`"),
            Some(TagKind::Environment) => {
                words(TagKind::Environment, "starts with the name of an environment")
            }
            Some(kind) => words(kind, "starts with the name of a release channel"),
            None => words(
                TagKind::Variant,
                "starts with a word for what the image is built on or contains",
            ),
        },
        None => words(TagKind::Unknown, "matches no rule"),
    }
}

/// Returns the letters that a text starts with, or its whole first piece if that is a known word (`x86_64`).
fn first_word(text: &str) -> &str {
    let piece = text.split('-').next().unwrap_or(text);
    if lookup(piece).is_some() {
        return piece;
    }
    let end = text.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

/// Returns the pieces of a text, each with its place.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split(is_separator).map(move |piece| {
        let at = next;
        next += piece.len() + 1;
        (at, piece)
    })
}

/// Returns the first piece.
fn first_piece(text: &str) -> &str {
    text.split(is_separator).next().unwrap_or(text)
}

/// Reads a build of a branch or a commit that a time or number orders: `main-20240102-030405`,
/// `main-abcdef1-1633000000`, `sha-abcdef1-20240101`, `main-123`, `abcdef1-ls73`. The commit is not part of the
/// prefix.
fn built(text: &str) -> Option<(Parts<'_>, Option<&str>)> {
    let digit = text.bytes().next().is_some_and(|b| b.is_ascii_digit());
    if digit && !commit::is_hex(first_piece(text)) {
        // A version, as most tags start with.
        return None;
    }
    let branch = !digit && starts_with_branch(text);
    let mut commit = None;
    let mut before = "";
    for (at, piece) in pieces(text) {
        let rest = &text[at..];
        let after = rest.get(piece.len() + 1..).unwrap_or_default();
        let parts = || {
            let parts = Parts::after(text, at)?;
            let prefix = commit.map_or(parts.prefix, |(start, _)| &text[..start]);
            Some((Parts { prefix, ..parts }, commit.map(|(_, commit)| commit)))
        };
        let lasting = branch && LASTING.iter().any(|line| before.eq_ignore_ascii_case(line));
        let first = at == before.len() + 1;
        if at > 0 && is_moment(rest) {
            // A day after the name of a change can be part of that name: `hotfix-20240101`.
            let name = branch && first && !lasting && !number::is_unix(piece);
            return if name { None } else { parts() };
        }
        let dated = commit::is_hex(piece) && is_moment(after) && !is_moment(rest);
        let next = first_piece(after);
        let last = after.is_empty() || commit::is_hex(next) || commit::described(next).is_some();
        let counted = lasting && first && commit::is_hex(piece) && is_digits(after);
        if is_digits(piece)
            && last
            && !dated
            && !counted
            && ((lasting && first) || commit.is_some())
        {
            return parts();
        }
        if commit.is_some_and(|(start, _)| start == 0)
            && let Some(counter) = Counter::glued(piece)
        {
            let parts = Parts::after(text, at + counter.label.len())?;
            return Some((Parts { prefix: counter.label, ..parts }, commit.map(|(_, c)| c)));
        }
        match commit_of(piece, before).or(Some(piece).filter(|_| dated || counted)) {
            Some(found) => commit = commit.or(Some((at, found))),
            None if commit.is_some() || !(branch || is_word(piece)) => return None,
            None => {}
        }
        before = piece;
    }
    None
}

/// Returns the commit after words, or after the name of a branch.
fn find_commit(text: &str) -> Option<&str> {
    let branch = starts_with_branch(text);
    let mut before = "";
    for (at, piece) in pieces(text) {
        if at > 0
            && let Some(commit) = commit_of(piece, before)
        {
            return Some(commit);
        }
        if !(branch || is_word(piece)) {
            return None;
        }
        before = piece;
    }
    None
}

/// Returns the commit that a piece is, or can be if the piece before it says so.
fn commit_of<'a>(piece: &'a str, before: &str) -> Option<&'a str> {
    let named = commit::is_label(before) && commit::is_hex(piece);
    commit::described(piece).or_else(|| (commit::is_commit(piece) || named).then_some(piece))
}

fn starts_with_branch(text: &str) -> bool {
    lookup(first_word(text)).is_some_and(is_branch)
}

/// Branches that last, whose numbers are builds. Source: Conventional Branch 1.0.0; svnbook, repository layout.
const LASTING: &[&str] = &["develop", "main", "master", "trunk"];

fn is_word(piece: &str) -> bool {
    !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Reads numbers after words: `enterprise-7.6.10`, `build-123`, `b123`.
///
/// After a word that carries a version of its own (`jdk-17`, `alpine3.20`) they are that version, unless they are a
/// full one or a date.
fn prefixed(text: &str) -> Option<Parts<'_>> {
    let glued = || {
        let label = first_word(text);
        let word = counters::is_label(label) || lookup(label).is_some();
        word.then(|| Parts::after(text, label.len())).flatten()
    };
    let parts = Parts::after_words(text).or_else(|| after_names(text)).or_else(glued)?;
    let last = parts.prefix.trim_end_matches(is_separator);
    let last = last.rsplit(is_separator).next().unwrap_or(last);
    let carries_version = match lookup(last) {
        Some(row) => carries_version(row, parts.prefix.ends_with(is_separator)),
        None => last.bytes().any(|b| b.is_ascii_digit()),
    };
    let own = list(parts.numbers).count() >= 3 || parts.moment.is_some();
    (counters::is_label(last) || !carries_version || own).then_some(parts)
}

fn carries_version(row: &KnownWord, separated: bool) -> bool {
    use Category::{Distribution, Runtime, Windows};
    matches!(row.category, Distribution | Runtime | Windows) || (row.leads.is_none() && !separated)
}

/// Reads numbers after words of which some have digits: `linux-amd64-1.2.3`, `ubi9-1.2.3`.
fn after_names(text: &str) -> Option<Parts<'_>> {
    let (mut at, mut names) = (0, 0);
    for piece in text.split('-') {
        let word = first_word(piece);
        let version = piece.strip_prefix(word).unwrap_or_default();
        let known = lookup(word).is_some() && (version.is_empty() || is_dotted(version));
        if !known && !piece.bytes().all(|b| b.is_ascii_alphabetic()) {
            break;
        }
        at += piece.len() + 1;
        // After words without digits, `Parts::after_words` has looked.
        if known && piece.bytes().any(|b| b.is_ascii_digit()) {
            names = at;
        }
    }
    if names == 0 { None } else { Parts::after(text, names) }
}

/// Decides the kind of a tag by its numbers.
fn numbered<'a>(parts: Parts<'a>, commit: Option<&'a str>) -> Verdict<'a> {
    let verdict = |kind, reason, class| Verdict { kind, reason, parts, class, commit };
    let qualifier = parts.qualifier.split('_').next().unwrap_or_default();
    if matches!(qualifier, ".x" | ".X") {
        return verdict(TagKind::PartialVersion, "has a wildcard", Class::Text);
    }
    if parts.moment.is_some() {
        return verdict(TagKind::Date, "has a date instead of a version", Class::Date);
    }
    // `3.4.3.Final` and `1.0.0.post1` are versions, `1..2` and `1.2.` are not.
    let stray_dot = qualifier.strip_prefix('.').is_some_and(|words| {
        words
            .split('.')
            .any(|word| !word.bytes().all(|b| b.is_ascii_alphanumeric()) || word.is_empty())
    });
    if stray_dot {
        return verdict(
            TagKind::Unknown,
            "has numbers that are not joined like a version",
            Class::Text,
        );
    }
    let mut numbers = list(parts.numbers);
    let (first, second) = (numbers.next().unwrap_or_default(), numbers.next());
    let count = list(parts.numbers).count();
    let word = parts.prefix.trim_end_matches(is_separator);
    let calendar = second.is_some_and(|second| date::starts_calendar(first, second));
    let (kind, reason) = match count {
        1 if number::is_unix(first) => (TagKind::BuildNumber, "has a Unix time"),
        1 if counters::is_label(word) => {
            (TagKind::BuildNumber, "has a number after a word for a build")
        }
        1 if starts_with_branch(word) => {
            (TagKind::BuildNumber, "has a number after the name of a branch")
        }
        1 if commit.is_some() => (TagKind::BuildNumber, "has a number after a commit"),
        1 if first.len() > 4 => (TagKind::BuildNumber, "has one number of more than four digits"),
        _ if calendar => (TagKind::CalendarVersion, "has a year and a month as its first numbers"),
        1 => (TagKind::PartialVersion, "has one number, a major version"),
        2 => (TagKind::PartialVersion, "has two numbers, a minor version"),
        3 => (TagKind::SemanticVersion, "has three numbers"),
        _ => (TagKind::ExtendedVersion, "has four numbers or more"),
    };
    verdict(kind, reason, Class::Version)
}
