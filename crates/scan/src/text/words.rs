//! [`Words`]: the pieces of a text that may be references, by their characters alone.

/// The longest inside of a template's brackets.
const LONGEST_INSIDE: usize = 99;

/// Every run of a reference's characters and of templates, as start and end.
///
/// A template is `${X}`, `$(X)`, `$X`, `{{ x }}` or `<x>`; `@X@` is made of a reference's characters.
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

/// A character that references, or what stands beside them (`key=`, `[`), are written with.
const fn is_plain(byte: u8) -> bool {
    const OTHERS: &[u8] = b"._:/@%+\\~=&?#[]-";
    const TABLE: [bool; 256] = {
        let mut table = [false; 256];
        let mut at = 0;
        while at < OTHERS.len() {
            table[OTHERS[at] as usize] = true;
            at += 1;
        }
        table
    };
    byte.is_ascii_alphanumeric() || TABLE[byte as usize]
}

/// The length of the characters or of the template at the start of `rest`; 0 where no word goes on.
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

/// The length of a template, of which `opened` bytes stand before `inside`; 0 if it isn't closed soon.
fn closed(inside: &[u8], close: u8, allowed: fn(u8) -> bool, opened: usize) -> usize {
    let stop = inside.iter().take(LONGEST_INSIDE + 1).position(|&b| b == close || !allowed(b));
    stop.filter(|&at| inside.get(at) == Some(&close)).map_or(0, |at| opened + at + 1)
}
