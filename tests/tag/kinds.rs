//! Kinds, parts and movement of single tags.

use imageref::tag::{Artifact, Category, TagInfo, TagKind as K};

use super::tag;

/// Tag, kind, whether it moves, source.
const ROWS: &[(&str, K, bool, &str)] = &[
    ("1.27.3", K::SemanticVersion, false, "semver.org"),
    ("v1.2.3", K::SemanticVersion, false, "envoyproxy/envoy:v1.11.1"),
    ("1.2.3-rc.1", K::SemanticVersion, false, "semver.org, item 9"),
    ("3.12.0b4-slim", K::SemanticVersion, false, "official python"),
    ("17.0.20_8-jdk-alpine-3.24", K::SemanticVersion, false, "official eclipse-temurin"),
    ("0.2.2-2-g7d10a69154-alpine", K::SemanticVersion, false, "stackrox/kube-linter"),
    ("3.4.3.Final", K::SemanticVersion, false, "a Java project's chart"),
    ("enterprise-7.6.10", K::SemanticVersion, false, "official couchbase"),
    ("distroless-v1.35.10", K::SemanticVersion, false, "envoyproxy/envoy"),
    ("amd64-1.2.3", K::SemanticVersion, false, "architecture before the version"),
    ("linux-amd64-1.2.3", K::SemanticVersion, false, "system and architecture before the version"),
    ("ubi9-1.21.0", K::SemanticVersion, false, "a full version after a word with its own"),
    ("r4.3.1", K::SemanticVersion, false, "three numbers are no counter of builds"),
    ("ubi8-8.10", K::Variant, true, "two numbers after a word with a version can be its own"),
    ("arm32v7-3.20", K::PartialVersion, true, "an architecture has no version"),
    ("1", K::PartialVersion, true, "the issue of moving tags: major"),
    ("1.27", K::PartialVersion, true, "minor"),
    ("v2.11-windowsservercore-ltsc2022", K::PartialVersion, true, "official traefik"),
    ("2.7-7.3-slim", K::PartialVersion, true, "official pypy: 7.3 moves as well"),
    ("2.7-7.3.23-slim", K::PartialVersion, false, "official pypy"),
    ("1-34.1599745032", K::PartialVersion, false, "registry.access.redhat.com/ubi8/python-38"),
    ("17.0-20260817", K::PartialVersion, false, "official odoo: a day's build"),
    ("9.8-minimal-20260602", K::PartialVersion, false, "official almalinux"),
    ("8u502-b07-jdk", K::PartialVersion, false, "official eclipse-temurin"),
    ("8.6-rc-fpm-alpine3.23", K::PartialVersion, true, "official php: rc without a number"),
    ("19beta3", K::PartialVersion, false, "official postgres"),
    ("1.x", K::PartialVersion, true, "wildcard"),
    ("1.2.3.x", K::PartialVersion, true, "wildcard"),
    ("26.10", K::PartialVersion, true, "a month that is not padded could be a number"),
    ("go1.21.3", K::SemanticVersion, false, "a full version after a runtime's name"),
    ("2023", K::PartialVersion, true, "official amazonlinux"),
    ("10.0.17763.1234", K::ExtendedVersion, false, "Windows builds"),
    ("2.0.20260817.0", K::ExtendedVersion, false, "official amazonlinux"),
    ("2026.07.1", K::CalendarVersion, false, "official neo4j"),
    ("2026.07-community-trixie", K::CalendarVersion, true, "official neo4j"),
    ("22.04", K::CalendarVersion, true, "official ubuntu"),
    ("01.02.03", K::SemanticVersion, false, "padded numbers are no year"),
    ("20240101", K::Date, false, "official alpine:20260805"),
    ("202401011230", K::Date, false, "YYYYMMDDhhmm"),
    ("20240101.1", K::Date, false, "official ubuntu: resolute-20260811.1"),
    ("2024-01-01", K::Date, false, "YYYY-MM-DD"),
    ("nightly-2024-01-01", K::Date, false, "a channel's day"),
    ("jammy-20240111", K::Date, false, "official ubuntu"),
    ("RELEASE.2024-01-01T00-00-00Z", K::Date, false, "minio/minio"),
    ("RELEASE.2024-06-29T01-20-47Z.fips", K::Date, false, "minio/minio"),
    ("RELEASE.2024-06-29T01-20-47Z-cpuv1", K::Date, false, "minio/minio"),
    ("main-20240101", K::Date, false, "a line's day, as of docker/metadata-action"),
    ("v20260729-0b834bafc6", K::Date, false, "k8s-staging-test-infra"),
    ("20241301", K::BuildNumber, false, "no month 13"),
    ("1234567", K::BuildNumber, false, "a long number"),
    ("build-123", K::BuildNumber, false, "a word for a build"),
    ("b123", K::BuildNumber, false, "the same, glued"),
    ("canary-6090275", K::BuildNumber, false, "kythe-public"),
    ("abcdef1", K::Commit, false, "7 hex digits"),
    ("12345678a", K::Commit, false, "starts with digits"),
    ("sha-b324bd6", K::Commit, false, "ghcr.io/oracle/oci-cli"),
    ("sha-1234567", K::Commit, false, "decimal, but named a commit"),
    ("git-8697a6c4b15caf12b59d8e32b9ac0ee4aa9306bc", K::Commit, false, "kythe-public"),
    ("master-9a67f0594faf23c0974ab3db461b03f50f39ae33", K::Commit, false, "wild"),
    ("latest", K::Latest, true, "Docker's default"),
    ("latest-go1.26-trixie", K::Latest, true, "wild"),
    ("stable-slim", K::Channel, true, "official debian"),
    ("edge", K::Channel, true, "official alpine"),
    ("alpha", K::Channel, true, "official cassandra"),
    ("nightly", K::Channel, true, "wild"),
    ("lts-jdk17", K::Channel, true, "official jenkins"),
    ("dev", K::Environment, true, "environments"),
    ("staging", K::Environment, true, "environments"),
    ("prod", K::Environment, true, "environments"),
    ("qa", K::Environment, true, "environments"),
    ("production-fpm-alpine", K::Environment, true, "official nextcloud"),
    ("main", K::Branch, true, "branches"),
    ("hotfix-20240101", K::Branch, true, "a change's day may be its name"),
    ("mr-17", K::Branch, true, "merge requests of GitLab"),
    ("feature-auth", K::Branch, true, "branches"),
    ("hotfix-security", K::Branch, true, "branches"),
    ("hotfix-1.2.3", K::Branch, true, "branches"),
    ("pr-123", K::Branch, true, "docker/metadata-action"),
    ("alpine3.20", K::Variant, true, "official bash"),
    ("iron-alpine3.20", K::Variant, true, "official node: a release's name"),
    ("python3.12-nodejs20", K::Variant, true, "nikolaik/python-nodejs"),
    ("bookworm-slim", K::Variant, true, "official debian"),
    ("otp-28-slim", K::Variant, true, "official elixir"),
    ("windowsservercore-ltsc2022", K::Variant, true, "official golang"),
    ("temurin-17-lein-2.13.0-alpine", K::Variant, true, "official clojure"),
    ("1.0.0-nightly", K::SemanticVersion, true, "the newest nightly build on the way to 1.0.0"),
    ("1.0.0-dev", K::SemanticVersion, true, "the same of development"),
    ("1.0.0-canary", K::SemanticVersion, true, "the same of a canary channel"),
    ("1.0.0-edge-alpine", K::SemanticVersion, true, "the same with a variant"),
    ("1.2.3-SNAPSHOT", K::SemanticVersion, true, "Maven's snapshots"),
    ("1.0-nightly", K::PartialVersion, true, "a minor version's nightly build"),
    ("1.0.0-nightly.20240101", K::SemanticVersion, false, "a day's nightly build"),
    ("1.0.0-nightly-abcdef1", K::SemanticVersion, false, "a commit's nightly build"),
    ("1.2.3-SNAPSHOT-20240102.030405-7", K::SemanticVersion, false, "Maven's timestamps"),
    ("1.2.3-stable", K::SemanticVersion, false, "a release by another name"),
    ("1.0.0.post1", K::SemanticVersion, false, "PEP 440"),
    ("1.20230101", K::PartialVersion, false, "a number that is a day settles the release"),
    ("1.2.3-4-gabcdef0", K::SemanticVersion, false, "git describe"),
    ("1.2-4-gabcdef0", K::PartialVersion, false, "git describe after a minor version"),
    ("1.2_build.5", K::PartialVersion, false, "build metadata"),
    ("v1.30-k3s1", K::PartialVersion, false, "a counter glued to a word"),
    ("main-1633000000", K::BuildNumber, false, "a branch's build by its Unix time"),
    ("main-abcdef1-1633000000", K::BuildNumber, false, "Flux, sortable image tags"),
    ("main-123", K::BuildNumber, false, "a branch's build by its number"),
    ("main-20240102-030405", K::Date, false, "a branch's build by its time"),
    ("feature-login-1633000000", K::BuildNumber, false, "a change's build by its Unix time"),
    ("pr-123-20240101", K::Date, false, "a change's build by its day"),
    ("pr-123-abcdef0", K::Commit, false, "a change's commit"),
    ("feature-123", K::Branch, true, "a change's number"),
    ("sha-abcdef1-20240101", K::Date, false, "a commit's day"),
    ("abcdef1-ls73", K::BuildNumber, false, "getwud/wud#978"),
    ("20231004T093012Z", K::Date, false, "ISO 8601, basic format"),
    ("20231004-093012Z", K::Date, false, "ISO 8601, basic format with a dash"),
    ("V1.2.3", K::Unknown, false, "only a small v is dropped"),
    ("1..2", K::Unknown, false, "not joined as numbers are"),
    ("blue", K::Unknown, false, "wild"),
];

