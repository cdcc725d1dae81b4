//! The rules of the order, one row each: [`order_rules`].
//!
//! To add a rule, add a row with its source. Its pair of tags is its test, and the row its documentation.

use core::cmp::Ordering;

/// A rule of the order of tags, with the pair of tags that shows it.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{compare, order_rules};
///
/// for rule in order_rules() {
///     let order = compare(Tag::parse(rule.left)?, Tag::parse(rule.right)?);
///     assert_eq!(order.ok(), rule.order, "{}", rule.name);
/// }
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OrderRule {
    /// What the rule is about.
    pub name: &'static str,
    /// A tag.
    pub left: &'static str,
    /// The tag that it is compared with.
    pub right: &'static str,
    /// How `left` compares with `right`; `None` if they are of different streams.
    pub order: Option<Ordering>,
    /// Why.
    pub reason: &'static str,
    /// Where the rule, or the need for it, is from.
    pub source: &'static str,
}

macro_rules! rules {
    ($($name:literal: $left:literal $order:tt $right:literal, $reason:literal, $source:literal;)*) => {
        /// Returns the rules of the order.
        ///
        /// `<` is older, `=` is equal, `?` has no order: the tags are of different **streams**, and
        /// [`compare`](super::compare) reports the parts that keep them apart.
        ///
        /// | rule | example | reason |
        /// | --- | --- | --- |
        $(#[doc = concat!(
            "| ", $name, " | `", $left, "` ", stringify!($order), " `", $right, "` | ", $reason, " |"
        )])*
        ///
        /// Of several parts that differ, the first of these decides: the version or date, the prerelease, the
        /// post-release, the commits since the release, the counters and dates after it, the number of the day, a
        /// long number, the metadata.
        pub fn order_rules() -> &'static [OrderRule] {
            const RULES: &[OrderRule] = &[$(OrderRule {
                name: $name,
                left: $left,
                right: $right,
                order: order(stringify!($order)),
                reason: $reason,
                source: $source,
            }),*];
            RULES
        }
    };
}

/// Reads the sign of a row.
const fn order(sign: &str) -> Option<Ordering> {
    match sign.as_bytes() {
        b"<" => Some(Ordering::Less),
        b"=" => Some(Ordering::Equal),
        _ => None,
    }
}

#[rustfmt::skip] // one row a line
rules! {
    "numbers": "1.9.0" < "1.10.0", "Numbers count by value, at any length.", "semver.org 2.0.0, item 11";
    "leading `v`": "v1.2.3" = "1.2.3", "The `v` and leading zeros are spelling.", "Renovate, docker versioning";
    "number of numbers": "2.1" ? "2.1.1", "The shorter tag moves and includes the longer, so neither is newer.", "official images: `nginx:1.27` and `nginx:1.27.3`";
    "prefix": "enterprise-7.6.10" ? "7.6.11", "Words before the version name another product or edition.", "official images: `couchbase`";
    "variant": "1.2.3-alpine" ? "1.2.4-slim", "Another distribution, runtime, architecture or content is another image.", "the table of words";
    "variant's version": "1.2.3-alpine" ? "1.2.4-alpine3.20", "A distribution with its version follows other releases than without.", "dependabot-core#1604";
    "prerelease": "1.2.3-rc.1" < "1.2.3", "A prerelease leads to its release.", "semver.org 2.0.0, item 11";
    "prerelease's numbers": "1.2.3-rc9" < "1.2.3-rc10", "Numbers count by value even when they are glued to the word.", "argocd-image-updater#626";
    "post-release": "1.0.0" < "1.0.0.post1", "A post-release corrects its release.", "PEP 440, post-releases";
    "build metadata": "108.0.0_up0.24.0" < "108.0.1_up0.25.0", "Helm writes `+` as `_`; metadata never keeps tags apart.", "semver.org 2.0.0, item 10; Helm, HIP 6";
    "metadata's numbers": "17.0.20_8-jdk" < "17.0.20_10-jdk", "Where all else is equal, metadata counts by its numbers. Semantic versioning leaves it unordered.", "official images: `eclipse-temurin`";
    "metadata's prerelease": "1.0.0_up2.0.0-rc.1" < "1.0.0_up2.0.0", "A prerelease in the metadata leads to its release, too.", "rancher/charts";
    "commit": "v20231011-8b53cabe0" < "v20231012-1a2b3c4d5", "A commit identifies a build and says nothing of its age.", "dependabot-core#8553";
    "commit alone": "1.2.3-abcdef1" = "1.2.3-fedcba9", "Nothing but the commit differs, so nothing orders the tags.", "argocd-image-updater#361";
    "`git describe`": "1.2.3-4-gabcdef0" < "1.2.3-10-g1234567", "The count is the number of commits since the release.", "git-describe(1)";
    "release and `git describe`": "1.2.3" < "1.2.3-4-gabcdef0", "Commits after the release are newer than it.", "git-describe(1)";
    "date": "20231231" < "20240101", "A day orders like a version.", "official images: `alpine:20240923`";
    "time of day": "20231004-093012" < "20231004T103012Z", "A time orders the builds of a day, however it is written; a day alone comes first.", "ISO 8601, basic format";
    "number of the day": "20240102.3" < "20240102.10", "A number after a day counts that day's builds.", "official images: `ubuntu:noble-20240114.1`";
    "date and version": "20240101" ? "3", "A day is not a large version number.", "elgohr/Publish-Docker-Github-Action#169";
    "date among the numbers": "1.20230101" ? "1.4", "A number that is a day only compares with days.", "keel#544";
    "date after a version": "24.04-20240102" < "24.04-20240203", "The day of a build orders the builds of a version.", "official images: `odoo:17.0-20260817`";
    "date or no date": "24.04" ? "24.04-20240203", "The tag without a date moves and includes those with one.", "official images: `odoo:17.0`";
    "counter": "1.2.3-debian-12-r9" < "1.2.3-debian-12-r10", "A counter of builds counts by value and never keeps builds apart.", "bitnami images";
    "counter or none": "8.0.2" ? "8.0.2-3", "The tag without a counter moves and includes those with one.", "Renovate, docker versioning";
    "counter glued to a word": "v1.20.11-k3s2" < "v1.20.13-k3s1", "The word belongs to the stream, its number counts builds.", "k3s, rke2 and linuxserver.io images";
    "version glued to a word": "1.2.3-jdk17" ? "1.2.4-jdk21", "After a word for what an image contains, the number is that thing's version.", "the table of words";
    "long number": "1.2.3-abcdef1" < "1.2.4-1234567", "Seven digits or more can be a commit without letters, so they never keep tags apart.", "git: one abbreviated commit in 27 is decimal";
    "Unix time": "main-abcdef1-1633000000" < "main-1234567-1633000001", "Seconds since 1970 order builds.", "Flux, sortable image tags";
    "number of a branch's build": "main-123" < "main-124", "A number after a lasting branch counts its builds.", "Flux, sortable image tags";
    "another branch": "main-1633000000" ? "develop-1633000001", "Builds of two branches are two streams.", "Flux, sortable image tags";
    "number of a change": "pr-123" ? "pr-124", "A change's number is its name.", "docker/metadata-action, README";
    "nothing to order by": "main-abcdef1" ? "main-1234abc", "Commits, branches and channels have no order.", "flux2#3449";
}
