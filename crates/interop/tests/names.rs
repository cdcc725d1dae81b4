//! What values print, which parts they return, and how strings convert to them.

use std::error::Error;

use imageref::reference::Tag;
use imageref::{Digest, Reference};
use imageref_interop::containers::{CredentialKeys, PullFromMirror, RegistriesPrefix};
use imageref_interop::docker::{ApiImage, Port, PortError, Protocol, User};
use imageref_interop::kubernetes::{KubeletAllowPattern, KubeletGlob, PullPolicy};
use imageref_interop::pattern::{Pattern, PatternSet};
use imageref_interop::registry_api::{RegistryPath, UploadRange};
use imageref_interop::sigstore::{CosignTag, PolicyGlob};
use imageref_interop::transport::ImageLocation;

use crate::support::{digest, pattern, reference};

#[test]
fn patterns_stay_verbatim() {
    assert_eq!(KubeletGlob::try_from("*.io/a").unwrap().as_str(), "*.io/a");
    assert_eq!(KubeletAllowPattern::parse("quay.io/*").unwrap().as_str(), "quay.io/*");
    assert_eq!(PolicyGlob::parse("ghcr.io/a/**").unwrap().as_str(), "ghcr.io/a/**");
    assert_eq!(RegistriesPrefix::new("*.example.com").as_str(), "*.example.com");
    assert_eq!(format!("{:?}", pattern("quay.io/**")), "Pattern(quay.io/**)");
}

#[test]
fn words_are_padded() {
    assert_eq!(format!("{:>6}|", CosignTag::Signature), "   sig|");
    assert_eq!(format!("{:<9}|", PullFromMirror::TagOnly), "tag-only |");
    let policies = [PullPolicy::Always, PullPolicy::IfNotPresent, PullPolicy::Never];
    let words = policies.map(|policy| policy.to_string());
    assert_eq!(words, ["Always", "IfNotPresent", "Never"]);
}

#[test]
fn keys_of_credentials() {
    let image: Reference = reference("quay.io/team/app:1");
    let keys = CredentialKeys::new(image.registry(), image.repository());
    let printed: Vec<_> = keys.map(|key| format!("{key:?}")).collect();
    assert_eq!(
        printed,
        [
            "CredentialKey(quay.io/team/app)",
            "CredentialKey(quay.io/team)",
            "CredentialKey(quay.io)"
        ]
    );
}

#[test]
fn images_of_the_docker_api() {
    let image = ApiImage::parse_tag("quay.io/team/app", "1.27").unwrap().unwrap();
    assert_eq!(image.name(), "quay.io/team/app");
    assert_eq!(image.tag().map(|tag| tag.as_str()), Some("1.27"));
    assert_eq!(image.digest(), None);
    let image = ApiImage::parse_tag("nginx", "").unwrap().unwrap();
    assert_eq!(
        (image.name().as_str(), image.tag().unwrap().as_str()),
        ("docker.io/library/nginx", "latest")
    );
}

#[test]
fn ports() {
    for (text, first, last, protocol) in [
        ("80", 80, 80, Protocol::Tcp),
        ("8000-8010/udp", 8000, 8010, Protocol::Udp),
        ("1/sctp", 1, 1, Protocol::Sctp),
    ] {
        let port = Port::parse(text).unwrap();
        assert_eq!((port.first(), port.last(), port.protocol()), (first, last, protocol));
        assert_eq!(text.parse(), Ok(port));
    }
    assert_eq!(Port::try_from("2-1"), Err(PortError::Range));
    assert_eq!(Port::try_from("1/icmp"), Err(PortError::Protocol));
    assert_eq!(User::from("1000:1000"), User::new("1000:1000"));
}

#[test]
fn explained_errors() {
    let text = "quay.io/team/App";
    let explained = Pattern::parse(text).unwrap_err().in_text(text);
    assert_eq!(explained.text(), text);
    assert_eq!(explained.source().unwrap().to_string(), explained.error().to_string());
    let hints = [
        (
            Pattern::parse("quay.io").unwrap_err().hint(),
            "start with the registry: `docker.io/library/nginx`",
        ),
        (UploadRange::parse("9-1").unwrap_err().hint(), "write the smaller offset first"),
    ];
    for (hint, want) in hints {
        assert_eq!(hint, Some(want));
    }
}

#[test]
fn paths_have_a_repository() {
    let hex = digest().encoded().to_string();
    for (path, repository) in [
        ("/v2/".to_owned(), None),
        ("/v2/_catalog".to_owned(), None),
        ("/v2/a/b/tags/list".to_owned(), Some("a/b")),
        ("/v2/a/b/manifests/1.27".to_owned(), Some("a/b")),
        (format!("/v2/a/b/manifests/sha256:{hex}"), Some("a/b")),
        (format!("/v2/a/b/blobs/sha256:{hex}"), Some("a/b")),
        ("/v2/a/b/blobs/uploads/".to_owned(), Some("a/b")),
        ("/v2/a/b/blobs/uploads/x".to_owned(), Some("a/b")),
        (format!("/v2/a/b/referrers/sha256:{hex}"), Some("a/b")),
    ] {
        let parsed = RegistryPath::try_from(path.as_str()).unwrap();
        assert_eq!(parsed.repository().map(|name| name.as_str()), repository, "{path}");
        assert_eq!(parsed.to_string(), path);
    }
    assert!(RegistryPath::try_from("/v1/").is_err());
}

#[test]
fn sets_in_their_order() {
    let mut set = PatternSet::default();
    assert!(set.is_empty());
    set.insert(pattern("quay.io/**"), 1);
    set.insert(pattern("docker.io/**"), 2);
    assert_eq!((set.len(), set.iter().size_hint()), (2, (2, Some(2))));
    let found: Vec<_> = (&set).into_iter().map(|(pattern, n)| (pattern.as_str(), *n)).collect();
    assert_eq!(found, [("quay.io/**", 1), ("docker.io/**", 2)]);
    assert_eq!(format!("{set:?}"), "{Pattern(quay.io/**): 1, Pattern(docker.io/**): 2}");
    assert!(set.matches(&reference("nginx")) && !set.matches(&reference("ghcr.io/a")));
}

#[test]
fn attached_tags() {
    let digest: Digest = digest();
    for kind in [CosignTag::Signature, CosignTag::Attestation, CosignTag::Sbom] {
        let tag = kind.for_digest(&digest).unwrap();
        assert_eq!(CosignTag::of(Tag::parse(tag.as_str()).unwrap()), Some((kind, digest.clone())));
    }
    let location = ImageLocation::try_from("docker://quay.io/team/app:1").unwrap();
    assert_eq!(location, ImageLocation::parse("docker://quay.io/team/app:1").unwrap());
}
