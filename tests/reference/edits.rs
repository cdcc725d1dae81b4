//! Changes to references that keep their author's style, and to canonical ones.

use imageref::reference::{Registry, Tag};
use imageref::{Digest, Name, ParseErrorKind as Kind, RawReference, Reference};

const HEX: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn verbatim() {
    let digest = Digest::sha256(b"");
    let other = Digest::sha256(b"other");
    let tag = Tag::from_static("2.0");
    let registry = Registry::parse("mirror.local:5000").unwrap();
    for (text, tagged, pinned, moved) in [
        ("nginx", "nginx:2.0", "nginx@D", "mirror.local:5000/nginx"),
        ("nginx:1", "nginx:2.0", "nginx:1@D", "mirror.local:5000/nginx:1"),
        (
            "index.docker.io/a:1@O",
            "index.docker.io/a:2.0@O",
            "index.docker.io/a:1@D",
            "mirror.local:5000/a:1@O",
        ),
        ("[::1]:5000/a/b@O", "[::1]:5000/a/b:2.0@O", "[::1]:5000/a/b@D", "mirror.local:5000/a/b@O"),
    ] {
        let real = |text: &str| {
            text.replace("@D", &format!("@{digest}")).replace("@O", &format!("@{other}"))
        };
        let text = real(text);
        let raw = RawReference::parse(&text).unwrap();
        assert_eq!(raw.with_tag(tag).unwrap(), real(tagged));
        assert_eq!(raw.with_digest(&digest).unwrap(), real(pinned));
        assert_eq!(raw.with_registry(registry).unwrap(), real(moved));
        let name = raw.name();
        assert_eq!(
            raw.without_digest().unwrap(),
            raw.tag().map_or(name.into(), |tag| format!("{name}:{tag}"))
        );
        assert_eq!(
            raw.without_tag().unwrap(),
            raw.digest().map_or(name.into(), |d| format!("{name}@{d}"))
        );
    }
}

/// A result with another meaning is an error.
#[test]
fn rejected() {
    let text = format!("{HEX}:v1");
    let raw = RawReference::parse(&text).unwrap();
    assert_eq!(raw.without_tag().unwrap_err().kind(), Kind::ImageId);
    let md5: Digest = format!("md5:{}", &HEX[..32]).parse().unwrap();
    assert_eq!(raw.with_digest(&md5).unwrap_err().kind(), Kind::UnknownAlgorithm);
    let reference: Reference = text.parse().unwrap();
    let error = reference.with_digest(&md5).unwrap_err();
    assert_eq!((error.kind(), error.span().range()), (Kind::UnknownAlgorithm, 0..3));
    assert!(reference.name().with_digest(&md5).is_err());
    let longest = format!("{}.io/a:1", "a".repeat(65_535 - 7));
    let raw = RawReference::parse(&longest).unwrap();
    assert!(matches!(
        raw.with_tag(Tag::LATEST).unwrap_err().kind(),
        Kind::TooLong { max: 65_535, .. }
    ));
    assert!(matches!(raw.with_tag(Tag::from_static("2")), Ok(text) if text.len() == 65_535));
    let reference: Reference = longest.parse().unwrap();
    assert!(reference.with_tag(Tag::LATEST).is_err());
    assert!(reference.with_digest(&Digest::sha256(b"")).is_err());
    assert_eq!(reference.without_digest(), Some(reference.clone()));
}

#[test]
fn canonical() {
    let digest = Digest::sha256(b"");
    let image: Reference = "nginx:1".parse().unwrap();
    let both = image.with_digest(&digest).unwrap();
    assert_eq!(both, *format!("docker.io/library/nginx:1@{digest}"));
    assert_eq!(both.without_tag().unwrap(), *format!("docker.io/library/nginx@{digest}"));
    assert_eq!(both.without_digest().unwrap(), image);
    assert_eq!(
        both.with_tag(Tag::LATEST).unwrap(),
        *format!("docker.io/library/nginx:latest@{digest}")
    );
    assert_eq!(image.without_tag(), None);
    assert_eq!(both.without_tag().unwrap().without_digest(), None);
    let name: Name = image.name();
    assert_eq!(name, "docker.io/library/nginx");
    assert_eq!(name.with_tag(Tag::from_static("1")).unwrap(), image);
    assert_eq!(name.with_digest(&digest).unwrap(), both.without_tag().unwrap());
    assert_eq!(both.digest().unwrap(), digest);
    assert_eq!(both.as_raw().as_str(), both.as_str());
    assert_eq!(String::from(both.clone()), both.as_str());
}

#[test]
fn a_compile_time_reference() {
    const IMAGE: RawReference<'static> =
        imageref::reference!("registry.example.com:5000/team/app:1.2");
    assert_eq!(IMAGE.registry().unwrap().port(), Some(5000));
    assert_eq!(IMAGE.tag().unwrap(), "1.2");
    assert_eq!(IMAGE, "registry.example.com:5000/team/app:1.2");
}
