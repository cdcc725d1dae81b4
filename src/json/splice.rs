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
    let new = new.as_bytes();
    if old == new {
        return new.into();
    }
    let old_tokens: Vec<Token> = tokens(old).collect();
    let new_tokens: Vec<Token> = tokens(new).collect();
    let same = |(a, b): &(&Token, &Token)| is_same(&old[a.start..a.end], &new[b.start..b.end]);
    let head = old_tokens.iter().zip(&new_tokens).take_while(same).count();
    let (old_rest, new_rest) = (&old_tokens[head..], &new_tokens[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let tail = tail - value_end(old, &old_tokens, head, tail);
    let (old_middle, old_tail) = old_rest.split_at(old_rest.len() - tail);
    let (new_middle, new_tail) = new_rest.split_at(new_rest.len() - tail);
    let end = |tokens: &[Token]| tokens.last().map_or(0, |last| last.end);
    let (old_head, new_head) = (end(&old_tokens[..head]), end(&new_tokens[..head]));
    let mut out = Vec::with_capacity(old.len() + new.len());
    out.extend_from_slice(&old[..old_head]);
    let mut numbers = BTreeMap::new();
    let mut before: Vec<_> = places(old, old_middle, &mut numbers).zip(0..).collect();
    before.sort_unstable();
    let mut next = Some(0); // the token of `old` after the last one that stays
    for (place, token) in places(new, new_middle, &mut numbers).zip(new_middle) {
        let found = before.partition_point(|(other, _)| *other < place);
        let at = before.get(found).filter(|(other, _)| *other == place).map(|(_, at)| *at);
        let was = at.and_then(|at: usize| old_middle.get(at));
        // White space belongs to two tokens.
        out.extend_from_slice(match was.filter(|_| at == next) {
            Some(was) => &old[was.gap..was.start],
            None => &new[token.gap..token.start],
        });
        out.extend_from_slice(match was.filter(|was| same(&(was, token))) {
            Some(was) => &old[was.start..was.end],
            None => &new[token.start..token.end],
        });
        next = at.map(|at| at + 1);
    }
    // As Go spaces it, if it is spaced like that all around: a list that was empty may not be any more.
    let rest = |tokens: &[Token], text: usize| tokens.first().map_or(text, |token| token.start);
    let (old_rest, new_rest) = (rest(old_tail, old.len()), rest(new_tail, new.len()));
    let as_go = old[..old_head] == new[..new_head] && old[old_rest..] == new[new_rest..];
    let gap = if as_go { new_tail.first().map(|token| &new[token.gap..token.start]) } else { None };
    let old_end = end(&old_tokens[..old_tokens.len() - tail]);
    out.extend_from_slice(gap.unwrap_or(&old[old_end..old_rest]));
    out.extend_from_slice(&old[old_rest..]);
    out
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
