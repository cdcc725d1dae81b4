//! Upper and lower case as in Go, one character for one, and the characters of a variable's name.

use alloc::string::String;

/// Lowercases as Go's `strings.ToLower` does: `İ` becomes `i`, where Rust adds a combining dot.
pub(super) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase(); // most strings
    }
    let one = |c: char| if c == 'İ' { 'i' } else { c.to_lowercase().next().unwrap_or(c) };
    text.chars().map(one).collect()
}

/// Uppercases as Go's `strings.ToUpper` does: a character whose upper case is several stays.
pub(super) fn upper(text: &str) -> String {
    let one = |c: char| {
        let mut upper = c.to_uppercase();
        match (upper.next(), upper.next()) {
            (Some(upper), None) => upper,
            _ => c,
        }
    };
    text.chars().map(one).collect()
}

/// Returns `true` if a variable's name may contain the character.
pub(super) fn in_name(c: char) -> bool {
    // Numbers other than digits, such as `²` and `Ⅷ`, end a name.
    c.is_ascii_alphanumeric() || c == '_' || c.is_alphabetic() && !c.is_numeric()
}
