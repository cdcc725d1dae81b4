//! Beside Renovate's docker versioning. The classes of difference are those of the module's documentation; each is
//! counted exactly.

use core::cmp::Ordering;
use imageref::reference::Tag;
use imageref::tag::{TagInfo, compare, newest};

use crate::data::{Counts, read, rows, unescape};

/// How Renovate splits a tag: numbers, prerelease, suffix.
fn split(tag: &str) -> Option<(&str, &str, &str)> {
    let (head, suffix) = tag.split_once('-').unwrap_or((tag, ""));
    let head = head.strip_prefix('v').unwrap_or(head);
    let hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    if (7..=40).contains(&tag.len())
        && tag.bytes().all(hex)
        && !tag.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let mut end = 0;
    let digit = |at: usize| head.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    while digit(end) || (end > 0 && head.as_bytes().get(end) == Some(&b'.') && digit(end + 1)) {
        end += 1;
    }
    let (numbers, prerelease) = head.split_at(end);
    let word = prerelease.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (end > 0 && word).then_some((numbers, prerelease, suffix))
}

fn has_prerelease(tag: &str) -> bool {
    split(tag).is_some_and(|(_, prerelease, _)| !prerelease.is_empty())
}

/// Eight digits or more that start with a day.
fn starts_with_date(tag: &str) -> bool {
    let Some((numbers, ..)) = split(tag) else { return false };
    let first = numbers.split('.').next().unwrap_or_default();
    let two = |at: usize| first.get(at..at + 2).and_then(|n| n.parse().ok()).unwrap_or(0);
    first.len() >= 8
        && first.starts_with("20")
        && (1..=12).contains(&two(4))
        && (1..=31).contains(&two(6))
}

/// Returns `true` if something after the version orders the tag.
fn ordered(info: &TagInfo<'_>) -> bool {
    info.build_counter().or(info.build_metadata()).is_some()
}

fn has_metadata(a: Tag<'_>, b: Tag<'_>) -> bool {
    [a, b].iter().any(|tag| TagInfo::of(*tag).build_metadata().is_some())
}

/// Why two tags are of one stream here, and incompatible there.
fn same_stream_here(a: Tag<'_>, b: Tag<'_>) -> &'static str {
    let metadata = has_metadata(a, b);
    let (a, b) = (TagInfo::of(a), TagInfo::of(b));
    if metadata {
        "R8: build metadata here, a prerelease there"
    } else if a.prerelease().or(b.prerelease()).is_some() {
        "R2: a prerelease here, a suffix there"
    } else if a.commit().and(b.commit()).is_some() {
        "R9: a commit identifies here, and is a suffix there"
    } else if a.date().or(b.date()).is_some() && ordered(&a) | ordered(&b) {
        "R3: the number of a day's build"
    } else {
        assert!(ordered(&a) || ordered(&b), "{a:?} {b:?}");
        "R5: counters are compared here"
    }
}

#[test]
fn singles() {
    let mut counts = Counts::default();
    let text = read("tag/renovate_singles.tsv");
    for row in rows(&text) {
        let [text, numbers, prerelease, suffix, flags] = row[..] else { panic!("{row:?}") };
        let text = &*unescape(text);
        let Ok(tag) = Tag::parse(text) else {
            assert!(numbers.is_empty());
            counts.add("no tag");
            continue;
        };
        let info = TagInfo::of(tag);
        if numbers.is_empty() {
            assert_eq!(split(text), None, "{text}: the oracle of this test");
            counts.add(if info.numbers().count() == 0 { "unreadable" } else { "R6: read here" });
            continue;
        }
        let (oracle, oracle_prerelease, oracle_suffix) =
            split(text).expect("the oracle of this test");
        assert_eq!((oracle_prerelease, oracle_suffix), (prerelease, suffix), "{text}");
        assert_eq!(oracle.split('.').count(), numbers.split('.').count(), "{text}");
        assert_eq!(info.suffix(), suffix, "{text}");
        assert_eq!(info.prefix(), "", "{text}");
        if flags == "u" {
            counts.add("R7: exact here");
            continue;
        }
        assert!(info.numbers().eq(numbers.split('.')), "{text}");
        counts.add(match (prerelease, info.prerelease()) {
            ("", None) => "agree",
            (theirs, Some(ours)) if theirs == ours => "agree, prerelease",
            ("", Some(_)) => "R2: a prerelease here, a suffix there",
            (_, None) => "R2: a counter or a letter here, a prerelease there",
            (theirs, ours) => panic!("{text}: {theirs} there, {ours:?} here"),
        });
    }
    counts.assert(&[
        ("R2: a counter or a letter here, a prerelease there", 6),
        ("R2: a prerelease here, a suffix there", 15),
        ("R6: read here", 18),
        ("R7: exact here", 2),
        ("agree", 493),
        ("agree, prerelease", 8),
        ("no tag", 1),
        ("unreadable", 70),
    ]);
}

