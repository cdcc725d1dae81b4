//! The order of pairs of tags, grouped by what is in them.

use core::cmp::Ordering::{self, Equal, Greater, Less};

use imageref::tag::compare;

use super::tag;

/// Checks a pair in both directions. `None`: not comparable.
#[track_caller]
fn check(pairs: &[(&str, &str, Option<Ordering>)]) {
    let mut wrong = Vec::new();
    for &(a, b, order) in pairs {
        let found = compare(tag(a), tag(b)).ok();
        if found != order {
            wrong.push(format!("{a} {b}: {found:?}, expected {order:?}"));
        }
        assert_eq!(compare(tag(b), tag(a)).ok(), found.map(Ordering::reverse), "{b} {a}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn build_metadata() {
    check(&[
        ("108.0.0_up0.24.0", "108.0.1_up0.25.0", Some(Less)),
        ("108.0.0_up0.24.0", "108.0.0_up0.25.0", Some(Less)),
        ("108.0.0_up0.9.0", "108.0.0_up0.25.0", Some(Less)),
        ("108.0.0_up0.25.0-rc.0", "108.0.0_up0.25.0", Some(Less)),
        ("108.0.0_up0.25.0-rc.0", "108.0.0_up0.25.0-rc.1", Some(Less)),
        ("108.0.0_up0.25.0-rc.0", "108.0.0", Some(Greater)),
        ("1.0.0-rc.1_build.5", "1.0.0", Some(Less)),
        ("1.0.0-rc.1_build.5", "1.0.0-rc.1_build.10", Some(Less)),
        ("1.0.0-rc.1_build.5", "1.0.0-rc.2", Some(Less)),
        ("1.0.0_build.5", "1.0.0-rc.1_build.6", Some(Greater)),
        ("1.0.0-alpha_001", "1.0.0-alpha_002", Some(Less)),
        ("1.0.0_20130313144700", "1.0.0_20130314144700", Some(Less)),
        ("1.0.0-beta_exp.sha.5114f85", "1.0.0-beta_exp.sha.d8e2f01", Some(Equal)),
        ("1.0.0_exp.sha.5114f85", "1.0.1_exp.sha.d8e2f01", Some(Less)),
        ("1.0.0_exp.sha.5114f85", "1.0.0_exp.sha.1234567", Some(Equal)),
        ("1.0.0_21AF26D3---117B344092BD", "1.0.1", Some(Less)),
        ("17.0.20_8", "17.0.20", Some(Greater)),
        ("17.0.20_8-jdk", "17.0.20_10-jdk", Some(Less)),
        ("17.0.20_8-jdk", "17.0.20_8-jre", None),
        ("17.0.18_8-jdk-alpine-3.22", "17.0.20_8-jdk-alpine-3.22", Some(Less)),
        ("17.0.18_8-jdk-alpine-3.22", "17.0.20_8-jdk-alpine-3.24", None),
        ("v1.20.13_k3s1", "v1.20.11_k3s2", Some(Greater)),
        ("v1.20.13_k3s1", "v1.20.13_k3s2", Some(Less)),
        ("v1.30.2_rke2r1", "v1.30.2_rke2r2", Some(Less)),
        ("1.2.3_amd64", "1.2.3_arm64", None),
        ("1.2.3_amd64", "1.2.4_amd64", Some(Less)),
        ("1.2.3_amd64", "1.2.4", None),
        ("1.2.3_5_amd64", "1.2.3_6_amd64", Some(Less)),
        ("1.2.3_build.5-alpine", "1.2.3_build.6-alpine", Some(Less)),
        ("1.2.3_build.5-alpine", "1.2.3_build.6-slim", None),
        ("1.2.3-alpine_build.5", "1.2.3-alpine_build.6", Some(Less)),
        ("1.2.3-alpine_build.5", "1.2.3-slim_build.6", None),
        ("0.1.0_abcdef1", "0.2.0_1234567", Some(Less)),
        ("0.1.0_abcdef1", "0.1.0_fedcba9", Some(Equal)),
        ("0.1.0_git.20240101.abcdef1", "0.1.0_git.20240102.1234abc", Some(Less)),
        ("1.2.3_rc1", "1.2.3", Some(Less)),
        ("9.6_p1", "9.6", Some(Greater)),
        ("1.2.3_p1", "1.2.3_p2", Some(Less)),
        ("ce-8.1.2.4_1", "ce-8.1.2.4_2", Some(Less)),
        ("ce-8.1.2.4_1", "ee-8.1.2.4_2", None),
        ("1.1.1_vmware.1", "1.1.1_vmware.2", Some(Less)),
        ("1.1.1_vmware.1-fips", "1.1.1_vmware.2", None),
        ("6.0.0_a", "6.0.0", Some(Greater)),
    ]);
}

#[test]
fn dates_and_times() {
    check(&[
        ("20231004T093012Z", "20231005T103012Z", Some(Less)),
        ("20231004T093012Z", "20231004T093013Z", Some(Less)),
        ("20231004-093012Z", "20231004-093013Z", Some(Less)),
        ("20231004-093012", "20231004T093013Z", Some(Less)),
        ("20231004-093012", "20231005-080000", Some(Less)),
        ("20231004093012", "20231004-093013", Some(Less)),
        ("20240101", "20240101-093012", Some(Less)),
        ("20240102", "202401011230", Some(Greater)),
        ("2024-01-02", "20240103", Some(Less)),
        ("2024-01-02", "2024-01-02T03-04-05Z", Some(Less)),
        ("2024-01-02-030405", "2024-01-02-030406", Some(Less)),
        ("2024-01-02_03-04-05", "2024-01-02_03-04-06", Some(Less)),
        ("20240102.3", "20240102.10", Some(Less)),
        ("20240102.3", "20240103", Some(Less)),
        ("20240102.3", "20240102", Some(Greater)),
        ("20240102-3", "20240102-10", Some(Less)),
        ("jammy-20240111", "jammy-20240111.1", Some(Less)),
        ("jammy-20240111.1", "jammy-20240125", Some(Less)),
        ("jammy-20240111", "noble-20240125", None),
        ("20240101-alpine", "20240102-alpine", Some(Less)),
        ("20240101-alpine", "20240102-slim", None),
        ("20240101-alpine", "20240102", None),
        ("stable-20240101", "stable-20240102", Some(Less)),
        ("stable-20240101", "stable-20240102-slim", None),
        ("stable-20240101", "testing-20240102", None),
        ("nightly-2024-01-02", "nightly-2024-01-03", Some(Less)),
        ("nightly.20240101", "nightly.20240102", Some(Less)),
        ("main-20240102-030405", "main-20240102-030406", Some(Less)),
        ("main-20240102-030405", "develop-20240103-030406", None),
        ("24.04-20240102", "24.04-20240103", Some(Less)),
        ("24.04-20240102", "22.04-20240103", Some(Greater)),
        ("24.04-20240102", "24.04", None),
        ("2024.1.2-20240102T030405-abc1234", "2024.1.2-20240103T010101-1234567", Some(Less)),
        ("2024.1.2-20240102T030405-abc1234", "2024.1.3-20240101T010101-1234567", Some(Less)),
        ("1.2.3-20240102", "1.2.3-20240102-030405", Some(Less)),
        ("1.2.3-20240102", "1.2.3-3", None),
        ("1.20230101", "1.4", None),
        ("1.20230101", "1.20230201", Some(Less)),
        ("1.20230101.2", "1.20230101.10", Some(Less)),
        ("1.20230101.2", "1.2.3", None),
        ("20240101", "3", None),
        ("20240101", "1.2.3", None),
        ("RELEASE.2024-01-01T00-00-00Z", "RELEASE.2024-01-01T00-00-01Z", Some(Less)),
        ("RELEASE.2024-01-01T00-00-00Z.fips", "RELEASE.2024-01-02T00-00-00Z", None),
        ("RELEASE.2024-01-01T00-00-00Z.fips", "RELEASE.2024-01-02T00-00-00Z.fips", Some(Less)),
        ("RELEASE.2024-01-01T00-00-00Z-cpuv1", "RELEASE.2024-01-02T00-00-00Z-cpuv1", Some(Less)),
        (
            "4.14.0-202401121234.p0.g1234567.assembly.stream",
            "4.14.0-202402021234.p0.gabcdef0.assembly.stream",
            Some(Less),
        ),
        ("v4.14.0-202401121234.p0", "v4.14.1-202402021234.p0", Some(Less)),
        ("4.14.0-202401.1", "4.14.0-202402.1", Some(Less)),
        ("4.14.0-202401.1", "4.14.1-202401.1", Some(Less)),
        ("8.0.1-20240101.2", "8.0.1-20240101.10", Some(Less)),
    ]);
}

#[test]
fn commits() {
    check(&[
        ("v20231011-8b53cabe0", "v20231012-1a2b3c4d5", Some(Less)),
        ("v20231011-8b53cabe0", "v20231012-12345678", Some(Less)),
        ("v20231004-093012-abcdef01", "v20231004-103012-1234abcd", Some(Less)),
        ("v20231004-093012-abcdef01", "v20231004-103012-12345678", Some(Less)),
        ("v20240101-abcdef1", "v20240102", Some(Less)),
        ("sha-abcdef1-20240101", "sha-1234567-20240102", Some(Less)),
        ("sha-abcdef1-20240101", "git-1234567-20240102", None),
        ("abcdef1-20240101", "1234567-20240102", Some(Less)),
        ("abcdef1-1633000000", "1234567-1633000001", Some(Less)),
        ("20240101-abcdef1", "20240102-1234567", Some(Less)),
        ("20240101.abcdef1", "20240102.1234abc", Some(Less)),
        ("1.2.3-abcdef1", "1.2.4-1234abc", Some(Less)),
        ("1.2.3-abcdef1", "1.2.4-1234567", Some(Less)),
        ("1.2.3-abcdef1", "1.2.4", Some(Less)),
        ("1.2.3-abcdef1", "1.2.3-fedcba9", Some(Equal)),
        ("1.2.3-alpine-abcdef1", "1.2.4-alpine-1234abc", Some(Less)),
        ("1.2.3-abcdef1-alpine", "1.2.4-1234abc-alpine", Some(Less)),
        ("1.2.3-abcdef1-alpine", "1.2.4-1234abc-slim", None),
        ("1.2.3-sha-abcdef1", "1.2.4-sha-1234567", Some(Less)),
        ("1.2.3-sha.abcdef1", "1.2.4-sha.1234567", Some(Less)),
        ("1.2.3-git-abcdef1", "1.2.4-git-1234567", Some(Less)),
        ("v0.0.0-20191109021931-daa7c04131f5", "v0.0.0-20191109021932-aaa7c04131f5", Some(Less)),
        (
            "v1.2.3-0.20191109021931-daa7c04131f5",
            "v1.2.3-0.20191109021932-aaa7c04131f5",
            Some(Less),
        ),
        ("v1.30.2-eks-1234abc", "v1.30.3-eks-abcdef1", Some(Less)),
        ("v1.30.2-eks-1234abc", "v1.30.3-eks-1234567", Some(Less)),
        ("v1.30.2-eks-1234abc", "v1.30.3", None),
        (
            "1.0.0-8697a6c4b15caf12b59d8e32b9ac0ee4aa9306bc",
            "1.0.1-9a67f0594faf23c0974ab3db461b03f50f39ae33",
            Some(Less),
        ),
        ("sha-abcdef1", "sha-1234567", None),
        ("abcdef1", "1234abc", None),
        ("pr-123-abcdef0", "pr-123-1234567", None),
        ("pr-123-abcdef0", "pr-124-1234567", None),
        ("main-abcdef1", "main-1234567", None),
        ("v20260810-7619858115-1.36", "v20260811-7619858116-1.36", Some(Less)),
        ("v20260810-7619858115-1.36", "v20260810-7619858115-1.37", None),
    ]);
}

#[test]
fn git_describe() {
    check(&[
        ("1.2.3-4-gabcdef0", "1.2.3-10-g1234567", Some(Less)),
        ("1.2.3", "1.2.3-4-gabcdef0", Some(Less)),
        ("1.2.4", "1.2.3-4-gabcdef0", Some(Greater)),
        ("v1.2.3-4-gabcdef0-alpine", "v1.2.3-10-g1234567-alpine", Some(Less)),
        ("v1.2.3-4-gabcdef0-alpine", "v1.2.3-10-g1234567", None),
        ("v1.2.3-4-gabcdef0-dirty", "v1.2.3-5-g1234567-dirty", Some(Less)),
        ("release-1.2.3-rc.1-5-gabc", "release-1.2.3-rc.1-10-gdef", Some(Less)),
        ("release-1.2.3-rc.1-5-gabc", "release-1.2.3-rc.1", Some(Greater)),
        ("release-1.2.3-rc.1-5-gabc", "release-1.2.3-rc.2", Some(Less)),
        ("release-1.2.3-rc.1-5-gabc", "release-1.2.3", Some(Less)),
        ("1.2.3-rc-5-gabcdef0", "1.2.3-rc-10-gabcdef0", Some(Less)),
        ("0.2.2-2-g7d10a69154-alpine", "0.2.2-12-g7d10a69155-alpine", Some(Less)),
        ("20240101-4-gabcdef0", "20240101-10-g1234567", Some(Less)),
    ]);
}

#[test]
fn counters() {
    check(&[
        ("v1.20.13-k3s1", "v1.20.11-k3s2", Some(Greater)),
        ("v1.20.13-k3s1", "v1.20.13-k3s2", Some(Less)),
        ("v1.20.13-k3s9", "v1.20.13-k3s10", Some(Less)),
        ("v1.20.13-rc1-k3s1", "v1.20.13-k3s1", Some(Less)),
        ("v1.20.13-k3s1", "v1.20.13-rke2r1", None),
        ("v1.20.13-k3s1", "v1.20.13", None),
        ("v1.30.2-rke2r1", "v1.30.2-rke2r2", Some(Less)),
        ("v1.30.2-rancher1", "v1.30.2-rancher2", Some(Less)),
        ("v1.30.2-rancher1-1", "v1.30.3-rancher1-1", Some(Less)),
        ("1.0.0-test.98", "1.0.0-test.99", Some(Less)),
        ("1.0.0-test.99", "1.0.0-test.100", Some(Less)),
        ("1.0.0-test99", "1.0.0-test100", Some(Less)),
        ("1.0.0-test.98", "1.0.0", None),
        ("v1.2.3-k3s1-amd64", "v1.2.4-k3s1-amd64", Some(Less)),
        ("v1.2.3-k3s1-amd64", "v1.2.4-k3s1-arm64", None),
        ("v1.29.1-gke.1589000", "v1.29.1-gke.1589018", Some(Less)),
        ("v1.29.1-gke.1589000", "v1.29.2-gke.100", Some(Less)),
        ("v1.29.1-eksbuild.1", "v1.29.1-eksbuild.2", Some(Less)),
        ("1.27.3-debian-12-r5", "1.27.3-debian-12-r10", Some(Less)),
        ("1.27.3-debian-12-r5", "1.27.3-debian-11-r10", None),
        ("1.27.3-debian-12-r5", "1.27.4-debian-12-r0", Some(Less)),
        ("1.2.3-alpine3.19-r2", "1.2.3-alpine3.19-r3", Some(Less)),
        ("1.2.3-alpine3.19-r2", "1.2.3-alpine3.20-r3", None),
        ("1.2.3-alpine3.19-r2", "1.2.3-alpine-r3", None),
        ("1.2.3-ls98", "1.2.3-ls101", Some(Less)),
        ("8u99-jre", "8u212-jre", Some(Less)),
        ("1.2.3-build.5", "1.2.3-build.10", Some(Less)),
        ("1.2.3-hotfix.1", "1.2.3-hotfix.2", Some(Less)),
        ("1.2.3-hotfix1", "1.2.3", None),
        ("1.2.3-main.5", "1.2.3-main.6", Some(Less)),
        ("1.2.3-develop.20240101", "1.2.3-develop.20240102", Some(Less)),
        ("1.2.3-feature-x.5", "1.2.3-feature-x.6", Some(Less)),
        ("1.2.3-pr.5", "1.2.3-pr.6", None),
        ("1.2.3-abcdef1-5", "1.2.3-1234567-6", Some(Less)),
        ("1.2.3-5-abcdef1", "1.2.3-6-1234567", Some(Less)),
        ("1.2.3-dirty", "1.2.4-dirty", Some(Less)),
        ("10.8.10ubu2204-ls5", "10.8.10ubu2204-ls6", Some(Less)),
        ("version-v1.2.3", "version-v1.2.4", Some(Less)),
        ("ci-123-abcdef1", "ci-124-1234567", Some(Less)),
        ("1.2.3-build5", "1.2.3-build.10", Some(Less)),
        ("1.2.3-build-5", "1.2.3-build-10", Some(Less)),
        ("1.2.3-nightly.20240101", "1.2.3-nightly.20240102", Some(Less)),
        ("1.2.3-nightly-20240101", "1.2.3-nightly-20240102", Some(Less)),
        ("1.2.3-canary.5", "1.2.3-canary.10", Some(Less)),
        ("1.2.3-nightly.20240101.abcdef1", "1.2.3-nightly.20240102.1234abc", Some(Less)),
        ("1.2.3-SNAPSHOT-20240102.030405-7", "1.2.3-SNAPSHOT-20240102.030405-10", Some(Less)),
        ("1.2.3-SNAPSHOT-20240102.030405-7", "1.2.3-SNAPSHOT-20240103.030405-1", Some(Less)),
        ("1.2.3-dev.20240101", "1.2.3-dev.20240102", Some(Less)),
        ("1.2.3-dev-20240101-abcdef1", "1.2.3-dev-20240102-1234567", Some(Less)),
        ("1.2.3-12345678", "1.2.3-12345679", Some(Less)),
        ("8.0.2-3", "8.0.2-10", Some(Less)),
        ("8.0.2-3", "8.0.2", None),
        ("v2024.07.02-1", "v2024.07.02-2", Some(Less)),
    ]);
}

/// Tags that users of update tools reported, with the answers that they expected.
#[test]
fn reported() {
    check(&[
        // getwud/wud#978
        ("33acdda4-ls73", "33acdda4-ls74", Some(Less)),
        ("33acdda4-ls74", "b9e2cafd-ls61", Some(Greater)),
        // getwud/wud#741
        ("version-4.0.15.2941", "version-4.0.9.2244", Some(Greater)),
        ("4.0.15.2941-ls289", "4.0.15.2941-ls290", Some(Less)),
        // dependabot/dependabot-core#8553
        ("20231101-230548-g159857a0b", "20231102-010203-gabc857a0b", Some(Less)),
        // dependabot/dependabot-core#6169
        ("8.6-990", "8.7-929", Some(Less)),
        // dependabot/dependabot-core#11310
        ("1.18.1-erlang-27.2-alpine-3.21.0", "1.18.1-erlang-27.2-ubuntu-noble-20241118.1", None),
        (
            "1.18.1-erlang-27.2-ubuntu-noble-20241118.1",
            "1.18.1-erlang-27.2-ubuntu-noble-20250101",
            Some(Less),
        ),
        // keel-hq/keel#252
        ("0.1.0-unstable0001", "0.1.0-unstable0002", Some(Less)),
        // keel-hq/keel#687
        ("1.0.0-branch_name.9", "1.0.0-branch_name.10", Some(Less)),
        ("1.0.0-revision.9", "1.0.0-revision.10", Some(Less)),
        // keel-hq/keel#544
        ("v1.0.20200827-ls30", "v1.0.20210914-ls6", Some(Less)),
        ("r1070-ls46", "r1070-ls47", Some(Less)),
        // argoproj-labs/argocd-image-updater#426
        ("v1.0.1-64.272fa09", "v1.0.1-65.abc1234", Some(Less)),
        ("v1.0.1-64.272fa09", "v1.0.0", None),
        // argoproj-labs/argocd-image-updater#1758
        ("v2.3.0-rc.0.18.g1abb7b5dd", "v2.3.0", Some(Less)),
        ("v2.3.0-rc.0.18.g1abb7b5dd-ppc64le", "v2.3.0-rc.0.19.gabcb7b5dd-ppc64le", Some(Less)),
        ("v2.3.0-rc.0.18.g1abb7b5dd-ppc64le", "v2.2.0", None),
        // argoproj-labs/argocd-image-updater#626
        ("7.8.0-rc9", "7.8.0-rc10", Some(Less)),
        // fluxcd/flux2#5691
        ("main-abcdef1-4", "main-1234567-5", Some(Less)),
        // fluxcd/flux2#3449
        ("main-36423e42", "main-525f80d8", None),
        // Staffbase/gitops-github-action#145
        ("dev-20260602143055-36423e42", "dev-20260602143056-12345678", Some(Less)),
        // controlplaneio-fluxcd/flux-operator#608
        ("250223", "251130", Some(Less)),
        // elgohr/Publish-Docker-Github-Action#169
        ("20190331160914", "4", None),
    ]);
}

#[test]
fn unix_times_and_branches() {
    check(&[
        ("main-1633000000", "main-1633000001", Some(Less)),
        ("main-abcdef1-1633000000", "main-1234567-1633000001", Some(Less)),
        ("main-abcdef1-1633000000", "main-1633000001", Some(Less)),
        ("main-1633000000-abcdef1", "main-1633000001-1234567", Some(Less)),
        ("main-1633000000", "develop-1633000001", None),
        ("main-1633000000", "main-20240101", None),
        ("main-1633000000123", "main-1633000000124", Some(Less)),
        ("rel-1606234201", "rel-1606364286", Some(Less)),
        ("1606234201", "1606364286", Some(Less)),
        ("1.2.3-1633000000", "1.2.3-1633000001", Some(Less)),
        ("1.2.3-1633000000", "1.2.3-5", None),
        ("1.2.3-abcdef1-1633000000", "1.2.3-1234567-1633000001", Some(Less)),
        ("feature-login-1633000000", "feature-login-1633000001", Some(Less)),
        ("feature-login-1633000000", "feature-logout-1633000001", None),
        ("feature-JIRA-12-abcdef1-1633000000", "feature-JIRA-12-1234567-1633000001", Some(Less)),
        ("pr-123-abcdef0-1633000000", "pr-123-1234567-1633000001", Some(Less)),
        ("pr-123-20240101", "pr-123-20240102", Some(Less)),
        ("pr-123-20240101", "pr-124-20240102", None),
        ("main-123", "main-124", Some(Less)),
        ("main-123-abcdef1", "main-124-1234567", Some(Less)),
        ("main-abcdef1-123", "main-1234abc-124", Some(Less)),
        ("feature-123", "feature-124", None),
        ("pr-123", "pr-124", None),
        ("main", "develop", None),
        ("main", "main-123", None),
        ("canary-6090275", "canary-6090276", Some(Less)),
        ("build-123", "build-124", Some(Less)),
        ("edge-20240101-abcdef1", "edge-20240102-1234abc", Some(Less)),
        ("master-123.abcdef1", "master-124.1234abc", Some(Less)),
    ]);
}

#[test]
fn prereleases_and_post_releases() {
    check(&[
        ("1.0.0.post1", "1.0.0", Some(Greater)),
        ("1.0.0.post1", "1.0.0.post2", Some(Less)),
        ("1.0.0.post1", "1.0.1", Some(Less)),
        ("1.0.0-post1", "1.0.0", Some(Greater)),
        ("1.0.0.post1-slim", "1.0.0-slim", Some(Greater)),
        ("1.0.0.post1-slim", "1.0.0.post2", None),
        ("2.4.6-p3", "2.4.6-p10", Some(Less)),
        ("9.6p1", "9.7", Some(Less)),
        ("1.0.0.dev4", "1.0.0", Some(Less)),
        ("1.0.0.Beta2", "1.0.0.Final", None),
        ("1.0.0.Beta2", "1.0.0.Beta10", Some(Less)),
        ("1.0.0.rc.1", "1.0.0.rc.2", Some(Less)),
        ("1.0.0-alpha", "1.0.0-alpha.1", Some(Less)),
        ("1.0.0-alpha.1", "1.0.0-alpha.beta", Some(Less)),
        ("1.0.0-alpha.beta", "1.0.0-beta", Some(Less)),
        ("8.0.0-preview.7.23375.6", "8.0.0-rc.2.23479.6", Some(Less)),
        ("8.0.0-rc.2.23479.6", "8.0.0-rc.2.23480.2", Some(Less)),
        ("1.0.0-rc.1.abcdef1", "1.0.0-rc.1.1234abc", Some(Equal)),
        ("1.0.0-rc.1-alpine", "1.0.0-alpine", Some(Less)),
        ("1.0.0-alpine-rc.1", "1.0.0-alpine", Some(Less)),
        ("1.0.0-rc.1-alpine", "1.0.0", None),
        ("1.0.0-amd64-rc1", "1.0.0-amd64", None),
        ("1.0.0-rc1-2", "1.0.0-rc1-10", Some(Less)),
        ("4.0.0.CR1", "4.0.0.CR2", Some(Less)),
        ("1.0.0-nightly", "1.0.0", None),
    ]);
}

#[test]
fn variants() {
    check(&[
        ("1.2.3-alpine", "1.2.4-alpine3.19", None),
        ("1.2.3-alpine3.19", "1.2.4-alpine3.20", None),
        ("1.2.3-slim", "1.2.4", None),
        ("1.2.3-amd64", "1.2.4-arm64", None),
        ("1.2.3-cu118", "1.2.4-cu121", None),
        ("1.2.3-cuda11.8", "1.2.4-cuda12.1", None),
        ("1.2.3-py310", "1.2.4-py311", None),
        ("1.2.3-pg15", "1.2.4-pg16", None),
        ("1.2.3-php82", "1.2.4-php83", None),
        ("1.2.3-ol8", "1.2.4-ol9", None),
        ("1.2.3-el8", "1.2.4-el9", None),
        ("1.2.3-ubi8", "1.2.4-ubi9", None),
        ("1.2.3-jdk17", "1.2.4-jdk21", None),
        ("1.2.3-node18", "1.2.4-node20", None),
        ("1.2.3-ltsc2019", "1.2.4-ltsc2022", None),
        ("1.2.3-avx2", "1.2.4-avx512", None),
        ("1.2.3-armv6", "1.2.4-armv7", None),
        ("1.2.3-v2", "1.2.4-v3", None),
        ("1.2.3-x86-64-v2", "1.2.4-x86-64-v3", None),
        ("1.2.3-arm32v7", "1.2.4-arm64v8", None),
        ("1.2.3-foo3.20", "1.2.3-foo3.21", None),
        ("1.2.3-tomcat9", "1.2.4-tomcat10", None),
        ("1.2.3-scala2.12", "1.2.4-scala2.13", None),
        ("1.2.3-fc39", "1.2.4-fc40", None),
        ("1.2.3-gcc12", "1.2.4-gcc13", None),
        ("1.2.3-llvm16", "1.2.4-llvm17", None),
        ("1.2.3-rocm6.0", "1.2.4-rocm6.1", None),
        ("1.2.3-hadoop3", "1.2.4-hadoop2", None),
        ("1.2.3-spark3", "1.2.4-spark2", None),
        ("1.2.3-net8", "1.2.4-net9", None),
        ("1.2.3-ruby3", "1.2.4-ruby2", None),
        ("1.2.3-i386", "1.2.4-amd64", None),
        ("1.2.3-mips64le", "1.2.4-ppc64le", None),
        ("1.2.3-win10", "1.2.4-win11", None),
        ("1.2.3-sle15", "1.2.4-sle12", None),
        ("1.2.3-photon4", "1.2.4-photon5", None),
        ("1.2.3-mysql8", "1.2.4-mysql5", None),
        ("1.2.3-s6", "1.2.4-s6", Some(Less)),
        ("2.1", "2.1.1", None),
    ]);
}
