//! Short headers and queries.

use imageref::reference::{Registry, Repository};
use imageref_interop::registry_api::{
    docker_content_digest, mirror_query, mirror_registry, mount_query,
};

use crate::support::digest;

#[test]
fn digests() {
    let text = digest().to_string();
    assert_eq!(docker_content_digest(&text), Ok(digest()));
    assert_eq!(docker_content_digest(&format!(" {text}\t")), Ok(digest()));
    assert_eq!(docker_content_digest(&format!("{text}, {text}")), Ok(digest()));
    let other = text.replace('e', "f");
    for header in [
        "".to_owned(),
        "\"\"".to_owned(),
        format!("\"{text}\""),
        format!("{text}, {other}"),
        text.to_uppercase(),
        format!("{text},"),
    ] {
        let error = docker_content_digest(&header).expect_err(&header);
        assert!(header.get(error.span().range()).is_some(), "{header}: {error:?}");
    }
}

#[test]
fn queries() {
    let registry = |text| Registry::parse(text).expect("a registry");
    for (text, query) in [("docker.io", "ns=docker.io"), ("[::1]:5000", "ns=%5B%3A%3A1%5D%3A5000")]
    {
        assert_eq!(mirror_query(registry(text)), query);
        assert_eq!(mirror_registry(query).as_ref().map(|r| r.as_deref()), Ok(Some(text)));
        assert_eq!(
            mirror_registry(&format!("?n=1&{query}&x")).as_ref().map(|r| r.as_deref()),
            Ok(Some(text))
        );
    }
    assert_eq!(mirror_registry("n=1"), Ok(None));
    for (query, found) in [
        ("ns=", ""),
        ("n=1&ns=%zz", "%"),
        ("?ns=a/b", "a/b"),
        ("ns=corp", "corp"),
        ("ns=%ff.io", "%ff.io"),
        ("ns=a%0d%0a.io&x", "a%0d%0a.io"),
    ] {
        let error = mirror_registry(query).unwrap_err();
        assert_eq!(&query[error.span().range()], found, "{query}");
    }
    let mount = mount_query(&digest(), Repository::parse("library/nginx").expect("a repository"));
    assert!(mount.starts_with("mount=sha256%3Ae3b0") && mount.ends_with("&from=library%2Fnginx"));
}
