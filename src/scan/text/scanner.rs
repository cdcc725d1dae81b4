//! [`TextScanner`]: references in free text.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use regex::{Regex, RegexSet};

use super::accept::is_reference;
use super::look_alikes::look_alikes;
use crate::reference::RawReference;
use crate::scan::found::{Found, has_template};

/// A word that may be a reference: its characters, and templates.
const WORD: &str = concat!(
    r"(?:\$\{[^}\s]{0,99}\}|\$\([^)\s]{0,99}\)|\{\{[^}\n]{0,99}\}\}|<[A-Za-z][\w.-]{0,99}>|@[A-Z][A-Z0-9_]{0,99}@",
    r"|\$[A-Za-z_]\w{0,99}|[A-Za-z0-9._:/@%+\\~=&?\#\[\]-])+",
);

/// What names the image that follows it, with blanks and at most a few flags between.
const COMMAND: &str = concat!(
    r"(?:^|[\s;&|`(])(?:docker|podman|nerdctl|crictl|crane|buildah)(?:\s+image)?\s+(?:pull|push|inspect|history|scan)",
    r"(?:\s+--?[a-z][a-z-]*(?:=\S{1,99})?){0,5}\s+$",
);

/// How far before a word its command is looked for.
const COMMAND_WINDOW: usize = 120;

/// The longest word that is looked at.
const LONGEST: usize = 1024;

/// Finds references in free text: logs, Markdown, scripts, YAML.
///
/// A text does not say which of its words are images. Taken are words that have a digest, a known registry, or a tag that
/// is hardly anything else, and the word behind `docker pull`; left out is what [`look_alikes`] lists. So a bare `nginx`
/// in a sentence is not found; of YAML, [`image_values`](crate::scan::image_values) finds it.
///
/// ```
/// use imageref::scan::TextScanner;
///
/// let scanner = TextScanner::new();
/// let text = "12:30:05 pulled ghcr.io/team/app:v1.2.3 for http://localhost:8080, see src/main.rs:12";
/// let found: Vec<_> = scanner.references(text).map(|found| found.text()).collect();
/// assert_eq!(found, ["ghcr.io/team/app:v1.2.3"]);
/// ```
#[derive(Clone, Debug)]
pub struct TextScanner {
    word: Regex,
    command: Regex,
    look_alikes: RegexSet,
}

impl Default for TextScanner {
    fn default() -> Self {
        Self::new()
    }
}

impl TextScanner {
    /// Compiles the expressions: some milliseconds, so keep the scanner.
    #[expect(clippy::missing_panics_doc, reason = "constant expressions, which the tests compile")]
    pub fn new() -> Self {
        let whole: Vec<String> =
            look_alikes().iter().map(|row| format!("^(?:{})$", row.pattern)).collect();
        Self {
            word: Regex::new(WORD).expect("a constant expression"),
            command: Regex::new(COMMAND).expect("a constant expression"),
            look_alikes: RegexSet::new(whole).expect("expressions of a table that tests compile"),
        }
    }

    /// The references and templates in a text, in order, in time linear in its length.
    pub fn references<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found<'a>> {
        let words = self.word.find_iter(text);
        words.filter_map(move |word| self.word_at(text, word.start(), word.end()))
    }

    fn word_at<'a>(&self, text: &'a str, start: usize, end: usize) -> Option<Found<'a>> {
        let word = text.get(start..end).filter(|word| word.len() <= LONGEST)?;
        // What stands before a `=` names the value: `--image=nginx:1.27`.
        let key = word.find('=').map_or(0, |equals| equals + 1);
        let word = word.get(key..)?;
        let lead = word.len() - word.trim_start_matches(['[', '(', '\\', '-', ':', '.']).len();
        let word = word.get(lead..)?.trim_end_matches(TRAILING);
        let start = start + key + lead;
        if has_template(word) {
            return self.is_template(word).then(|| Found::new(word, start));
        }
        let reference = RawReference::parse(word).ok()?;
        let after_command = self.after_command(text, start);
        // A digest is nothing else's.
        let sure = after_command || reference.digest().is_some();
        let taken =
            is_reference(reference, after_command) && (sure || !self.look_alikes.is_match(word));
        taken.then(|| Found::new(word, start))
    }

    fn after_command(&self, text: &str, start: usize) -> bool {
        let from = (start.saturating_sub(COMMAND_WINDOW)..=start)
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(start);
        let before = text.get(from..start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        // Cheap to tell before the expression runs.
        line.ends_with([' ', '\t']) && self.command.is_match(line)
    }

    /// Whether a template is one of a reference: with its parts filled in, it has a path and a tag or a digest.
    fn is_template(&self, word: &str) -> bool {
        let Some(filled) = fill(word) else { return false };
        let Ok(reference) = RawReference::parse(&filled) else { return false };
        let path = reference.registry().is_some() || reference.repository().as_str().contains('/');
        path && (reference.tag().is_some() || reference.digest().is_some())
            && !word.contains("://")
            && !self.look_alikes.is_match(&filled)
    }
}

/// What ends a sentence rather than a reference.
const TRAILING: [char; 11] = ['.', ',', ':', ';', '/', '-', '_', ']', '\\', '@', '?'];

/// The word with `x` for each template; `None` if nothing else is left.
fn fill(word: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let len = template(rest);
        if len == 0 {
            out.push(c);
            rest = rest.get(c.len_utf8()..)?;
        } else {
            out.push('x');
            rest = rest.get(len..)?;
        }
    }
    out.contains(|c: char| c.is_ascii_alphanumeric() && c != 'x').then_some(out)
}

/// The length of the template at the start of `rest`, or 0.
fn template(rest: &str) -> usize {
    for (open, close) in [("${", "}"), ("$(", ")"), ("{{", "}}"), ("<", ">")] {
        if let Some(inner) = rest.strip_prefix(open) {
            return inner.find(close).map_or(0, |end| open.len() + end + close.len());
        }
    }
    if let Some(name) = rest.strip_prefix('$') {
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
        return if end > 0 { end + 1 } else { 0 };
    }
    match rest.strip_prefix('@').and_then(|name| name.split_once('@')) {
        Some((name, _)) if name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_') => {
            name.len() + 2
        }
        _ => 0,
    }
}
