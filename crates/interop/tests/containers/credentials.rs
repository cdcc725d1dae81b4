//! Keys of `auth.json`.

use imageref::reference::{Registry, Repository};
use imageref_interop::containers::{CredentialKeys, credentials};

#[test]
fn keys_of_containers() {
    let repository = Repository::parse("a/b/c").expect("a repository");
    let keys: Vec<_> = CredentialKeys::new(registry("example.com"), repository)
        .map(|key| key.to_string())
        .collect();
    assert_eq!(keys, ["example.com/a/b/c", "example.com/a/b", "example.com/a", "example.com"]);
    for (key, text) in CredentialKeys::new(registry("example.com"), repository).zip(&keys) {
        for other in &keys {
            assert_eq!(key.matches(other), other == text, "{key} {other}");
        }
        assert!(!key.matches(&format!("{text}/")));
    }
}

/// One shape with Docker's: none, one, or several of which any may be used.
#[test]
fn entries() {
    let of = |keys: &[&'static str]| {
        let repository = Repository::parse("library/a").expect("a repository");
        credentials(registry("docker.io"), repository, keys.iter().copied())
    };
    assert_eq!(of(&["docker.io", "docker.io/library", "quay.io"]), ["docker.io/library"]);
    assert_eq!(
        of(&["index.docker.io", "https://docker.io/v1/"]),
        ["index.docker.io", "https://docker.io/v1/"]
    );
    assert!(of(&[]).is_empty());
    assert!(of(&["https://evil.com\\@docker.io/", "https://user@docker.io"]).is_empty());
}

#[track_caller]
fn registry(host: &str) -> Registry<'_> {
    Registry::parse(host).unwrap_or_else(|e| panic!("{host:?}: {e}"))
}
