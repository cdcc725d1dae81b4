//! Paths of the registry API.

use imageref::DigestRef;
use imageref::reference::{Repository, Tag};
use imageref::registry::RegistryInfo;
use imageref_interop::registry_api::RegistryPath as P;
use proptest::prelude::*;

use crate::support::{digest, reference, references};

#[test]
fn there_and_back() {
    let digest = digest().to_string();
    let paths = [
        "/v2/".to_owned(),
        "/v2/_catalog".to_owned(),
        "/v2/a/b/tags/list".to_owned(),
        "/v2/a/manifests/1.27".to_owned(),
        format!("/v2/a/manifests/{digest}"),
        format!("/v2/a/blobs/{digest}"),
        "/v2/a/blobs/uploads/".to_owned(),
        "/v2/a/blobs/uploads/3f2a-77==".to_owned(),
        format!("/v2/a/referrers/{digest}"),
        format!("/v2/blobs/manifests/uploads/tags/blobs/{digest}"),
        "/v2/manifests/tags/list".to_owned(),
    ];
    for path in &paths {
        assert_eq!(P::parse(path).map(|p| p.to_string()).as_ref(), Ok(path));
    }
    assert_eq!(P::parse("/v2"), Ok(P::Base));
    let tags = P::Tags(Repository::parse("a/b").unwrap());
    assert_eq!(P::parse("/v2/a/b/tags/list"), Ok(tags.clone()));
    assert_eq!(tags.repository().map(|r| r.as_str()), Some("a/b"));
}

#[test]
fn of_references() {
    let by_tag = reference("quay.io/a/b:1");
    assert_eq!(P::manifest(&by_tag).to_string(), "/v2/a/b/manifests/1");
    let pinned = reference(&format!("nginx:1@{}", digest()));
    assert_eq!(
        P::manifest(&pinned).to_string(),
        format!("/v2/library/nginx/manifests/{}", digest())
    );
    let path = P::ManifestByTag(Repository::parse("a").unwrap(), Tag::LATEST);
    assert_eq!(path.to_string(), "/v2/a/manifests/latest");
}

#[test]
fn rejected() {
    for (path, message) in [
        ("", "expected `/v2/`, but the path ends"),
        ("/", "expected `/v2/`, but the path ends"),
        ("/v1/", "expected `/v2/` in the path, but found `1`"),
        ("/v22/", "expected `/` after `/v2` in the path, but found `2`"),
        ("v2/", "expected `/v2/` in the path, but found `v`"),
        ("/v2/a", "expected an endpoint of the registry API, but the path ends"),
        ("/v2/a/manifests", "expected an endpoint of the registry API, but the path ends"),
        ("/v2/tags/list", "expected an endpoint of the registry API, but the path ends"),
        ("/v2/a/tags/list?n=10", "unexpected query in the path"),
        ("/v2/a/tags/list#x", "unexpected fragment in the path"),
        ("/v2/a/blobs/uploads/x?y#z\r\nHost: evil", "unexpected query in the path"),
        ("/v2/a/blobs/uploads/..", "unexpected `.` or `..` as a component of the upload session"),
        (
            "/v2/a/blobs/uploads/x\r\nHost: evil",
            "unexpected whitespace `\\r` in the upload session",
        ),
        ("/v2/a/blobs/uploads/x y", "unexpected whitespace ` ` in the upload session"),
        ("/v2/a/blobs/uploads/%2e%2e", "unexpected percent-escape in the upload session"),
    ] {
        let error = P::parse(path).expect_err(path);
        assert_eq!(error.to_string(), message, "{path:?}");
        assert!(path.get(error.span().range()).is_some(), "{path}: {error:?}");
    }
    // The errors of names are those of the names' own parsers.
    for path in [
        "/v2/a/manifests/",
        "/v2/a/manifests/-x",
        "/v2/a/manifests/..",
        "/v2/a/manifests/sha256:abc",
        "/v2//manifests/1",
        "/v2/A/manifests/1",
        "/v2/a/../manifests/1",
        "/v2/a/%2e%2e/manifests/1",
        "/v2/a b/manifests/1",
        "/v2/a/blobs/1",
        "/v2/a/blobs/..",
        "/v2/a/referrers/latest",
        "/v2/a/referrers/sha256:x\ny",
        "/v2/manifests/1",
        "/v2/a%2fb/tags/list",
        "/v2/a\0/tags/list",
    ] {
        let error = P::parse(path).expect_err(path);
        assert!(path.get(error.span().range()).is_some(), "{path}: {error:?}");
    }
}

#[test]
fn of_digests() {
    let (owned, text) = (digest(), digest().to_string());
    let borrowed = DigestRef::parse(&text).expect("a digest");
    let repository = Repository::parse("a").expect("a repository");
    assert_eq!(P::Blob(repository, owned), P::Blob(repository, borrowed.into()));
}

#[test]
fn urls() {
    for (image, expected) in [
        ("nginx", "https://registry-1.docker.io/v2/library/nginx/manifests/latest"),
        ("localhost:5000/a:b", "http://localhost:5000/v2/a/manifests/b"),
        ("[::1]:5000/a:b", "http://[::1]:5000/v2/a/manifests/b"),
    ] {
        let image = reference(image);
        let base = RegistryInfo::of(image.registry()).base_url();
        assert_eq!(P::manifest(&image).url(base), expected);
    }
}

/// Whatever a path holds, it is written as visible ASCII without query and fragment.
fn is_safe(path: &str) -> bool {
    path.bytes().all(|b| b.is_ascii_graphic() && !b"?#\\%".contains(&b))
        && !path.split('/').any(|part| matches!(part, "." | ".."))
}

proptest! {
    #[test]
    fn uploads_are_safe(session in "[ -~\\r\\n\\x00é]{0,6}|\\.{1,3}") {
        let path = format!("/v2/a/blobs/uploads/{session}");
        if let Ok(read) = P::parse(&path) {
            prop_assert!(is_safe(&read.to_string()), "{}", read);
            prop_assert_eq!(read.to_string(), path);
        }
    }

    #[test]
    fn registry_paths(reference in references()) {
        let path = P::manifest(&reference);
        let text = path.to_string();
        prop_assert_eq!(P::parse(&text), Ok(path));
    }

    #[test]
    fn any_registry_path(text in "/v2(/(a|b0|blobs|uploads|manifests|tags|list|referrers|_catalog|1\\.2|sha256:[0-9a-f]{64})){0,6}/?") {
        if let Ok(path) = P::parse(&text) {
            let text = path.to_string();
        prop_assert_eq!(P::parse(&text), Ok(path));
        }
    }
}
