//! The lenient reader: line by line, for templates and other text that is neither YAML nor JSON.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::borrow::Cow;

use imageref::error::Span;

use super::is_name;
use super::quoted;
use crate::edit::Quoting;
use crate::found::Found;

const KEY: &str = "image";

/// The longest value that is read, so that hostile lines take linear time.
const LONGEST: usize = 1024;

/// Returns the values of the key `image`, as far as each is on one line.
pub(super) fn image_values(text: &str) -> impl Iterator<Item = Found<'_>> {
    let mut line = Line::default();
    text.match_indices(KEY).filter_map(move |(hit, _)| {
        if hit >= line.end {
            line = Line::around(text, line.end, hit)?;
        }
        line.value_of(hit.checked_sub(line.start)?)
    })
}

/// The current line.
#[derive(Default)]
struct Line<'a> {
    /// Without its comment.
    text: &'a str,
    /// Where it begins, and where the next one does.
    start: usize,
    end: usize,
    /// The length of its indentation and list marks.
    indent: usize,
    /// Where the last value ends.
    done: usize,
}

impl<'a> Line<'a> {
    /// The line that contains the byte `at`; an earlier one ends at `before`.
    fn around(text: &'a str, before: usize, at: usize) -> Option<Self> {
        let start =
            text.get(before..at)?.rfind('\n').map_or(before, |newline| before + newline + 1);
        let end = text.get(at..)?.find('\n').map_or(text.len(), |newline| at + newline + 1);
        let text = without_comment(text.get(start..end)?.trim_end_matches(['\r', '\n']));
        let indent =
            text.len().saturating_sub(text.trim_start_matches([' ', '\t', '-', '\u{feff}']).len());
        Some(Self { text, start, end, indent, done: 0 })
    }

    /// The value of the key at `key`, if it is a key.
    fn value_of(&mut self, key: usize) -> Option<Found<'a>> {
        if key < self.done {
            return None;
        }
        let before = self.text.get(..key)?;
        let after = self.text.get(key + KEY.len()..)?;
        let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''));
        let (before, after) = match quote {
            Some(quote) => (before.trim_end_matches(quote), after.strip_prefix(quote)?),
            None => (before, after),
        };
        let value = after.trim_start().strip_prefix(':')?;
        let flow = before.trim_end().ends_with(['{', ',']);
        let block = before.len() <= self.indent;
        // In block style, a blank follows the colon; in JSON, a string may follow at once.
        let parted = value.starts_with([' ', '\t']) || quote.is_some();
        if (flow || block) && parted { self.value(value, flow) } else { None }
    }

    /// The value at the start of `rest`, which is the end of the line.
    fn value(&mut self, rest: &'a str, flow: bool) -> Option<Found<'a>> {
        let mut rest = rest.trim_start();
        let mut offset = self.text.len().saturating_sub(rest.len());
        // An anchor or a tag may precede the value.
        if rest.starts_with(['&', '!']) {
            let anchor = rest.bytes().take(LONGEST).position(|b| matches!(b, b' ' | b'\t'))?;
            let after = rest.get(anchor..)?.trim_start();
            offset += rest.len().saturating_sub(after.len());
            rest = after;
        }
        let rest = cut(rest);
        let (written, value, offset, quoting) = match rest.chars().next()? {
            quote @ ('"' | '\'') => {
                let inside = rest.get(1..)?;
                let inside = inside.get(..quoted::closing_of_template(inside, quote)?)?;
                let (value, quoting) = if quote == '"' {
                    let value = quoted::double(inside).unwrap_or(Cow::Borrowed(inside));
                    (value, quoted::style(inside))
                } else {
                    (quoted::single(inside), Quoting::Verbatim)
                };
                (inside, value, offset + 1, quoting)
            }
            // An alias, a block scalar, a list.
            '*' | '|' | '>' | '[' | '#' => return None,
            '{' if !rest.starts_with("{{") => return None,
            _ => {
                let plain = plain(rest, flow);
                (plain, Cow::Borrowed(plain), offset, Quoting::Plain)
            }
        };
        self.done = offset + written.len();
        let span = Span { start: self.start + offset, end: self.start + self.done };
        is_name(&value).then(|| Found::new(value, span, quoting))
    }
}

fn without_comment(line: &str) -> &str {
    let line = line.split_once(" #").map_or(line, |(line, _)| line);
    if line.trim_start().starts_with('#') { "" } else { line }
}

/// At most the bytes of the longest value.
fn cut(rest: &str) -> &str {
    let end = (0..=LONGEST.min(rest.len())).rev().find(|&end| rest.is_char_boundary(end));
    rest.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// A plain scalar: to the end of the line or, within brackets, of the member.
fn plain(rest: &str, flow: bool) -> &str {
    let mut end = rest.len();
    let mut open = 0usize;
    for (at, byte) in rest.bytes().enumerate().filter(|_| flow) {
        match byte {
            b'{' => open += 1,
            b'}' if open > 0 => open = open.saturating_sub(1),
            b'}' | b',' if open == 0 => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    rest.get(..end).unwrap_or_default().trim_end()
}
