//! A refusal drawn with the text that it speaks of.

use alloc::string::String;
use core::fmt::{self, Write};

use super::parse::ParseError;

/// A [`ParseError`] together with the text that was refused: what a tool prints.
///
/// `{}` is one sentence with the text quoted. `{:#}` draws the text with carets under the span, the hint and the fix:
///
/// ```
/// use imageref::RawReference;
///
/// let text = "https://docker.io/nginx";
/// let err = RawReference::parse(text).unwrap_err().in_text(text);
/// assert_eq!(
///     err.to_string(),
///     "invalid reference `https://docker.io/nginx`: a reference has no URL scheme"
/// );
/// assert_eq!(
///     format!("{err:#}"),
///     "\
/// a reference has no URL scheme
///   https://docker.io/nginx
///   ^^^^^^^^
/// hint: a reference begins with the registry's host
/// fix: docker.io/nginx"
/// );
/// ```
/// Nothing of a hostile text reaches a terminal: all but printable ASCII is shown escaped, and a long text is cut to a
/// window of 80 columns round the span. A text other than the parsed one draws nonsense, but never panics.
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

    /// The refusal without its text.
    pub const fn error(&self) -> ParseError {
        self.error
    }

    /// The text that was refused.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// What was probably meant, where that is known.
    pub fn fix(&self) -> Option<&str> {
        self.fix.as_deref()
    }
}

impl fmt::Display for Explained<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.error;
        let window = Window::around(self.text, error.span().start, error.span().end);
        if !f.alternate() {
            return write!(f, "invalid {} `{}`: {error}", error.subject(), window.line);
        }
        writeln!(f, "{error}\n  {}", window.line)?;
        write!(
            f,
            "  {:indent$}{:^<carets$}",
            "",
            "",
            indent = window.indent,
            carets = window.carets
        )?;
        if let Some(hint) = error.hint() {
            write!(f, "\nhint: {hint}")?;
        }
        if let Some(fix) = &self.fix {
            // A fix has been parsed, so it is printable; it is only cut where no terminal could show it.
            match fix.len() {
                0..=FIX => write!(f, "\nfix: {fix}")?,
                _ => write!(f, "\nfix: {}", Window::around(fix, 0, 0).line)?,
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

/// The columns that a drawn line may have beside its indent and two ellipses.
const COLUMNS: usize = 72;
/// The columns kept before a span that lies far in a long text.
const BEFORE: usize = 24;
/// The longest fix that is shown whole, in bytes: a path and a tag of their greatest lengths.
const FIX: usize = 512;
const ELLIPSIS: &str = "...";

/// The escaped part of a text that is shown, and where the carets stand under it.
struct Window {
    line: String,
    indent: usize,
    carets: usize,
}

impl Window {
    /// The part of `text` round the bytes `start..end`, whatever these are.
    fn around(text: &str, start: usize, end: usize) -> Self {
        let start = floor(text, start);
        let end = floor(text, end).max(start);
        let all = columns(text, COLUMNS);
        let first = if all.is_some() { 0 } else { step_back(text, start, BEFORE) };
        let mut line = String::from(if first > 0 { ELLIPSIS } else { "" });
        let (mut indent, mut carets, mut used) = (line.len(), 0, 0);
        for (at, c) in text[first..].char_indices() {
            let width = width(c);
            if used + width > COLUMNS {
                line.push_str(ELLIPSIS);
                break;
            }
            used += width;
            match first + at {
                at if at < start => indent += width,
                at if at < end => carets += width,
                _ => {}
            }
            // Writing to a `String` can't fail.
            let _ = write!(line, "{}", Escaped(c));
        }
        Self { line, indent, carets: carets.max(1) }
    }
}

/// The columns of `text` escaped, if they are no more than `most`.
fn columns(text: &str, most: usize) -> Option<usize> {
    text.chars().map(width).try_fold(0, |sum, w| Some(sum + w).filter(|&sum| sum <= most))
}

/// The position at most `columns` before `at`.
fn step_back(text: &str, at: usize, columns: usize) -> usize {
    let mut used = 0;
    let mut first = at;
    for (at, c) in text[..at].char_indices().rev() {
        used += width(c);
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

/// One character as a terminal may see it.
struct Escaped(char);

impl fmt::Display for Escaped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            c @ ' '..='~' => f.write_char(c),
            c => write!(f, "{}", c.escape_default()),
        }
    }
}

fn width(c: char) -> usize {
    if matches!(c, ' '..='~') { 1 } else { c.escape_default().len() }
}
