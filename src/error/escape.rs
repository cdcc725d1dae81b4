//! Input as a terminal may show it: printable ASCII verbatim, everything else escaped.

use core::fmt::{self, Display, Write};

/// One character of the input.
pub(crate) struct Escaped(pub(crate) char);

impl Escaped {
    /// The number of columns that it fills.
    #[cfg(feature = "alloc")]
    pub(super) fn width(&self) -> usize {
        if is_printable(self.0) { 1 } else { self.0.escape_default().len() }
    }
}

impl Display for Escaped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            c if is_printable(c) => f.write_char(c),
            c => write!(f, "{}", c.escape_default()),
        }
    }
}

const fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~')
}

/// Writes the first characters of `text`, at most `most` of them.
pub(crate) fn write_escaped(f: &mut fmt::Formatter<'_>, text: &str, most: usize) -> fmt::Result {
    let mut chars = text.chars();
    for c in chars.by_ref().take(most) {
        Escaped(c).fmt(f)?;
    }
    if chars.next().is_some() { f.write_str("...") } else { Ok(()) }
}