#[test]
fn pairs() {
    let mut counts = Counts::default();
    let text = read("tag/renovate_pairs.tsv");
    for row in rows(&text) {
        let [candidate, current, flags, sign] = row[..] else { panic!("{row:?}") };
        let (candidate, current) = (&*unescape(candidate), &*unescape(current));
        let flag = |flag| flags.contains(flag);
        let theirs = match sign {
            "-1" => Ordering::Less,
            "0" => Ordering::Equal,
            _ => Ordering::Greater,
        };
        let tags = Tag::parse(candidate).and_then(|a| Ok((a, Tag::parse(current)?)));
        let Ok((a, b)) = tags else {
            assert!(!flag('v'));
            counts.add("no tag");
            continue;
        };
        let ours = compare(a, b).ok();
        let prerelease = has_prerelease(candidate) || has_prerelease(current);
        let date_and_number = starts_with_date(candidate) != starts_with_date(current);
        let settled = !prerelease && !flag('u') && !flag('l') && !date_and_number;
        let class = match (flag('v') && flag('c'), ours) {
            (true, _) if settled => {
                assert_eq!(ours, Some(theirs), "{candidate} {current}");
                "agree"
            }
            (true, Some(ours)) if ours == theirs => "agree, beyond what was asked",
            (true, None) if date_and_number => "R3: a date and a small number, not compared here",
            (true, None) if prerelease => {
                "R2: a counter or a letter, not compared with what has none here"
            }
            (true, Some(_)) if has_metadata(a, b) => "R8: build metadata here, a prerelease there",
            (true, _) => panic!("{candidate} {current}: {ours:?} here, {theirs:?} there"),
            (false, None) if flag('v') => "agree, incompatible",
            (false, None) => "R6: not compared here",
            (false, Some(Ordering::Equal)) if candidate == current => "R6: the same text",
            (false, Some(_)) if !flag('v') => "R6: read here, of one prefix",
            (false, Some(_)) => same_stream_here(a, b),
        };
        counts.add(class);
    }
    counts.assert(&[
        ("R2: a counter or a letter, not compared with what has none here", 10),
        ("R2: a prerelease here, a suffix there", 12),
        ("R3: a date and a small number, not compared here", 5),
        ("R5: counters are compared here", 3),
        ("R6: not compared here", 519),
        ("R6: read here, of one prefix", 1),
        ("R6: the same text", 7),
        ("R8: build metadata here, a prerelease there", 2),
        ("R9: a commit identifies here, and is a suffix there", 1),
        ("agree", 587),
        ("agree, beyond what was asked", 15),
        ("agree, incompatible", 910),
        ("no tag", 43),
    ]);
}

#[test]
fn sorts() {
    let mut counts = Counts::default();
    let text = read("tag/renovate_sorts.tsv");
    for row in rows(&text) {
        let [sorted] = row[..] else { panic!("{row:?}") };
        let tags: Vec<_> = sorted.split(' ').filter_map(|text| Tag::parse(text).ok()).collect();
        for (at, &a) in tags.iter().enumerate() {
            for &b in &tags[at + 1..] {
                let class = match compare(a, b).ok() {
                    None => "other streams",
                    Some(Ordering::Less | Ordering::Equal) => "agree",
                    Some(Ordering::Greater) => same_stream_here(a, b),
                };
                counts.add(class);
            }
        }
    }
    counts.assert(&[
        ("R2: a prerelease here, a suffix there", 3),
        ("R5: counters are compared here", 10),
        ("R8: build metadata here, a prerelease there", 2),
        ("agree", 136),
        ("other streams", 1378),
    ]);
}

/// The best update beside Renovate's: the same, or better by a class. Never worse.
#[test]
fn upgrades() {
    let mut counts = Counts::default();
    let text = read("tag/renovate_upgrades.tsv");
    for row in rows(&text) {
        let [current, valid, best, best_stable, tags] = row[..] else { panic!("{row:?}") };
        let tags: Vec<_> = tags.split(' ').filter_map(|text| Tag::parse(text).ok()).collect();
        let Ok(current) = Tag::parse(current) else {
            assert_eq!(valid, "", "{current}");
            counts.add("no tag");
            continue;
        };
        let ours = newest(current, tags).map(|update| update.tag());
        // Ours leaves prereleases out unless the current tag is one.
        let prerelease = TagInfo::of(current).prerelease().is_some();
        let best = if prerelease { best } else { best_stable };
        let class = match (valid, best, ours) {
            ("v", "", None) => "agree, none",
            ("v", best, Some(ours)) if ours == best => "agree",
            ("v", best, ours) if starts_with_date(best) => {
                // Without the date, the answer is a version of the same kind.
                assert!(ours.is_none_or(|ours| !starts_with_date(ours.as_str())), "{current}");
                "R3: no date for a small number here"
            }
            ("v", "", Some(ours)) => same_stream_here(current, ours),
            ("v", best, ours) => {
                println!("valid {current} theirs {best} ours {ours:?}");
                "??"
            }
            (_, _, None) => "R6: not read there, none here",
            (_, _, Some(_)) => "R6: not read there, an update here",
        };
        counts.add(class);
    }
    counts.assert(&[
        ("R3: no date for a small number here", 2),
        ("R5: counters are compared here", 2),
        ("R6: not read there, an update here", 2),
        ("R6: not read there, none here", 36),
        ("R8: build metadata here, a prerelease there", 1),
        ("agree", 34),
        ("agree, none", 92),
        ("no tag", 1),
    ]);
}
