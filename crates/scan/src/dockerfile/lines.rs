//! Logical lines: physical lines joined where one ends in the escape character, without comments.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets, lengths and counts of lines in one string, which has at most isize::MAX bytes"
)]

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::directive::Directives;
use super::error::{DockerfileError, DockerfileErrorKind as Kind};
use super::model::DockerfileWord;
use imageref::error::Span;

/// The longest physical line with its line end: the buffer of Go's `bufio.Scanner`.
const MAX_LINE: usize = 65_536;

/// One instruction.
pub(super) struct Line<'a> {
    file: &'a str,
    pub(super) text: Cow<'a, str>,
    /// Where each piece of the text comes from: offsets in the text and in the file, ascending.
    pieces: Vec<(usize, usize)>,
    /// The number of the first physical line, counted from 1.
    pub(super) number: usize,
    pub(super) start: usize,
}

impl<'a> Line<'a> {
    /// Returns a word: `text` is bytes `start..end` of the line's text without quotes and escapes.
    pub(super) fn word(&self, text: &str, start: usize, end: usize) -> DockerfileWord<'a> {
        let span = self.span(start, end);
        let text = match self.file.get(span.range()) {
            Some(written) if written == text => Cow::Borrowed(written),
            _ => Cow::Owned(text.into()),
        };
        DockerfileWord { text, span }
    }

    /// Maps an offset in the text to one in the file.
    fn source(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|&(text, _)| text <= at);
        match piece.checked_sub(1).and_then(|piece| self.pieces.get(piece)) {
            Some((text, source)) => source + at.saturating_sub(*text),
            None => self.start,
        }
    }

    /// Maps bytes `start..end` of the text to the file, with the line ends between them.
    ///
    /// A flag is read byte by byte, as in BuildKit, so a part of it may begin or end inside a character: the span
    /// includes the whole character.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let whole = |at: &usize| self.text.is_char_boundary(*at);
        let start = (0..=start.min(self.text.len())).rev().find(whole).unwrap_or(0);
        let end = (end..self.text.len()).find(whole).unwrap_or(self.text.len()).max(start);
        let first = self.source(start);
        let last = match end.checked_sub(1) {
            Some(last) if last >= start => self.source(last) + 1,
            _ => first,
        };
        Span { start: first, end: last.max(first) }
    }
}

/// Reads a file line by line.
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    /// The number of physical lines read.
    number: usize,
    /// The end of the last physical line read, without its line feed.
    pub(super) end: usize,
    pub(super) escape: char,
    directives: Directives,
    too_long: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            number: 0,
            end: 0,
            escape: '\\',
            directives: Directives::default(),
            too_long: false,
        }
    }

    /// Returns the error that ended the reading, if there was one.
    pub(super) fn fault(&self) -> Option<DockerfileError> {
        self.too_long.then(|| {
            let span = Span { start: self.at, end: self.text.len() };
            DockerfileError::new(Kind::LineTooLong, self.number + 1, span)
        })
    }

    /// Returns the next physical line with its line end, and its offset.
    fn physical(&mut self) -> Option<(usize, &'a str)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty() && !self.too_long)?;
        let (len, ended) = match rest.bytes().take(MAX_LINE).position(|b| b == b'\n') {
            Some(feed) => (feed + 1, true),
            None => (rest.len(), false),
        };
        if !ended && len >= MAX_LINE {
            self.too_long = true;
            return None;
        }
        let start = self.at;
        self.at += len;
        self.number += 1;
        self.end = self.at.saturating_sub(usize::from(ended));
        rest.get(..len).map(|line| (start, line))
    }

    /// Returns the next instruction.
    pub(super) fn next(&mut self) -> Result<Option<Line<'a>>, DockerfileError> {
        while let Some((start, line)) = self.physical() {
            let bom = if start == 0 && line.starts_with('\u{feff}') { 3 } else { 0 };
            let line = trim_end(line).get(bom..).unwrap_or_default();
            let trimmed = line.trim_start();
            let at = start + bom + line.len().saturating_sub(trimmed.len());
            self.directive(trimmed, start)?;
            let line = if trimmed.starts_with('#') { "" } else { trimmed };
            let (line, mut ends) = self.without_continuation(line);
            if ends && line.is_empty() {
                continue;
            }
            let mut logical = Line {
                file: self.text,
                text: Cow::Borrowed(line),
                pieces: Vec::from([(0, at)]),
                number: self.number,
                start,
            };
            while !ends {
                let Some((at, line)) = self.physical() else { break };
                let line = trim_end(line);
                let bare = line.trim_start();
                if bare.is_empty() || bare.starts_with('#') {
                    continue;
                }
                let (line, last) = self.without_continuation(line);
                ends = last;
                logical.pieces.push((logical.text.len(), at));
                logical.text.to_mut().push_str(line);
            }
            return Ok(Some(logical));
        }
        Ok(None)
    }

    /// Reads lines up to the closing word of a heredoc, which tabs may precede if `chomp`. Returns the lines before it,
    /// or `None` if the word is missing.
    pub(super) fn heredoc(&mut self, name: &str, chomp: bool) -> Option<&'a str> {
        let first = self.at;
        loop {
            let (start, line) = self.physical()?;
            let line = trim_end(line);
            let line = if chomp { line.trim_start_matches('\t') } else { line };
            if line == name {
                return self.text.get(first..start);
            }
        }
    }

    fn directive(&mut self, line: &str, start: usize) -> Result<(), DockerfileError> {
        let value = match self.directives.read(line) {
            Ok(Some(("escape", value))) => value,
            Ok(_) => return Ok(()),
            Err(kind) => return Err(self.reject(kind, start)),
        };
        self.escape = match value {
            "\\" => '\\',
            "`" => '`',
            _ => return Err(self.reject(Kind::BadEscape, start)),
        };
        Ok(())
    }

    fn reject(&self, kind: Kind, start: usize) -> DockerfileError {
        DockerfileError::new(kind, self.number, Span { start, end: self.end })
    }

    /// Removes the escape character at the end, which blanks may follow, and returns `true` if there is none. One that
    /// follows another does not count.
    fn without_continuation<'l>(&self, line: &'l str) -> (&'l str, bool) {
        match line.trim_end_matches([' ', '\t']).strip_suffix(self.escape) {
            Some(before) if !before.ends_with(self.escape) => (before, false),
            _ => (line, true),
        }
    }
}

fn trim_end(line: &str) -> &str {
    line.trim_end_matches(['\r', '\n'])
}
