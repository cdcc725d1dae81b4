//! What signatures and attestations say, without keys.

use imageref::Digest;
use imageref_interop::TrustError;
use imageref_interop::in_toto::InTotoStatement;
use imageref_interop::sigstore::SimpleSigning;

use crate::support::{digest, reference};

fn payload(reference: &str, digest: &str) -> String {
    format!(
        r#"{{"critical":{{"identity":{{"docker-reference":"{reference}"}},"image":{{"docker-manifest-digest":"{digest}"}},"type":"cosign container image signature"}},"optional":{{"creator":"x"}}}}"#
    )
}

#[test]
fn simple_signing() {
    let text = digest().to_string();
    let pinned = format!("ghcr.io/a/b@{text}");
    for (named, image, expected) in [
        ("ghcr.io/a/b", "ghcr.io/a/b:1", Ok(())),
        ("ghcr.io/a/b:1", "ghcr.io/a/b:1", Ok(())),
        ("index.docker.io/library/nginx", "nginx", Ok(())),
        ("nginx:1.27", "nginx:1.27", Ok(())),
        (&*pinned, "ghcr.io/a/b:1", Ok(())),
        ("ghcr.io/a/b:1", "ghcr.io/a/b:2", Err(TrustError::OtherReference)),
        ("ghcr.io/a/b:1", &*pinned, Err(TrustError::OtherReference)),
        ("ghcr.io/a/bb", "ghcr.io/a/b:1", Err(TrustError::OtherReference)),
        ("ghcr.io.evil.com/a/b", "ghcr.io/a/b:1", Err(TrustError::OtherReference)),
        ("ghcr.io:443/a/b", "ghcr.io/a/b:1", Err(TrustError::OtherReference)),
    ] {
        let signed = SimpleSigning::from_slice(payload(named, &text).as_bytes()).expect(named);
        assert_eq!(signed.kind(), SimpleSigning::COSIGN);
        assert_eq!((signed.reference(), signed.digest()), (named, &digest()));
        assert_eq!(signed.verify(&reference(image), &digest()), expected, "{named} {image}");
        let other = signed.verify(&reference(image), &Digest::sha256(b"other"));
        assert_eq!(other, Err(TrustError::OtherDigest));
    }
    let nameless = SimpleSigning::from_slice(payload("", &text).as_bytes()).expect("a payload");
    assert!(matches!(nameless.verify(&reference("a"), &digest()), Err(TrustError::NoReference(_))));
}

#[test]
fn payloads_that_two_readers_would_read_differently() {
    let good = payload("a", &digest().to_string());
    assert!(SimpleSigning::from_slice(good.as_bytes()).is_ok());
    for bad in [
        String::new(),
        "{}".to_owned(),
        good.replace("critical", "Critical"),
        good.replace(r#""type":"#, r#""image":{"docker-manifest-digest":"sha256:x"},"type":"#),
        good.replace(r#""type":"#, r#""more":1,"type":"#),
        good.replace(
            r#""docker-reference":"a""#,
            r#""docker-reference":"a","docker-reference":"b""#,
        ),
        good.replace(
            r#""docker-reference":"a""#,
            r#""docker-reference":"a","Docker-Reference":"b""#,
        ),
        good.replace(r#""docker-reference":"a""#, r#""docker-reference":null"#),
        good.replace("sha256:", "sha256"),
        good.clone() + "x",
        good.replace(r#","optional""#, r#","critical":{},"optional""#),
    ] {
        assert!(SimpleSigning::from_slice(bad.as_bytes()).is_err(), "{bad}");
    }
}

fn statement(subjects: &str) -> String {
    format!(
        r#"{{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://spdx.dev/Document","subject":[{subjects}],"predicate":{{"a":[1,{{}}]}}}}"#
    )
}

#[test]
fn in_toto() {
    let (hex, digest) = (digest().encoded().to_string(), digest());
    let subject = |name: &str| {
        format!(r#"{{"name":"{name}","digest":{{"sha256":"{hex}","gitCommit":"x"}}}}"#)
    };
    let purl =
        format!("pkg:docker/a/b?repository_url=ghcr.io&digest=sha256:{hex}&platform=linux%2Famd64");
    for (name, image, expected) in [
        ("ghcr.io/a/b", "ghcr.io/a/b:1", Ok(())),
        ("ghcr.io/a/b:1", "ghcr.io/a/b:1", Ok(())),
        ("ghcr.io/a/b:1", "ghcr.io/a/b:2", Err(TrustError::OtherReference)),
        (&*purl, "ghcr.io/a/b:1", Ok(())),
        ("pkg:docker/a/b@1?repository_url=ghcr.io", "ghcr.io/a/b:1", Ok(())),
        (
            "pkg:docker/a/b@2?repository_url=ghcr.io",
            "ghcr.io/a/b:1",
            Err(TrustError::OtherReference),
        ),
        ("pkg:docker/a/b@1", "ghcr.io/a/b:1", Err(TrustError::OtherReference)),
        ("_", "ghcr.io/a/b:1", Err(TrustError::OtherReference)),
    ] {
        let text = statement(&format!(
            r#"{{"name":"x","digest":{{"sha256":"{}"}}}},{}"#,
            "a".repeat(64),
            subject(name)
        ));
        let read = InTotoStatement::from_slice(text.as_bytes()).expect(name);
        assert_eq!(
            (read.subjects().len(), read.predicate_type()),
            (2, "https://spdx.dev/Document")
        );
        assert_eq!(read.subject_of(&digest).map(|s| s.name()), Some(name));
        assert!(read.subjects()[1].digests().iter().eq([&digest]));
        assert_eq!(read.verify(&reference(image), &digest), expected, "{name} {image}");
        let other = read.verify(&reference(image), &Digest::sha256(b"other"));
        assert_eq!(other, Err(TrustError::OtherDigest));
    }
    let good = statement(&subject("a"));
    for bad in [
        "{}".to_owned(),
        statement(""),
        good.replace("v0.1", "v2"),
        good.replace(r#""subject":"#, r#""subject":[],"subject":"#),
        good.replace(r#""sha256":"#, r#""sha256":"aa","sha256":"#),
        good.replace("gitCommit", "sha512"),
        good.replace("predicateType", "predicatetype"),
        good.replace(r#""name":"a""#, r#""name":1"#),
    ] {
        assert!(InTotoStatement::from_slice(bad.as_bytes()).is_err(), "{bad}");
    }
}
