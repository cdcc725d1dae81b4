//! Globs of hosts and paths, compared with kubelet.

use imageref_interop::kubernetes::KubeletGlob;

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
            (Err(_), "!") => "agree, rejected",
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[("agree", 100), ("agree, none", 197), ("agree, rejected", 66)]);
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

/// Long globs against long images, which nearly match everywhere.
#[test]
fn long_globs_are_linear() {
    let start = std::time::Instant::now();
    for (glob, image) in [
        ("*a".repeat(50_000), format!("{}b", "a".repeat(100_000))),
        (format!("*{}b*", "a".repeat(100_000)), "a".repeat(200_000)),
        (format!("*{}b", "a".repeat(100_000)), "a".repeat(200_000)),
        (format!("*{}*c", "ab".repeat(50_000)), "ab".repeat(100_000)),
    ] {
        let glob = KubeletGlob::parse(&glob).expect("a glob");
        assert_eq!(glob.matches(&image), Ok(false));
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
