//! What the tags of public references mean.

use std::collections::BTreeMap;

use imageref::reference::Tag;
use imageref::tag::{TagInfo, TagKind};

/// Few tags are of no kind, and every tag of a well-known form is of the kind that its form says.
#[test]
fn few_tags_are_unknown() {
    let Some(folder) = super::corpus() else { return };
    let rows = super::lines(&folder, "vectors/real_references.jsonl");
    let tags = rows.iter().filter_map(|row| row["normalized"]["tag"].as_str());
    let mut counts = BTreeMap::<_, usize>::new();
    for text in tags {
        let kind = TagInfo::of(Tag::parse(text).unwrap()).kind();
        *counts.entry(kind.as_str()).or_default() += 1;
        let parts: Vec<_> = text.trim_start_matches('v').split('.').collect();
        let numbers = parts
            .iter()
            .all(|p| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit()));
        let expected = match (numbers, parts.len()) {
            (true, 1 | 2) => [TagKind::PartialVersion, TagKind::CalendarVersion],
            (true, 3) => [TagKind::SemanticVersion, TagKind::CalendarVersion],
            (true, _) => [TagKind::ExtendedVersion, TagKind::CalendarVersion],
            _ => continue,
        };
        assert!(expected.contains(&kind), "{text}: {kind}");
    }
    println!("{counts:?}");
    let total: usize = counts.values().sum();
    assert!(total > 500, "{total} tags");
    assert!(counts["unknown"] * 50 < total, "over 2 in 100 are unknown");
}
