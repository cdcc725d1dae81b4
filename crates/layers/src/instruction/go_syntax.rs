//! Go's forms of printed values, which builders wrote to the history: `%q` and `%v` of lists, characters and strings.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Reads `["a" "b c"]`, Go's `%q` of a list: returns the words with their quotes.
pub(super) fn quoted_list(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.strip_prefix('[')?.strip_suffix(']')?;
    let mut words = Vec::new();
    while !rest.is_empty() {
        let (word, after) = quoted(rest)?;
        words.push(word);
        rest = match after.strip_prefix(' ') {
            Some(next) => next,
            None if after.is_empty() => "",
            None => return None,
        };
    }
    Some(words)
}

/// Splits a quoted word, with its quotes, from what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return text.split_at_checked(at + 2), // with both quotes
            _ => {}
        }
    }
    None
}

/// Returns the length of the list of quoted words that the text starts with.
pub(super) fn list_end(text: &str) -> Option<usize> {
    let mut rest = text.strip_prefix('[')?;
    loop {
        let (_, after) = quoted(rest)?;
        match after.strip_prefix(' ') {
            Some(next) => rest = next,
            None => return after.starts_with(']').then(|| text.len() - after.len() + 1),
        }
    }
}

/// Writes quoted words as a JSON list.
pub(super) fn json_list(words: &[&str]) -> String {
    format!("[{}]", words.join(","))
}

/// Reads `[a b]`, Go's `%v` of a list: returns the text between the brackets.
pub(super) fn plain_list(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    (!inside.contains(['"', ','])).then_some(inside)
}

/// Writes words that Go printed without quotes as a JSON list. A word that contained a space becomes two.
pub(super) fn json_words(text: &str) -> Option<String> {
    if text.is_empty() || text.contains(char::is_control) {
        return None;
    }
    let quote = |word: &str| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""));
    let words: Vec<_> = text.split(' ').map(quote).collect();
    Some(format!("[{}]", words.join(",")))
}

/// Reads the number that Go printed as a character: `\x03`, `\n`, `#`.
pub(super) fn character(text: &str) -> Option<u32> {
    const ESCAPES: [(&str, u32); 9] = [
        ("\\a", 7),
        ("\\b", 8),
        ("\\t", 9),
        ("\\n", 10),
        ("\\v", 11),
        ("\\f", 12),
        ("\\r", 13),
        ("\\'", 39),
        ("\\\\", 92),
    ];
    if let Some((_, number)) = ESCAPES.iter().find(|(escape, _)| *escape == text) {
        return Some(*number);
    }
    for prefix in ["\\x", "\\u", "\\U"] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return u32::from_str_radix(digits, 16).ok();
        }
    }
    let mut characters = text.chars();
    let one = characters.next()?;
    characters.next().is_none().then_some(one.into())
}

/// Removes the quotes and the escapes of a quoted word, or returns `None` if it has an escape that commands do not need.
pub(super) fn unquoted(word: &str) -> Option<String> {
    let inside = word.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next()? {
                kept @ ('"' | '\\') => kept,
                't' => '\t',
                'n' => '\n',
                _ => return None,
            },
            plain => plain,
        });
    }
    Some(text)
}
