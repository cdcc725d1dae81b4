//! Counters of builds: numbers that grow while the version stays.

use super::digits::is_digits;
use super::identifiers::is_separator;
use super::word::Category;
use super::words;

/// Labels that only mark the number after them as a counter of builds; source.
#[rustfmt::skip] // one row a line
const LABELS: &[(&str, &str)] = &[
    ("b",     "eclipse-temurin:8u502-b07-jdk"),
    ("build", "semver.org 2.0.0, item 10: build metadata, whose `+` a tag cannot contain"),
    ("r",     "bitnami/airflow:3.0.5-debian-12-r0"),
];

/// Words after which a number is the name of a change, in lower case; source.
#[rustfmt::skip] // one row a line
const CHANGES: &[(&str, &str)] = &[
    ("mr", "GitLab, merge requests"),
    ("pr", "docker/metadata-action, README"),
];

/// A number with the word before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counter<'a> {
    /// The word without the `.` that can join it to the number. Empty for a number on its own.
    pub(super) label: &'a str,
    /// Numbers joined by dots.
    pub(super) value: &'a str,
    /// Both.
    pub(super) text: &'a str,
}

/// Returns `true` for a word that only marks a counter: `build-123`, `r5`.
pub(super) fn is_label(word: &str) -> bool {
    LABELS.iter().any(|row| row.0 == word)
}

impl<'a> Counter<'a> {
    /// Splits a piece into a word and the counter glued to it: `r5`, `build.5`, `k3s1`, `gke.1589000`, `test.98`.
    ///
    /// `None` where the number is the version of a known word (`jdk17`) or part of a name (`pr123`, `v2`).
    pub(super) fn glued(piece: &'a str) -> Option<Self> {
        let counter = Self::split(piece)?;
        let letters = piece.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(piece.len());
        let known = words::lookup(&piece[..letters]);
        let named = match known {
            _ if is_label(counter.label) => false,
            Some(row) => {
                row.category != Category::Channel || CHANGES.iter().any(|c| c.0 == row.word)
            }
            None => counter.label.eq_ignore_ascii_case("v"),
        };
        (!named && words::lookup(piece).is_none()).then_some(counter)
    }

    /// Splits off the digits at the end. They may not be the last of several numbers (`foo3.20`).
    pub(super) fn split(piece: &'a str) -> Option<Self> {
        let label = piece.trim_end_matches(|c: char| c.is_ascii_digit());
        let value = piece.get(label.len()..).filter(|value| is_digits(value))?;
        let word = label.strip_suffix('.').unwrap_or(label);
        let last = word.bytes().last()?;
        let dotted = word.len() < label.len() && last.is_ascii_digit();
        let joined = word.contains(['.', '_']);
        (!dotted && !joined && last.is_ascii_alphanumeric()).then_some(Self {
            label: word,
            value,
            text: piece,
        })
    }

    /// Reads a label and the counter after a dash that the text starts with: `build-5`.
    pub(super) fn after_label(text: &'a str) -> Option<Self> {
        let (label, after) = text.split_once('-')?;
        let value = after.split(is_separator).next().filter(|value| is_digits(value))?;
        let text = &text[..label.len() + 1 + value.len()];
        is_label(label).then_some(Self { label, value, text })
    }

    /// A counter without a word.
    pub(super) const fn bare(piece: &'a str) -> Self {
        Self { label: "", value: piece, text: piece }
    }
}
