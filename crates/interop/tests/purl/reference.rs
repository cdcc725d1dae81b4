//! From references to package URLs, and back.

use imageref_interop::purl::{PackageUrl, PackageUrlError};
use proptest::prelude::*;

use crate::support::{digest, reference, references};

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

proptest! {
    #[test]
    fn package_urls(reference in references()) {
        let oci = PackageUrl::oci(&reference);
        prop_assert_eq!(oci.to_reference(), Ok(reference.clone()));
        prop_assert_eq!(oci.to_string().parse::<PackageUrl>(), Ok(oci));
        let docker = PackageUrl::docker(&reference);
        prop_assert_eq!(docker.to_string().parse::<PackageUrl>(), Ok(docker.clone()));
        let kept = if reference.digest().is_some() { reference.without_tag().unwrap_or(reference) } else { reference };
        prop_assert_eq!(docker.to_reference(), Ok(kept));
    }
}

#[test]
fn messages() {
    let message = |text: &str| {
        text.parse::<PackageUrl>().expect(text).to_reference().unwrap_err().to_string()
    };
    assert_eq!(
        message("pkg:oci/a"),
        "missing qualifier `repository_url`: the name of a `pkg:oci` is the last component alone"
    );
    assert_eq!(
        message("pkg:oci/%e2%80%ae?repository_url=quay.io/a/redis"),
        "`repository_url` ends in `redis`, but the name is `\\u{202e}`"
    );
}
