//! The words that open heredocs on an instruction's line.

use alloc::string::String;
use alloc::vec::Vec;

use super::error::DockerfileErrorKind as Kind;
use super::shell::raw_words;

/// The start of a heredoc.
pub(super) struct Heredoc {
    /// The closing word.
    pub(super) name: String,
    /// `<<-`: tabs may precede the closing word.
    pub(super) chomp: bool,
}

/// Returns the heredocs that a line opens, in order. A line whose quotes don't match opens none.
pub(super) fn in_line(line: &str) -> Result<Vec<Heredoc>, Kind> {
    let words = raw_words(line, true, true).unwrap_or_default();
    let mut heredocs = Vec::new();
    for word in words {
        heredocs.extend(read(&word)?);
    }
    Ok(heredocs)
}

/// Reads `*DIGIT "<<" ["-"] *WSP word`, if the word has that form.
pub(super) fn read(word: &str) -> Result<Option<Heredoc>, Kind> {
    let Some(rest) = word.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("<<")
    else {
        return Ok(None);
    };
    let (rest, chomp) = match rest.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let rest = rest.trim_start_matches(['\t', '\n', '\x0c', '\r', ' ']);
    if rest.is_empty() || rest.contains('<') {
        return Ok(None);
    }
    let mut words = raw_words(rest, false, false).map_err(|_| Kind::BadHeredoc)?;
    match (words.pop(), words.is_empty()) {
        // With quotes kept, it must be one word, too: `"" x` is two.
        (Some(_), true) if raw_words(rest, true, false).is_ok_and(|words| words.len() != 1) => {
            Err(Kind::BadHeredoc)
        }
        (Some(name), true) => Ok(Some(Heredoc { name, chomp })),
        _ => Ok(None),
    }
}
