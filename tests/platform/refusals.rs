//! What is said of each refusal, and of which bytes.

use imageref::Platform;

/// Text; the bytes that are wrong; the sentence.
const ROWS: &[(&str, &str, &str)] = &[
    ("", "", "the platform is empty"),
    ("/amd64", "", "the operating system is empty"),
    ("linux/", "", "the architecture is empty"),
    ("linux//v8", "", "the architecture is empty"),
    ("linux/arm/", "", "the variant is empty"),
    ("linux/arm/v7/", "/", "the platform has more than three parts"),
    ("linux/arm/v7/x/y", "/x/y", "the platform has more than three parts"),
    ("debian", "debian", "neither a known operating system nor a known architecture"),
    ("amd64(1)", "amd64(1)", "neither a known operating system nor a known architecture"),
    ("linux/*", "*", "a platform has no wildcards"),
    ("*", "*", "a platform has no wildcards"),
    ("linux(10*)", "*", "a platform has no wildcards"),
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
    ("linux/amd64 ", " ", "white space in the architecture: ` `"),
    ("linux/arm/v\n7", "\n", "white space in the variant: `\\n`"),
    (
        "\u{212a}linux/arm",
        "\u{212a}",
        "a character outside ASCII in the operating system: `\\u{212a}`",
    ),
    ("linux/am\u{7f}d64", "\u{7f}", "a control character in the architecture: `\\x7f`"),
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
    ("windows(%)/amd64", "%", "a `%` without two hex digits in the OS version"),
    ("windows(1%2)/amd64", "%2", "a `%` without two hex digits in the OS version"),
    ("windows(+a%zzz)/amd64", "%zz", "a `%` without two hex digits in the OS feature"),
    ("windows(10+%ff)/amd64", "%ff", "the escapes of the OS feature are not UTF-8"),
];

#[test]
fn sentences_and_spans() {
    let host = Platform::new("linux", "amd64");
    for &(text, wrong, sentence) in ROWS {
        let error = Platform::parse(text, &host).expect_err(text);
        assert_eq!(
            (error.to_string().as_str(), &text[error.span().range()]),
            (sentence, wrong),
            "{text:?}"
        );
        assert_eq!(error.subject(), imageref::Part::Platform, "{text:?}");
    }
}

#[test]
fn a_half_needs_a_host() {
    let sentence = "only a half of a platform, and no host to complete it";
    for text in ["linux", "arm64", "windows(10.0.20348)"] {
        let error = text.parse::<Platform>().expect_err(text);
        assert_eq!((error.to_string().as_str(), error.span().range()), (sentence, 0..text.len()));
        let nowhere = Platform::new("", "");
        assert_eq!(Platform::parse(text, &nowhere), Err(error));
    }
}
