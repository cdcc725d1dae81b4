//! Podman's short names.

use imageref::RawReference;
use imageref_interop::containers::{ShortNameError, ShortNames};

fn names() -> ShortNames {
    ShortNames::new(
        [
            ("fedora", "registry.fedoraproject.org/fedora"),
            ("team/tool", "quay.io/tools/tool"),
            ("gone", "quay.io/gone"),
            ("gone", ""),
            ("hub", "docker.io/nginx"),
        ],
        ["registry.example.com:5000", "docker.io/"],
    )
    .expect("aliases and registries")
}

#[test]
fn candidates() {
    let digest = format!("@sha256:{}", "a".repeat(64));
    for (name, remote, local) in [
        (
            "fedora",
            vec!["registry.fedoraproject.org/fedora:latest"],
            vec![
                "registry.fedoraproject.org/fedora:latest",
                "localhost/fedora:latest",
                "registry.example.com:5000/fedora:latest",
                "docker.io/library/fedora:latest",
            ],
        ),
        (
            "fedora:41",
            vec!["registry.fedoraproject.org/fedora:41"],
            vec![
                "registry.fedoraproject.org/fedora:41",
                "localhost/fedora:41",
                "registry.example.com:5000/fedora:41",
                "docker.io/library/fedora:41",
            ],
        ),
        (
            "team/tool",
            vec!["quay.io/tools/tool:latest"],
            vec![
                "quay.io/tools/tool:latest",
                "localhost/team/tool:latest",
                "registry.example.com:5000/team/tool:latest",
                "docker.io/team/tool:latest",
            ],
        ),
        (
            "gone",
            vec!["registry.example.com:5000/gone:latest", "docker.io/library/gone:latest"],
            vec![
                "localhost/gone:latest",
                "registry.example.com:5000/gone:latest",
                "docker.io/library/gone:latest",
            ],
        ),
        (
            "hub",
            vec!["docker.io/library/nginx:latest"],
            vec![
                "docker.io/library/nginx:latest",
                "localhost/hub:latest",
                "registry.example.com:5000/hub:latest",
                "docker.io/library/hub:latest",
            ],
        ),
        ("ghcr.io/a/b:1", vec!["ghcr.io/a/b:1"], vec!["ghcr.io/a/b:1"]),
        ("localhost/a", vec!["localhost/a:latest"], vec!["localhost/a:latest"]),
        (
            "docker.io/fedora",
            vec!["docker.io/library/fedora:latest"],
            vec!["docker.io/library/fedora:latest"],
        ),
    ] {
        let raw = RawReference::parse(name).expect(name);
        assert_eq!(names().candidates(raw).expect(name), remote, "{name}");
        assert_eq!(names().local_candidates(raw).expect(name), local, "{name}");
        if raw.tag().is_none() {
            let pinned = format!("{name}{digest}");
            let found = names().candidates(RawReference::parse(&pinned).expect(name)).expect(name);
            let wanted: Vec<_> = remote.iter().map(|r| r.replace(":latest", &digest)).collect();
            let found: Vec<_> = found.iter().map(ToString::to_string).collect();
            assert_eq!(found, wanted, "{pinned}");
        }
    }
    let none = ShortNames::default().candidates(RawReference::from_static("nginx"));
    assert_eq!(none, Ok(vec![]));
    assert!(names().candidates(RawReference::from_static("UPPER/x")).is_err());
}

/// As `image/pkg/shortnames/shortnames.go`, which reads a short name before it gives it a registry.
#[test]
fn aliases_of_what_is_no_docker_name() {
    let hex = "ab12".repeat(16);
    let aliases = [("Up/x", "quay.io/x"), (&*hex, "quay.io/hex")];
    let names = ShortNames::new(aliases, ["docker.io"]).expect("aliases");
    let raw = |text| RawReference::parse(text).expect(text);
    assert_eq!(names.candidates(raw("Up/x:1")).expect("an alias"), ["quay.io/x:1"]);
    assert!(names.candidates(raw("Up/y:1")).is_err());
    assert!(names.local_candidates(raw("Up/x:1")).is_err()); // `localhost/Up/x`
    let tagged = format!("{hex}:1");
    assert_eq!(names.candidates(raw(&tagged)).expect("an alias"), ["quay.io/hex:1"]);
    // A name that Docker Hub's registry would make too long.
    let long = "a".repeat(250);
    let names = ShortNames::new([(&*long, "quay.io/a")], []).expect("an alias");
    assert_eq!(names.candidates(raw(&long)).expect("an alias"), ["quay.io/a:latest"]);
}

#[test]
fn rejected() {
    for name in ["a:1", "quay.io/a", "localhost/a", "A", ""] {
        assert!(
            matches!(ShortNames::new([(name, "quay.io/a")], []), Err(ShortNameError::Name { .. })),
            "{name}"
        );
    }
    for value in ["a", "team/a", "quay.io/a:1", "quay.io/A", "quay.io", "[::1]/a"] {
        assert!(
            matches!(ShortNames::new([("a", value)], []), Err(ShortNameError::Value { .. })),
            "{value}"
        );
    }
    for registry in ["", "a/b", "https://quay.io", "quay.io:", "-a", "[::1]"] {
        assert!(
            matches!(ShortNames::new([], [registry]), Err(ShortNameError::Registry { .. })),
            "{registry}"
        );
    }
}

#[test]
fn messages() {
    let message = |aliases: &[(&str, &str)], registries: &[&str]| {
        let names = ShortNames::new(aliases.iter().copied(), registries.iter().copied());
        names.unwrap_err().to_string()
    };
    assert_eq!(
        message(&[("a\n", "quay.io/a")], &[]),
        "expected a name without registry, tag and digest, but found `a\\n`"
    );
    assert_eq!(message(&[("a", "a")], &[]), "expected registry and repository, but found `a`");
    assert_eq!(message(&[], &["a/b"]), "expected a registry, but found `a/b`");
}
