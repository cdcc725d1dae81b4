//! Package URLs: the specification's general rules, and images as such.

use imageref_interop::purl::{PackageType, PackageUrl, PackageUrlError};

use crate::support::{digest, reference};

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
fn refusals() {
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

#[test]
fn of_references() {
    let digest = digest();
    for (text, oci, docker) in [
        (
            "nginx".to_owned(),
            "pkg:oci/nginx?repository_url=docker.io%2Flibrary%2Fnginx&tag=latest".to_owned(),
            "pkg:docker/nginx@latest".to_owned(),
        ),
        (
            "user/app:1".to_owned(),
            "pkg:oci/app?repository_url=docker.io%2Fuser%2Fapp&tag=1".to_owned(),
            "pkg:docker/user/app@1".to_owned(),
        ),
        (
            format!("quay.io/a/b/c@{digest}"),
            format!("pkg:oci/c@{digest}?repository_url=quay.io%2Fa%2Fb%2Fc"),
            format!("pkg:docker/a/b/c@{digest}?repository_url=quay.io"),
        ),
        (
            format!("localhost:5000/a:1@{digest}"),
            format!("pkg:oci/a@{digest}?repository_url=localhost:5000%2Fa&tag=1"),
            format!("pkg:docker/a@{digest}?repository_url=localhost:5000"),
        ),
        (
            "[::1]:5000/a:1".to_owned(),
            "pkg:oci/a?repository_url=%5B::1%5D:5000%2Fa&tag=1".to_owned(),
            "pkg:docker/a@1?repository_url=%5B::1%5D:5000".to_owned(),
        ),
        (
            "quay.io/library/a:1".to_owned(),
            "pkg:oci/a?repository_url=quay.io%2Flibrary%2Fa&tag=1".to_owned(),
            "pkg:docker/library/a@1?repository_url=quay.io".to_owned(),
        ),
    ] {
        let reference = reference(&text);
        assert_eq!(PackageUrl::oci(&reference).to_string(), oci);
        assert_eq!(PackageUrl::docker(&reference).to_string(), docker);
        assert_eq!(PackageUrl::oci(&reference).to_reference().as_ref(), Ok(&reference));
        let kept = match (reference.tag(), reference.digest()) {
            (Some(_), Some(_)) => reference.without_tag().expect("a digest is left"),
            _ => reference,
        };
        assert_eq!(PackageUrl::docker(&kept).to_reference(), Ok(kept));
    }
}

#[test]
fn no_references() {
    let back = |text: &str| text.parse::<PackageUrl>().expect(text).to_reference();
    assert_eq!(back("pkg:oci/nginx"), Err(PackageUrlError::NoRepository));
    assert!(matches!(
        back("pkg:oci/nginx?repository_url=quay.io/a/redis"),
        Err(PackageUrlError::OtherName { .. })
    ));
    // The specification's own examples have digests that are too short.
    assert!(matches!(
        back("pkg:oci/debian@sha256:244fd47e07d10?repository_url=ghcr.io/debian"),
        Err(PackageUrlError::Parse(_))
    ));
    assert!(matches!(
        back("pkg:oci/a?repository_url=ftp://quay.io/a"),
        Err(PackageUrlError::Parse(_))
    ));
    assert!(matches!(back("pkg:docker/A@1"), Err(PackageUrlError::Parse(_))));
    assert!(matches!(back("pkg:docker/a@-1"), Err(PackageUrlError::Parse(_))));
    assert_eq!(back("pkg:docker/a@1?repository_url=hub.docker.com"), Ok(reference("a:1")));
    assert_eq!(back("pkg:docker/a"), Ok(reference("a")));
    // The type's definition writes its default, `https://hub.docker.com`, with a scheme.
    for hub in ["https://hub.docker.com", "https:%2F%2Fhub.docker.com%2F", "hub.docker.com/"] {
        let text = format!("pkg:docker/a@1?repository_url={hub}");
        assert_eq!(back(&text), Ok(reference("a:1")), "{text}");
    }
    assert_eq!(
        back("pkg:oci/a?repository_url=https://quay.io/a&tag=1"),
        Ok(reference("quay.io/a:1"))
    );
}

#[test]
fn built() {
    let purl =
        PackageUrl::new(PackageType::Docker, Some("/a/"), "b", Some("")).expect("a package URL");
    assert_eq!((purl.namespace(), purl.version(), purl.subpath()), (Some("a"), None, None));
    let purl = purl.with_qualifier("Arch", "amd64").expect("a key");
    assert_eq!(purl.qualifiers().collect::<Vec<_>>(), [("arch", "amd64")]);
    assert_eq!(purl.clone().with_qualifier("arch", "").expect("a key").qualifiers().count(), 0);
    assert!(purl.with_qualifier("a b", "1").is_err());
    assert!(PackageUrl::new(PackageType::Oci, Some("a"), "b", None).is_err());
}
