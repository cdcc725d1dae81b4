//! Every row of the table of words, by its example.

use imageref::tag::{Category, TagInfo, TagKind, known_words};

use super::tag;

#[test]
fn rows_are_in_order() {
    let words: Vec<_> = known_words().iter().map(|row| row.word).collect();
    assert!(words.is_sorted_by(|a, b| a < b), "a row out of order or twice: {words:?}");
    assert!(words.iter().all(|word| word.bytes().all(|b| !b.is_ascii_uppercase())));
}

#[test]
fn every_row_is_read_from_its_example() {
    for row in known_words() {
        let info = TagInfo::of(tag(row.example));
        let in_variant = info.variant().any(|word| {
            word.name().eq_ignore_ascii_case(row.word) && word.category() == row.category
        });
        let leads = row.leads == Some(info.kind()) && starts_with(row.example, row.word);
        let in_prefix = starts_with(info.prefix(), row.word);
        assert!(in_variant || leads || in_prefix, "{}: {info:?} ({})", row.word, row.source);
        assert!(!row.source.is_empty() && row.category != Category::Other, "{}", row.word);
    }
}

#[test]
fn every_leading_word_leads() {
    for row in known_words() {
        let info = TagInfo::of(tag(row.word));
        let expected = row.leads.unwrap_or(TagKind::Variant);
        // An architecture with numbers in it can be read as nothing else, too.
        assert_eq!(info.kind(), expected, "{}", row.word);
    }
}

fn starts_with(text: &str, word: &str) -> bool {
    text.split(['-', '_', '.']).next().is_some_and(|first| first.eq_ignore_ascii_case(word))
}
