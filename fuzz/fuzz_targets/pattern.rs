//! Patterns against a naive matcher, a set against all its patterns, and other systems' globs: no panic, no slow input.
#![no_main]

use imageref::Reference;
use imageref_interop::containers::RegistriesPrefix;
use imageref_interop::kubernetes::{KubeletAllowPattern, KubeletGlob};
use imageref_interop::pattern::{Pattern, PatternSet};
use imageref_interop::sigstore::PolicyGlob;
use libfuzzer_sys::fuzz_target;

// Lines: a reference, then patterns.
fuzz_target!(|text: &str| {
    let mut lines = text.split('\n');
    let image = lines.next().unwrap_or_default();
    let reference = image.parse::<Reference>();
    let mut set = PatternSet::new();
    for line in lines.take(50) {
        match line.parse::<Pattern>() {
            Err(error) => assert!(line.get(error.span().range()).is_some()),
            Ok(pattern) => {
                assert_eq!(pattern.as_str(), line);
                if let Ok(reference) = &reference {
                    check(&pattern, reference);
                }
                set.insert(pattern, ());
            }
        }
        let _ = KubeletGlob::parse(line).and_then(|glob| glob.matches(image));
        let _ = KubeletAllowPattern::parse(line).map(|pattern| pattern.matches(image));
        let _ = PolicyGlob::parse(line).and_then(|glob| glob.matches(image));
        let _ = RegistriesPrefix::new(line).match_len(image);
    }
    if let Ok(reference) = &reference {
        let any = set.iter().any(|(pattern, ())| pattern.matches(reference));
        assert_eq!(set.matches(reference), any);
        assert!(Pattern::from(reference).matches(reference));
    }
});

fn check(pattern: &Pattern, reference: &Reference) {
    let text = pattern.as_str();
    let (path, end) = match text.split_once('/') {
        Some((_, path)) => (path, path.find([':', '@']).unwrap_or(path.len())),
        None => (text, text.len()),
    };
    // The naive matcher is slow: short patterns only.
    if path.len() < 40 && reference.repository().as_str().len() < 40 && pattern.matches(reference) {
        let globs: Vec<_> = path[..end].split('/').collect();
        let texts: Vec<_> = reference.repository().as_str().split('/').collect();
        assert!(naive(&globs, &texts));
    }
}

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