#[test]
fn kinds() {
    for &(text, kind, moving, source) in ROWS {
        let info = TagInfo::of(tag(text));
        assert_eq!(info.kind(), kind, "{text} ({source}): {}", info.reason());
        assert_eq!(info.is_moving(), moving, "{text} ({source})");
        assert!(!info.reason().is_empty(), "{text}");
    }
}

#[test]
fn artifacts() {
    let hex = "0123456789abcdef".repeat(4);
    for (text, artifact) in [
        (format!("sha256-{hex}"), Artifact::Referrers),
        (format!("sha512-{hex}"), Artifact::Referrers),
        (format!("sha384-{hex}{}", &hex[..32]), Artifact::Referrers),
        (format!("sha256-{hex}.sig"), Artifact::Signature),
        (format!("sha256-{hex}.att"), Artifact::Attestation),
        (format!("sha256-{hex}.sbom"), Artifact::Sbom),
    ] {
        let info = TagInfo::of(tag(&text));
        assert_eq!(info.kind(), K::Artifact(artifact), "{text}");
        assert_eq!((info.commit(), info.prerelease()), (None, None), "{text}");
        assert_eq!(info.variant().count(), 0, "{text}");
    }
    for text in
        [format!("sha256-{}", &hex[..63]), format!("md5-{hex}"), format!("sha256-{hex}.txt")]
    {
        assert!(!matches!(TagInfo::of(tag(&text)).kind(), K::Artifact(_)), "{text}");
    }
}

