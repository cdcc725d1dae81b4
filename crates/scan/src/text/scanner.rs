//! [`TextScanner`]: references in free text.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::iter::Peekable;

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
/// Prose does not mark its images. A word is found if it has a digest, a known registry or a distinct tag, if a command
/// such as `docker run` names it, or if it follows `docker://`; what [`look_alikes`] lists is left out. So a bare `nginx`
/// in a sentence is not found; in YAML, [`image_values`](crate::image_values) finds it.
///
/// ```
/// use imageref_scan::TextScanner;
///
/// let scanner = TextScanner::new();
/// let text = "12:30:05 pulled ghcr.io/team/app:v1.2.3 for http://localhost:8080, see src/main.rs:12";
/// let found: Vec<_> = scanner.references(text).map(|found| found.value().to_owned()).collect();
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
    /// Compiles the scanner, which takes some milliseconds: keep it.
    #[expect(
        clippy::missing_panics_doc,
        clippy::expect_used,
        reason = "a test compiles every expression of the table"
    )]
    pub fn new() -> Self {
        let whole: Vec<String> =
            look_alikes().iter().map(|row| format!("^(?:{})$", row.pattern)).collect();
        // References are ASCII, so Unicode's tables are not needed.
        let set = RegexSetBuilder::new(whole).unicode(false).build();
        Self { look_alikes: set.expect("a test compiles every expression of the table") }
    }

    /// Returns the references and templates in a string, in order, in time linear in its length.
    pub fn references<'a>(&'a self, text: &'a str) -> TextReferences<'a> {
        let named = CommandImages::new(text).peekable();
        TextReferences { scanner: self, text, words: Words::new(text), named }
    }

    fn word<'a>(
        &self,
        word: &'a str,
        start: usize,
        named: Option<CommandImage>,
    ) -> Option<Found<'a>> {
        let (word, start, is_image) = match word.strip_prefix(TRANSPORT) {
            Some(word) => (word, start + TRANSPORT.len(), true),
            None => (word, start, named.is_some()),
        };
        if has_template(word) {
            return self.is_template(word).then(|| Found::verbatim(word, start));
        }
        // A cheap test excludes most words.
        let may_be = word.contains([':', '@']) || word.contains('/') && word.contains('.');
        if !(may_be || is_image) {
            return None;
        }
        let reference = RawReference::parse(word).ok()?;
        // A sentence may continue after `docker pull`.
        let bare = reference.registry().is_none()
            && reference.tag().is_none()
            && !reference.repository().as_str().contains('/');
        let named = is_image && !(bare && named.is_some_and(|image| !image.is_command));
        // Nothing else has a digest.
        let sure = named || reference.digest().is_some();
        let taken =
            is_reference(reference, named) && (sure || !self.look_alikes.is_match(word.as_bytes()));
        taken.then(|| Found::verbatim(word, start))
    }

    /// Returns `true` if a template is one of a reference: filled in, it has a path, and a tag or a digest.
    fn is_template(&self, word: &str) -> bool {
        let Some(filled) = fill(word) else { return false };
        let Ok(reference) = RawReference::parse(&filled) else { return false };
        let path = reference.registry().is_some() || reference.repository().as_str().contains('/');
        path && (reference.tag().is_some() || reference.digest().is_some())
            && !word.contains("://")
            && !self.look_alikes.is_match(filled.as_bytes())
    }
}

/// The references and templates in a string: see [`TextScanner::references`].
///
/// ```
/// use imageref_scan::{TextReferences, TextScanner};
///
/// let scanner = TextScanner::new();
/// let mut found: TextReferences<'_> = scanner.references("pulled quay.io/team/app:1 at 12:30");
/// assert_eq!(found.next().expect("a reference").value(), "quay.io/team/app:1");
/// assert!(found.next().is_none());
/// ```
#[derive(Clone)]
pub struct TextReferences<'a> {
    scanner: &'a TextScanner,
    text: &'a str,
    words: Words<'a>,
    named: Peekable<CommandImages<'a>>,
}

impl<'a> TextReferences<'a> {
    /// The reference in a word of the text.
    fn word(&mut self, start: usize, end: usize) -> Option<Found<'a>> {
        let word = self.text.get(start..end).filter(|word| word.len() <= LONGEST)?;
        // A key may precede the value: `--image=nginx:1.27`.
        let key = word.find('=').map_or(0, |equals| equals + 1);
        let word = word.get(key..)?;
        let lead = word.len().saturating_sub(word.trim_start_matches(LEADING).len());
        let word = word.get(lead..)?.trim_end_matches(TRAILING);
        let start = start + key + lead;
        while self.named.next_if(|image| image.start < start).is_some() {}
        let named = self.named.peek().filter(|image| image.start == start);
        self.scanner.word(word, start, named.copied())
    }
}

impl<'a> Iterator for TextReferences<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        loop {
            let (start, end) = self.words.next()?;
            if let Some(found) = self.word(start, end) {
                return Some(found);
            }
        }
    }
}

impl fmt::Debug for TextReferences<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextReferences").finish_non_exhaustive()
    }
}

/// The prefix of images in GitHub's workflows and for skopeo.
const TRANSPORT: &str = "docker://";

/// Characters that precede a reference.
const LEADING: [char; 6] = ['[', '(', '\\', '-', ':', '.'];

/// Characters that end a sentence rather than a reference.
const TRAILING: [char; 11] = ['.', ',', ':', ';', '/', '-', '_', ']', '\\', '@', '?'];

/// Replaces each placeholder by `x`. `None` if nothing else is left.
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

/// Returns the length of the placeholder at the start of `rest`, or 0.
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
