//! Variable substitutions: `$V`, `${V}`, `${V:-default}`, `${V#pattern}`, `${V/pattern/replacement}`.
//!
//! Source: moby/buildkit, frontend/dockerfile/shell/lex.go, `processDollar`.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "offsets in one string, and a depth of at most `MAX_DEPTH`"
)]

use alloc::string::String;

use super::chars::in_name;
use super::error::DockerfileErrorKind as Kind;
use super::glob;
use super::shell::Lexer;

impl<'t> Lexer<'t> {
    /// Reads `$V`, `${V}` or `${V` with a modifier, and returns the value.
    pub(super) fn dollar(&mut self, depth: usize) -> Result<String, Kind> {
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

    /// Returns what was read since `start`, nested substitutions verbatim.
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
        // Unset variables of the word count only where the word is used.
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

    /// Reads a variable's name: letters, digits and `_`; digits alone; or one of the shell's special parameters.
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

    /// Returns the variable's value, if it has one.
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

    /// Returns the value, or an empty string, which is recorded as unset.
    fn or_empty(&mut self, name: &str, value: Option<String>) -> String {
        value.unwrap_or_else(|| {
            self.unset.push(name.into());
            String::new()
        })
    }
}
