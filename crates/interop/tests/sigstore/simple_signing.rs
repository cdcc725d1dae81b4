//! Payloads of simple signatures.

use imageref::Digest;
use imageref_interop::TrustError;
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
    let elsewhere = format!("ghcr.io/a/b:1@sha256:{}", "0".repeat(64));
    for (named, image, expected) in [
        ("ghcr.io/a/b", "ghcr.io/a/b:1", Ok(())),
        ("ghcr.io/a/b:1", "ghcr.io/a/b:1", Ok(())),
        ("index.docker.io/library/nginx", "nginx", Ok(())),
        ("nginx:1.27", "nginx:1.27", Ok(())),
        (&*pinned, "ghcr.io/a/b:1", Ok(())),
        (&*elsewhere, "ghcr.io/a/b:1", Err(TrustError::PinnedElsewhere)),
        ("ghcr.io/a/b", &*elsewhere, Err(TrustError::ImagePinnedElsewhere)),
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
        let unpinned = reference(image).name().with_tag("1".try_into().unwrap()).unwrap();
        let other = signed.verify(&unpinned, &Digest::sha256(b"other"));
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
