//! The parts of a reference, and references from parts.

use imageref::reference::{Defaults, Registry, Repository, Tag};
use imageref::{Name, ParseErrorKind as Kind, Part, RawReference, Reference, TagBuf};

#[test]
fn registries() {
    for (text, host, port) in [
        ("docker.io", "docker.io", None),
        ("localhost", "localhost", None),
        ("localhost:5000", "localhost", Some(5000)),
        ("corp:443", "corp", Some(443)),
        ("Corp", "Corp", None),
        ("[::1]", "[::1]", None),
        ("[fe80::1]:00080", "[fe80::1]", Some(80)),
    ] {
        let registry = Registry::parse(text).unwrap();
        assert_eq!((registry.host(), registry.port()), (host, port), "{text}");
        let image = format!("{text}/a");
        assert_eq!(RawReference::parse(&image).unwrap().registry(), Some(registry), "{text}");
    }
    for (text, kind) in [
        ("", Kind::Empty),
        ("corp", Kind::NotARegistry),
        ("a_b.c", Kind::HostUnderscore),
        ("[:::]", Kind::Ipv6),
        ("a:", Kind::Empty),
        ("a:65536", Kind::PortRange),
    ] {
        let error = Registry::parse(text).unwrap_err();
        assert_eq!(error.kind(), kind, "{text}");
        assert_eq!(error.subject(), Part::Registry, "{text}");
        assert!(
            RawReference::parse(&format!("{text}/a")).is_err() || kind == Kind::NotARegistry,
            "{text}"
        );
    }
    for text in [
        "a.b/c", "a:1/", "a:1x", "a.b:1:2", "-a.b", "a-.b", "a..b", "a.b.", ".a", "a.b c",
        "[::1]x", ":1",
    ] {
        assert!(Registry::parse(text).is_err(), "{text}");
    }
    assert!(Registry::parse(&"a.".repeat(40_000)).is_err());
}

