//! Writing into a document that is laid out or spelled unlike Go's: what did not change keeps its white space and escapes.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::strings;

/// A token of a text that is known to be JSON, with the white space before it.
struct Token {
    gap: usize,
    start: usize,
    end: usize,
}

/// The text `new`, in which every token before the first change and behind the last one is spelled and spaced as in
/// `old`.
///
/// Tokens are compared by what they mean, so that nothing of `old` comes back that is not in `new`.
pub(super) fn splice(old: &[u8], new: &str) -> Vec<u8> {
    let new = new.as_bytes();
    if old == new {
        return new.into();
    }
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    let same = |(a, b): &(&Token, &Token)| is_same(&old[a.start..a.end], &new[b.start..b.end]);
    let head = old_tokens.iter().zip(&new_tokens).take_while(same).count();
    let (old_rest, new_rest) = (&old_tokens[head..], &new_tokens[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let middle = &new_rest[..new_rest.len() - tail];
    let head_end = head.checked_sub(1).map_or(0, |last| old_tokens[last].end);
    let tail_start = match old_rest.len() - tail {
        0 => head_end,
        changed => old_rest[changed - 1].end,
    };
    let mut out = Vec::with_capacity(old.len() + new.len());
    out.extend_from_slice(&old[..head_end]);
    if let (Some(first), Some(last)) = (middle.first(), middle.last()) {
        out.extend_from_slice(&new[first.gap..last.end]);
    }
    out.extend_from_slice(&old[tail_start..]);
    out
}

fn tokens(text: &[u8]) -> Vec<Token> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    loop {
        let gap = at;
        while matches!(text.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            at += 1;
        }
        let start = at;
        match text.get(at) {
            None => return tokens,
            Some(b'"') => at = string_end(text, at + 1),
            Some(b'{' | b'}' | b'[' | b']' | b',' | b':') => at += 1,
            Some(_) => {
                let ends = |byte: &u8| b" \n\r\t,]}".contains(byte);
                at += text[at..].iter().position(ends).unwrap_or(text.len() - at);
            }
        }
        tokens.push(Token { gap, start, end: at });
    }
}

/// The position behind the closing quote of the string whose text begins at `at`.
pub(super) fn string_end(bytes: &[u8], mut at: usize) -> usize {
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

fn is_same(old: &[u8], new: &[u8]) -> bool {
    old == new
        || (old, new) == (b"-0", b"0")
        || old.first() == Some(&b'"') && new.first() == Some(&b'"') && meaning(old) == meaning(new)
}

/// What a string in quotes means; bytes that are not UTF-8 mean what the reader makes of them.
fn meaning(string: &[u8]) -> String {
    let inner = string.get(1..string.len().saturating_sub(1)).unwrap_or_default();
    let text = match core::str::from_utf8(inner) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(strings::from_utf8_like_go(inner).0),
    };
    strings::unescape(&text)
}
