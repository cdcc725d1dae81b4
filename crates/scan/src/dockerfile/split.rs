//! The parts of a logical line: instruction, flags, arguments, and their words.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::string::String;
use alloc::vec::Vec;

/// An instruction's parts; offsets are those in the logical line.
pub(super) struct Parts<'l> {
    pub(super) name: &'l str,
    pub(super) flags: Vec<Flag>,
    pub(super) args: &'l str,
    pub(super) args_at: usize,
}

/// A flag without its quotes and escapes.
pub(super) struct Flag {
    pub(super) text: String,
    /// For each byte of the text, its offset in the logical line.
    pub(super) at: Vec<usize>,
}

impl Flag {
    /// Maps the bytes `start..end` of the text to offsets in the logical line.
    pub(super) fn range(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.at.get(start).copied();
        let last =
            end.checked_sub(1).filter(|&last| last >= start).and_then(|last| self.at.get(last));
        let after = self.at.last().map_or(0, |&last| last + 1);
        let first = first.unwrap_or(after);
        (first, last.map_or(first, |&last| last + 1))
    }
}

/// Splits a logical line.
pub(super) fn split(line: &str, escape: char) -> Parts<'_> {
    let start = line.len().saturating_sub(line.trim_start().len());
    let line = line.trim_end();
    let trimmed = line.get(start..).unwrap_or_default();
    let Some(blank) = trimmed.find(is_blank) else {
        return Parts { name: trimmed, flags: Vec::new(), args: "", args_at: line.len() };
    };
    let (name, rest) = trimmed.split_at(blank);
    let rest_at = line.len().saturating_sub(rest.trim_start_matches(is_blank).len());
    let (flags, args_at) = flags(line, rest_at, escape);
    // BuildKit keeps the rest of a character that the end of a flag cuts in two. Here the whole character is kept,
    // which is a word as well.
    let args_at = (0..=args_at).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(line.len());
    let args = line.get(args_at..).unwrap_or_default();
    let args_at = args_at + args.len().saturating_sub(args.trim_start().len());
    Parts { name, flags, args: args.trim(), args_at }
}

/// Returns `true` if the character separates words: `[\t\v\f\r ]`.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\x0b' | '\x0c' | '\r' | ' ')
}

/// Returns the words of the arguments with their offsets. Quotes have no meaning.
pub(super) fn words(args: &str, args_at: usize) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut at = args_at;
    for word in args.split(is_blank) {
        if !word.is_empty() {
            words.push((at, word));
        }
        at += word.len() + 1;
    }
    words
}

/// Returns the flags from `at` on, and where they end. BuildKit reads bytes here as characters of Latin-1.
fn flags(line: &str, mut at: usize, escape: char) -> (Vec<Flag>, usize) {
    let bytes = line.as_bytes();
    let is_space = |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ' | 0x85 | 0xa0);
    let mut flags = Vec::new();
    loop {
        while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
            at += 1;
        }
        if bytes.get(at..at + 2) != Some(b"--") {
            return (flags, at.min(bytes.len()));
        }
        let mut flag = Flag { text: String::new(), at: Vec::new() };
        let mut quote = None;
        let mut quoted = false;
        while let Some(&byte) = bytes.get(at) {
            let mut byte = byte;
            match quote {
                None if is_space(byte) => break,
                None if matches!(byte, b'\'' | b'"') => {
                    quote = Some(byte);
                    quoted = true;
                    at += 1;
                    continue;
                }
                Some(open) if open == byte => {
                    quote = None;
                    at += 1;
                    continue;
                }
                _ => {}
            }
            if char::from(byte) == escape {
                at += 1;
                match bytes.get(at) {
                    Some(&escaped) => byte = escaped,
                    None => break,
                }
            }
            let c = char::from(byte);
            flag.text.push(c);
            flag.at.extend(core::iter::repeat_n(at, c.len_utf8()));
            at += 1;
        }
        if flag.text == "--" {
            return (flags, at);
        }
        if quoted || !flag.text.is_empty() {
            flags.push(flag);
        }
    }
}

/// Returns the words of `ARG`, `ENV` and `LABEL`, which unquoted blanks separate, with their quotes and escapes.
pub(super) fn quoted_words(text: &str, escape: char) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if quote.is_none() && c.is_whitespace() {
            if !word.is_empty() {
                words.push(core::mem::take(&mut word));
            }
            continue;
        }
        match quote {
            None if matches!(c, '\'' | '"') => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        if c == escape && quote != Some('\'') {
            // An escape character at the end is dropped.
            if let Some(escaped) = chars.next() {
                word.push(c);
                word.push(escaped);
            }
            continue;
        }
        word.push(c);
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
