//! Words as BuildKit's shell lexer reads them: quotes and escapes.
//!
//! Source: moby/buildkit, frontend/dockerfile/shell/lex.go.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::borrow::Cow;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::budget::{Budget, Env};
use super::error::DockerfileErrorKind as Kind;

/// The deepest nesting of `${V:-${W:-…}}` that is expanded.
const MAX_DEPTH: usize = 32;

/// A word with its substitutions made.
pub(super) struct Expanded<'w> {
    pub(super) text: Cow<'w, str>,
    /// The variables without a value that the word uses, in order, each once.
    pub(super) unset: Vec<String>,
    /// `true` if the result depends on a value that only the builder knows.
    pub(super) unknown: bool,
}

/// Expands a word.
pub(super) fn expand<'w>(
    word: &'w str,
    escape: char,
    env: &Env,
    budget: &mut Budget,
) -> Result<Expanded<'w>, Kind> {
    // True of most words.
    if !word.starts_with('\u{feff}') && !word.contains(['$', '\'', '"', escape]) {
        return Ok(Expanded { text: Cow::Borrowed(word), unset: Vec::new(), unknown: false });
    }
    let mut lexer = Lexer::new(word, escape, env, budget);
    match lexer.until(None, false, 0) {
        Ok(text) => {
            let Lexer { unset, unknown, .. } = lexer;
            Ok(Expanded { text: Cow::Owned(text), unset: once_each(unset), unknown })
        }
        // With the value, there might be no error.
        Err(_) if lexer.unknown => {
            Ok(Expanded { text: Cow::Borrowed(""), unset: once_each(lexer.unset), unknown: true })
        }
        Err(kind) => Err(kind),
    }
}

/// Splits a string into words in order to find heredocs: variables are kept verbatim. With `raw`, so are quotes and,
/// with `raw_escapes`, escapes.
pub(super) fn raw_words(text: &str, raw: bool, raw_escapes: bool) -> Result<Vec<String>, Kind> {
    let env = Env::new();
    let mut budget = Budget::new(usize::MAX);
    let mut lexer = Lexer::new(text, '\\', &env, &mut budget);
    lexer.raw_quotes = raw;
    lexer.raw_escapes = raw_escapes;
    lexer.keep_unset = true;
    lexer.until(None, raw_escapes, 0)?;
    lexer.end_word();
    Ok(lexer.words)
}

fn once_each(names: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}

#[expect(clippy::struct_excessive_bools, reason = "the lexer's options, and its state")]
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) escape: char,
    pub(super) env: &'t Env,
    pub(super) budget: &'t mut Budget,
    raw_quotes: bool,
    raw_escapes: bool,
    pub(super) keep_unset: bool,
    pub(super) unset: Vec<String>,
    pub(super) unknown: bool,
    words: Vec<String>,
    /// The current word. A nested substitution empties it, as BuildKit's does.
    word: String,
    in_word: bool,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str, escape: char, env: &'t Env, budget: &'t mut Budget) -> Self {
        Self {
            // Go's scanner drops a byte order mark.
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            at: 0,
            escape,
            env,
            budget,
            raw_quotes: false,
            raw_escapes: false,
            keep_unset: false,
            unset: Vec::new(),
            unknown: false,
            words: Vec::new(),
            word: String::new(),
            in_word: false,
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Reads up to `stop` and over it, or to the end.
    pub(super) fn until(
        &mut self,
        stop: Option<char>,
        raw: bool,
        depth: usize,
    ) -> Result<String, Kind> {
        if depth > MAX_DEPTH {
            return Err(Kind::TooDeep);
        }
        let outer = core::mem::replace(&mut self.raw_escapes, raw);
        self.word.clear();
        let mut out = String::new();
        loop {
            let Some(c) = self.peek() else {
                if stop.is_some() {
                    return Err(Kind::BadSubstitution);
                }
                break;
            };
            if Some(c) == stop {
                self.next();
                break;
            }
            match c {
                '\'' => {
                    let text = self.single_quoted()?;
                    self.add_raw(depth, &text);
                    out.push_str(&text);
                }
                '"' => {
                    let text = self.double_quoted(depth)?;
                    self.add_raw(depth, &text);
                    out.push_str(&text);
                }
                '$' => {
                    let text = self.dollar(depth)?;
                    text.chars().for_each(|c| self.add(depth, c));
                    out.push_str(&text);
                }
                '<' => {
                    let text = self.heredoc();
                    self.add_raw(depth, text);
                    out.push_str(text);
                }
                c if c == self.escape => {
                    self.next();
                    if self.raw_escapes {
                        self.add_raw(depth, c.encode_utf8(&mut [0; 4]));
                        out.push(c);
                    }
                    let Some(escaped) = self.next() else { break };
                    self.add_raw(depth, escaped.encode_utf8(&mut [0; 4]));
                    out.push(escaped);
                }
                c => {
                    self.next();
                    self.add(depth, c);
                    out.push(c);
                }
            }
        }
        if depth > 0 {
            self.word.clear();
        }
        self.raw_escapes = outer;
        Ok(out)
    }

    fn add(&mut self, depth: usize, c: char) {
        if depth > 0 {
            return;
        }
        if !c.is_whitespace() {
            self.word.push(c);
            self.in_word = true;
        } else if self.in_word && !self.word.is_empty() {
            self.end_word();
        }
    }

    fn add_raw(&mut self, depth: usize, text: &str) {
        if depth == 0 {
            self.word.push_str(text);
            self.in_word = true;
        }
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            self.words.push(core::mem::take(&mut self.word));
            self.in_word = false;
        }
    }

    fn single_quoted(&mut self) -> Result<String, Kind> {
        let start = self.at;
        let close = self.text.get(start + 1..).and_then(|rest| rest.find('\''));
        let close = start + 1 + close.ok_or(Kind::BadSubstitution)?;
        self.at = close + 1;
        let range = if self.raw_quotes { start..close + 1 } else { start + 1..close };
        Ok(self.text.get(range).unwrap_or_default().into())
    }

    fn double_quoted(&mut self, depth: usize) -> Result<String, Kind> {
        let mut out = String::new();
        self.next();
        if self.raw_quotes {
            out.push('"');
        }
        loop {
            match self.peek().ok_or(Kind::BadSubstitution)? {
                '"' => {
                    self.next();
                    if self.raw_quotes {
                        out.push('"');
                    }
                    return Ok(out);
                }
                '$' => out.push_str(&self.dollar(depth)?),
                c => {
                    self.next();
                    let mut c = c;
                    if c == self.escape {
                        if self.raw_escapes {
                            out.push(c);
                        }
                        // Before other characters, the escape character is literal.
                        match self.peek() {
                            None => continue,
                            Some(next) if matches!(next, '"' | '$') || next == self.escape => {
                                self.next();
                                c = next;
                            }
                            Some(_) => {}
                        }
                    }
                    out.push(c);
                }
            }
        }
    }

    /// Reads `<`, or `<<` with the blanks after it.
    fn heredoc(&mut self) -> &'t str {
        let start = self.at;
        self.next();
        if self.peek() == Some('<') {
            self.next();
            while matches!(self.peek(), Some('\t' | '\r' | ' ')) {
                self.next();
            }
        }
        self.text.get(start..self.at).unwrap_or_default()
    }
}
