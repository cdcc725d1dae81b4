//! Package URLs: the specification's general rules.

use imageref_interop::purl::{PackageType, PackageUrl};
use proptest::prelude::*;

#[test]
fn read_and_written() {
    for (text, canonical) in [
        ("pkg:docker/cassandra@latest", "pkg:docker/cassandra@latest"),
        ("PKG:Docker/a/b@1", "pkg:docker/a/b@1"),
        ("pkg://docker//a//b@1", "pkg:docker/a/b@1"),
        ("pkg:oci/Debian", "pkg:oci/debian"),
        ("pkg:docker/Debian", "pkg:docker/Debian"),
        ("pkg:oci/a@sha256%3A12", "pkg:oci/a@sha256:12"),
        ("pkg:oci/a?tag=1&arch=amd64", "pkg:oci/a?arch=amd64&tag=1"),
        ("pkg:oci/a?TAG=1&empty=&x=%20", "pkg:oci/a?tag=1&x=%20"),
        ("pkg:oci/a#b/../c/./d//", "pkg:oci/a#b/c/d"),
        ("pkg:docker/a%20b@1%402", "pkg:docker/a%20b@1%402"),
        ("pkg:oci/a?x=1?2", "pkg:oci/a%3Fx=1?2="),
    ] {
        let purl = text.parse::<PackageUrl>();
        if text == "pkg:oci/a?x=1?2" {
            assert!(purl.is_err(), "a key does not begin with a digit");
            continue;
        }
        let purl = purl.expect(text);
        assert_eq!(purl.to_string(), canonical);
        assert_eq!(canonical.parse(), Ok(purl));
    }
}

#[test]
fn rejected() {
    for text in [
        "",
        "pkg:",
        "pkg:oci",
        "pkg:oci/",
        "pkg:oci/@1",
        "oci/a",
        "pkg:npm/a",
        "pkg:oci/ns/a",
        "pkg:oci/a?tag=1&tag=2",
        "pkg:oci/a?tag=1&TAG=2",
        "pkg:oci/a?=1",
        "pkg:oci/a?1a=1",
        "pkg:oci/a?a%20b=1",
        "pkg:oci/a%zz",
        "pkg:oci/a@%ff",
        "pkg:docker/a%2fb/c",
        "pkg:docker/a?\u{e9}=1",
        "\u{e9}\u{e9}\u{e9}",
    ] {
        let error = text.parse::<PackageUrl>().expect_err(text);
        assert!(text.get(error.span().range()).is_some(), "{text}: {error:?}");
    }
}

/// A component that another reader would take for a step or for two components.
#[test]
fn components_that_mislead() {
    let dots = "unexpected `.` or `..` as a component of the package URL";
    let slash = "unexpected `/` within a component of the package URL";
    for (text, message) in [
        ("pkg:docker/../etc@1", dots),
        ("pkg:docker/./etc@1", dots),
        ("pkg:docker/a/../etc@1", dots),
        ("pkg:docker/%2e%2e/etc@1", dots),
        ("pkg:docker/.%2E/etc@1", dots),
        ("pkg:docker/..@1", dots),
        ("pkg:docker/%2e@1", dots),
        ("pkg:oci/..", dots),
        ("pkg:docker/a@..", dots),
        ("pkg:docker/a%2fb@1", slash),
        ("pkg:docker/a%2Fb/c@1", slash),
        ("pkg:docker/%2e%2e%2fetc@1", slash),
        ("pkg:oci/a%2fb", slash),
        ("pkg:docker/a@1%2f2", slash),
        ("pkg:docker/a#b%2fc", slash),
        ("pkg:docker/a%00@1", "unexpected control character `\\x00` in the package URL"),
        ("pkg:docker/a\0@1", "unexpected control character `\\x00` in the package URL"),
        ("pkg:docker/a%0d%0a@1", "unexpected whitespace `\\r` in the package URL"),
        ("pkg:docker/a@1%1b", "unexpected control character `\\x1b` in the package URL"),
        ("pkg:docker/a@1?x=%0a", "unexpected whitespace `\\n` in the package URL"),
        ("pkg:docker/a@1?x=%c2%85", "unexpected non-ASCII character `\\u{85}` in the package URL"),
        ("pkg:docker/a@1#%7f", "unexpected control character `\\x7f` in the package URL"),
    ] {
        let error = text.parse::<PackageUrl>().expect_err(text);
        assert_eq!(error.to_string(), message, "{text:?}");
        assert!(text.get(error.span().range()).is_some(), "{text}: {error:?}");
    }
    let built = |namespace, name, version| {
        PackageUrl::new(PackageType::Docker, namespace, name, version).map_err(|e| e.to_string())
    };
    assert_eq!(built(Some(".."), "a", None), Err(dots.to_owned()));
    assert_eq!(built(Some("a//b"), "a", None), Err("the package URL is empty".to_owned()));
    assert_eq!(built(None, "..", None), Err(dots.to_owned()));
    assert_eq!(built(None, "a/b", None), Err(slash.to_owned()));
    assert_eq!(built(None, "a", Some("1/2")), Err(slash.to_owned()));
    assert!(built(None, "a", Some("1\n")).is_err());
    assert!(built(None, "a", None).unwrap().with_qualifier("a", "\r\n").is_err());
    // Dots within a component are ordinary.
    assert!(built(Some("..."), "a..b", Some("...")).is_ok());
}

#[test]
fn built() {
    let purl =
        PackageUrl::new(PackageType::Docker, Some("/a/"), "b", Some("")).expect("a package URL");
    assert_eq!((purl.namespace(), purl.version(), purl.subpath()), (Some("a"), None, None));
    let purl = purl.with_qualifier("Arch", "amd64").expect("a key");
    assert_eq!(purl.qualifiers().collect::<Vec<_>>(), [("arch", "amd64")]);
    assert_eq!(purl.clone().without_qualifier("ARCH").qualifiers().len(), 0);
    assert_eq!(purl.clone().with_qualifier("arch", "").expect("a key").qualifiers().count(), 0);
    assert!(purl.with_qualifier("a b", "1").is_err());
    assert!(PackageUrl::new(PackageType::Oci, Some("a"), "b", None).is_err());
}

proptest! {
    #[test]
    fn any_package_url(text in "pkg:(oci|docker)/[ -~é]{0,40}") {
        match text.parse::<PackageUrl>() {
            Ok(purl) => prop_assert_eq!(purl.to_string().parse(), Ok(purl)),
            Err(error) => prop_assert!(text.get(error.span().range()).is_some()),
        }
    }
}
