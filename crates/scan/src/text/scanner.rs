//! [`TextScanner`]: references in free text.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use regex::bytes::{RegexSet, RegexSetBuilder};

use super::accept::is_reference;
use super::command::{CommandImage, CommandImages};
use super::look_alikes::look_alikes;
use super::words::Words;
use crate::found::{Found, has_template};
use imageref::reference::RawReference;

/// The longest word that is looked at.
const LONGEST: usize = 1024;

/// Finds references in free text: logs, Markdown, scripts, YAML.
///
/// A text does not say which of its words are images. Taken are words that have a digest, a known registry, or a tag that
/// is hardly anything else, what command lines such as `docker run` name, and what stands behind `docker://`; left out
/// is what [`look_alikes`] lists. So a bare `nginx` in a sentence is not found; of YAML,
/// [`image_values`](crate::image_values) finds it.
///
/// ```
/// use imageref_scan::TextScanner;
///
/// let scanner = TextScanner::new();
/// let text = "12:30:05 pulled ghcr.io/team/app:v1.2.3 for http://localhost:8080, see src/main.rs:12";
/// let found: Vec<_> = scanner.references(text).map(|found| found.text()).collect();
/// assert_eq!(found, ["ghcr.io/team/app:v1.2.3"]);
/// ```
#[derive(Clone, Debug)]
pub struct TextScanner {
    look_alikes: RegexSet,
}

impl Default for TextScanner {
    fn default() -> Self {
        Self::new()
    }
}

impl TextScanner {
    /// Compiles the expressions: some milliseconds, so keep the scanner.
    #[expect(clippy::missing_panics_doc, reason = "expressions of a table that tests compile")]
    pub fn new() -> Self {
        let whole: Vec<String> =
            look_alikes().iter().map(|row| format!("^(?:{})$", row.pattern)).collect();
        // References are ASCII. The tables of Unicode are not even compiled in where nobody else asks for them.
        let set = RegexSetBuilder::new(whole).unicode(false).build();
        Self { look_alikes: set.expect("expressions of a table that tests compile") }
    }

    /// The references and templates in a text, in order, in time linear in its length.
    pub fn references<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found<'a>> {
        let mut named = CommandImages::new(text).peekable();
        Words::new(text).filter_map(move |(start, end)| {
            let word = text.get(start..end).filter(|word| word.len() <= LONGEST)?;
            // What stands before a `=` names the value: `--image=nginx:1.27`.
            let key = word.find('=').map_or(0, |equals| equals + 1);
            let word = word.get(key..)?;
            let lead = word.len() - word.trim_start_matches(LEADING).len();
            let word = word.get(lead..)?.trim_end_matches(TRAILING);
            let start = start + key + lead;
            while named.next_if(|image| image.start < start).is_some() {}
            let named = named.peek().filter(|image| image.start == start);
            self.word(word, start, named.copied())
        })
    }

    fn word<'a>(
        &self,
        word: &'a str,
        start: usize,
        named: Option<CommandImage>,
    ) -> Option<Found<'a>> {
        // `docker://` says what it is.
        let (word, start, says_so) = match word.strip_prefix(TRANSPORT) {
            Some(word) => (word, start + TRANSPORT.len(), true),
            None => (word, start, named.is_some()),
        };
        if has_template(word) {
            return self.is_template(word).then(|| Found::new(word, start));
        }
        // Most words can't be taken, which is cheap to tell.
        let may_be = word.contains([':', '@']) || word.contains('/') && word.contains('.');
        if !(may_be || says_so) {
            return None;
        }
        let reference = RawReference::parse(word).ok()?;
        // A sentence goes on behind `docker pull`.
        let bare = reference.registry().is_none()
            && reference.tag().is_none()
            && !reference.repository().as_str().contains('/');
        let named = says_so && !(bare && named.is_some_and(|image| !image.is_command));
        // A digest is nothing else's.
        let sure = named || reference.digest().is_some();
        let taken =
            is_reference(reference, named) && (sure || !self.look_alikes.is_match(word.as_bytes()));
        taken.then(|| Found::of(reference, start))
    }

    /// Whether a template is one of a reference: with its parts filled in, it has a path and a tag or a digest.
    fn is_template(&self, word: &str) -> bool {
        let Some(filled) = fill(word) else { return false };
        let Ok(reference) = RawReference::parse(&filled) else { return false };
        let path = reference.registry().is_some() || reference.repository().as_str().contains('/');
        path && (reference.tag().is_some() || reference.digest().is_some())
            && !word.contains("://")
            && !self.look_alikes.is_match(filled.as_bytes())
    }
}

/// How GitHub's workflows and skopeo tell an image from other things.
const TRANSPORT: &str = "docker://";

/// What stands before a reference rather than in it.
const LEADING: [char; 6] = ['[', '(', '\\', '-', ':', '.'];

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
