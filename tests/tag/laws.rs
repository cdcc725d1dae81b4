//! Laws of the order, over tags made to meet: few words, few numbers, many forms.

use core::cmp::Ordering;

use imageref::reference::Tag;
use imageref::tag::{TagInfo, compare, moving_aliases, newest, total_cmp, updates};
use proptest::prelude::*;
use proptest::sample::select;

/// A tag of the forms that are seen, from so few parts that two of them are often of one stream.
fn likely() -> impl Strategy<Value = String> {
    let prefix = select(vec!["", "", "", "v", "jammy-", "enterprise-", "build-", "r"]);
    let number = select(vec!["0", "1", "01", "2", "9", "10", "20240101", "18446744073709551617"]);
    let numbers = prop::collection::vec(number, 1..4).prop_map(|n| n.join("."));
    let qualifier = select(vec![
        "", "", "", "rc1", "rc9", "rc10", "RC1", "beta2", "_8", "u99", "u212", "a", ".x", ".Final",
    ]);
    let piece = select(vec![
        "alpine",
        "alpine3.20",
        "slim",
        "rc1",
        "rc.1",
        "rc",
        "beta-2",
        "SNAPSHOT",
        "r9",
        "r10",
        "2",
        "02",
        "7.3",
        "debian-12",
        "20240102",
        "b07",
        "g7d10a69154",
        "",
        "01-02",
        "01-03",
    ]);
    let suffix = prop::collection::vec(piece, 0..3);
    (prefix, numbers, qualifier, suffix).prop_map(|(prefix, numbers, qualifier, suffix)| {
        suffix
            .iter()
            .fold(format!("{prefix}{numbers}{qualifier}"), |tag, piece| format!("{tag}-{piece}"))
    })
}

/// Any tag, mostly a likely one.
fn any_tag() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => likely(),
        1 => "[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}",
        1 => select(vec!["latest", "edge", "2024-01-02", "2024-01-03", "2024", "abcdef1", "v", "1..2", "main"])
            .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_is_lawful(a in any_tag(), b in any_tag(), c in any_tag()) {
        let (a, b, c) = (Tag::parse(&a).unwrap(), Tag::parse(&b).unwrap(), Tag::parse(&c).unwrap());
        let (ab, bc, ac) = (compare(a, b).ok(), compare(b, c).ok(), compare(a, c).ok());
        prop_assert_eq!(compare(a, a), Ok(Ordering::Equal));
        prop_assert_eq!(compare(b, a).ok(), ab.map(Ordering::reverse), "antisymmetric");
        if let (Some(ab), Some(bc)) = (ab, bc) {
            // Streams are classes: what two have in common with a third they have in common.
            prop_assert!(ac.is_some(), "total within a stream");
            if ab == bc || bc == Ordering::Equal { prop_assert_eq!(ac, Some(ab), "transitive"); }
            if ab == Ordering::Equal { prop_assert_eq!(ac, Some(bc), "equal tags compare alike"); }
        }
        // Sorting: total, agrees with `compare`, ties by text alone.
        prop_assert_eq!(total_cmp(a, b), total_cmp(b, a).reverse());
        prop_assert_eq!(total_cmp(a, b) == Ordering::Equal, a == b);
        if total_cmp(a, b).is_le() && total_cmp(b, c).is_le() { prop_assert!(total_cmp(a, c).is_le()); }
        match ab {
            Some(Ordering::Equal) => prop_assert_eq!(total_cmp(a, b), a.as_str().cmp(b.as_str())),
            Some(order) => prop_assert_eq!(total_cmp(a, b), order),
            None => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_lie_in_the_tag(text in "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}") {
        let tag = Tag::parse(&text).unwrap();
        let info = TagInfo::of(tag);
        let parts = [Some(info.prefix()), Some(info.suffix()), info.prerelease(), info.build_metadata(), info.build_counter(), info.post_release(), info.commits_ahead(), info.commit()];
        for part in parts.into_iter().flatten() { prop_assert!(text.contains(part)); }
        for word in info.variant() { prop_assert!(!word.name().is_empty() && text.contains(word.name())); }
    }

    #[test]
    fn updates_are_newer_and_containing_tags_move(current in any_tag(), tags in prop::collection::vec(any_tag(), 0..12)) {
        let current = Tag::parse(&current).unwrap();
        let tags: Vec<_> = tags.iter().map(|tag| Tag::parse(tag).unwrap()).collect();
        let newer: Vec<_> = updates(current, tags.iter().copied()).collect();
        for update in &newer { prop_assert_eq!(compare(update.tag(), current), Ok(Ordering::Greater)); }
        let expected = tags.iter().filter(|tag| compare(**tag, current) == Ok(Ordering::Greater)).count();
        prop_assert_eq!(newer.len(), expected);
        if let Some(best) = newest(current, tags.iter().copied()) {
            for update in newer.iter().filter(|update| !update.is_prerelease()) {
                prop_assert!(compare(update.tag(), best.tag()) != Ok(Ordering::Greater));
            }
        }
        for tag in moving_aliases(current, tags.iter().copied()) {
            prop_assert!(TagInfo::of(tag).is_moving());
            prop_assert!(compare(tag, current).is_err());
        }
    }
}
