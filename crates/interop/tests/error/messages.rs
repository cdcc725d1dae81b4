//! What errors of this package's strings say, hint at and draw.

use imageref_interop::FormatError;
use imageref_interop::containers::PullFromMirror;
use imageref_interop::file_name;
use imageref_interop::kubernetes::{KubeletAllowPattern, KubeletGlob};
use imageref_interop::pattern::Pattern;
use imageref_interop::purl::PackageUrl;
use imageref_interop::registry_api::{
    RegistryPath, UploadRange, docker_content_digest, mirror_registry,
};
use imageref_interop::sigstore::PolicyGlob;

#[track_caller]
fn check(error: FormatError, text: &str, span: &str, message: &str) {
    assert_eq!(error.to_string(), message, "{text:?}");
    assert_eq!(&text[error.span().range()], span, "{text:?}");
}

#[test]
fn sentences() {
    let digests = format!("sha256:{},sha256:{}", "a".repeat(64), "b".repeat(64));
    let long = format!("ns={}", "%ff");
    for (error, text, span, message) in [
        (Pattern::parse("quay.io/team/App").unwrap_err(), "quay.io/team/App", "A", None),
        (
            Pattern::parse("nginx").unwrap_err(),
            "nginx",
            "",
            Some("expected `/`, but the pattern ends"),
        ),
        (
            Pattern::parse("quay.io/a**").unwrap_err(),
            "quay.io/a**",
            "a**",
            Some("misplaced wildcard in the pattern"),
        ),
        (
            Pattern::parse("quay.io/a@md5:e3b0").unwrap_err(),
            "quay.io/a@md5:e3b0",
            "md5",
            Some("unknown digest algorithm in the pattern"),
        ),
        (
            Pattern::parse("quay.io/A*").unwrap_err(),
            "quay.io/A*",
            "A",
            Some(
                "expected a lower-case letter, digit, `.`, `_`, `-` or `*` in the pattern, but found `A`",
            ),
        ),
        (
            PackageUrl::parse("pkg:npm/a").unwrap_err(),
            "pkg:npm/a",
            "npm",
            Some("expected the type `oci` or `docker` in the package URL"),
        ),
        (
            PackageUrl::parse("oci/a").unwrap_err(),
            "oci/a",
            "",
            Some("expected `pkg:`, but the package URL ends"),
        ),
        (
            PackageUrl::parse("pkg:oci/ns/a").unwrap_err(),
            "pkg:oci/ns/a",
            "ns/a",
            Some("unexpected namespace in the package URL"),
        ),
        (
            PackageUrl::parse("pkg:oci/a%zz").unwrap_err(),
            "pkg:oci/a%zz",
            "%",
            Some("expected two hex digits after `%` in the package URL"),
        ),
        (
            PackageUrl::parse("pkg:oci/a@%ff").unwrap_err(),
            "pkg:oci/a@%ff",
            "%ff",
            Some("the percent-escapes of the package URL are not UTF-8"),
        ),
        (
            PackageUrl::parse("pkg:oci/a?x=1&X=2").unwrap_err(),
            "pkg:oci/a?x=1&X=2",
            "X",
            Some("duplicate name in the package URL"),
        ),
        (
            PullFromMirror::parse("tag").unwrap_err(),
            "tag",
            "tag",
            Some("expected `all`, `digest-only` or `tag-only` in the pull-from-mirror value"),
        ),
        (
            docker_content_digest(&digests).unwrap_err(),
            &digests,
            &digests[72..],
            Some("unexpected second digest in the digest header"),
        ),
        (
            mirror_registry(&long).unwrap_err(),
            &long,
            "%ff",
            Some("the percent-escapes of the mirror query are not UTF-8"),
        ),
        (
            file_name::parse("nginx").unwrap_err(),
            "nginx",
            "nginx",
            Some("the file name is not in canonical form"),
        ),
        (
            KubeletGlob::parse("example.com:x").unwrap_err(),
            "example.com:x",
            ":x",
            Some("invalid port in the URL"),
        ),
        (
            KubeletGlob::parse("[a]").unwrap_err(),
            "[a]",
            "[a]",
            Some("invalid IPv6 address in the URL"),
        ),
        (
            KubeletGlob::parse("ex%41mple.com").unwrap_err(),
            "ex%41mple.com",
            "%41",
            Some("unexpected percent-escape in the URL"),
        ),
        (
            KubeletAllowPattern::parse("docker.io/a ").unwrap_err(),
            "docker.io/a ",
            " ",
            Some("unexpected whitespace ` ` in the pattern"),
        ),
        (
            PolicyGlob::parse("a?").unwrap_err(),
            "a?",
            "?",
            Some("expected a letter, digit or one of `-_:/*.@` in the pattern, but found `?`"),
        ),
        (PolicyGlob::parse("").unwrap_err(), "", "", Some("the pattern is empty")),
        (
            PolicyGlob::parse("*").unwrap().matches("A").unwrap_err(),
            "A",
            "A",
            Some("the image is not a reference"),
        ),
    ] {
        match message {
            Some(message) => check(error, text, span, message),
            // The error of the name itself.
            None => {
                let source = std::error::Error::source(&error).expect("a name").to_string();
                check(error, text, span, &source);
            }
        }
    }
}

