//! The tokens of a string that is read a second time: nothing is checked, and nothing recurses.

use super::strings;

/// A token, with the white space before it.
pub(super) struct Token {
    pub(super) gap: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The tokens of a string: brackets, commas, colons, strings, and whatever else is between these.
pub(super) fn tokens(text: &[u8]) -> impl Iterator<Item = Token> {
    let mut end = 0;
    core::iter::from_fn(move || {
        let gap = end;
        let rest = text.get(gap..)?;
        let start = gap + rest.iter().position(|byte| !b" \n\r\t".contains(byte))?;
        end = match text.get(start)? {
            b'"' => string_end(text, start + 1),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => start + 1,
            _ => {
                let ends = |byte: &u8| b" \n\r\t,]}".contains(byte);
                text.iter().skip(start).position(ends).map_or(text.len(), |length| start + length)
            }
        };
        Some(Token { gap, start, end })
    })
}

/// The position after the closing quote of the string whose text begins at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at = strings::plain_end(bytes, at);
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}
