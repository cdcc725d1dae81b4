//! The table of words that mark what a piece of a tag is: a prerelease, a commit, a counter.

use super::pieces::first;

/// The word of a prerelease.
pub(super) const PRERELEASE: u16 = 1;
/// It is one only with a number. (`dev` without one is mostly a variant with more tools.)
pub(super) const WITH_NUMBER: u16 = 2;
/// It is one only glued to the version. (`b` after a dash is a build: `8u502-b07`.)
pub(super) const GLUED: u16 = 4;
/// The word of a post-release, which has a number.
pub(super) const POST_RELEASE: u16 = 8;
/// After it, hex digits are a commit, even if all of them are decimal. In lower case only.
pub(super) const COMMIT: u16 = 16;
/// It only marks the number after it as a counter of builds. In lower case only.
pub(super) const COUNTER: u16 = 32;
/// After it, a number is the name of a change.
pub(super) const CHANGE: u16 = 64;
/// A branch that lasts, whose numbers are builds.
pub(super) const LASTING: u16 = 128;
/// After a full version, it names the newest build on the way to that: `1.0.0-nightly`. (`stable`, `lts` and `rc`
/// after a full version name a release.)
pub(super) const MOVING: u16 = 256;

/// A word in lower case; what it marks; for each of these, the source.
#[rustfmt::skip] // one row a line
const MARKERS: &[(&str, u16, &str)] = &[
    ("a",            PRERELEASE | WITH_NUMBER | GLUED,           "PEP 440"),
    ("alpha",        PRERELEASE,                                 "semver.org 2.0.0, item 11; cassandra:6.0-alpha2"),
    ("b",            PRERELEASE | WITH_NUMBER | GLUED | COUNTER, "PEP 440; eclipse-temurin:8u502-b07-jdk"),
    ("beta",         PRERELEASE,                                 "semver.org 2.0.0, item 11; groovy:6.0.0-beta-2"),
    ("build",        COUNTER,                                    "semver.org 2.0.0, item 10: build metadata, whose `+` a tag cannot contain"),
    ("canary",       MOVING,                                     "npm documentation, dist-tag: canary"),
    ("commit",       COMMIT,                                     "GitLab, predefined variables: CI_COMMIT_SHORT_SHA"),
    ("cr",           PRERELEASE | WITH_NUMBER,                   "Maven's POM reference, version order; hibernate: 6.0.0.CR1"),
    ("daily",        MOVING,                                     "nightly builds by another name"),
    ("dev",          PRERELEASE | WITH_NUMBER | MOVING,          "haproxy:3.5-dev5; PEP 440, developmental releases"),
    ("devel",        MOVING,                                     "official images: devel"),
    ("develop",      LASTING | MOVING,                           "Conventional Branch 1.0.0"),
    ("development",  MOVING,                                     "gitlab-org/gitlab, names of environments"),
    ("ea",           PRERELEASE,                                 "openjdk:28-ea-11"),
    ("edge",         MOVING,                                     "snapcraft documentation, channels"),
    ("experimental", MOVING,                                     "official images: experimental"),
    ("git",          COMMIT,                                     "kythe-public/golang-extractor:git-8697a6c4b15caf12b59d8e32b9ac0ee4aa9306bc"),
    ("head",         MOVING,                                     "git, HEAD"),
    ("latest",       MOVING,                                     "Docker's default tag"),
    ("m",            PRERELEASE | WITH_NUMBER,                   "tomee:11.0.0-M1"),
    ("main",         LASTING | MOVING,                           "Conventional Branch 1.0.0"),
    ("master",       LASTING | MOVING,                           "Conventional Branch 1.0.0"),
    ("milestone",    PRERELEASE,                                 "Maven's POM reference, version order"),
    ("mr",           CHANGE,                                     "GitLab, merge requests"),
    ("next",         MOVING,                                     "npm documentation, dist-tag: next"),
    ("nightly",      MOVING,                                     "rust-lang/rust, channels"),
    ("p",            POST_RELEASE,                               "OpenSSH 9.6p1; magento 2.4.6-p3; apk-tools, version format"),
    ("patch",        POST_RELEASE,                               "flant/deckhouse images: v1.2.3-patch1"),
    ("post",         POST_RELEASE,                               "PEP 440"),
    ("pr",           CHANGE,                                     "docker/metadata-action, README"),
    ("pre",          PRERELEASE,                                 "PEP 440"),
    ("preview",      PRERELEASE,                                 "haxe:5.0.0-preview.1"),
    ("r",            COUNTER,                                    "bitnami/airflow:3.0.5-debian-12-r0"),
    ("rc",           PRERELEASE,                                 "semver.org 2.0.0, item 11; julia:1.13.0-rc3"),
    ("sha",          COMMIT,                                     "docker/metadata-action, README"),
    ("snapshot",     PRERELEASE,                                 "Maven's POM reference, version order"),
    ("tip",          MOVING,                                     "official images: tip"),
    ("tp",           PRERELEASE | WITH_NUMBER,                   "orientdb:3.2.55-tp3"),
    ("trunk",        LASTING | MOVING,                           "svnbook, repository layout"),
    ("unstable",     MOVING,                                     "official images: unstable"),
];

/// For each length, a bit for each letter that a word of that length starts with: most words are not in the table.
static STARTS: [u32; 16] = starts();

#[expect(
    clippy::indexing_slicing,
    reason = "runs when the crate is compiled, where a mistake is an error"
)]
const fn starts() -> [u32; 16] {
    let mut starts = [0; 16];
    let mut row = 0_usize;
    while row < MARKERS.len() {
        let word = MARKERS[row].0.as_bytes();
        starts[word.len()] |= letter(word[0]);
        row = row.wrapping_add(1);
    }
    starts
}

/// Returns the bit of a letter, the same in both cases.
const fn letter(byte: u8) -> u32 {
    1 << (byte & 31)
}

/// Returns what a word marks.
#[inline(never)]
pub(super) fn marks(word: &str) -> u16 {
    let starts = STARTS.get(word.len()).copied().unwrap_or(0);
    if starts & letter(first(word)) == 0 {
        return 0;
    }
    let found = MARKERS.iter().find(|row| row.0.eq_ignore_ascii_case(word));
    match found {
        Some(row) if row.0 == word => row.1,
        Some(row) => row.1 & !(COMMIT | COUNTER),
        None => 0,
    }
}

/// Returns `true` if a word marks what is asked for.
pub(super) fn is(word: &str, mark: u16) -> bool {
    marks(word) & mark != 0
}
