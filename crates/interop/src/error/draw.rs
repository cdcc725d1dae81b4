//! An error drawn under the input.

use alloc::string::String;
use core::fmt;

use imageref::Span;
use imageref::error::Drawing;

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

impl FormatError {
    /// Returns the error together with the string that was parsed.
    pub fn in_text(self, text: &str) -> ExplainedFormat<'_> {
        ExplainedFormat { error: self, text, fix: self.fix(text) }
    }
}

impl<'a> ExplainedFormat<'a> {
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
        let drawing = Drawing::of(self.text, error.span());
        if !f.alternate() {
            return write!(f, "invalid {} `{}`: {error}", error.part(), drawing.line());
        }
        write!(f, "{error}\n{drawing}")?;
        if let Some(hint) = error.hint() {
            write!(f, "\nhint: {hint}")?;
        }
        if let Some(fix) = &self.fix {
            write!(f, "\nfix: {}", Drawing::of(fix, Span { start: 0, end: 0 }).line())?;
        }
        Ok(())
    }
}

impl core::error::Error for ExplainedFormat<'_> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}
