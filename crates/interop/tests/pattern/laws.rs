//! Laws: patterns against a naive matcher, a set against all its patterns.

use imageref::{Name, Reference};
use imageref_interop::pattern::{Pattern, PatternSet};
use proptest::prelude::*;

const D: &str = "@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// The definition, without any thought of time.
fn naive(glob: &[&str], path: &[&str]) -> bool {
    match (glob.split_first(), path.split_first()) {
        (None, _) => path.is_empty(),
        (Some((&"**", rest)), _) => (0..=path.len()).any(|at| naive(rest, &path[at..])),
        (Some((glob, globs)), Some((text, texts))) => {
            naive_component(glob.as_bytes(), text.as_bytes()) && naive(globs, texts)
        }
        (Some(_), None) => false,
    }
}

fn naive_component(glob: &[u8], text: &[u8]) -> bool {
    match glob.split_first() {
        None => text.is_empty(),
        Some((b'*', rest)) => (0..=text.len()).any(|at| naive_component(rest, &text[at..])),
        Some((byte, rest)) => text.first() == Some(byte) && naive_component(rest, &text[1..]),
    }
}

/// Few letters, so that much matches.
fn paths() -> impl Strategy<Value = String> {
    prop::collection::vec("[ab]{1,3}", 1..5).prop_map(|c| c.join("/"))
}

fn globs() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof!["[ab]{1,2}", "[ab*]{1,4}", Just("**".to_owned())], 1..5)
        .prop_map(|c| c.join("/"))
}

fn hosts(hosts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(hosts)
}

/// Tags with and without a digest.
fn versions(tags: &'static [&'static str]) -> impl Strategy<Value = String> {
    (prop::sample::select(tags), prop::sample::select(&["", D][..]))
        .prop_map(|(tag, digest)| tag.to_owned() + digest)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn as_naive(glob in globs(), path in paths()) {
        if let Ok(pattern) = format!("a.b/{glob}").parse::<Pattern>() {
            let reference: Reference = format!("a.b/{path}").parse().expect("a reference");
            let (globs, paths): (Vec<_>, Vec<_>) = (glob.split('/').collect(), path.split('/').collect());
            prop_assert_eq!(pattern.matches(&reference), naive(&globs, &paths), "{} {}", glob, path);
        }
    }

    #[test]
    fn a_set_is_all_its_patterns(
        rules in prop::collection::vec((hosts(&["a.b", "*.b", "*", "c.a.b", "*.a.b", "a.b:1"]), globs(), versions(&["", ":1", ":*", ":1*"])), 0..20),
        host in hosts(&["a.b", "c.a.b", "x.b", "a.b:1", "c.c"]),
        path in paths(),
        tag in versions(&["", ":1", ":12"]),
        own in prop::bool::weighted(0.2),
    ) {
        let image: Reference = format!("{host}/{path}{tag}").parse().expect("a reference");
        let own = own.then(|| Pattern::from(&image)); // which is longer than all the others
        let rules: Vec<Pattern> = rules.iter().filter_map(|(h, g, t)| format!("{h}/{g}{t}").parse().ok()).chain(own).collect();
        let set: PatternSet<()> = rules.iter().cloned().map(|p| (p, ())).collect();
        let stars = |p: &Pattern| p.as_str().matches('*').count();
        let wanted = rules.iter().filter(|p| p.matches(&image))
            .map(|p| (std::cmp::Reverse(p.as_str().len() - stars(p)), stars(p), p.as_str().to_owned())).min();
        prop_assert_eq!(set.longest(&image).map(|(p, ())| p.as_str().to_owned()), wanted.map(|w| w.2));
    }

    #[test]
    fn read_and_written(text in r"(\*\.)?[a-z]{1,3}\.[a-z]{2}(:[0-9]{1,4})?/[ab*/]{1,9}(:[a*]{1,3})?") {
        if let Ok(pattern) = text.parse::<Pattern>() {
            prop_assert_eq!(pattern.to_string(), text);
        }
    }

    #[test]
    fn a_reference_matches_its_own(text in r"([a-z]\.[a-z]{2}/)?[a-z]{1,5}(/[a-z]{1,3}){0,2}(:[a-z0-9]{1,3})?") {
        let reference: Reference = text.parse().expect("a reference");
        prop_assert!(Pattern::from(&reference).matches(&reference));
        let name: Name = reference.name();
        prop_assert!(Pattern::from(&name).matches(&reference));
        prop_assert_eq!(Pattern::from(&name), name.as_str().parse().expect("a pattern"));
    }
}