#[test]
fn post_releases_and_commits_ahead() {
    for (text, post_release, ahead) in [
        ("1.0.0.post1", Some("1"), None),
        ("9.6p1", Some("1"), None),
        ("2.4.6-p3", Some("3"), None),
        ("1.2.3-4-gabcdef0", None, Some("4")),
        ("release-1.2.3-rc.1-5-gabc", None, Some("5")),
        ("1.2.3-4", None, None),
        ("1.2.3-post", None, None),
    ] {
        let info = TagInfo::of(tag(text));
        assert_eq!((info.post_release(), info.commits_ahead()), (post_release, ahead), "{text}");
    }
}

/// Tag, prefix, numbers, prerelease, build metadata or counter, suffix.
const PARTS: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("v1.02.3", "", "1 2 3", "", "", ""),
    ("202401010101010102", "", "202401010101010102", "", "", ""),
    ("enterprise-v7.6.10", "enterprise-", "7 6 10", "", "", ""),
    ("17.0.20_8-jdk-alpine-3.24", "", "17 0 20", "", "8", "jdk-alpine-3.24"),
    ("8u212-jre", "", "8", "", "212", "jre"),
    ("8u502-b07-jdk", "", "8", "", "07", "b07-jdk"),
    ("20H2", "", "20", "", "2", ""),
    ("8.0.2-3", "", "8 0 2", "", "3", "3"),
    ("8.0.46-37-centos", "", "8 0 46", "", "37", "37-centos"),
    ("1.2.3-debian-12-r10", "", "1 2 3", "", "10", "debian-12-r10"),
    ("1.2.3-build.5", "", "1 2 3", "", "5", "build.5"),
    ("17.0-20260817", "", "17 0", "", "20260817", "20260817"),
    ("1.2.3rc1", "", "1 2 3", "rc1", "", ""),
    ("1.2.3.rc1", "", "1 2 3", "rc1", "", ""),
    ("7.0.0a02", "", "7 0 0", "a02", "", ""),
    ("3.12.0b4-slim", "", "3 12 0", "b4", "", "slim"),
    ("6.0-alpha2-trixie", "", "6 0", "alpha2", "", "alpha2-trixie"),
    ("6.0.0-beta-2-jdk17-noble", "", "6 0 0", "beta-2", "", "beta-2-jdk17-noble"),
    ("5.0.0-preview.1-bookworm", "", "5 0 0", "preview.1", "", "preview.1-bookworm"),
    ("13.0-ubi-rc", "", "13 0", "rc", "", "ubi-rc"),
    // After a word with a version, the `rc` can belong to either.
    ("13.0.1-ubi10-rc", "", "13 0 1", "", "", "ubi10-rc"),
    ("1-python3.15-rc", "", "1", "", "", "python3.15-rc"),
    ("28-ea-11-slim", "", "28", "ea-11", "", "ea-11-slim"),
    ("11.0.0-M1-jre17", "", "11 0 0", "M1", "", "M1-jre17"),
    ("3.2.55-tp3", "", "3 2 55", "tp3", "", "tp3"),
    ("3.5-dev5-alpine", "", "3 5", "dev5", "", "dev5-alpine"),
    ("1.2.3-SNAPSHOT", "", "1 2 3", "SNAPSHOT", "", "SNAPSHOT"),
    ("1.2.3-milestone-4", "", "1 2 3", "milestone-4", "", "milestone-4"),
    ("1.2.3-pre", "", "1 2 3", "pre", "", "pre"),
    ("2026.08-dev-fpm", "", "2026 8", "", "", "dev-fpm"),
    ("108.0.0_up0.25.0-rc.0", "", "108 0 0", "", "up0.25.0-rc.0", ""),
    ("1.0.0-rc.1_build.5", "", "1 0 0", "rc.1", "build.5", "rc.1_build.5"),
    ("1.2.3_amd64", "", "1 2 3", "", "", "amd64"),
    ("1.2.3_rc1", "", "1 2 3", "rc1", "", ""),
    ("3.4.3.Beta2", "", "3 4 3", "Beta2", "", ""),
    ("1.0.0.dev4", "", "1 0 0", "dev4", "", ""),
    ("1.0.0.post1", "", "1 0 0", "", "", ""),
    ("v1.20.13-k3s1", "", "1 20 13", "", "1", "k3s1"),
    ("1.0.0-test.98", "", "1 0 0", "", "98", "test.98"),
    ("main-1633000000", "main-", "1633000000", "", "", ""),
    ("main-abcdef1-1633000000", "main-", "1633000000", "", "", ""),
    ("20231004-093012Z", "", "20231004", "", "", ""),
    ("20231004T093012Z-alpine", "", "20231004", "", "", "alpine"),
    ("1.2.3a", "", "1 2 3", "", "", ""),
    ("1.2.3-", "", "1 2 3", "", "", ""),
    ("latest-alpine", "", "", "", "", ""),
];

