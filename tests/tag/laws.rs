//! Laws of the order, over tags made to meet: few words, few numbers, many forms.

use core::cmp::Ordering;

use imageref::reference::Tag;
use imageref::tag::{TagInfo, compare, moving_aliases, newest, total_cmp, updates};
use proptest::prelude::*;
use proptest::sample::select;

/// What tags start with, ahead of everything else.
const PREFIXES: &[&str] = &[
    "",
    "",
    "",
    "",
    "v",
    "jammy-",
    "enterprise-",
    "build-",
    "r",
    "main-",
    "main-abcdef1-",
    "sha-abcdef1-",
    "pr-1-",
    "release-",
    "nightly.",
    "main-1234567-",
];

/// Versions, dates and times.
const HEADS: &[&str] = &[
    "0",
    "1",
    "01",
    "2",
    "9",
    "10",
    "1.2.3",
    "1.2.4",
    "1.2",
    "1.10",
    "1.20230101",
    "20240101",
    "20240102",
    "202401011230",
    "20240101T030405Z",
    "20240101-030405",
    "2024-01-02",
    "2024-01-02T03-04-05Z",
    "20240101.2",
    "20240101.10",
    "1633000000",
    "1633000001",
    "18446744073709551617",
    "abcdef1",
    "1234567",
];

/// What is glued to a version.
const GLUED: &[&str] = &[
    "",
    "",
    "",
    "",
    "rc1",
    "rc9",
    "rc10",
    "RC1",
    "beta2",
    ".Beta2",
    ".dev4",
    ".post1",
    ".post2",
    "p1",
    "_8",
    "_10",
    "u99",
    "u212",
    "a",
    ".x",
    ".Final",
    "_up0.9.0",
    "_up0.10.0",
    "_up0.10.0-rc.1",
    "_build.5",
    "_amd64",
    "_abcdef1",
    ".abcdef1",
];

/// What follows a dash.
const PIECES: &[&str] = &[
    "alpine",
    "alpine3.20",
    "slim",
    "amd64",
    "rc1",
    "rc.1",
    "rc.1_build.5",
    "rc",
    "beta-2",
    "SNAPSHOT",
    "dev",
    "r9",
    "r10",
    "2",
    "02",
    "7.3",
    "debian-12",
    "20240102",
    "20240102T030405",
    "20240102.030405-7",
    "b07",
    "g7d10a69154",
    "4-gabcdef0",
    "10-g1234567",
    "abcdef1",
    "1234567",
    "1633000000",
    "k3s1",
    "k3s2",
    "rke2r1",
    "test.98",
    "gke.1589000",
    "nightly.20240101",
    "sha-1234567",
    "post1",
    "",
    "01-02",
    "01-03",
    "foo_bar",
    "x_9",
];

/// A tag of the forms that are seen, from so few parts that two of them are often of one stream.
fn likely() -> impl Strategy<Value = String> {
    let suffix = prop::collection::vec(select(PIECES), 0..3);
    (select(PREFIXES), select(HEADS), select(GLUED), suffix).prop_map(
        |(prefix, head, glued, suffix)| {
            let start = format!("{prefix}{head}{glued}");
            suffix.iter().fold(start, |tag, piece| format!("{tag}-{piece}"))
        },
    )
}

/// Any tag, mostly a likely one.
fn any_tag() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => likely(),
        1 => "[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}",
        1 => "[0-9a-f]{1,9}([_.-][0-9a-gT]{1,9}){0,4}",
        1 => select(vec!["latest", "edge", "2024", "abcdef1", "v", "1..2", "main"]).prop_map(str::to_owned),
    ]
}

/// Three tags, of which the later ones are often the first with one part replaced: they meet more often.
fn three_tags() -> impl Strategy<Value = (String, String, String)> {
    let near = (select(PREFIXES), prop::collection::vec(select(PIECES), 0..2)).prop_flat_map(
        |(prefix, pieces)| {
            let tail: String = pieces.iter().map(|piece| format!("-{piece}")).collect();
            let one = (select(HEADS), select(GLUED), prop::option::of(select(PIECES))).prop_map(
                move |(head, glued, extra)| {
                    let extra = extra.map_or(String::new(), |extra| format!("-{extra}"));
                    format!("{prefix}{head}{glued}{tail}{extra}")
                },
            );
            [one.clone(), one.clone(), one].prop_map(|[a, b, c]| (a, b, c))
        },
    );
    prop_oneof![1 => (any_tag(), any_tag(), any_tag()), 2 => near]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 15_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_is_lawful((a, b, c) in three_tags()) {
        let (a, b, c) = (Tag::parse(&a).unwrap(), Tag::parse(&b).unwrap(), Tag::parse(&c).unwrap());
        let (ab, bc, ac) = (compare(a, b).ok(), compare(b, c).ok(), compare(a, c).ok());
        prop_assert_eq!(compare(a, a), Ok(Ordering::Equal));
        prop_assert_eq!(compare(b, a).ok(), ab.map(Ordering::reverse), "antisymmetric");
        if let (Some(ab), Some(bc)) = (ab, bc) {
            // Being of one stream is an equivalence.
            prop_assert!(ac.is_some(), "total within a stream");
            if ab == bc || bc == Ordering::Equal { prop_assert_eq!(ac, Some(ab), "transitive"); }
            if ab == Ordering::Equal { prop_assert_eq!(ac, Some(bc), "equal tags compare alike"); }
        }
        // Tags of two streams differ in a part that the error names.
        if let Err(error) = compare(a, b) {
            prop_assert!(error.differences().next().is_some());
            prop_assert!(error.to_string().is_ascii());
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
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_are_from_the_tag(text in "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}") {
        let tag = Tag::parse(&text).unwrap();
        let info = TagInfo::of(tag);
        let parts = [Some(info.prefix()), Some(info.suffix()), info.prerelease(), info.build_metadata(), info.build_counter(), info.post_release(), info.commits_ahead(), info.commit()];
        for part in parts.into_iter().flatten() { prop_assert!(text.contains(part)); }
        for word in info.variant() { prop_assert!(!word.name().is_empty() && text.contains(word.name())); }
    }

    #[test]
    fn updates_are_newer_and_aliases_move(current in any_tag(), tags in prop::collection::vec(any_tag(), 0..12)) {
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
