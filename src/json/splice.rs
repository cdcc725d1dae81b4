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
    let (old_tail, new_tail) = (old_tokens.len() - tail, new_tokens.len() - tail);
    let mut numbers = BTreeMap::new();
    let mut before: Vec<_> =
        places(old, &old_tokens[head..old_tail], &mut numbers).zip(head..).collect();
    before.sort_unstable();
    let after = places(new, &new_tokens[head..new_tail], &mut numbers).zip(head..);
    let mut out = Vec::with_capacity(old.len() + new.len());
    out.extend_from_slice(&old[..old_tokens[..head].last().map_or(0, |last| last.end)]);
    // White space is kept, except in a list that was empty or is empty now.
    let gap = |was: usize, at: usize| {
        let is_first = |text: &[u8], tokens: &[Token], at: usize| {
            at.checked_sub(1).is_some_and(|at| b"{[".contains(&text[tokens[at].start]))
        };
        let (was_token, token) = (&old_tokens[was], &new_tokens[at]);
        let is_end = b"}]".contains(&new[token.start]);
        if is_end && is_first(old, &old_tokens, was) != is_first(new, &new_tokens, at) {
            &new[token.gap..token.start]
        } else {
            &old[was_token.gap..was_token.start]
        }
    };
    for (place, at) in after {
        let token = &new_tokens[at];
        let found = before.partition_point(|(other, _)| *other < place);
        let Some((_, was)) = before.get(found).filter(|(other, _)| *other == place) else {
            out.extend_from_slice(&new[token.gap..token.end]);
            continue;
        };
        out.extend_from_slice(gap(*was, at));
        let was = &old_tokens[*was];
        let kept = is_same(&old[was.start..was.end], &new[token.start..token.end]);
        out.extend_from_slice(if kept {
            &old[was.start..was.end]
        } else {
            &new[token.start..token.end]
        });
    }
    match old_tokens.get(old_tail) {
        Some(token) => {
            out.extend_from_slice(gap(old_tail, new_tail));
            out.extend_from_slice(&old[token.start..]);
        }
        None => out.extend_from_slice(&old[old_tokens.last().map_or(0, |last| last.end)..]),
    }
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
