//! Lint on references.

use imageref::RawReference;
use imageref::registry::registry_patterns;
use imageref_scan::{LintKind, lint};

const D: &str = "@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

type Row = (&'static str, &'static str, Option<&'static str>);

/// `(reference, [(kind, what it is about, fix)])`
#[rustfmt::skip]
const ROWS: &[(&str, &[Row])] = &[
    ("nginx", &[("no-tag", "", None)]),
    ("nginx:latest", &[("moving-tag", "latest", None)]),
    ("nginx:1", &[("moving-tag", "1", None)]),
    ("nginx:1.27.3", &[("not-pinned", "1.27.3", None)]),
    ("nginx:latest@", &[]),
    ("k8s.gcr.io/pause:3.9.1", &[("retired-registry", "k8s.gcr.io/pause", Some("registry.k8s.io/pause:3.9.1")), ("not-pinned", "3.9.1", None)]),
    ("bitnami/redis@", &[("retired-registry", "bitnami/redis", Some("bitnamilegacy/redis@"))]),
    ("docker.io/bitnami/redis@", &[("retired-registry", "docker.io/bitnami/redis", Some("docker.io/bitnamilegacy/redis@"))]),
    ("gcr.azk8s.cn/a@", &[("retired-registry", "gcr.azk8s.cn/a", None)]),
    ("ghrc.io/a@", &[("look-alike", "ghrc.io", Some("ghcr.io/a@"))]),
    ("ghcr.oi:5000/a@", &[("look-alike", "ghcr.oi:5000", Some("ghcr.io/a@"))]),
    ("quay.i0/a@", &[("look-alike", "quay.i0", Some("quay.io/a@"))]),
    ("mcr.microsft.com/a@", &[("look-alike", "mcr.microsft.com", Some("mcr.microsoft.com/a@"))]),
    ("gcr.io.example.com/a@", &[("look-alike", "gcr.io.example.com", Some("gcr.io/a@"))]),
    ("Team/app@", &[("upper-case-host", "Team", Some("team/app@"))]),
    // Other hosts, and more of the well-known ones' own.
    ("example.com/a@", &[]),
    ("fr.icr.io/a@", &[]),
    ("team.azurecr.io/a@", &[]),
    ("Ghcr.io/a@", &[]),
    ("docker.io/a@", &[]),
    ("LOCALHOST/a@", &[]),
    ("localhost:5000/a@", &[]),
    ("nginx@", &[]),
];

#[test]
fn rows() {
    let whole =
        |text: &str| text.strip_suffix('@').map_or(text.into(), |name| format!("{name}{D}"));
    for (text, want) in ROWS {
        let text = whole(text);
        let lints = lint(RawReference::parse(&text).unwrap());
        let found: Vec<_> = lints
            .iter()
            .map(|a| (a.kind().as_str(), &text[a.span().range()], a.fix().map(str::to_owned)))
            .collect();
        let want: Vec<_> =
            want.iter().map(|(kind, about, fix)| (*kind, *about, fix.map(whole))).collect();
        assert_eq!(found, want, "{text}");
        for lint in lints {
            assert!(lint.fix().is_none_or(|fix| RawReference::parse(fix).is_ok()), "{text}");
        }
    }
}

/// A well-known host does not look like another.
#[test]
fn known_hosts_are_not_look_alikes() {
    let hosts = registry_patterns().iter().map(|row| row.pattern);
    let hosts: Vec<_> = hosts.filter(|host| !host.contains('{') && host.contains('.')).collect();
    assert!(hosts.len() > 30);
    for host in hosts {
        let text = format!("{host}/a/b{D}");
        let lints = lint(RawReference::parse(&text).unwrap());
        assert!(lints.iter().all(|a| a.kind() == LintKind::RetiredRegistry), "{host}");
    }
}
