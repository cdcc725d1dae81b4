//! Escaping of what a builder wrote, for a terminal.

use core::fmt::{self, Write as _};

/// Writes a string with all control and invisible characters escaped. Quotes and backslashes stay: the result is read by
/// people, not by a program.
pub(super) fn write_escaped(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for character in text.chars() {
        match character {
            '"' | '\'' | '\\' => f.write_char(character)?,
            _ => write!(f, "{}", character.escape_debug())?,
        }
    }
    Ok(())
}
