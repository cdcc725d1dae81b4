//! Globs of images, compared with Sigstore's policy controller.

use imageref_interop::sigstore::PolicyGlob;
use proptest::prelude::*;

use crate::data::{Counts, read, rows};
use crate::support::field;

#[test]
fn sigstore() {
    let mut counts = Counts::default();
    let text = read("names/sigstore_glob.tsv");
    for row in rows(&text) {
        let [glob, image, verdict] = row[..] else { panic!("{row:?}") };
        let found = PolicyGlob::parse(&field(glob)).and_then(|glob| glob.matches(&field(image)));
        counts.add(match (found, verdict) {
            (Ok(true), "y") => "agree",
            (Ok(false), "n") => "agree, none",
            (Err(_), "!") => "agree, rejected",
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[("agree", 90), ("agree, none", 238), ("agree, rejected", 69)]);
}

/// The definition, without any thought of time.
fn naive(glob: &[u8], text: &[u8]) -> bool {
    match (glob, text) {
        ([], _) => text.is_empty(),
        ([b'*', b'*', rest @ ..], _) => (0..=text.len()).any(|at| naive(rest, &text[at..])),
        ([b'*', rest @ ..], _) => {
            let slash = text.iter().position(|b| *b == b'/').unwrap_or(text.len());
            (0..=slash).any(|at| naive(rest, &text[at..]))
        }
        ([byte, rest @ ..], [first, others @ ..]) => byte == first && naive(rest, others),
        _ => false,
    }
}

proptest! {
    #[test]
    fn as_defined(glob in "x\\.y/[ab*/]{1,10}", padding in 0..130_usize, image in "[ab]{1,3}(/[ab]{1,3}){0,2}") {
        // A literal start after a wildcard moves the rest across the words of the simulation.
        let pad = "c".repeat(padding);
        let (glob, image) = (format!("*{pad}{glob}"), format!("{pad}x.y/{image}"));
        let full = format!("{image}:latest");
        let found = PolicyGlob::parse(&glob).expect("a glob").matches(&image).expect("an image");
        let naive = |text: &str| naive(glob.as_bytes(), text.as_bytes());
        prop_assert_eq!(found, naive(&image) || naive(&full), "{} {}", glob, image);
    }
}

/// Long globs against long images, which nearly match everywhere.
#[test]
fn long_globs() {
    let start = std::time::Instant::now();
    for (glob, image) in [
        ("a*".repeat(500), format!("x.y/{}b", "a".repeat(200))),
        (format!("x.y/{}", "**a*".repeat(200)), format!("x.y/{}:1", "b".repeat(200))),
        (format!("{}b", "*a".repeat(2_000)), format!("{}.y/a", "a".repeat(20_000))),
    ] {
        let glob = PolicyGlob::parse(&glob).expect("a glob");
        assert!(!glob.matches(&image).expect("an image"));
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
