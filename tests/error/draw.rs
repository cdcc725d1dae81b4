//! Errors as they are drawn.

use imageref::{
    DigestRef, Identifier, ImageId, Name, ParseError, Part, Platform, RawReference, Reference,
    Registry, Repository, Tag,
};
use proptest::prelude::*;

fn rejection(text: &str) -> ParseError {
    RawReference::parse(text).expect_err("an error")
}

#[test]
fn size() {
    assert!(size_of::<ParseError>() <= 24);
}

/// Everything but printable ASCII is escaped, and the carets stay under the span.
#[test]
fn escapes_move_the_carets() {
    let text = "\u{1b}[31mné\u{202e}";
    assert_eq!(
        format!("{:#}", rejection(text).in_text(text)),
        "\
unexpected control character `\\u{1b}` in the repository
  \\u{1b}[31mn\\u{e9}\\u{202e}
  ^^^^^^
hint: remove it"
    );
}

#[test]
fn a_long_input_is_cut_around_its_span() {
    let text = format!("{}!{}", "a/".repeat(100), "b".repeat(1000));
    let drawn = format!("{:#}", rejection(&text).in_text(&text));
    let lines: Vec<_> = drawn.lines().collect();
    assert_eq!(lines[1], format!("  ...{}!{}...", "a/".repeat(12), "b".repeat(47)));
    assert_eq!(lines[2].find('^'), lines[1].find('!'));
    assert!(lines.iter().all(|line| line.len() <= 80), "{drawn}");
}

/// An input with exactly the columns of a line is drawn whole, also if its span is at the end.
#[test]
fn an_input_that_fits_is_not_cut() {
    for (columns, whole) in [(72, true), (73, false)] {
        let text = format!("{}!", "a".repeat(columns - 1));
        let drawn = format!("{:#}", rejection(&text).in_text(&text));
        assert_eq!(drawn.lines().nth(1) == Some(&*format!("  {text}")), whole, "{drawn}");
    }
}

#[test]
fn a_fix_is_drawn_whole() {
    let text = format!("https://{}", ["component"; 20].join("/"));
    let explained = rejection(&text).in_text(&text);
    assert_eq!(explained.fix(), Some(&text[8..]));
    assert!(format!("{explained:#}").ends_with(&format!("\nfix: {}", &text[8..])));
}

/// An input other than the parsed one makes a wrong drawing, but does not panic.
#[test]
fn another_input() {
    let error = rejection(&format!("{}!", "a".repeat(200)));
    for text in ["", "é", "short", "ééééééééééééééééééé"] {
        let explained = error.in_text(text);
        assert_eq!(explained.fix(), None);
        assert!(!format!("{explained} {explained:#}").is_empty());
        assert_eq!((explained.text(), explained.error()), (text, error));
    }
}

#[test]
fn an_error_has_its_source() {
    use std::error::Error;
    let explained = rejection("a:").in_text("a:");
    assert_eq!(explained.source().unwrap().to_string(), "the tag is empty");
}

/// The errors of every parser for this input.
fn errors(text: &str) -> Vec<ParseError> {
    let host = Platform::new("linux", "amd64");
    [
        RawReference::parse(text).err(),
        Identifier::parse(text).err(),
        Reference::parse(text).err(),
        Reference::from_parts(Some("quay.io"), "a", Some(text), None).err(),
        Reference::from_parts(Some("quay.io"), "a", None, Some(text)).err(),
        Name::parse(text).err(),
        Registry::parse(text).err(),
        Repository::parse(text).err(),
        Tag::parse(text).err(),
        DigestRef::parse(text).err(),
        ImageId::parse(text).err(),
        Platform::parse(text, &host).err(),
        Platform::try_from(text).err(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Strings with control, bidirectional and escape characters among those of references and platforms.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zA-Z0-9]{1,5}",
        3 => "[:/@._%,=\"\\\\()+*\\[\\]${}<> -]",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{9f}]",
        1 => "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{e000}\u{10ffff}]",
        1 => Just("\u{1b}[31m".to_owned()),
        1 => Just("%1B".to_owned()),
        1 => Just("sha256:".to_owned()),
        1 => Just("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned()),
        1 => Just("https://".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn is_printable(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

proptest! {
    #![proptest_config(crate::data::cases(1000))]

    /// Messages of every parser are printable ASCII, whatever the input, also with another input than the parsed one.
    #[test]
    fn nothing_hostile_reaches_a_terminal(text in prop_oneof![hostile(), any::<String>()], other: String) {
        for error in errors(&text) {
            let span = error.span();
            prop_assert!(text.get(span.range()).is_some(), "{error}: {span:?}");
            prop_assert!(is_printable(&error.to_string()), "{error}");
            for text in [&text, &other] {
                let explained = error.in_text(text);
                let (sentence, drawing) = (explained.to_string(), format!("{explained:#}"));
                prop_assert!(is_printable(&sentence), "{sentence}");
                prop_assert!(drawing.lines().all(is_printable), "{drawing}");
                let shown = drawing.lines().skip(1).take(2).all(|line| line.len() <= 80);
                prop_assert!(shown, "{drawing}");
                prop_assert!(explained.fix().is_none_or(is_printable));
            }
            prop_assert!(error.hint().is_none_or(is_printable));
        }
    }

    /// Every fix parses, with the parser that rejected the input.
    #[test]
    fn fixes_parse(text in hostile()) {
        for error in errors(&text) {
            if let Some(fix) = error.fix(&text) {
                let accepted = match error.subject() {
                    Part::Reference => RawReference::parse(&fix).is_ok(),
                    Part::Name => Name::parse(&fix).is_ok(),
                    Part::Registry => Registry::parse(&fix).is_ok(),
                    Part::Repository => Repository::parse(&fix).is_ok(),
                    Part::Tag => Tag::parse(&fix).is_ok(),
                    Part::Digest => DigestRef::parse(&fix).is_ok(),
                    _ => false,
                };
                prop_assert!(accepted, "{text:?} -> {fix:?}");
            }
        }
    }
}
