//! Paths of the registry API.

use imageref::reference::{Repository, Tag};
use imageref_interop::registry_api::RegistryPath as P;

use crate::support::{digest, reference};

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
    assert_eq!(P::parse("/v2/a/b/tags/list"), Ok(tags));
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
fn refusals() {
    for path in [
        "",
        "/",
        "/v1/",
        "/v22/",
        "v2/",
        "/v2/a",
        "/v2/a/manifests",
        "/v2/a/manifests/",
        "/v2/a/manifests/-x",
        "/v2/a/manifests/sha256:abc",
        "/v2//manifests/1",
        "/v2/A/manifests/1",
        "/v2/a/../manifests/1",
        "/v2/a/blobs/1",
        "/v2/tags/list",
        "/v2/a/referrers/latest",
        "/v2/manifests/1",
        "/v2/a%2fb/tags/list",
    ] {
        let error = P::parse(path).expect_err(path);
        assert!(path.get(error.span().range()).is_some(), "{path}: {error:?}");
    }
}
