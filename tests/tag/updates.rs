//! Newer tags with their steps, and the moving tags above one.

use core::cmp::Ordering;

use imageref::reference::Tag;
use imageref::tag::{UpdateStep, compare, moving_aliases, newest, updates};

use super::tag;

#[test]
fn orders() {
    use Ordering::{Equal, Greater, Less};
    for (a, b, order) in [
        ("1.9.0", "1.10.0", Some(Less)),
        ("v1.2.3", "1.2.3", Some(Equal)),
        ("24.01", "24.1", Some(Equal)),
        ("1.2.3-", "1.2.3", Some(Equal)),
        ("1.2.3-rc.1", "1.2.3-RC1", Some(Equal)),
        ("202401010101010101", "202401010101010102", Some(Less)),
        ("9007199254740992", "9007199254740993", Some(Less)),
        // Prereleases: semver.org, item 11, and numbers as numbers.
        ("1.0.0-alpha", "1.0.0-alpha.1", Some(Less)),
        ("1.0.0-alpha.1", "1.0.0-beta", Some(Less)),
        ("1.0.0-beta.2", "1.0.0-beta.11", Some(Less)),
        ("1.0.0-beta.11", "1.0.0-rc.1", Some(Less)),
        ("1.0.0-rc.1", "1.0.0", Some(Less)),
        ("1.0.0-rc10", "1.0.0-rc9", Some(Greater)),
        ("8.5.10RC1-fpm", "8.5.10-fpm", Some(Less)),
        // Counters.
        ("8u99-jre", "8u212-jre", Some(Less)),
        ("20H2", "21H1", Some(Less)),
        ("17.0.20_8-jdk", "17.0.20_10-jdk", Some(Less)),
        ("1.2.3-debian-12-r9", "1.2.3-debian-12-r10", Some(Less)),
        ("17.0-20260817", "17.0-20260901", Some(Less)),
        // Dates.
        ("20231231", "20240101", Some(Less)),
        ("2024-01-31", "2024-02-01", Some(Less)),
        ("RELEASE.2024-01-01T00-00-00Z", "RELEASE.2024-01-01T00-00-01Z", Some(Less)),
        ("jammy-20240111", "jammy-20251001", Some(Less)),
        // Across streams.
        ("20240101", "3", None),
        ("17.0-20260817", "17.0-3", None),
        ("2.1", "2.1.1", None),
        ("1.2.3-alpine3.19", "1.2.4-alpine3.20", None),
        ("1.2.3-debian-11-r1", "1.2.4-debian-12-r0", None),
        ("jammy-20240111", "noble-20240111", None),
        ("1.2.3a", "1.2.3", None),
        ("v20260810-7619858115-1.36", "v20260810-7619858115-1.37", None),
        ("enterprise-7.6.10", "7.6.11", None),
        ("latest", "edge", None),
        ("abcdef1", "abcdef2", None),
    ] {
        assert_eq!(compare(tag(a), tag(b)).ok(), order, "{a} {b}");
        assert_eq!(compare(tag(b), tag(a)).ok(), order.map(Ordering::reverse), "{b} {a}");
    }
}

/// Why tags are not comparable, in the words that people read.
#[test]
fn incomparable() {
    for (a, b, parts, message) in [
        ("latest", "edge", "order", "neither has a version, date or number"),
        ("1.2.3", "latest", "order", "`latest` has no version, date or number"),
        ("main-abcdef1", "1.2.3", "order", "`main-abcdef1` has no version, date or number"),
        ("2.1", "2.1.1", "numbers", "the numbers `2.1` and `2.1.1` have different forms"),
        ("20240101", "3", "numbers", "the numbers `20240101` and `3` have different forms"),
        ("1.20230101", "1.4", "numbers", "the numbers `1.20230101` and `1.4` have different forms"),
        ("ee-7.6.10", "7.6.11", "prefix", "only the first has the prefix `ee`"),
        ("ee-7.6.10", "ce-7.6.11", "prefix", "the prefixes `ee` and `ce` differ"),
        ("1.2.3-alpine", "1.2.4", "variant", "only the first has `alpine`"),
        ("1.2.3", "1.2.4-slim", "variant", "only the second has `slim`"),
        (
            "1.2.3-alpine3.19",
            "1.2.4-alpine3.20",
            "variant",
            "the variants `alpine3.19` and `alpine3.20` differ",
        ),
        ("8.0.2", "8.0.2-3", "counter", "only the second has the counter `3`"),
        (
            "1.2.3-k3s1",
            "1.2.3-rke2r1",
            "counter",
            "the counters `k3s1` and `rke2r1` have different forms",
        ),
        (
            "17.0-3",
            "17.0-20260817",
            "counter",
            "the counters `3` and `20260817` have different forms",
        ),
        (
            "1.2.3-foo-r1",
            "1.2.3-r1-foo",
            "counter",
            "the counters `foo` and `r1` have different forms",
        ),
        (
            "ee-1.2-alpine-r1",
            "1.2.3-slim",
            "numbers prefix variant counter",
            "the numbers `1.2` and `1.2.3` have different forms; only the first has the prefix `ee`; \
             the variants `alpine` and `slim` differ; only the first has the counter `r1`",
        ),
    ] {
        let error = compare(tag(a), tag(b)).expect_err(a);
        let found: Vec<_> = error.differences().map(|d| d.part.as_str()).collect();
        assert_eq!(found.join(" "), parts, "{a} {b}");
        assert_eq!(error.to_string(), format!("`{a}` and `{b}` cannot be compared: {message}"));
    }
}