#[test]
fn parts() {
    for &(text, prefix, numbers, prerelease, build, suffix) in PARTS {
        let info = TagInfo::of(tag(text));
        let found = info.numbers().collect::<Vec<_>>().join(" ");
        assert_eq!(
            (info.prefix(), &*found, info.prerelease().unwrap_or_default()),
            (prefix, numbers, prerelease),
            "{text}"
        );
        assert_eq!(
            (info.build_metadata().or(info.build_counter()).unwrap_or_default(), info.suffix()),
            (build, suffix),
            "{text}"
        );
    }
}

#[test]
fn commits() {
    for (text, commit) in [
        ("abcdef1", Some("abcdef1")),
        ("sha-1234567", Some("1234567")),
        (
            "git-8697a6c4b15caf12b59d8e32b9ac0ee4aa9306bc",
            Some("8697a6c4b15caf12b59d8e32b9ac0ee4aa9306bc"),
        ),
        ("0.2.2-2-g7d10a69154-alpine", Some("7d10a69154")),
        ("v20260729-0b834bafc6", Some("0b834bafc6")),
        ("1.2.3-4-gabcdef0", Some("abcdef0")),
        ("main-abcdef1-1633000000", Some("abcdef1")),
        ("main-1234567-1633000000", Some("1234567")),
        ("sha-1234567-20240101", Some("1234567")),
        ("v20231012-12345678", Some("12345678")),
        ("pr-123-abcdef0", Some("abcdef0")),
        ("1.2.3-rc.1.abcdef1", Some("abcdef1")),
        ("1.2.3-alpine", None),
        ("1234567", None),
    ] {
        assert_eq!(TagInfo::of(tag(text)).commit(), commit, "{text}");
    }
}

