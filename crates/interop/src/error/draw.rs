//! An error drawn under the input.

use alloc::string::String;
use core::fmt::{self, Write};

use super::format::FormatError;

/// A [`FormatError`] together with the rejected input: what a tool prints.
///
/// `{}` writes one sentence that quotes the input. `{:#}` draws carets under the span, with the hint and the fix:
///
/// ```
/// use imageref_interop::pattern::Pattern;
///
/// let text = "docker.io/nginx";
/// let error = text.parse::<Pattern>().unwrap_err().in_text(text);
/// assert_eq!(
///     error.to_string(),
///     "invalid pattern `docker.io/nginx`: no reference can match the pattern"
/// );
/// assert_eq!(
///     format!("{error:#}"),
///     "\
/// no reference can match the pattern
///   docker.io/nginx
///   ^^^^^^^^^^^^^^^
/// hint: patterns are compared with canonical names: `docker.io/library/nginx`
/// fix: docker.io/library/nginx"
/// );
/// ```
///
/// The output is safe for a terminal: everything but printable ASCII is escaped, and a long input is cut to a window of
/// 80 columns around the span. An input other than the parsed one makes a wrong drawing, but never panics.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExplainedFormat<'a> {
    error: FormatError,
    text: &'a str,
    fix: Option<String>,
}

impl<'a> ExplainedFormat<'a> {
    pub(super) const fn new(error: FormatError, text: &'a str, fix: Option<String>) -> Self {
        Self { error, text, fix }
    }

    /// Returns the error without the input.
    pub const fn error(&self) -> FormatError {
        self.error
    }

    /// Returns the rejected input.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Returns what was probably meant, if known. It parses.
    pub fn fix(&self) -> Option<&str> {
        self.fix.as_deref()
    }
}

impl fmt::Display for ExplainedFormat<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.error;
        let span = error.span();
        let window = Window::around(self.text, span.start, span.end);
        if !f.alternate() {
            return write!(f, "invalid {} `{}`: {error}", error.part(), window.line);
        }
        let Window { line, indent, carets } = window;
        write!(f, "{error}\n  {line}\n  {:indent$}{:^<carets$}", "", "")?;
        if let Some(hint) = error.hint() {
            write!(f, "\nhint: {hint}")?;
        }
        if let Some(fix) = &self.fix {
            write!(f, "\nfix: {}", Window::around(fix, 0, 0).line)?;
        }
        Ok(())
    }
}

impl core::error::Error for ExplainedFormat<'_> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// The columns of a drawn line, without its indent and two ellipses.
const COLUMNS: usize = 72;
/// The characters kept before a span in the middle of a long input.
const BEFORE: usize = 24;
const ELLIPSIS: &str = "...";

/// The part of an input that is shown, escaped, and the carets under it.
struct Window {
    line: String,
    indent: usize,
    carets: usize,
}

impl Window {
    /// The part of `text` around the bytes `start..end`, which may be out of bounds.
    fn around(text: &str, start: usize, end: usize) -> Self {
        let is_short = text.len() <= COLUMNS && text.bytes().all(|b| matches!(b, b' '..=b'~'));
        let before = text.char_indices().rev().filter(|(at, _)| *at < start);
        let first = if is_short { None } else { before.take(BEFORE).last() };
        let first = first.map_or(0, |(at, _)| at);
        let mut line = String::from(if first > 0 { ELLIPSIS } else { "" });
        let (mut indent, mut carets, mut used) = (line.len(), 0, 0);
        for (at, char) in text[first..].char_indices() {
            let width = if matches!(char, ' '..='~') { 1 } else { char.escape_default().len() };
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
            if width == 1 {
                line.push(char);
            } else {
                let _ = write!(line, "{}", char.escape_default()); // to a `String`: never fails
            }
        }
        Self { line, indent, carets: carets.max(1) }
    }
}
