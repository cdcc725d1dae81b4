//! Writing into a document that is laid out or spelled unlike Go's: what did not change keeps its white space and escapes.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::strings;
use super::tokens::{Token, tokens};

/// The text `new`, in which every token before the first change and after the last one is spelled and spaced as in
/// `old`.
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
    let (old_middle, old_tail) = old_rest.split_at(old_rest.len() - tail);
    let (new_middle, new_tail) = new_rest.split_at(new_rest.len() - tail);
    let old_head_end = old_tokens[..head].last().map_or(0, |last| last.end);
    let new_head_end = new_tokens[..head].last().map_or(0, |last| last.end);
    let old_middle_end = old_middle.last().map_or(old_head_end, |last| last.end);
    let new_middle_end = new_middle.last().map_or(new_head_end, |last| last.end);
    let old_tail_start = old_tail.first().map_or(old_middle_end, |first| first.start);
    let new_tail_start = new_tail.first().map_or(new_middle_end, |first| first.start);
    if old[..old_head_end] == new[..new_head_end] && old[old_tail_start..] == new[new_tail_start..]
    {
        return new.into(); // `old` is laid out as Go does
    }
    let mut out = Vec::with_capacity(old.len() + new.len());
    out.extend_from_slice(&old[..old_head_end]);
    if old_middle.len() == new_middle.len() {
        for (before, after) in old_middle.iter().zip(new_middle) {
            out.extend_from_slice(&old[before.gap..before.start]);
            out.extend_from_slice(&new[after.start..after.end]);
        }
    } else if let (Some(first), Some(last)) = (new_middle.first(), new_middle.last()) {
        out.extend_from_slice(&new[first.gap..last.end]);
    }
    out.extend_from_slice(&old[old_middle_end..]);
    out
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
