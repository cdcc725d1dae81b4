//! The rules of the order, one row each: [`order_rules`].
//!
//! To add a rule, add a row with its source, and the line that the test then asks for to the module's page.

use core::cmp::Ordering::{self, Equal, Less};

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

/// Returns the rules of the order.
pub fn order_rules() -> &'static [OrderRule] {
    RULES
}

const fn rule(
    name: &'static str,
    left: &'static str,
    right: &'static str,
    order: Option<Ordering>,
    reason: &'static str,
    source: &'static str,
) -> OrderRule {
    OrderRule { name, left, right, order, reason, source }
}

#[rustfmt::skip] // one row a line
const RULES: &[OrderRule] = &[
    rule("numbers", "1.9.0", "1.10.0", Some(Less), "Numbers count by value, at any length.", "semver.org 2.0.0, item 11"),
    rule("leading `v`", "v1.2.3", "1.2.3", Some(Equal), "The `v` and leading zeros are spelling.", "Renovate, docker versioning"),
    rule("number of numbers", "2.1", "2.1.1", None, "The shorter tag moves and includes the longer, so neither is newer.", "official images: `nginx:1.27` and `nginx:1.27.3`"),
    rule("prefix", "enterprise-7.6.10", "7.6.11", None, "Words before the version name another product or edition.", "official images: `couchbase`"),
    rule("variant", "1.2.3-alpine", "1.2.4-slim", None, "Another distribution, runtime, architecture or content is another image.", "the table of words"),
    rule("variant's version", "1.2.3-alpine", "1.2.4-alpine3.20", None, "A distribution with its version follows other releases than without.", "dependabot-core#1604"),
    rule("prerelease", "1.2.3-rc.1", "1.2.3", Some(Less), "A prerelease leads to its release.", "semver.org 2.0.0, item 11"),
    rule("prerelease's numbers", "1.2.3-rc9", "1.2.3-rc10", Some(Less), "Numbers count by value even when they are glued to the word.", "argocd-image-updater#626"),
    rule("post-release", "1.0.0", "1.0.0.post1", Some(Less), "A post-release corrects its release.", "PEP 440, post-releases"),
    rule("build metadata", "108.0.0_up0.24.0", "108.0.1_up0.25.0", Some(Less), "Helm writes `+` as `_`; metadata never keeps tags apart.", "semver.org 2.0.0, item 10; Helm, HIP 6"),
    rule("metadata's numbers", "17.0.20_8-jdk", "17.0.20_10-jdk", Some(Less), "Where all else is equal, metadata counts by its numbers. Semantic versioning leaves it unordered.", "official images: `eclipse-temurin`"),
    rule("metadata's prerelease", "1.0.0_up2.0.0-rc.1", "1.0.0_up2.0.0", Some(Less), "A prerelease in the metadata leads to its release, too.", "rancher/charts"),
    rule("commit", "v20231011-8b53cabe0", "v20231012-1a2b3c4d5", Some(Less), "A commit identifies a build and says nothing of its age.", "dependabot-core#8553"),
    rule("commit alone", "1.2.3-abcdef1", "1.2.3-fedcba9", Some(Equal), "Nothing but the commit differs, so nothing orders the tags.", "argocd-image-updater#361"),
    rule("`git describe`", "1.2.3-4-gabcdef0", "1.2.3-10-g1234567", Some(Less), "The count is the number of commits since the release.", "git-describe(1)"),
    rule("release and `git describe`", "1.2.3", "1.2.3-4-gabcdef0", Some(Less), "Commits after the release are newer than it.", "git-describe(1)"),
    rule("date", "20231231", "20240101", Some(Less), "A day orders like a version.", "official images: `alpine:20240923`"),
    rule("time of day", "20231004-093012", "20231004T103012Z", Some(Less), "A time orders the builds of a day, however it is written; a day alone comes first.", "ISO 8601, basic format"),
    rule("number of the day", "20240102.3", "20240102.10", Some(Less), "A number after a day counts that day's builds.", "official images: `ubuntu:noble-20240114.1`"),
    rule("date and version", "20240101", "3", None, "A day is not a large version number.", "elgohr/Publish-Docker-Github-Action#169"),
    rule("date among the numbers", "1.20230101", "1.4", None, "A number that is a day only compares with days.", "keel#544"),
    rule("date after a version", "24.04-20240102", "24.04-20240203", Some(Less), "The day of a build orders the builds of a version.", "official images: `odoo:17.0-20260817`"),
    rule("date or no date", "24.04", "24.04-20240203", None, "The tag without a date moves and includes those with one.", "official images: `odoo:17.0`"),
    rule("counter", "1.2.3-debian-12-r9", "1.2.3-debian-12-r10", Some(Less), "A counter of builds counts by value and never keeps builds apart.", "bitnami images"),
    rule("counter or none", "8.0.2", "8.0.2-3", None, "The tag without a counter moves and includes those with one.", "Renovate, docker versioning"),
    rule("counter glued to a word", "v1.20.11-k3s2", "v1.20.13-k3s1", Some(Less), "The word belongs to the stream, its number counts builds.", "k3s, rke2 and linuxserver.io images"),
    rule("version glued to a word", "1.2.3-jdk17", "1.2.4-jdk21", None, "After a word for what an image contains, the number is that thing's version.", "the table of words"),
    rule("long number", "1.2.3-abcdef1", "1.2.4-1234567", Some(Less), "Seven digits or more can be a commit without letters, so they never keep tags apart.", "git: one abbreviated commit in 27 is decimal"),
    rule("Unix time", "main-abcdef1-1633000000", "main-1234567-1633000001", Some(Less), "Seconds since 1970 order builds.", "Flux, sortable image tags"),
    rule("number of a branch's build", "main-123", "main-124", Some(Less), "A number after a lasting branch counts its builds.", "Flux, sortable image tags"),
    rule("another branch", "main-1633000000", "develop-1633000001", None, "Builds of two branches are two streams.", "Flux, sortable image tags"),
    rule("number of a change", "pr-123", "pr-124", None, "A change's number is its name.", "docker/metadata-action, README"),
    rule("nothing to order by", "main-abcdef1", "main-1234abc", None, "Commits, branches and channels have no order.", "flux2#3449"),
];
