//! Any string as a digest: accepted exactly if a regular expression accepts it, printed unchanged.
#![no_main]

use std::sync::LazyLock;

use imageref::{Digest, DigestRef};
use libfuzzer_sys::fuzz_target;
use regex::Regex;

/// go-digest's grammar, and its lengths with lower-case hex for the algorithms that are known.
static GRAMMAR: LazyLock<Regex> = LazyLock::new(|| {
    let known = [("sha256", 64), ("sha384", 96), ("sha512", 128), ("blake3", 64)];
    let known = known.map(|(name, digits)| format!("{name}:[a-f0-9]{{{digits}}}")).join("|");
    let other = "(?<other>[a-z0-9]+(?:[+._-][a-z0-9]+)*):[a-zA-Z0-9=_-]+";
    Regex::new(&format!("^(?:{known}|{other})$")).expect("a regular expression")
});

/// Returns `true` if the grammar accepts the string; a known algorithm has a rule of its own.
fn takes(text: &str) -> bool {
    GRAMMAR.captures(text).is_some_and(|found| {
        !found
            .name("other")
            .is_some_and(|name| matches!(name.as_str(), "sha256" | "sha384" | "sha512" | "blake3"))
    })
}

fuzz_target!(|text: &str| {
    let digest = match DigestRef::parse(text) {
        Ok(digest) => digest,
        Err(e) => {
            assert!(!takes(text), "{text:?}: refused, against the grammar: {e}");
            assert_eq!(text.parse::<Digest>(), Err(e));
            assert!(text.get(e.span().range()).is_some(), "the span is within the input");
            if let Some(fix) = e.fix(text) {
                assert!(DigestRef::parse(&fix).is_ok(), "a fix parses: {fix:?}");
            }
            return;
        }
    };
    assert!(takes(text), "{text:?}: accepted, against the grammar");
    assert_eq!(digest.as_str(), text);
    assert_eq!(format!("{}:{}", digest.algorithm_name(), digest.encoded()), text);

    let owned = Digest::from(digest);
    assert_eq!(text.parse::<Digest>().as_ref(), Ok(&owned));
    assert_eq!(owned.to_string(), text);
    assert_eq!(owned, digest);
    assert_eq!(
        (owned.algorithm(), owned.algorithm_name()),
        (digest.algorithm(), digest.algorithm_name())
    );
    assert_eq!(owned.encoded().as_str(), digest.encoded());
    let remade = owned
        .algorithm()
        .zip(owned.as_hash())
        .map(|(algorithm, hash)| Digest::from_hash(algorithm, hash));
    assert_eq!(remade, digest.is_known().then(|| Some(owned)));
});
