//! [`Words`]: the words of a string that may be references by their characters.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

/// The longest content of a placeholder's brackets.
const LONGEST_INSIDE: usize = 99;

/// Every run of a reference's characters and of placeholders, as start and end.
///
/// A placeholder is `${X}`, `$(X)`, `$X`, `{{ x }}` or `<x>`; `@X@` consists of a reference's characters.
#[derive(Clone)]
pub(super) struct Words<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Words<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        loop {
            let rest = self.text.get(self.at..)?;
            let start = self.at
                + rest.iter().position(|&b| is_plain(b) || matches!(b, b'$' | b'{' | b'<'))?;
            let mut end = start;
            while let Some(len @ 1..) = self.text.get(end..).map(piece) {
                end += len;
            }
            self.at = end.max(start + 1);
            if end > start {
                return Some((start, end));
            }
        }
    }
}

/// Returns `true` for the characters of references and of what adjoins them (`key=`, `[`).
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'.' | b'_'
                | b':'
                | b'/'
                | b'@'
                | b'%'
                | b'+'
                | b'\\'
                | b'~'
                | b'='
                | b'&'
                | b'?'
                | b'#'
                | b'['
                | b']'
                | b'-'
        )
}

/// Returns the length of the characters or of the placeholder at the start of `rest`; 0 where the word ends.
fn piece(rest: &[u8]) -> usize {
    let plain = rest.iter().take_while(|&&b| is_plain(b)).count();
    if plain > 0 {
        return plain;
    }
    match rest {
        [b'$', b'{', inside @ ..] => closed(inside, b'}', |b| !b.is_ascii_whitespace(), 2),
        [b'$', b'(', inside @ ..] => closed(inside, b')', |b| !b.is_ascii_whitespace(), 2),
        [b'$', b'A'..=b'Z' | b'a'..=b'z' | b'_', ..] => 2,
        [b'{', b'{', inside @ ..] => match closed(inside, b'}', |b| b != b'\n', 2) {
            len @ 1.. if rest.get(len) == Some(&b'}') => len + 1,
            _ => 0,
        },
        [b'<', b'A'..=b'Z' | b'a'..=b'z', inside @ ..] => {
            closed(inside, b'>', |b| b.is_ascii_alphanumeric() || b"_.-".contains(&b), 2)
        }
        _ => 0,
    }
}

/// Returns the length of a placeholder, of which `opened` bytes precede `inside`; 0 if it isn't closed soon.
fn closed(inside: &[u8], close: u8, allowed: fn(u8) -> bool, opened: usize) -> usize {
    let stop = inside.iter().take(LONGEST_INSIDE + 1).position(|&b| b == close || !allowed(b));
    stop.filter(|&at| inside.get(at) == Some(&close)).map_or(0, |at| opened + at + 1)
}
