//! An error drawn under the input.

use alloc::string::String;
use core::fmt::{self, Write};

use super::escape::Escaped;
use super::parse::{ParseError, Span};

/// A [`ParseError`] together with the rejected input: what a tool prints.
///
/// `{}` writes one sentence that quotes the input. `{:#}` draws carets under the span, with the hint and the fix:
///
/// ```
/// use imageref::RawReference;
///
/// let text = "https://docker.io/nginx";
/// let err = RawReference::parse(text).unwrap_err().in_text(text);
/// assert_eq!(
///     err.to_string(),
///     "invalid reference `https://docker.io/nginx`: \
///      unexpected URL scheme `https://`: a reference starts with the registry host"
/// );
/// assert_eq!(
///     format!("{err:#}"),
///     "\
/// unexpected URL scheme `https://`: a reference starts with the registry host
///   https://docker.io/nginx
///   ^^^^^^^^
/// hint: remove the scheme
/// fix: docker.io/nginx"
/// );
/// ```
///
/// The output is safe for a terminal: everything but printable ASCII is escaped, and a long input is cut to a window of
/// 80 columns around the span. An input other than the parsed one makes a wrong drawing, but never panics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained<'a> {
    error: ParseError,
    text: &'a str,
    fix: Option<String>,
}

impl<'a> Explained<'a> {
    pub(crate) const fn new(error: ParseError, text: &'a str, fix: Option<String>) -> Self {
        Self { error, text, fix }
    }

    /// The error without the input.
    pub const fn error(&self) -> ParseError {
        self.error
    }

    /// The rejected input.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// What was probably meant, if known.
    pub fn fix(&self) -> Option<&str> {
        self.fix.as_deref()
    }
}

impl fmt::Display for Explained<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.error;
        let sentence = error.sentence(Some(self.text));
        let drawing = Drawing::of(self.text, error.span());
        if !f.alternate() {
            return write!(f, "invalid {} `{}`: {sentence}", error.subject(), drawing.line());
        }
        write!(f, "{sentence}\n{drawing}")?;
        if let Some(hint) = error.hint() {
            write!(f, "\nhint: {hint}")?;
        }
        if let Some(fix) = &self.fix {
            // A fix parses, so it is printable ASCII; it is only cut where no terminal could show it.
            match fix.len() {
                0..=FIX => write!(f, "\nfix: {fix}")?,
                _ => write!(f, "\nfix: {}", Drawing::of(fix, Span { start: 0, end: 0 }).line())?,
            }
        }
        Ok(())
    }
}

impl core::error::Error for Explained<'_> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// The columns of a drawn line, without its indent and two ellipses.
const COLUMNS: usize = 72;
/// The columns kept before a span in the middle of a long input.
const BEFORE: usize = 24;
/// The longest fix that is shown whole, in bytes: a path and a tag of the greatest lengths.
const FIX: usize = 512;
const ELLIPSIS: &str = "...";

/// A span of an input, drawn for a terminal: the input in one line, and carets under the span.
///
/// Everything but printable ASCII is escaped, and a long input is cut to a window of 80 columns around the span. For errors
/// of other packages; [`Explained`] draws those of this one.
///
/// ```
/// use imageref::Span;
/// use imageref::error::Drawing;
///
/// let drawing = Drawing::of("a\tb", Span { start: 1, end: 2 });
/// assert_eq!(drawing.line(), r"a\tb");
/// assert_eq!(drawing.to_string(), "  a\\tb\n   ^^");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    line: String,
    indent: usize,
    carets: usize,
}

impl Drawing {
    /// Draws the bytes `span` of an input, which may be out of bounds.
    pub fn of(text: &str, span: Span) -> Self {
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let all = columns(text, COLUMNS);
        let first = if all.is_some() { 0 } else { step_back(text, start, BEFORE) };
        let mut line = String::from(if first > 0 { ELLIPSIS } else { "" });
        let (mut indent, mut carets, mut used) = (line.len(), 0, 0);
        for (at, c) in text.get(first..).unwrap_or_default().char_indices() {
            let width = Escaped(c).width();
            used = width.saturating_add(used);
            if used > COLUMNS {
                line.push_str(ELLIPSIS);
                break;
            }
            match first.saturating_add(at) {
                at if at < start => indent = width.saturating_add(indent),
                at if at < end => carets = width.saturating_add(carets),
                _ => {}
            }
            // Writing to a `String` cannot fail.
            let _ = write!(line, "{}", Escaped(c));
        }
        Self { line, indent, carets: carets.max(1) }
    }

    /// The line without the carets: the input, escaped and cut.
    pub fn line(&self) -> &str {
        &self.line
    }
}

impl fmt::Display for Drawing {
    /// Two lines, indented by two columns.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, indent, carets } = self;
        write!(f, "  {line}\n  {:indent$}{:^<carets$}", "", "")
    }
}

/// The columns of `text` escaped, or `None` if they are more than `most`.
fn columns(text: &str, most: usize) -> Option<usize> {
    let mut widths = text.chars().map(|c| Escaped(c).width());
    widths.try_fold(0, |sum, width| width.checked_add(sum).filter(|&sum| sum <= most))
}

/// The position at most `columns` before `at`.
fn step_back(text: &str, at: usize, columns: usize) -> usize {
    let mut used = 0;
    let mut first = at;
    for (at, c) in text.get(..at).unwrap_or_default().char_indices().rev() {
        used = Escaped(c).width().saturating_add(used);
        if used > columns {
            break;
        }
        first = at;
    }
    first
}

/// The character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
