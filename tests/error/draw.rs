//! Errors as they are drawn.

use imageref::{DigestRef, ParseError, RawReference};
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

proptest! {
    #[test]
    fn nothing_hostile_reaches_a_terminal(text: String, other: String) {
        let errors = [RawReference::parse(&text).err(), DigestRef::parse(&text).err()];
        for error in errors.into_iter().flatten() {
            for text in [&text, &other] {
                let explained = error.in_text(text);
                let (sentence, drawing) = (format!("{explained}"), format!("{explained:#}"));
                prop_assert!(sentence.bytes().all(|b| matches!(b, b' '..=b'~')), "{sentence}");
                prop_assert!(drawing.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n')), "{drawing}");
                let shown = drawing.lines().skip(1).take(2).all(|line| line.len() <= 80);
                prop_assert!(shown, "{drawing}");
            }
        }
    }
}
