//! A set is never much slower than its patterns in a loop, whatever the patterns.

use std::time::{Duration, Instant};

use imageref::Reference;
use imageref_interop::pattern::{Pattern, PatternSet};
use proptest::prelude::*;

use crate::support::reference;

/// The shortest of a few runs, which a busy machine disturbs least.
fn shortest(mut run: impl FnMut() -> bool) -> (Duration, bool) {
    let mut best = (Duration::MAX, false);
    for _ in 0..3 {
        let start = Instant::now();
        let found = run();
        best = (best.0.min(start.elapsed()), found);
    }
    best
}

#[track_caller]
fn compare(patterns: Vec<Pattern>, image: &Reference) {
    let set: PatternSet<()> = patterns.iter().cloned().map(|pattern| (pattern, ())).collect();
    // Both look at every pattern.
    let (of_loop, one) =
        shortest(|| patterns.iter().filter(|pattern| pattern.matches(image)).count() > 0);
    let (of_set, other) = shortest(|| set.matches(image));
    assert_eq!(one, other);
    println!("{} patterns: {of_set:?}, one after the other {of_loop:?}", set.len());
    let limit = of_loop * 10 + Duration::from_millis(5);
    assert!(of_set <= limit, "{} patterns: {of_set:?}, one after the other {of_loop:?}", set.len());
}

/// Numbers that look random, the same each time.
fn numbers() -> impl Iterator<Item = usize> {
    let mut state = 1_u64;
    std::iter::from_fn(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        Some((state >> 33) as usize)
    })
}

#[test]
fn many_stars() {
    let mut numbers = numbers();
    let pattern = |_| {
        let stars: String =
            (0..13).map(|_| format!("*{}", "a".repeat(1 + numbers.next().unwrap() % 4))).collect();
        format!("quay.io/{stars}b").parse().expect("a pattern")
    };
    compare(
        (0..10_000).map(pattern).collect(),
        &reference(&format!("quay.io/{}", "a".repeat(240))),
    );
}

#[test]
fn many_double_stars() {
    let mut numbers = numbers();
    let pattern = |_| {
        let parts: Vec<_> =
            (0..13).map(|_| ["a", "**", "*a", "a*"][numbers.next().unwrap() % 4]).collect();
        format!("quay.io/{}/b", parts.join("/")).parse().expect("a pattern")
    };
    let image = format!("quay.io/{}a", "a/".repeat(120));
    compare((0..1_000).map(pattern).collect(), &reference(&image));
}

#[test]
fn many_tags() {
    let mut numbers = numbers();
    let pattern = |_| {
        let stars: String =
            (0..13).map(|_| format!("*{}", "1".repeat(1 + numbers.next().unwrap() % 4))).collect();
        format!("quay.io/a:1{stars}x").parse().expect("a pattern")
    };
    compare(
        (0..10_000).map(pattern).collect(),
        &reference(&format!("quay.io/a:{}", "1".repeat(120))),
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_patterns(
        patterns in prop::collection::vec("[ab]?(\\*(a|b|aa|ab|/|/\\*\\*/){1,3}){2,12}[ab]", 50),
        unit in "a{1,3}|a/|ab|ab/|aab/",
    ) {
        let patterns = patterns.iter().filter_map(|path| format!("quay.io/{path}").parse().ok()).collect();
        let path: String = unit.chars().cycle().take(239).collect();
        compare(patterns, &reference(&format!("quay.io/{path}a")));
    }
}
