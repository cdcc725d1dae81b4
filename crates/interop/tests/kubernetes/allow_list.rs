//! Kubelet's list of images that need no credentials, compared with kubelet.

use imageref_interop::kubernetes::KubeletAllowPattern;

use crate::data::{Counts, read, rows};
use crate::support::field;

#[test]
fn allowlist() {
    let mut counts = Counts::default();
    let text = read("names/k8s_allowlist.tsv");
    for row in rows(&text) {
        let [pattern, image, verdict] = row[..] else { panic!("{row:?}") };
        let found = KubeletAllowPattern::parse(&field(pattern)).map(|p| p.matches(&field(image)));
        counts.add(match (found, verdict) {
            (Ok(true), "y") => "agree",
            (Ok(false), "n") => "agree, none",
            (Err(_), "!") => "agree, rejected",
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[("agree", 6), ("agree, none", 62), ("agree, rejected", 67)]);
}

/// As `pkg/kubelet/images/pullmanager/image_pull_policies.go` at Kubernetes 19621c1c, which compares the name that the
/// pod's text means.
#[test]
fn names() {
    for (pattern, image, expected) in [
        ("docker.io/library/busybox", "busybox:1", true),
        ("docker.io/library/busybox", "index.docker.io/busybox", true),
        ("docker.io/*", "busybox", true),
        ("docker.io/library/*", "user/app", false),
        ("busybox/*", "busybox", false),
        ("index.docker.io/*", "index.docker.io/library/busybox", false),
        ("example.com/ns/*", "example.com/ns/app@sha256:{D}", true),
        ("example.com/ns/*", "example.com/ns-evil/app", false),
        ("example.com/ns/app", "example.com/ns/app/sub", false),
        ("[::1]:5000/*", "[::1]:5000/app", true),
        // Nothing is checked before `/*`.
        ("docker.io /*", "busybox", false),
    ] {
        let image: imageref::Reference = field(image).parse().expect(image);
        let pattern = KubeletAllowPattern::parse(pattern).expect(pattern);
        assert_eq!(pattern.matches_name(&image.name()), expected, "{pattern:?} {image}");
    }
}
