//! The spans of errors, in rare cases.

use std::ops::Range;

use imageref::reference::{Defaults, Registry};
use imageref::{Name, ParseError, ParseErrorKind as Kind, Part, RawReference};

#[track_caller]
fn rejected(text: &str, part: Part, span: Range<usize>) -> ParseError {
    let error = RawReference::parse(text)
        .and_then(|raw| raw.normalize(&Defaults::DOCKER))
        .expect_err("an error");
    assert_eq!(
        (error.subject(), error.part(), error.span().range()),
        (Part::Reference, part, span),
        "{text:?}: {error}"
    );
    error
}

#[test]
fn upper_case_in_a_path() {
    for (text, span) in [("nginX", 4..5), ("a/bCD/e", 3..5), ("docker.io/a/B", 12..13)] {
        let error = rejected(text, Part::Repository, span);
        assert!(matches!(error.kind(), Kind::Uppercase { .. }), "{text:?}");
    }
}

/// A path that is too long, and an error after it.
#[test]
fn long_paths() {
    let a = |count| "a".repeat(count);
    let kind = |text: &str, span| rejected(text, Part::Repository, span).kind();
    assert!(matches!(kind(&format!("{}B", a(255)), 255..256), Kind::Uppercase { .. }));
    assert!(matches!(kind(&format!("{}B", a(256)), 0..256), Kind::TooLong { max: 255, .. }));
    let far = format!("docker.io/{}B", a(250));
    assert!(matches!(kind(&far, 260..261), Kind::Uppercase { .. }));
    // With `library/`, which is not in the input.
    let filled = format!("docker.io/{}:1", a(248));
    assert!(matches!(kind(&filled, 10..258), Kind::TooLong { max: 255, .. }));
    let name = format!("docker.io/{}", a(248)).parse::<Name>().unwrap_err();
    assert_eq!((name.subject(), name.part()), (Part::Name, Part::Repository));
}

/// Runs of separators that no component has point at themselves, or where a letter must follow.
#[test]
fn separators() {
    for (text, span) in [("a._b", 1..3), ("a/b-.c", 3..5), ("a.-b:v1", 1..3)] {
        let kind = rejected(text, Part::Repository, span).kind();
        assert_eq!(kind, Kind::Separator, "{text:?}");
    }
    for (text, at) in [("a.-", 3), ("a.-:v1", 3), ("x/a.-/b", 5), ("a-", 2)] {
        let kind = rejected(text, Part::Repository, at..at).kind();
        assert!(matches!(kind, Kind::UnexpectedEnd { .. }), "{text:?}: {kind:?}");
    }
    for (text, at) in [("a/-", 2), ("a/-:v1", 2), ("a/.b/c", 2)] {
        let kind = rejected(text, Part::Repository, at..at + 1).kind();
        assert!(matches!(kind, Kind::Unexpected { .. }), "{text:?}: {kind:?}");
    }
}

/// After brackets, and between a registry's dots.
#[test]
fn registries() {
    assert!(matches!(
        rejected("[::1]:5000x/a", Part::Port, 10..11).kind(),
        Kind::Unexpected { found: b'x', .. }
    ));
    assert!(matches!(
        rejected("[::1]x/a", Part::Registry, 5..6).kind(),
        Kind::Unexpected { found: b'x', .. }
    ));
    // `::` replaces at least one group.
    assert_eq!(rejected("[1:2:3:4:5:6:7::8]/a", Part::Registry, 0..18).kind(), Kind::Ipv6);
    assert!(RawReference::parse("[1:2:3:4:5:6::8]/a").is_ok());
    let error = Registry::parse("a.-b.c").unwrap_err();
    assert!(matches!(error.kind(), Kind::Unexpected { found: b'-', .. }));
    assert_eq!(error.span().range(), 2..3);
    let long = |len: usize| format!("a.{}", "b".repeat(len - 2));
    assert!(Registry::parse(&long(65_535)).is_ok());
    let error = Registry::parse(&long(65_536)).unwrap_err();
    assert!(matches!(error.kind(), Kind::TooLong { max: 65_535, .. }));
    assert_eq!(error.span().range(), 0..65_536);
}

#[test]
fn other_algorithms() {
    let error = rejected("a@multihash+base58:QmRZ", Part::Algorithm, 2..18);
    assert_eq!(error.kind(), Kind::UnknownAlgorithm);
    let error = rejected("a@multihash+", Part::Digest, 12..12);
    assert!(matches!(error.kind(), Kind::UnexpectedEnd { .. }));
}

#[test]
fn a_tag_after_the_digest() {
    let digest = format!("sha256:{}", "0".repeat(64));
    let fix = |text: &str| RawReference::parse(text).unwrap_err().fix(text);
    let fixed = format!("localhost:5000/app:1@{digest}");
    assert_eq!(fix(&format!("localhost:5000/app@{digest}:1")), Some(fixed));
    assert_eq!(fix(&format!("app@{digest}:1")), Some(format!("app:1@{digest}")));
    assert_eq!(fix(&format!("localhost:5000/app:1@{digest}:2")), None);
}

/// A brace alone starts a template, a `$` alone does not.
#[test]
fn templates() {
    let error = rejected("team/app:{tag}", Part::Reference, 9..14);
    assert_eq!(error.kind(), Kind::Template);
    // `://` without a name is not a scheme.
    assert_eq!(rejected("://nginx", Part::Registry, 0..0).kind(), Kind::Empty);
    let error = rejected("team/a$-b", Part::Repository, 6..7);
    assert!(matches!(error.kind(), Kind::Unexpected { found: b'$', .. }));
}

#[test]
fn hints_of_registries_and_defaults() {
    let error = Registry::parse("corp").unwrap_err();
    assert_eq!(
        error.hint(),
        Some("write a host with a `.`, a `:` or an upper-case letter, or `localhost`")
    );
    let error = Defaults::new(Registry::DOCKER_HUB, None).unwrap_err();
    assert_eq!(error.hint(), Some("use `library`, as Docker does"));
}
