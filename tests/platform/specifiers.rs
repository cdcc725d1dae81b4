//! Specifiers as containerd reads and prints them: `[text, platform, normalized, short, long if it differs]`, or `[text]`
//! where containerd rejects it. The host is linux/amd64.

use imageref::Platform;
use serde_json::Value;

use super::platform;

const ROWS: &str = include_str!("../data/platform/specifiers.jsonl");

/// Go joins the parts as a path, which folds `.` and `..` away; here they are printed as they are.
fn is_folded_by_go(platform: &Platform) -> bool {
    let parts = [platform.architecture(), platform.variant().unwrap_or_default()];
    parts.iter().any(|part| matches!(*part, "." | ".."))
}

#[test]
fn as_containerd() {
    let host = Platform::new("linux", "amd64");
    let (mut accepted, mut rejected, mut folded, mut not_utf8) = (0, 0, 0, 0);
    for line in ROWS.lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        let text = row[0].as_str().expect("a string");
        let parsed = Platform::parse(text, &host);
        if row.get(1).is_none() {
            assert!(parsed.is_err(), "{text:?} should be rejected");
            rejected += 1;
            continue;
        }
        if row[1].to_string().contains('\u{fffd}') {
            assert!(parsed.is_err(), "{text:?} has escapes that are not UTF-8");
            not_utf8 += 1;
            continue;
        }
        let parsed = parsed.unwrap_or_else(|e| panic!("{text:?}: {e}"));
        assert_eq!(parsed, platform(&row[1]), "{text:?}");
        assert_eq!(parsed.normalize(), platform(&row[2]), "{text:?}");
        let same = parsed.format().to_string() == row[3].as_str().expect("a string");
        let long = row.get(4).unwrap_or(&row[3]);
        let same_long = parsed.format_all().to_string() == long.as_str().expect("a string");
        if is_folded_by_go(&parsed) {
            assert!(!same && !same_long, "{text:?} is no difference");
            folded += 1;
        } else {
            assert!(same && same_long, "{text:?}: {} {}", parsed.format(), parsed.format_all());
            accepted += 1;
        }
    }
    assert_eq!((accepted, rejected, folded, not_utf8), (545, 272, 13, 0));
}

#[test]
fn escapes_that_are_not_utf8_are_rejected() {
    for text in
        ["linux(%FF)/amd64", "linux(+%c3)/amd64", "linux(a%C3b)/amd64", "linux(%ed%a0%80)/amd64"]
    {
        assert!(text.parse::<Platform>().is_err(), "{text:?}");
    }
    assert_eq!(super::parse("linux(%c3%A9)/amd64").os_version(), Some("é"));
}

#[test]
fn dots_are_printed_as_they_are() {
    for text in ["linux/..", "linux/../v8", "linux/./.", "linux(1)/.."] {
        assert_eq!(super::parse(text).to_string(), text);
        assert_eq!(super::parse(text).format_all().to_string(), text);
    }
}

#[test]
fn the_host_completes_one_part() {
    let rows = [
        // host, text, platform
        ("linux/arm/v6", "linux", "linux/arm/v6"),
        ("linux/arm/v6", "windows", "windows/arm/v6"),
        ("linux/arm/v6", "arm", "linux/arm"),
        ("linux/arm/v7", "linux", "linux/arm"),
        ("linux/armhf", "linux", "linux/arm"),
        ("linux/arm64/v9", "linux", "linux/arm64"),
        ("linux/amd64/v3", "freebsd", "freebsd/amd64"),
        ("MacOS/aarch64", "amd64", "darwin/amd64"),
        ("windows(10.0.20348)/amd64", "linux(+a)", "linux(+a)/amd64"),
        ("windows(10.0.20348)/amd64", "armel", "windows/arm/v6"),
        ("windows(10.0.20348)/amd64", "I386", "windows/386"),
    ];
    for (host, text, want) in rows {
        let host = super::parse(host);
        assert_eq!(
            Platform::parse(text, &host).map(|p| p.to_string()).as_deref(),
            Ok(want),
            "{text} on {host}"
        );
    }
}

#[test]
fn display_is_printable_ascii() {
    let rows = [
        (Platform::new("", ""), "unknown"),
        (Platform::new("linux", ""), "linux"),
        (Platform::new("linux", "").with_variant("v8"), "linux/v8"),
        (Platform::new("li\u{1b}nux", "a/b").with_variant("é"), "li%1Bnux/a%2Fb/%C3%A9"),
        (Platform::new("linux", "amd64").with_os_version("a b\n"), "linux(a%20b%0A)/amd64"),
        (
            Platform::new("linux", "amd64").with_os_features(["", "b", "é", "b"]),
            "linux(+b+%C3%A9)/amd64",
        ),
        (Platform::new("linux", "amd64").with_os_features([""]), "linux/amd64"),
    ];
    for (platform, want) in rows {
        assert_eq!(platform.to_string(), want);
    }
}
