//! What values return and print, and errors with their sources.

use std::error::Error;

use imageref::{Platform, Span};
use imageref_scan::{BuildOptions, BuildSource, Dockerfile, Edit, interpolate};

#[test]
fn errors_have_a_source() {
    let error = Dockerfile::parse("FROM a b\n").unwrap_err();
    assert_eq!(error.source().unwrap().to_string(), "wrong number of arguments");
    let file = Dockerfile::parse("FROM alpine AS test\nFROM Test\n").unwrap();
    let build = file.resolve(&BuildOptions::new());
    let BuildSource::InvalidReference(error) = build.stages()[1].base() else {
        panic!("{:?}", build.stages()[1].base());
    };
    assert_eq!(error.stage(), Some("test"));
    assert_eq!(error.source().unwrap().to_string(), error.reference().to_string());
}

#[test]
fn the_platform_that_builds() {
    let text = "FROM --platform=$BUILDPLATFORM a\n";
    let file = Dockerfile::parse(text).unwrap();
    let platform = |options: &BuildOptions| {
        let build = file.resolve(options);
        assert_eq!(build.error(), None);
        build.stages()[0].platform().map(ToString::to_string)
    };
    let target = BuildOptions::new().with_target_platform(Platform::new("linux", "arm64"));
    assert_eq!(platform(&target).as_deref(), Some("linux/arm64"));
    let both = target.with_build_platform(Platform::new("linux", "amd64"));
    assert_eq!(platform(&both).as_deref(), Some("linux/amd64"));
}

#[test]
fn edits() {
    let text = "FROM nginx\n";
    let span = Span { start: 5, end: 10 };
    let digest = imageref::Digest::sha256(b"");
    let edit = Edit::with_digest(text, span, &digest).unwrap();
    assert_eq!((edit.span(), edit.text()), (span, format!("nginx@{digest}").as_str()));
    let edit = Edit::with_tag(text, span, imageref::reference::Tag::LATEST).unwrap();
    assert_eq!((edit.span(), edit.text()), (span, "nginx:latest"));
    let edit = Edit::replace(text, span, "alpine:3").unwrap();
    assert_eq!(edit.text(), "alpine:3");
    assert!(Edit::replace(text, Span { start: 5, end: 99 }, "alpine:3").is_err());
}

#[test]
fn interpolation_errors_have_a_place() {
    let text = "a:${TAG:?set it}";
    let error = interpolate(text, |_| None).unwrap_err();
    assert_eq!(&text[error.span().range()], "${TAG:?");
}

#[cfg(feature = "regex")]
#[test]
fn placeholders_in_text() {
    use imageref_scan::TextScanner;

    let scanner = TextScanner::default();
    assert_eq!(format!("{:?}", scanner.references("x")), "TextReferences { .. }");
    let found = |text: &str| -> Vec<String> {
        scanner.references(text).map(|found| found.value().to_owned()).collect()
    };
    assert_eq!(found("pull ghcr.io/team/app:1 now"), ["ghcr.io/team/app:1"]);
    for text in ["ghcr.io/$(TEAM)/app:1", "ghcr.io/<team>/app:1", "ghcr.io/@TEAM@/app:1"] {
        assert_eq!(found(&format!("pull {text} now")), [text]);
    }
}

#[test]
fn flags_that_docker_accepts() {
    for text in [
        "FROM a\nCOPY --link=TRUE b c\n",
        "FROM a\nCOPY --link=false b c\n",
        "FROM a\nHEALTHCHECK --interval=0 CMD x\n",
        "FROM a\nHEALTHCHECK --interval=1.0000000000000000000000005s CMD x\n",
    ] {
        assert!(Dockerfile::parse(text).is_ok(), "{text:?}");
    }
}
