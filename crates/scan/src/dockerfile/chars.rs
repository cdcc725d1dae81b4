//! Characters as Go has them: upper and lower case, one for one; what a name is made of.

use alloc::string::String;

/// Go's `strings.ToLower`. `İ` is `i`, where Rust adds a dot.
pub(super) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase(); // most
    }
    let one = |c: char| if c == 'İ' { 'i' } else { c.to_lowercase().next().unwrap_or(c) };
    text.chars().map(one).collect()
}

/// Go's `strings.ToUpper`: what has no upper case of one character stays.
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

/// Whether a variable's name may have the character.
pub(super) fn in_name(c: char) -> bool {
    // Numbers that are no digits, such as `²` and `Ⅷ`, end a name.
    c.is_ascii_alphanumeric() || c == '_' || c.is_alphabetic() && !c.is_numeric()
}