#[test]
fn fixes() {
    let fix = |error: FormatError, text: &str| error.in_text(text).fix().map(str::to_owned);
    for (text, fixed) in [
        ("docker.io/nginx", Some("docker.io/library/nginx")),
        ("index.docker.io/library/nginx", Some("docker.io/library/nginx")),
        ("index.docker.io/nginx", None),
        ("nginx", Some("docker.io/library/nginx")),
        ("quay.io/Team/App", None),
        ("quay.io/team/aPp", Some("quay.io/team/app")),
        ("quay.io/a**", None),
    ] {
        let error = Pattern::parse(text).unwrap_err();
        assert_eq!(fix(error, text).as_deref(), fixed, "{text}");
    }
    for (text, fixed) in [
        ("/v2/a/tags/list?n=10", Some("/v2/a/tags/list")),
        ("/v2/a/tags/list#x", Some("/v2/a/tags/list")),
        ("/v2/a?n=10", None),
        ("/v2/a/blobs/uploads/x?_state=y", Some("/v2/a/blobs/uploads/x")),
    ] {
        let error = RegistryPath::parse(text).unwrap_err();
        assert_eq!(fix(error, text).as_deref(), fixed, "{text}");
    }
    let error = PackageUrl::parse("docker/nginx@1").unwrap_err();
    assert_eq!(fix(error, "docker/nginx@1").as_deref(), Some("pkg:docker/nginx@1"));
    let error = UploadRange::parse("bytes 0-1").unwrap_err();
    assert_eq!(fix(error, "bytes 0-1").as_deref(), Some("0-1"));
}

#[test]
fn drawings() {
    let text = "/v2/a/blobs/uploads/x\u{1b}[31m";
    let error = RegistryPath::parse(text).unwrap_err();
    assert_eq!(
        error.in_text(text).to_string(),
        "invalid upload session `/v2/a/blobs/uploads/x\\u{1b}[31m`: \
         unexpected control character `\\x1b` in the upload session"
    );
    assert_eq!(
        format!("{:#}", error.in_text(text)),
        "\
unexpected control character `\\x1b` in the upload session
  /v2/a/blobs/uploads/x\\u{1b}[31m
                       ^^^^^^
hint: remove the character"
    );
    let long = format!("quay.io/{}/A/{}", "a".repeat(200), "b".repeat(200));
    let error = Pattern::parse(&long).unwrap_err();
    let drawn = format!("{:#}", error.in_text(&long));
    let lines: Vec<_> = drawn.lines().collect();
    assert!(lines[1].len() <= 80, "{drawn}");
    assert_eq!(lines[1].as_bytes()[lines[2].len() - 1], b'A', "{drawn}");
}
