//! Error messages of platforms, to the letter, and their spans.

use imageref::Platform;

/// Input; the bytes that are wrong; the sentence with the input known.
const ROWS: &[(&str, &str, &str)] = &[
    ("", "", "the platform is empty"),
    ("/amd64", "", "the operating system is empty"),
    ("linux/", "", "the architecture is empty"),
    ("linux//v8", "", "the architecture is empty"),
    ("linux/arm/", "", "the variant is empty"),
    ("linux/arm/v7/", "/", "unexpected fourth part in the platform"),
    ("linux/arm/v7/x/y", "/x/y", "unexpected fourth part in the platform"),
    (
        "debian",
        "debian",
        "unknown platform `debian`: neither an operating system nor an architecture",
    ),
    (
        "amd64(1)",
        "amd64(1)",
        "unknown platform `amd64(1)`: neither an operating system nor an architecture",
    ),
    ("linux/*", "*", "unexpected wildcard in the platform"),
    ("*", "*", "unexpected wildcard in the platform"),
    ("linux(10*)", "*", "unexpected wildcard in the platform"),
    (
        "lin.ux/amd64",
        ".",
        "expected a letter, digit, `_` or `-` in the operating system, but found `.`",
    ),
    (
        "linux/amd64:10.0",
        ":",
        "expected a letter, digit, `_`, `.` or `-` in the architecture, but found `:`",
    ),
    ("linux/amd64 ", " ", "unexpected whitespace ` ` in the architecture"),
    ("linux/arm/v\n7", "\n", "unexpected whitespace `\\n` in the variant"),
    (
        "\u{212a}linux/arm",
        "\u{212a}",
        "unexpected non-ASCII character `\\u{212a}` in the operating system",
    ),
    ("linux/am\u{7f}d64", "\u{7f}", "unexpected control character `\\u{7f}` in the architecture"),
    (
        "windows(10/amd64",
        "/",
        "expected a letter, digit, `_`, `.`, `-`, `%`, `+` or `)` in the OS version, but found `/`",
    ),
    (
        "windows(10",
        "",
        "expected a letter, digit, `_`, `.`, `-`, `%`, `+` or `)`, but the OS version ends",
    ),
    (
        "windows(+a",
        "",
        "expected a letter, digit, `_`, `.`, `-`, `%`, `+` or `)`, but the OS feature ends",
    ),
    (
        "windows(1)x/amd64",
        "x",
        "expected a letter, digit, `_` or `-` in the operating system, but found `x`",
    ),
    ("windows(+)", "", "the OS feature is empty"),
    ("windows(+a++b)", "", "the OS feature is empty"),
    ("windows(%)/amd64", "%", "expected two hex digits after `%` in the OS version"),
    ("windows(1%2)/amd64", "%2", "expected two hex digits after `%` in the OS version"),
    ("windows(+a%zzz)/amd64", "%zz", "expected two hex digits after `%` in the OS feature"),
    ("windows(10+%ff)/amd64", "%ff", "the percent-escapes in the OS feature are not valid UTF-8"),
];

#[test]
fn sentences_and_spans() {
    let host = Platform::new("linux", "amd64");
    for &(text, wrong, sentence) in ROWS {
        let error = Platform::parse(text, &host).expect_err(text);
        assert_eq!(
            (
                error.in_text(text).to_string().split_once("`: ").unwrap().1,
                &text[error.span().range()]
            ),
            (sentence, wrong),
            "{text:?}"
        );
        assert_eq!(error.subject(), imageref::Part::Platform, "{text:?}");
    }
}

#[test]
fn a_half_needs_a_host() {
    let sentence = "incomplete platform: expected `os/arch`";
    for text in ["linux", "arm64", "windows(10.0.20348)"] {
        let error = text.parse::<Platform>().expect_err(text);
        assert_eq!((error.to_string().as_str(), error.span().range()), (sentence, 0..text.len()));
        let nowhere = Platform::new("", "");
        assert_eq!(Platform::parse(text, &nowhere), Err(error));
    }
}