#[test]
fn steps() {
    for (from, to, step) in [
        ("1.2.3", "2.0.0", UpdateStep::Major),
        ("1.2.3", "1.3.0", UpdateStep::Minor),
        ("1.2.3", "1.2.4", UpdateStep::Patch),
        ("1.2.3.4", "1.2.3.5", UpdateStep::Patch),
        ("1", "2", UpdateStep::Major),
        ("1.2", "1.3", UpdateStep::Minor),
        ("1.2.3-rc1", "1.2.3", UpdateStep::Prerelease),
        ("1.2.3-r1", "1.2.3-r2", UpdateStep::Build),
        ("1234567", "1234568", UpdateStep::Build),
        ("20240101", "20250101", UpdateStep::Date),
        ("2024-01-01", "2024-01-02", UpdateStep::Date),
    ] {
        let update = updates(tag(from), [tag(to)]).next().expect("it is newer");
        assert_eq!(update.step(), step, "{from} {to}");
    }
}

#[test]
fn the_newest_is_stable_unless_the_current_is_not() {
    let tags = ["1.2.4", "1.3.0-rc1", "v1.2.4", "1.2.5-alpine"].map(Tag::from_static);
    assert_eq!(newest(tag("1.2.3"), tags).map(|u| u.tag().as_str()), Some("1.2.4"));
    assert_eq!(newest(tag("1.2.3-rc1"), tags).map(|u| u.tag().as_str()), Some("1.3.0-rc1"));
    assert!(newest(tag("2.0.0"), tags).is_none());
    assert!(newest(tag("latest"), tags).is_none());

    // argoproj-labs/argocd-image-updater#361: a build of a commit is not a release.
    let tags = ["1.0.1", "1.0.2-f3ba42e", "1.0.3-4-gabcdef0", "1.1.0-rc1"].map(Tag::from_static);
    assert_eq!(newest(tag("1.0.0"), tags).map(|u| u.tag().as_str()), Some("1.0.1"));
    assert_eq!(
        newest(tag("1.0.0-abcdef1"), tags).map(|u| u.tag().as_str()),
        Some("1.0.3-4-gabcdef0")
    );
    // argoproj-labs/argocd-image-updater#426
    let tags = ["v1.0.1-64.272fa09"].map(Tag::from_static);
    assert!(newest(tag("v1.0.0"), tags).is_none());
    // Of one repository's charts, the newest whatever its metadata.
    let tags = ["108.0.0_up0.24.0", "108.0.1_up0.25.0", "108.0.0_up0.26.0"].map(Tag::from_static);
    assert_eq!(newest(tags[0], tags).map(|u| u.tag().as_str()), Some("108.0.1_up0.25.0"));
}

#[test]
fn moving_tags_above() {
    let above = |current, tags: &[&'static str]| {
        moving_aliases(tag(current), tags.iter().map(|t| Tag::from_static(t)))
            .map(Tag::as_str)
            .collect::<Vec<_>>()
    };
    let tags = [
        "1",
        "v1.27",
        "1.27.3",
        "1.2",
        "2",
        "latest",
        "1-alpine",
        "1.27-alpine3.20",
        "1.27-rc",
        "alpine3.20",
    ];
    assert_eq!(above("1.27.3", &tags), ["1", "v1.27"]);
    assert_eq!(above("1.27.3-alpine", &tags), ["1-alpine"]);
    assert_eq!(above("1.27.3-alpine3.20", &tags), ["1.27-alpine3.20"]);
    assert_eq!(above("1.27.3-rc1", &tags), [""; 0]);
    assert_eq!(above("17.0.20_8-jdk", &["17-jdk", "17-jre", "17.0.20-jdk"]), ["17-jdk"]);
    assert_eq!(above("17.0-20260817", &["17.0", "17", "16"]), ["17.0", "17"]);
    assert_eq!(above("8u502-b07-jdk", &["8-jdk", "8-jre"]), ["8-jdk"]);
    assert_eq!(above("latest", &tags), [""; 0]);
}
