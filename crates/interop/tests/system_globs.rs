//! Beside the verdicts of kubelet and of Sigstore's policy controller.

use imageref_interop::kubernetes::KubeletGlob;
use imageref_interop::sigstore::SigstoreGlob;

use crate::data::{Counts, read, rows};
use crate::support::field;

#[test]
fn kubelet() {
    let mut counts = Counts::default();
    let text = read("names/k8s_urlsmatch.tsv");
    for row in rows(&text) {
        let [glob, image, verdict] = row[..] else { panic!("{row:?}") };
        let found = KubeletGlob::parse(&field(glob)).and_then(|glob| glob.matches(&field(image)));
        counts.add(match (found, verdict) {
            (Ok(true), "y") => "agree",
            (Ok(false), "n") => "agree, none",
            (Err(_), "!") => "agree, refused",
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[("agree", 100), ("agree, none", 197), ("agree, refused", 66)]);
}

#[test]
fn sigstore() {
    let mut counts = Counts::default();
    let text = read("names/sigstore_glob.tsv");
    for row in rows(&text) {
        let [glob, image, verdict] = row[..] else { panic!("{row:?}") };
        let found = SigstoreGlob::parse(&field(glob)).and_then(|glob| glob.matches(&field(image)));
        counts.add(match (found, verdict) {
            (Ok(true), "y") => "agree",
            (Ok(false), "n") => "agree, none",
            (Err(_), "!") => "agree, refused",
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[("agree", 90), ("agree, none", 238), ("agree, refused", 69)]);
}

/// Labels with the wildcards and classes that Go knows; hosts can hold few of them.
#[test]
fn kubelet_labels() {
    for (glob, image, expected) in [
        ("*.example.com", "a.example.com/x", Ok(true)),
        ("*.example.com", "a.b.example.com/x", Ok(false)),
        ("a*c*.io", "abcd.io/x", Ok(true)),
        ("a*c*.io", "abd.io/x", Ok(false)),
        ("a*bc.io", "abcbc.io/x", Ok(true)),
        ("**.io", "a.io", Ok(true)),
        ("[::1]", "[::1]/x", Ok(false)),
        ("[::1]:80", "[::1]:80/x", Ok(true)),
        ("[::ffff:1.2.3.4]", "[::ffff:1.2.3.4]/x", Err(())),
        ("[fe80::1%25a-z]", "[fe80::1%25a-z]/x", Ok(false)),
        ("example.com", "example.com:/x", Ok(true)),
        ("example.com:1:2", "example.com:1:2/x", Ok(true)),
        ("ex%C3%A9.io", "ex\u{e9}.io", Ok(true)),
        ("ex%ff.io", "ex%FF.io", Ok(true)),
        ("example.com/%zz", "example.com/%zz", Err(())),
        ("example.com#%zz", "example.com", Err(())),
        ("us<er@example.com", "example.com", Err(())),
        ("us%er@example.com", "example.com", Err(())),
        ("[::1", "[::1/x", Err(())),
        ("[1.2.3.4]", "[1.2.3.4]/x", Err(())),
        ("[::1]x", "[::1]x", Err(())),
        ("[::1%25]", "[::1%25]", Err(())),
    ] {
        let found = KubeletGlob::parse(glob).and_then(|glob| glob.matches(image));
        assert_eq!(found.map_err(drop), expected, "{glob} {image}");
    }
}

/// A long glob of wildcards against a long text takes no longer than their product.
#[test]
fn no_blow_up() {
    let glob = SigstoreGlob::parse(&"a*".repeat(500)).expect("a glob");
    assert!(!glob.matches(&format!("x.y/{}b", "a".repeat(200))).expect("an image"));
    let glob = SigstoreGlob::parse(&format!("x.y/{}", "**a*".repeat(200))).expect("a glob");
    assert!(!glob.matches(&format!("x.y/{}:1", "b".repeat(200))).expect("an image"));
    let glob = KubeletGlob::parse(&"*a".repeat(2000)).expect("a glob");
    assert!(!glob.matches(&format!("{}b", "a".repeat(2000))).expect("an image"));
}
