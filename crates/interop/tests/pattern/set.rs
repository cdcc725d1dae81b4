//! Which pattern of a set wins.

use imageref_interop::pattern::PatternSet;

use crate::support::{pattern, reference};

#[test]
fn the_longest_wins_whatever_the_order() {
    let texts = [
        "**",
        "*/team/app",
        "*.io/**",
        "quay.io/**",
        "quay.io/team/**",
        "quay.io/team/*",
        "quay.io/team/app*",
        "quay.io/team/app",
        "quay.io/team/app:1.*",
        "quay.io/team/app:1.27",
    ];
    let image = reference("quay.io/team/app:1.27");
    for last in (1..=texts.len()).rev() {
        let wanted = texts[..last]
            .iter()
            .max_by_key(|text| text.len() - text.matches('*').count())
            .expect("one");
        for turn in 0..last {
            let mut order = texts[..last].to_vec();
            order.rotate_left(turn);
            let set: PatternSet<usize> =
                order.iter().map(|text| (pattern(text), text.len())).collect();
            let (found, value) = set.longest(&image).expect("one matches");
            // `quay.io/team/**` and `quay.io/team/*` are as long: the one with fewer wildcards wins.
            let wanted =
                if *wanted == "quay.io/team/**" && last > 5 { "quay.io/team/*" } else { wanted };
            assert_eq!((found.as_str(), *value), (wanted, wanted.len()), "{order:?}");
        }
    }
}

#[test]
fn set_keeps_one_of_each() {
    let mut set = PatternSet::new();
    assert_eq!(set.insert(pattern("quay.io/a"), 1), None);
    assert_eq!(set.insert(pattern("quay.io/a"), 2), Some(1));
    assert_eq!((set.len(), set.is_empty()), (1, false));
    assert_eq!(set.longest(&reference("quay.io/a")).map(|(_, value)| *value), Some(2));
    assert!(!set.matches(&reference("quay.io/b")));
}