#[test]
fn repositories() {
    let repository = Repository::parse("a/b/c").unwrap();
    assert_eq!(repository.components().collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!((repository.namespace(), repository.image_name()), (Some("a/b"), "c"));
    let repository = Repository::parse("nginx").unwrap();
    assert_eq!((repository.namespace(), repository.image_name()), (None, "nginx"));
    for text in ["", "a:1", "a@", "A", "a//b", "/a", "a/", "a b", &"a".repeat(256)] {
        let error = Repository::parse(text).unwrap_err();
        assert_eq!(error.subject(), Part::Repository, "{text}");
    }
}

#[test]
fn tags() {
    let longest = "x".repeat(128);
    for text in ["_", "1", "latest", "1.2.3-rc.1_x", &*longest] {
        let tag = Tag::parse(text).unwrap();
        assert_eq!(TagBuf::from(tag).as_tag(), tag);
        assert_eq!(text.parse::<TagBuf>().unwrap(), text);
    }
    for text in ["", ".x", "-x", "a:b", "a/b", "a b", "é", &format!("{longest}x")] {
        let error = Tag::parse(text).unwrap_err();
        assert_eq!((error.subject(), error.part()), (Part::Tag, Part::Tag), "{text}");
        assert!(text.parse::<TagBuf>().is_err());
    }
    assert_eq!(Tag::parse("1.2+build").unwrap_err().fix("1.2+build").as_deref(), Some("1.2_build"));
}

#[test]
fn names() {
    for (text, want) in [
        ("nginx", "docker.io/library/nginx"),
        ("index.docker.io/nginx", "docker.io/library/nginx"),
        ("a/b", "docker.io/a/b"),
        ("localhost:5000/a", "localhost:5000/a"),
    ] {
        assert_eq!(text.parse::<Name>().unwrap(), want);
    }
    for (text, start) in
        [("nginx:1", 5), ("nginx@sha256:", 5), ("a:5000", 1), ("Nginx", 0), ("", 0)]
    {
        let error = text.parse::<Name>().unwrap_err();
        assert_eq!((error.subject(), error.span().start), (Part::Name, start), "{text}");
    }
    let hex = "0".repeat(64);
    assert_eq!(hex.parse::<Name>().unwrap_err().kind(), Kind::ImageId);
    let path = "a".repeat(248);
    assert_eq!(path.parse::<Name>().unwrap_err().span().range(), 0..248);
    let name = Name::new(Registry::DOCKER_HUB, Repository::parse("nginx").unwrap()).unwrap();
    assert_eq!((name.namespace(), name.image_name()), (Some("library"), "nginx"));
    assert_eq!(name.familiar().to_string(), "nginx");
}

/// Helm, Kustomize and APIs keep the parts in separate fields; no field can contain another one.
#[test]
fn from_parts() {
    let digest = format!("sha256:{}", "0".repeat(64));
    let ok = |registry, repository, tag, digest, want: &str| {
        let image = Reference::from_parts(registry, repository, tag, digest).unwrap();
        assert_eq!(image, want);
        assert_eq!(image.as_str().parse(), Ok(image.clone()));
    };
    ok(None, "nginx", None, None, "docker.io/library/nginx:latest");
    ok(Some("docker.io"), "nginx", Some("1"), None, "docker.io/library/nginx:1");
    ok(Some("index.docker.io"), "nginx", Some("1"), None, "docker.io/library/nginx:1");
    ok(Some("corp:1"), "example.com/a", Some("1"), None, "corp:1/example.com/a:1");
    ok(None, "quay.io/a/b", None, Some(&digest), &format!("quay.io/a/b@{digest}"));
    ok(
        Some("docker.io"),
        "localhost",
        Some("1"),
        Some(&digest),
        &format!("docker.io/library/localhost:1@{digest}"),
    );
    let hex = "0".repeat(64);
    ok(None, &hex, Some("1"), None, &format!("docker.io/library/{hex}:1"));
    assert_eq!(Reference::from_parts(None, &hex, None, None).unwrap_err().kind(), Kind::ImageId);
    ok(Some("docker.io"), "localhost/a", None, None, "docker.io/localhost/a:latest");
    for (registry, repository, tag, digest, subject) in [
        (Some("corp"), "a", None, None, Part::Registry),
        (Some("a.b/c"), "a", None, None, Part::Registry),
        (Some(""), "a", None, None, Part::Registry),
        (Some("a.b"), "a:1", None, None, Part::Repository),
        (Some("a.b"), "", None, None, Part::Repository),
        (None, "a:1", None, None, Part::Name),
        (None, "a", Some("1@sha256:0"), None, Part::Tag),
        (None, "a", Some(""), None, Part::Tag),
        (None, "a", None, Some("sha256:0"), Part::Digest),
        (None, "a", None, Some("md5:0"), Part::Digest),
    ] {
        let error = Reference::from_parts(registry, repository, tag, digest).unwrap_err();
        assert_eq!(error.subject(), subject, "{registry:?} {repository} {tag:?} {digest:?}");
    }
}

#[test]
fn other_defaults() {
    let quay = Registry::parse("quay.io").unwrap();
    let team = Repository::parse("team").unwrap();
    let bare = Defaults::new(quay, None).unwrap();
    let spaced = Defaults::new(quay, Some(team)).unwrap().with_tag(Tag::from_static("stable"));
    let hub = Defaults::new(Registry::parse("index.docker.io").unwrap(), Some(team)).unwrap();
    for (text, under_bare, under_spaced, under_hub) in [
        ("a", "quay.io/a:latest", "quay.io/team/a:stable", "docker.io/team/a:latest"),
        ("a/b:1", "quay.io/a/b:1", "quay.io/a/b:1", "docker.io/a/b:1"),
        ("quay.io/a", "quay.io/a:latest", "quay.io/a:stable", "quay.io/a:latest"),
        (
            "docker.io/a",
            "docker.io/library/a:latest",
            "docker.io/library/a:stable",
            "docker.io/library/a:latest",
        ),
    ] {
        let raw = RawReference::parse(text).unwrap();
        for (defaults, want) in [(bare, under_bare), (spaced, under_spaced), (hub, under_hub)] {
            let image = raw.normalize(&defaults).unwrap();
            assert_eq!(image, want, "{text}");
            assert_eq!(image.as_str().parse(), Ok(image.clone()));
            assert_eq!(raw.normalize_name(&defaults).unwrap(), image.name());
        }
    }
    assert_eq!(
        (spaced.registry(), spaced.namespace(), spaced.tag()),
        (quay, Some(team), Tag::from_static("stable"))
    );
    assert_eq!(Defaults::default(), Defaults::DOCKER);
    for hub in ["docker.io", "index.docker.io"] {
        let error = Defaults::new(Registry::parse(hub).unwrap(), None).unwrap_err();
        assert_eq!((error.kind(), error.span().range()), (Kind::MissingNamespace, 0..hub.len()));
        assert_eq!(error.to_string(), "the default registry docker.io needs a default namespace");
    }
    let namespace = "n".repeat(200);
    let long = Defaults::new(quay, Some(Repository::parse(&namespace).unwrap())).unwrap();
    let path = "p".repeat(60);
    let error = RawReference::parse(&path).unwrap().normalize(&long).unwrap_err();
    assert_eq!((error.part(), error.span().range()), (Part::Repository, 0..60));
}
