//! Names of kinds, days, and what tells two tags apart.

use imageref::reference::Tag;
use imageref::tag::{TagInfo, TagKind, compare};

fn info(tag: &str) -> TagInfo<'_> {
    TagInfo::of(Tag::parse(tag).unwrap())
}

#[test]
fn kinds() {
    let digest = "0".repeat(64);
    let signature = format!("sha256-{digest}.sig");
    for (tag, name) in [
        ("1.27.3", "semantic-version"),
        ("1.27", "partial-version"),
        ("10.0.17763.1234", "extended-version"),
        ("22.04", "calendar-version"),
        ("20240101", "date"),
        ("build-123", "build-number"),
        ("sha-abcdef1", "commit"),
        ("latest", "latest"),
        ("nightly", "channel"),
        ("staging", "environment"),
        ("main", "branch"),
        ("alpine3.20", "variant"),
        (&signature, "signature"),
        ("qqqqq", "unknown"),
    ] {
        let kind = info(tag).kind();
        assert_eq!((kind.as_str(), kind.to_string().as_str()), (name, name), "{tag}");
    }
    assert_eq!(TagKind::Unknown.to_string(), "unknown");
}

#[test]
fn days() {
    let date = info("jammy-20240131").date().unwrap();
    assert_eq!((date.year(), date.month(), date.day()), (2024, 1, 31));
    assert_eq!(date.to_string(), "2024-01-31");
}

#[test]
fn debug_forms_name_the_tag() {
    let printed = format!("{:?}", info("1.2.3"));
    assert!(printed.starts_with(r#"TagInfo { tag: "1.2.3", kind: SemanticVersion, reason: "#));
    assert!(printed.ends_with(", .. }"), "{printed}");
}

#[test]
fn what_keeps_tags_apart() {
    let (left, right) = (Tag::parse("1.2.3").unwrap(), Tag::parse("1.2.4-slim").unwrap());
    let error = compare(left, right).unwrap_err();
    assert_eq!((error.left(), error.right()), (left, right));
    let differences: Vec<_> = error.differences().map(|d| d.to_string()).collect();
    assert_eq!(differences, ["only the second has `slim`"]);
}
