//! Writing into a document that is laid out or spelled unlike Go's: what did not change keeps its white space and escapes.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::strings;
use super::tokens::{Token, tokens};

/// The text `new`, spelled and spaced as `old` is: up to the first change, after the last one, and between the two where
/// the same place has the same token.
///
/// Tokens are compared by what they mean, so that nothing of `old` comes back that is not in `new`.
pub(super) fn splice(old: &[u8], new: &str) -> Vec<u8> {
    if old == new.as_bytes() {
        return old.into();
    }
    let (old, new) = (Text::of(old), Text::of(new.as_bytes()));
    let (old_len, new_len) = (old.tokens.len(), new.tokens.len());
    let is_same_at = |was: usize, at: usize| is_same(old.token(was), new.token(at));
    let shorter = old_len.min(new_len);
    let head = (0..shorter).take_while(|&at| is_same_at(at, at)).count();
    let is_same_before_end = |&at: &usize| is_same_at(old_len - 1 - at, new_len - 1 - at);
    let tail = (0..shorter - head).take_while(is_same_before_end).count();
    let tail = tail - value_end(old.bytes, &old.tokens, head, tail);
    let (old_tail, new_tail) = (old_len - tail, new_len - tail);
    let mut numbers = BTreeMap::new();
    let before = places(old.bytes, &old.tokens[head..old_tail], &mut numbers);
    let mut before: Vec<_> = before.zip(head..).collect();
    before.sort_unstable();
    let after = places(new.bytes, &new.tokens[head..new_tail], &mut numbers);
    let mut out = Vec::with_capacity(old.bytes.len() + new.bytes.len());
    out.extend_from_slice(&old.bytes[..old.end(head)]);
    for (place, at) in after.zip(head..) {
        let found = before.partition_point(|(other, _)| *other < place);
        match before.get(found) {
            Some(&(other, was)) if other == place => {
                out.extend_from_slice(gap(&old, was, &new, at));
                let spelled = if is_same_at(was, at) { old.token(was) } else { new.token(at) };
                out.extend_from_slice(spelled);
            }
            _ => out.extend([new.gap(at), new.token(at)].concat()),
        }
    }
    if tail > 0 {
        out.extend_from_slice(gap(&old, old_tail, &new, new_tail));
        out.extend_from_slice(&old.bytes[old.tokens[old_tail].start..]);
    } else {
        out.extend_from_slice(&old.bytes[old.end(old_len)..]);
    }
    out
}

/// A text and its tokens.
struct Text<'a> {
    bytes: &'a [u8],
    tokens: Vec<Token>,
}

impl<'a> Text<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, tokens: tokens(bytes).collect() }
    }

    fn token(&self, at: usize) -> &'a [u8] {
        &self.bytes[self.tokens[at].start..self.tokens[at].end]
    }

    /// The white space before a token.
    fn gap(&self, at: usize) -> &'a [u8] {
        &self.bytes[self.tokens[at].gap..self.tokens[at].start]
    }

    /// Where the first `count` tokens end.
    fn end(&self, count: usize) -> usize {
        self.tokens[..count].last().map_or(0, |last| last.end)
    }

    /// Returns `true` if the token is the first one in an object or array, such as the end of an empty one.
    fn is_first(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|at| matches!(self.token(at), b"{" | b"["))
    }
}

/// The white space before a token that both texts have: the old one, except before the end of an object or array that was
/// empty or is empty now.
fn gap<'a>(old: &Text<'a>, was: usize, new: &Text<'a>, at: usize) -> &'a [u8] {
    let is_end = matches!(new.token(at), b"}" | b"]");
    if is_end && old.is_first(was) != new.is_first(at) { new.gap(at) } else { old.gap(was) }
}

/// How many of the last `tail` tokens belong to a value that begins after the first `head` ones: in the other text, they
/// may be those of another value.
fn value_end(text: &[u8], tokens: &[Token], head: usize, tail: usize) -> usize {
    let byte = |token: &Token| text[token.start];
    let bracket = |token: &Token| match byte(token) {
        b'{' | b'[' => 1,
        b'}' | b']' => -1,
        _ => 0isize,
    };
    let (before, tail) = tokens.split_at(tokens.len() - tail);
    let common = tokens[..head].iter().map(bracket).sum();
    let mut depth = -tail.iter().map(bracket).sum::<isize>();
    let mut last = before.last().map_or(0, byte);
    let inside = tail.iter().take_while(|token| {
        let is_inside = depth > common || last == b':' || byte(token) == b':';
        (depth, last) = (depth + bracket(token), byte(token));
        is_inside
    });
    inside.count()
}

/// The place of each token: the number of the value that it belongs to, the same in each text that shares `numbers`, and
/// its first byte if it is a name or punctuation.
fn places<'a>(
    text: &'a [u8],
    tokens: &'a [Token],
    numbers: &'a mut BTreeMap<(usize, String), usize>,
) -> impl Iterator<Item = (usize, u8)> {
    let mut number = |parent: usize, step: String| {
        let next = numbers.len() + 1;
        *numbers.entry((parent, step)).or_insert(next)
    };
    // The numbers of the containers that are open, and how many commas each had.
    let (mut value, mut open) = (0, vec![(0, 0usize)]);
    tokens.iter().enumerate().map(move |(i, token)| {
        let byte = text[token.start];
        let is_name = tokens.get(i + 1).is_some_and(|next| text[next.start] == b':');
        let (parent, commas) = open.pop().unwrap_or_default();
        match byte {
            b'"' if is_name => {
                value = number(parent, meaning(&text[token.start..token.end]));
                open.push((parent, commas));
                (value, byte)
            }
            b'{' | b'[' => {
                open.extend([(parent, commas), (value, 0)]);
                let place = (value, byte);
                value = number(value, String::from("0"));
                place
            }
            b'}' | b']' => {
                value = parent;
                if open.is_empty() {
                    open.push((number(parent, String::from("..")), 0)); // opened before the first token
                }
                (value, byte)
            }
            b',' => {
                let place = (value, byte);
                open.push((parent, commas + 1));
                value = number(parent, (commas + 1).to_string());
                place
            }
            _ => {
                open.push((parent, commas));
                (value, if byte == b':' { byte } else { 0 })
            }
        }
    })
}

fn is_same(old: &[u8], new: &[u8]) -> bool {
    old == new
        || (old, new) == (b"-0", b"0")
        || old.first() == Some(&b'"') && new.first() == Some(&b'"') && meaning(old) == meaning(new)
}

/// A string in quotes, unescaped; bytes that are not UTF-8 as the reader reads them.
fn meaning(string: &[u8]) -> String {
    let inner = string.get(1..string.len().saturating_sub(1)).unwrap_or_default();
    let text = match core::str::from_utf8(inner) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => strings::from_utf8_like_go(inner).0,
    };
    strings::unescape(&text)
}
