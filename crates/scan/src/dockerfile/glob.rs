//! The patterns of `${V#p}`, `${V%p}` and `${V/p/r}`: `?` and `*`, neither of which matches a line feed.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::string::String;
use alloc::vec::Vec;

use super::budget::Budget;
use super::chars::in_name;
use super::error::DockerfileErrorKind as Kind;

#[derive(Clone, Copy)]
enum Token {
    /// `*`
    Any,
    /// `?`
    One,
    Char(char),
}

/// Removes the shortest or, if `greedy`, the longest prefix that matches.
pub(super) fn trim_start(
    pattern: &str,
    value: &str,
    greedy: bool,
    budget: &mut Budget,
) -> Result<String, Kind> {
    let value: Vec<_> = value.chars().collect();
    let end = longest(&tokens(pattern)?, &value, greedy, budget)?.unwrap_or(0);
    Ok(value.get(end..).unwrap_or_default().iter().collect())
}

/// Removes the shortest or, if `greedy`, the longest suffix that matches.
pub(super) fn trim_end(
    pattern: &str,
    value: &str,
    greedy: bool,
    budget: &mut Budget,
) -> Result<String, Kind> {
    let tokens = tokens(&reversed(pattern))?;
    let value: Vec<_> = value.chars().rev().collect();
    let end = longest(&tokens, &value, greedy, budget)?.unwrap_or(0);
    Ok(value.get(end..).unwrap_or_default().iter().rev().collect())
}

/// Replaces the first match, or all of them. Matches are as long as they can be.
pub(super) fn replace(
    pattern: &str,
    value: &str,
    replacement: &str,
    all: bool,
    budget: &mut Budget,
) -> Result<String, Kind> {
    let tokens = tokens(pattern)?;
    let value: Vec<_> = value.chars().collect();
    let mut out = String::new();
    // The end of the last match, and where the next is searched: Go's `ReplaceAllString`.
    let (mut done, mut from) = (0, 0);
    while let Some((start, end)) = find(&tokens, &value, from, budget)? {
        out.extend(value.get(done..start).unwrap_or_default());
        if end > done || start == 0 {
            if all {
                let matched: String = value.get(start..end).unwrap_or_default().iter().collect();
                budget.spend(replacement.len() + matched.len())?;
                expand(&mut out, replacement, &matched);
            } else {
                out.push_str(replacement);
            }
        }
        done = end;
        from = end.max(from + 1);
        if !all || from > value.len() {
            break;
        }
    }
    out.extend(value.get(done..).unwrap_or_default());
    Ok(out)
}

/// Appends a replacement, in which Go's `regexp` expands `$0` to the match and other names to nothing.
fn expand(out: &mut String, mut template: &str, matched: &str) {
    while let Some((before, rest)) = template.split_once('$') {
        out.push_str(before);
        if let Some(rest) = rest.strip_prefix('$') {
            out.push('$');
            template = rest;
            continue;
        }
        let (name, after) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((name, after)) if name.chars().all(in_name) => (name, after),
            _ => rest.split_at(rest.find(|c| !in_name(c)).unwrap_or(rest.len())),
        };
        if name.is_empty() {
            out.push('$');
            template = rest;
            continue;
        }
        if name == "0" {
            out.push_str(matched);
        }
        template = after;
    }
    out.push_str(template);
}

/// Reverses the pattern. An escape stays before its character; one at the end is escaped itself.
fn reversed(pattern: &str) -> String {
    let mut chars = pattern.chars();
    let mut out = Vec::new();
    while let Some(c) = chars.next() {
        match chars.clone().next() {
            Some(escaped) if c == '\\' => {
                chars.next();
                out.extend([escaped, c]);
            }
            _ => out.push(c),
        }
    }
    out.iter().rev().collect()
}

fn tokens(pattern: &str) -> Result<Vec<Token>, Kind> {
    let mut tokens = Vec::new();
    // Go's scanner drops a byte order mark.
    let mut chars = pattern.strip_prefix('\u{feff}').unwrap_or(pattern).chars().peekable();
    while let Some(c) = chars.next() {
        tokens.push(match c {
            '*' => Token::Any,
            '?' => Token::One,
            // An escape that `${}` needs does not belong to the pattern.
            '\\' if matches!(chars.peek(), Some('}' | '/')) => continue,
            '\\' => match chars.next() {
                Some(c @ ('*' | '?' | '\\')) => Token::Char(c),
                _ => return Err(Kind::BadSubstitution),
            },
            c => Token::Char(c),
        });
    }
    Ok(tokens)
}

/// Returns the first match at or after `from`, as long as it can be.
fn find(
    tokens: &[Token],
    value: &[char],
    from: usize,
    budget: &mut Budget,
) -> Result<Option<(usize, usize)>, Kind> {
    for start in from..=value.len() {
        let rest = value.get(start..).unwrap_or_default();
        if let Some(end) = longest(tokens, rest, true, budget)? {
            return Ok(Some((start, start + end)));
        }
    }
    Ok(None)
}

/// Returns the end of the longest match at the start of `value`, or of the shortest if not `greedy`.
fn longest(
    tokens: &[Token],
    value: &[char],
    greedy: bool,
    budget: &mut Budget,
) -> Result<Option<usize>, Kind> {
    // The positions at which the tokens so far may end.
    let mut ends = Vec::from([0]);
    for token in tokens {
        budget.spend(ends.len() + 1)?;
        ends = match *token {
            Token::Any => match ends.first() {
                Some(&first) => {
                    let line = value.iter().skip(first).take_while(|c| **c != '\n').count();
                    budget.spend(line)?;
                    (first..=first + line).collect()
                }
                None => Vec::new(),
            },
            Token::One => ends
                .into_iter()
                .filter(|&at| value.get(at).is_some_and(|c| *c != '\n'))
                .map(|at| at + 1)
                .collect(),
            Token::Char(c) => {
                ends.into_iter().filter(|&at| value.get(at) == Some(&c)).map(|at| at + 1).collect()
            }
        };
        if ends.is_empty() {
            return Ok(None);
        }
    }
    Ok(if greedy { ends.last().copied() } else { ends.first().copied() })
}
