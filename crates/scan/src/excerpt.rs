//! [`Excerpt`]: a place in a string, drawn for people.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::string::String;
use core::fmt;

use imageref::error::Span;

/// The widest excerpt, in characters.
const COLUMNS: usize = 96;
/// The characters that are kept before a place far along a line.
const BEFORE: usize = 40;

/// A place in a string, drawn for people: `{}` is `line:column`, `{:#}` the line with carets under the place.
///
/// Line and column count from 1, the column in characters. Control characters and what changes the
/// direction of writing are shown as blanks, and long lines are cut, so that a hostile text can't control a terminal.
///
/// ```
/// use imageref::Span;
/// use imageref_scan::Excerpt;
///
/// let text = "services:\n  image: nginx:1.27\n";
/// let excerpt = Excerpt::new(text, Span { start: 25, end: 29 });
/// assert_eq!(excerpt.to_string(), "2:16");
/// assert_eq!(format!("{excerpt:#}"), "  image: nginx:1.27\n               ^^^^");
/// ```
#[derive(Clone, Debug)]
pub struct Excerpt {
    line: usize,
    column: usize,
    shown: String,
    indent: usize,
    carets: usize,
}

impl Excerpt {
    /// Creates the excerpt of the line on which the span begins. A span outside the text is moved into it.
    pub fn new(text: &str, span: Span) -> Self {
        let floor = |at: usize| {
            (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
        };
        let (start, end) = (floor(span.start), floor(span.end));
        let (before, after) = text.split_at(start);
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        let before_chars = before.chars().count();
        let fits = before_chars + after.chars().take(COLUMNS).count() <= COLUMNS;
        let skipped = if fits { 0 } else { before_chars.saturating_sub(BEFORE) };
        let indent = before_chars.saturating_sub(skipped);
        let marked =
            text.get(start..end).unwrap_or_default().split('\n').next().unwrap_or_default();
        let shown = before.chars().skip(skipped).chain(after.chars()).take(COLUMNS);
        let shown: String = shown.map(|c| if is_hidden(c) { ' ' } else { c }).collect();
        let carets = marked.chars().count().clamp(1, COLUMNS.saturating_sub(indent).max(1));
        let shown = shown.trim_end().into();
        Self { line, column: before_chars + 1, shown, indent, carets }
    }

    /// The line, counted from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The column, counted from 1, in characters.
    pub const fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return write!(f, "{}:{}", self.line, self.column);
        }
        let Self { shown, indent, carets, .. } = self;
        write!(f, "{shown}\n{:indent$}{:^<carets$}", "", "")
    }
}

/// Returns `true` for control characters, line ends, and invisible characters that change the order of others.
///
/// Source: Unicode 16, `Cc`, `Zl`, `Zp` and the format characters of `Bidi_Control`; U+FEFF.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
