//! `signedIdentity` of `policy.json`, compared with containers/image.

use imageref_interop::containers::SignedIdentity;

use crate::data::{Counts, read, rows};
use crate::support::{field, json};

#[test]
fn identities() {
    let mut counts = Counts::default();
    let text = read("names/policy_identity.tsv");
    for row in rows(&text) {
        let [identity, image, signature, verdict] = row[..] else { panic!("{row:?}") };
        let (identity, image, signature) = (json(identity), field(image), field(signature));
        let member = |name: &str| identity[name].as_str().unwrap_or_default().to_owned();
        let read = match member("type").as_str() {
            "matchExact" => Some(SignedIdentity::match_exact()),
            "matchRepoDigestOrExact" => Some(SignedIdentity::match_repo_digest_or_exact()),
            "matchRepository" => Some(SignedIdentity::match_repository()),
            "exactReference" => SignedIdentity::exact_reference(&member("dockerReference")).ok(),
            "exactRepository" => SignedIdentity::exact_repository(&member("dockerRepository")).ok(),
            "remapIdentity" => {
                SignedIdentity::remap_identity(&member("prefix"), &member("signedPrefix")).ok()
            }
            _ => None,
        };
        let Some(read) = read else {
            assert_eq!(verdict, "!", "{row:?}");
            counts.add("agree, identity rejected");
            continue;
        };
        let found = image.parse().ok().map(|image| read.matches(&image, &signature));
        counts.add(match (found, verdict) {
            (Some(Ok(true)), "y") => "agree",
            (Some(Ok(false)), "n") => "agree, none",
            (None | Some(Err(_)), "!") => "agree, reference rejected",
            (Some(Ok(_)), "!") if identity["x"].is_number() => {
                "a member that nobody knows: the caller's to refuse"
            }
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[
        ("a member that nobody knows: the caller's to refuse", 2),
        ("agree", 173),
        ("agree, identity rejected", 29),
        ("agree, none", 270),
        ("agree, reference rejected", 6),
    ]);
}

/// As `image/signature/policy_config.go`, whose check of a prefix sets no length.
#[test]
fn long_prefixes() {
    let long = format!("example.com/{}", "a".repeat(300));
    for (prefix, signed) in [(&*long, "example.com"), ("mirror.org/ns", &*long)] {
        let identity = SignedIdentity::remap_identity(prefix, signed).expect("no length is set");
        let found = |image: &str, signature: &str| {
            let image = image.parse().expect(image);
            identity.matches(&image, signature)
        };
        // Compared as it is, since the prefix doesn't match.
        assert_eq!(found("other.org/app:1", "other.org/app:1"), Ok(true));
        // What would be too long for a name matches nothing.
        assert_eq!(found("mirror.org/ns/app:1", "example.com/app:1"), Ok(false));
    }
    let error = SignedIdentity::remap_identity("a\n", "example.com").unwrap_err();
    assert_eq!(error.to_string(), "expected a host, or a host and a path, but found `a\\n`");
    for prefix in ["example.com/a//b", "example.com/A", "example.com/a---b/", "example.com/a._b"] {
        assert!(SignedIdentity::remap_identity(prefix, "example.com").is_err(), "{prefix}");
    }
    assert!(SignedIdentity::remap_identity("example.com/a---b/c__d", "example.com").is_ok());
}
