//! ABNF to a regular expression: RFC 5234's rules as far as a grammar without recursion needs them, and RFC 7405's `%s`.
//!
//! Alternatives keep their order. Rules that are named by the caller become capture groups.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The regular expression of the rule `start`; each rule of `captures` is a group of its name with `_` for `-`.
pub fn to_regex(grammar: &str, start: &str, captures: &[&str]) -> String {
    let mut rules: BTreeMap<&str, String> = BTreeMap::new();
    let mut last = "";
    for line in grammar.lines() {
        let line = line.split(';').next().unwrap_or_default();
        match line.split_once('=') {
            Some((name, rule)) if !line.starts_with(' ') => {
                last = name.trim();
                rules.insert(last, rule.to_owned());
            }
            _ if !line.trim().is_empty() => {
                rules.get_mut(last).expect("a rule to continue").push_str(line);
            }
            _ => {}
        }
    }
    let mut parser = Parser { rules: &rules, captures };
    format!("^(?:{})$", parser.rule(start))
}

struct Parser<'a> {
    rules: &'a BTreeMap<&'a str, String>,
    captures: &'a [&'a str],
}

impl Parser<'_> {
    fn rule(&mut self, name: &str) -> String {
        let text = self.rules.get(name).unwrap_or_else(|| panic!("no rule {name}")).clone();
        let mut rest = text.trim();
        let regex = self.alternation(&mut rest);
        assert!(rest.is_empty(), "{name}: {rest:?} is left");
        match self.captures.contains(&name) {
            true => format!("(?P<{}>{regex})", name.replace('-', "_")),
            false => regex,
        }
    }

    fn alternation(&mut self, rest: &mut &str) -> String {
        let mut branches = vec![self.concatenation(rest)];
        while let Some(next) = rest.strip_prefix('/') {
            *rest = next.trim_start();
            branches.push(self.concatenation(rest));
        }
        format!("(?:{})", branches.join("|"))
    }

    fn concatenation(&mut self, rest: &mut &str) -> String {
        let mut regex = String::new();
        while !rest.is_empty() && !rest.starts_with(['/', ')', ']']) {
            let (repeat, tail) =
                rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && c != '*').unwrap_or(0));
            *rest = tail;
            let element = self.element(rest);
            regex.push_str(&element);
            match repeat.split_once('*') {
                None if repeat.is_empty() => {}
                None => write!(regex, "{{{repeat}}}").unwrap(),
                Some((low, high)) => {
                    write!(regex, "{{{},{high}}}", if low.is_empty() { "0" } else { low }).unwrap();
                }
            }
            *rest = rest.trim_start();
        }
        regex
    }

    fn element(&mut self, rest: &mut &str) -> String {
        let take = |rest: &mut &str, end: usize| {
            let (token, tail) = rest.split_at(end);
            *rest = tail;
            token.to_owned()
        };
        if let Some(inner) = rest.strip_prefix(['(', '[']) {
            let optional = rest.starts_with('[');
            *rest = inner.trim_start();
            let regex = self.alternation(rest);
            *rest = rest.strip_prefix([')', ']']).expect("a closing bracket");
            return if optional { format!("{regex}?") } else { regex };
        }
        if let Some(range) = rest.strip_prefix("%x") {
            let end =
                range.find(|c: char| !c.is_ascii_hexdigit() && c != '-').unwrap_or(range.len());
            let token = take(rest, end + 2);
            let (low, high) = token[2..].split_once('-').expect("a range");
            return format!("[\\x{low}-\\x{high}]");
        }
        let quoted = rest.strip_prefix("%s").unwrap_or(rest);
        if let Some(text) = quoted.strip_prefix('"') {
            let sensitive = quoted.len() < rest.len();
            let end = text.find('"').expect("a closing quote");
            let literal = &text[..end];
            let letters = literal.contains(|c: char| c.is_ascii_alphabetic());
            assert!(sensitive || !letters, "{literal:?} would match either case");
            let regex = format!("(?:{})", regex::escape(literal));
            *rest = &text[end + 1..];
            return regex;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        assert!(end > 0, "no element at {rest:?}");
        let name = take(rest, end);
        self.rule(&name)
    }
}
