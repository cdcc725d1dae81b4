//! Words as BuildKit's shell lexer reads them: quotes, escapes and substitutions.

use alloc::borrow::Cow;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use super::chars::in_name;
use super::error::DockerfileErrorKind as Kind;
use super::glob;

/// How deep `${V:-${W:-…}}` may go.
const MAX_DEPTH: usize = 32;

/// The variables that there are. `None`: one whose value only the builder knows.
pub(super) type Env = BTreeMap<String, Option<String>>;

/// How much work expansion may do: values that double themselves line by line would grow without bound.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) const fn new(amount: usize) -> Self {
        Self(amount)
    }

    pub(super) fn spend(&mut self, amount: usize) -> Result<(), Kind> {
        self.0 = self.0.checked_sub(amount).ok_or(Kind::TooLong)?;
        Ok(())
    }
}

/// A word with its substitutions made.
pub(super) struct Expanded<'w> {
    pub(super) text: Cow<'w, str>,
    /// Variables without a value that the text would have, in order, each once.
    pub(super) unset: Vec<String>,
    /// Whether the text depends on a value that only the builder knows.
    pub(super) unknown: bool,
}

/// Expands a word.
pub(super) fn expand<'w>(
    word: &'w str,
    escape: char,
    env: &Env,
    budget: &mut Budget,
) -> Result<Expanded<'w>, Kind> {
    // Most words.
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

/// The words of a text for finding heredocs: no variable has a value, and what is written of them stays. With `raw`,
/// so do quotes and, if `raw_escapes`, escapes.
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

#[expect(clippy::struct_excessive_bools, reason = "the lexer's options and what it has met")]
struct Lexer<'t> {
    text: &'t str,
    at: usize,
    escape: char,
    env: &'t Env,
    budget: &'t mut Budget,
    raw_quotes: bool,
    raw_escapes: bool,
    keep_unset: bool,
    unset: Vec<String>,
    unknown: bool,
    words: Vec<String>,
    /// The word under way. A nested substitution empties it, as BuildKit's does.
    word: String,
    in_word: bool,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str, escape: char, env: &'t Env, budget: &'t mut Budget) -> Self {
        Self {
            // Go's scanner drops it.
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

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// The text up to `stop`, which is read too, or to the end.
    fn until(&mut self, stop: Option<char>, raw: bool, depth: usize) -> Result<String, Kind> {
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
                        // Before other characters, the escape character stands for itself.
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

    /// `<`, or `<<` with the blanks behind it.
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

    /// `$V`, `${V}`, `${V` with a modifier: the value.
    fn dollar(&mut self, depth: usize) -> Result<String, Kind> {
        let start = self.at;
        self.next();
        if self.peek() != Some('{') {
            let name = self.name();
            if name.is_empty() {
                return Ok("$".into());
            }
            return match self.value(name)? {
                None if self.keep_unset => Ok(self.written(start)),
                value => Ok(self.or_empty(name, value)),
            };
        }
        self.next();
        if matches!(self.peek(), None | Some('{' | '}' | ':')) {
            return Err(Kind::BadSubstitution);
        }
        let name = self.name();
        match self.next().ok_or(Kind::BadSubstitution)? {
            '}' => match self.value(name)? {
                None if self.keep_unset => Ok(self.written(start)),
                value => Ok(self.or_empty(name, value)),
            },
            ':' => {
                let modifier = self.next().ok_or(Kind::BadSubstitution)?;
                self.modified(name, modifier, true, depth)
            }
            modifier @ ('+' | '-' | '?' | '#' | '%') => self.modified(name, modifier, false, depth),
            '/' => self.replaced(name, depth),
            _ => Err(Kind::BadSubstitution),
        }
    }

    /// What the text has from `start` to here; a nested substitution in it is as written, too.
    fn written(&self, start: usize) -> String {
        self.text.get(start..self.at).unwrap_or_default().into()
    }

    fn modified(
        &mut self,
        name: &'t str,
        modifier: char,
        or_null: bool,
        depth: usize,
    ) -> Result<String, Kind> {
        let pattern = matches!(modifier, '#' | '%');
        if or_null && pattern {
            return Err(Kind::BadSubstitution);
        }
        let before = self.unset.len();
        let word = self.until(Some('}'), pattern, depth + 1)?;
        let value = self.value(name)?;
        if self.keep_unset && value.is_none() {
            let colon = if or_null { ":" } else { "" };
            return Ok(alloc::format!("${{{name}{colon}{modifier}{word}}}"));
        }
        let missing = value.is_none() || (or_null && value.as_deref() == Some(""));
        // What the word lacks counts only where the word is taken.
        if (modifier == '-' && !missing) || (modifier == '+' && missing) || modifier == '?' {
            self.unset.truncate(before);
        }
        match modifier {
            '+' if missing => Ok(String::new()),
            '?' if missing => Err(Kind::RequiredVariable),
            '-' | '?' if !missing => Ok(value.unwrap_or_default()),
            '-' | '+' => Ok(word),
            '#' | '%' => {
                let value = self.or_empty(name, value);
                let (pattern, greedy) = match word.strip_prefix(modifier) {
                    Some(pattern) => (pattern, true),
                    None => (word.as_str(), false),
                };
                if modifier == '#' {
                    glob::trim_start(pattern, &value, greedy, self.budget)
                } else {
                    glob::trim_end(pattern, &value, greedy, self.budget)
                }
            }
            _ => Err(Kind::BadSubstitution),
        }
    }

    fn replaced(&mut self, name: &'t str, depth: usize) -> Result<String, Kind> {
        let all = self.peek() == Some('/');
        if all {
            self.next();
        }
        let pattern = self.until(Some('/'), true, depth + 1)?;
        let replacement = self.until(Some('}'), true, depth + 1)?;
        let value = self.value(name)?;
        if self.keep_unset && value.is_none() {
            return Ok(alloc::format!("${{{name}/{pattern}/{replacement}}}"));
        }
        let value = self.or_empty(name, value);
        glob::replace(&pattern, &value, &replacement, all, self.budget)
    }

    /// A variable's name: letters, digits and `_`; digits alone; or one of the shell's own.
    fn name(&mut self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = |stop: fn(char) -> bool| rest.find(stop).unwrap_or(rest.len());
        let len = match rest.chars().next() {
            Some('0'..='9') => end(|c| !c.is_ascii_digit()),
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => 1,
            _ => end(|c| !in_name(c)),
        };
        self.at += len;
        rest.get(..len).unwrap_or_default()
    }

    /// The value, if the variable has one.
    fn value(&mut self, name: &str) -> Result<Option<String>, Kind> {
        match self.env.get(name) {
            Some(Some(value)) => {
                self.budget.spend(value.len())?;
                Ok(Some(value.clone()))
            }
            Some(None) => {
                self.unknown = true;
                Ok(None)
            }
            None => Ok(None),
        }
    }

    /// The value, or nothing, which is noted.
    fn or_empty(&mut self, name: &str, value: Option<String>) -> String {
        value.unwrap_or_else(|| {
            self.unset.push(name.into());
            String::new()
        })
    }
}