#[test]
fn dates() {
    for (text, date) in [
        ("20240131", Some("2024-01-31")),
        ("v20260729-0b834bafc6", Some("2026-07-29")),
        ("jammy-20240111", Some("2024-01-11")),
        ("RELEASE.2024-02-01T00-00-00Z", Some("2024-02-01")),
        ("nightly-2024-01-01-slim", Some("2024-01-01")),
        ("20231004T093012Z", Some("2023-10-04")),
        ("main-20240102-030405", Some("2024-01-02")),
        ("RELEASE.2024-06-29T01-20-47Z.fips", Some("2024-06-29")),
        ("17.0-20260817", None),
        ("2024.01.01", None),
    ] {
        let found = TagInfo::of(tag(text)).date().map(|date| date.to_string());
        assert_eq!(found.as_deref(), date, "{text}");
    }
}

#[test]
fn variants() {
    use Category as C;
    type Word = (&'static str, Option<&'static str>, Category);
    let rows: &[(&str, &[Word])] = &[
        ("1.27.3-alpine3.20", &[("alpine", Some("3.20"), C::Distribution)]),
        ("1.27-slim-bookworm", &[("slim", None, C::Content), ("bookworm", None, C::Codename)]),
        (
            "4.2.1-windowsservercore-ltsc2022",
            &[("windowsservercore", None, C::Windows), ("ltsc", Some("2022"), C::Windows)],
        ),
        ("3.0.5-debian-12-r0", &[("debian", Some("12"), C::Distribution)]),
        (
            "17.0.20_8-jdk-alpine-3.24",
            &[("jdk", None, C::Runtime), ("alpine", Some("3.24"), C::Distribution)],
        ),
        (
            "1.20-scala_2.12-java11",
            &[("scala", Some("2.12"), C::Runtime), ("java", Some("11"), C::Runtime)],
        ),
        (
            "6.0.0-beta-2-jdk17-noble",
            &[("jdk", Some("17"), C::Runtime), ("noble", None, C::Codename)],
        ),
        ("1.16-otp-24-slim", &[("otp", Some("24"), C::Runtime), ("slim", None, C::Content)]),
        ("10-Temurin", &[("Temurin", None, C::Runtime)]),
        ("0.3.5-x86_64", &[("x86_64", None, C::Architecture)]),
        ("v1.2.3-k3s1-amd64", &[("k3s", None, C::Other), ("amd64", None, C::Architecture)]),
        ("1.2.3_amd64", &[("amd64", None, C::Architecture)]),
        ("1.2.3-alpine-4-gabcdef0", &[("alpine", None, C::Distribution)]),
        ("1.2.3-blue42", &[("blue", None, C::Other)]),
        (
            "alpine3.20-perl",
            &[("alpine", Some("3.20"), C::Distribution), ("perl", None, C::Runtime)],
        ),
        ("stable-fpm", &[("fpm", None, C::Content)]),
        ("latest", &[]),
        ("abcdef1", &[]),
    ];
    for &(text, words) in rows {
        let found: Vec<_> = TagInfo::of(tag(text))
            .variant()
            .map(|w| (w.name(), w.version(), w.category()))
            .collect();
        assert_eq!(found, words, "{text}");
    }
}
