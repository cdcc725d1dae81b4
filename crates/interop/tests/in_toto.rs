//! in-toto statements.

use imageref::Digest;
use imageref_interop::TrustError;
use imageref_interop::in_toto::Statement;

use crate::support::{digest, reference};

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
        let read = Statement::from_slice(text.as_bytes()).expect(name);
        assert_eq!(
            (read.subjects().len(), read.predicate_type()),
            (2, "https://spdx.dev/Document")
        );
        assert_eq!(read.subject_of(&digest).and_then(|s| s.name()), Some(name));
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
        assert!(Statement::from_slice(bad.as_bytes()).is_err(), "{bad}");
    }
}

/// Every spelling of a digest in a name counts.
#[test]
fn pinned_names() {
    let (hex, other) = (digest().encoded().to_string(), "0".repeat(64));
    let elsewhere = Err(TrustError::PinnedElsewhere);
    for (name, expected) in [
        (format!("ghcr.io/a/b@sha256:{hex}"), Ok(())),
        (format!("ghcr.io/a/b:1@sha256:{hex}"), Ok(())),
        (format!("ghcr.io/a/b@sha256:{other}"), elsewhere),
        (format!("ghcr.io/a/b:1@sha256:{other}"), elsewhere),
        (format!("ghcr.io/a/b@sha512:{other}{other}"), elsewhere),
        (format!("pkg:docker/a/b@sha256:{hex}?repository_url=ghcr.io"), Ok(())),
        (format!("pkg:docker/a/b@sha256:{other}?repository_url=ghcr.io"), elsewhere),
        (format!("pkg:docker/a/b@sha256%3A{other}?repository_url=ghcr.io"), elsewhere),
        (format!("pkg:docker/a/b@SHA256:{other}?repository_url=ghcr.io"), elsewhere),
        (format!("pkg:docker/a/b@1?repository_url=ghcr.io&digest=sha256:{other}"), elsewhere),
        (format!("pkg:docker/a/b@1?repository_url=ghcr.io&checksum=sha256:{other}"), elsewhere),
        (
            format!(
                "pkg:docker/a/b@1?repository_url=ghcr.io&checksum=SHA256:{}",
                hex.to_uppercase()
            ),
            Ok(()),
        ),
        (format!("pkg:docker/a/b@1?repository_url=ghcr.io&checksum=sha1:00,sha256:{hex}"), Ok(())),
        (
            format!("pkg:docker/a/b@1?repository_url=ghcr.io&checksum=sha256:{hex},sha256:{other}"),
            elsewhere,
        ),
        (
            format!("pkg:docker/a/b@1?repository_url=ghcr.io&Checksum=sha512%3A{other}{other}"),
            elsewhere,
        ),
        (format!("pkg:oci/b@sha256:{hex}?repository_url=ghcr.io/a/b"), Ok(())),
        (format!("pkg:oci/b@sha256:{other}?repository_url=ghcr.io/a/b"), elsewhere),
    ] {
        let subject = format!(r#"{{"name":"{name}","digest":{{"sha256":"{hex}"}}}}"#);
        let read = Statement::from_slice(statement(&subject).as_bytes()).expect(&name);
        assert_eq!(read.verify(&reference("ghcr.io/a/b:1"), &digest()), expected, "{name}");
    }
    // So does one in the image.
    let subject = format!(r#"{{"name":"ghcr.io/a/b","digest":{{"sha256":"{hex}"}}}}"#);
    let read = Statement::from_slice(statement(&subject).as_bytes()).expect("a statement");
    let image = reference(&format!("ghcr.io/a/b:1@sha256:{other}"));
    assert_eq!(read.verify(&image, &digest()), Err(TrustError::ImagePinnedElsewhere));
}

#[test]
fn messages() {
    let hex = digest().encoded().to_string();
    let good = statement(&format!(r#"{{"name":"a","digest":{{"sha256":"{hex}"}}}}"#));
    for (from, to, message) in [
        ("v0.1", "v2", "the type is not that of an in-toto statement, at /_type (byte 9)"),
        (
            &*hex,
            "AB",
            "invalid digest: expected 64 hex digits in the digest, but found 2, at /subject/0/digest (byte 131)",
        ),
        ("predicateType", "x", "the member `predicateType` is missing (byte 0)"),
    ] {
        let error = Statement::from_slice(good.replace(from, to).as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let empty = Statement::from_slice(statement("").as_bytes()).unwrap_err();
    assert_eq!(empty.to_string(), "unexpected empty array, at /subject (byte 99)");
}
