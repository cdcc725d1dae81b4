//! Channels after a version: `1.0.0-nightly` names the newest build on the way to 1.0.0.

use super::identifiers::compare_folded;

/// The words of channels that move after a full version, in alphabetical order; source. (`stable`, `lts` and `rc`
/// after a full version name a release.)
#[rustfmt::skip] // one row a line
const CHANNELS: &[(&str, &str)] = &[
    ("canary",       "npm documentation, dist-tag: canary"),
    ("daily",        "nightly builds by another name"),
    ("dev",          "PEP 440, developmental releases"),
    ("devel",        "official images: devel"),
    ("develop",      "Conventional Branch 1.0.0"),
    ("development",  "gitlab-org/gitlab, names of environments"),
    ("edge",         "snapcraft documentation, channels"),
    ("experimental", "official images: experimental"),
    ("head",         "git, HEAD"),
    ("latest",       "Docker's default tag"),
    ("main",         "Conventional Branch 1.0.0"),
    ("master",       "Conventional Branch 1.0.0"),
    ("next",         "npm documentation, dist-tag: next"),
    ("nightly",      "rust-lang/rust, channels"),
    ("tip",          "official images: tip"),
    ("trunk",        "svnbook, repository layout"),
    ("unstable",     "official images: unstable"),
];

/// Returns `true` for the word of a channel that moves.
pub(super) fn is_channel(word: &str) -> bool {
    CHANNELS.iter().any(|row| compare_folded(row.0, word).is_eq())
}
