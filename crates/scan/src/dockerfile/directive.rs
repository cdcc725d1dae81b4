//! Parser directives: `# escape=`, `# syntax=`, `# check=`, before anything else in the file.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::string::String;

use super::error::DockerfileErrorKind as Kind;
use super::options::is_bool;
use imageref::error::Span;

/// The known directives; any other line ends them.
const NAMES: [&str; 3] = ["syntax", "escape", "check"];

/// Reads directives up to the first line that is not one.
#[derive(Default)]
pub(super) struct Directives {
    done: bool,
    seen: [bool; NAMES.len()],
}

impl Directives {
    /// Returns the name and value of the directive on a line.
    pub(super) fn read<'l>(
        &mut self,
        line: &'l str,
    ) -> Result<Option<(&'static str, &'l str)>, Kind> {
        if self.done {
            return Ok(None);
        }
        let Some((index, value)) = directive(line) else {
            self.done = true;
            return Ok(None);
        };
        match self.seen.get_mut(index) {
            Some(seen) if !*seen => *seen = true,
            _ => {
                self.done = true;
                return Err(Kind::SecondDirective);
            }
        }
        Ok(NAMES.get(index).map(|&name| (name, value)))
    }
}

/// Reads `"#" *WSP name *WSP "=" *WSP value *WSP` and returns the name's index and the value.
fn directive(line: &str) -> Option<(usize, &str)> {
    let (name, value) = line.strip_prefix('#')?.trim_start().split_once('=')?;
    let name: String = name.trim_end_matches(BLANK).to_ascii_lowercase();
    let index = NAMES.iter().position(|known| *known == name)?;
    let trimmed = value.trim_matches(BLANK);
    // A value of only blanks is one blank.
    let value =
        if trimmed.is_empty() { value.get(value.len().checked_sub(1)?..)? } else { trimmed };
    Some((index, value))
}

/// The characters that `\s` matches in Go's regular expressions.
pub(super) const BLANK: [char; 5] = [' ', '\t', '\n', '\x0c', '\r'];

/// Returns a directive's value as BuildKit looks for it before it parses: after a `#!` line, up to the first space.
pub(super) fn find<'a>(text: &'a str, name: &str) -> Option<(&'a str, Span)> {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut directives = Directives::default();
    let mut at = bom;
    for line in text.get(bom..)?.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if start == bom && line.starts_with("#!") {
            continue;
        }
        let line = line.strip_suffix('\n').unwrap_or(line);
        // Only one, unlike in the lines of instructions.
        let line = line.strip_suffix('\r').unwrap_or(line);
        let (found, value) = directives.read(line).ok()??;
        if found == name {
            let value = value.split(' ').next().unwrap_or_default();
            let from = line.find('=').map_or(start, |equals| start + equals + 1);
            let start = from + text.get(from..)?.find(value)?;
            return Some((value, Span { start, end: start + value.len() }));
        }
    }
    None
}

/// Returns `true` if BuildKit accepts the value of `# check=`: `skip=…;error=BOOL;experimental=…`.
pub(super) fn is_check(value: &str) -> bool {
    value.trim().is_empty()
        || value.trim().splitn(3, ';').all(|option| match option.split_once('=') {
            Some((name, value)) => match name.trim() {
                "skip" | "experimental" => true,
                "error" => is_bool(value.trim()),
                _ => false,
            },
            None => false,
        })
}
