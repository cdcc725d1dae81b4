//! The instructions, with the flags and arguments that each accepts.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::chars;
use super::duration::is_interval;
use super::error::DockerfileErrorKind as Kind;
use super::heredoc;
use super::json::{self, Array};
use super::mount;
use super::split::{Flag, Parts, is_blank, quoted_words, words};

/// The form of the arguments.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Words between blanks.
    Words,
    /// A JSON array, or words between blanks.
    ArrayOrWords,
    /// A JSON array, or one string.
    ArrayOrText,
    /// One string.
    Text,
    /// `name=value …` or `name value`.
    Pairs,
    /// `name[=value] …`
    Args,
    /// `CMD` and a JSON array or a string; or `NONE`.
    Health,
    /// Another instruction.
    Instruction,
}

#[derive(Clone, Copy, PartialEq)]
enum FlagKind {
    Bool,
    Text,
    /// May be repeated.
    Texts,
}

use FlagKind::{Bool, Text, Texts};

/// An instruction: its name in lower case, the form of its arguments, its flags (`None`: they are ignored).
pub(super) struct Row {
    pub(super) name: &'static str,
    form: Form,
    flags: Option<&'static [(&'static str, FlagKind)]>,
}

const fn row(
    name: &'static str,
    form: Form,
    flags: Option<&'static [(&'static str, FlagKind)]>,
) -> Row {
    Row { name, form, flags }
}

/// Source: moby/buildkit, frontend/dockerfile, parser/parser.go and instructions/parse.go.
#[rustfmt::skip] // one row a line
pub(super) const INSTRUCTIONS: &[Row] = &[
    row("add", Form::ArrayOrWords, Some(&[("chown", Text), ("chmod", Text), ("link", Bool), ("keep-git-dir", Bool), ("checksum", Text), ("unpack", Bool), ("exclude", Texts)])),
    row("arg", Form::Args, None),
    row("cmd", Form::ArrayOrText, Some(&[])),
    row("copy", Form::ArrayOrWords, Some(&[("chown", Text), ("from", Text), ("chmod", Text), ("link", Bool), ("exclude", Texts), ("parents", Bool)])),
    row("entrypoint", Form::ArrayOrText, Some(&[])),
    row("env", Form::Pairs, Some(&[])),
    row("expose", Form::Words, Some(&[])),
    row("from", Form::Words, Some(&[("platform", Text)])),
    row("healthcheck", Form::Health, Some(&[("interval", Text), ("timeout", Text), ("start-period", Text), ("start-interval", Text), ("retries", Text)])),
    row("label", Form::Pairs, Some(&[])),
    row("maintainer", Form::Text, Some(&[])),
    row("onbuild", Form::Instruction, Some(&[])),
    row("run", Form::ArrayOrText, Some(&[("mount", Texts), ("network", Text), ("security", Text), ("device", Texts)])),
    row("shell", Form::ArrayOrText, Some(&[])),
    row("stopsignal", Form::Text, None),
    row("user", Form::Text, Some(&[])),
    row("volume", Form::ArrayOrWords, Some(&[])),
    row("workdir", Form::Text, Some(&[])),
];

/// The arguments, by their form.
pub(super) enum Arguments<'l> {
    /// Words, with their offsets in the logical line.
    Words(Vec<(usize, &'l str)>),
    /// The strings of a JSON array.
    Array(Vec<String>),
    /// The words of `ARG`, `ENV` and `LABEL`.
    Quoted(Vec<String>),
    Text(&'l str),
    Instruction,
}

/// An instruction with its arguments read.
pub(super) struct Instruction<'l> {
    /// In lower case.
    pub(super) name: String,
    pub(super) flags: Vec<Flag>,
    pub(super) arguments: Arguments<'l>,
    row: Option<&'static Row>,
}

impl<'l> Instruction<'l> {
    /// Reads the arguments. BuildKit reports an error here before it checks any instruction.
    pub(super) fn parse(parts: Parts<'l>, escape: char) -> Result<Self, Kind> {
        let Parts { name, flags, args, args_at } = parts;
        let name = lower_case(name);
        let row = INSTRUCTIONS.iter().find(|row| row.name == name);
        let arguments = match row.map_or(Form::Text, |row| row.form) {
            Form::Words => Arguments::Words(words(args, args_at)),
            Form::Text => Arguments::Text(args),
            Form::Args => Arguments::Quoted(quoted_words(args, escape)),
            Form::Pairs => Arguments::Quoted(pairs(args, escape)?),
            Form::Instruction => Arguments::Instruction,
            form @ (Form::ArrayOrWords | Form::ArrayOrText) => match json::array(args) {
                Array::Strings(strings) => Arguments::Array(strings),
                Array::Mixed => return Err(Kind::NotStrings),
                Array::No if form == Form::ArrayOrText => Arguments::Text(args),
                Array::No => Arguments::Words(words(args, args_at)),
            },
            Form::Health => {
                let (_, rest) = health_type(args);
                match json::array(rest) {
                    Array::Mixed => return Err(Kind::NotStrings),
                    _ => Arguments::Text(args),
                }
            }
        };
        Ok(Self { name, flags, arguments, row })
    }

    /// Returns `true` if a `<<` on the line opens a heredoc.
    pub(super) fn opens_heredocs(&self) -> bool {
        matches!(self.name.as_str(), "add" | "copy" | "run")
            && !matches!(self.arguments, Arguments::Array(_))
    }

    /// Returns `true` if a word looks like the start of a heredoc, and the instruction is known to accept none.
    pub(super) fn has_literal_heredoc(&self) -> bool {
        let accepts = matches!(self.name.as_str(), "add" | "copy" | "run" | "onbuild");
        let Arguments::Text(text) = self.arguments else { return false };
        let opens = |word: &str| heredoc::read(word).is_ok_and(|heredoc| heredoc.is_some());
        self.row.is_some() && !accepts && text.contains("<<") && text.split(is_blank).any(opens)
    }

    /// Checks flags and arguments as BuildKit does before it builds.
    pub(super) fn check(&self) -> Result<(), Kind> {
        let row = self.row.ok_or(Kind::UnknownInstruction)?;
        let count = self.count();
        match row.name {
            "add" | "copy" if count < 2 => return Err(Kind::ArgumentCount),
            "arg" | "env" | "label" | "expose" | "volume" | "healthcheck" | "shell"
                if count == 0 =>
            {
                return Err(Kind::ArgumentCount);
            }
            "maintainer" | "user" | "workdir" | "stopsignal" if count != 1 => {
                return Err(Kind::ArgumentCount);
            }
            _ => {}
        }
        // `HEALTHCHECK NONE` ignores its flags.
        if row.name == "healthcheck" {
            let Arguments::Text(args) = self.arguments else { return Ok(()) };
            let (kind, rest) = health_type(args);
            let none = match json::array(rest) {
                Array::Strings(strings) => strings.is_empty(),
                _ => rest.is_empty(),
            };
            match (chars::upper(kind).as_str(), none) {
                ("NONE", true) => return Ok(()),
                ("CMD", false) => {}
                ("NONE" | "CMD", _) => return Err(Kind::ArgumentCount),
                _ => return Err(Kind::UnknownHealthCheck),
            }
        }
        self.check_flags(row)?;
        match (row.name, &self.arguments) {
            ("add" | "copy", arguments) => {
                let destination = match arguments {
                    Arguments::Words(words) => words.last().map(|&(_, word)| word),
                    Arguments::Array(strings) => strings.last().map(String::as_str),
                    _ => None,
                };
                match heredoc::read(destination.unwrap_or_default()) {
                    Ok(Some(_)) => Err(Kind::HeredocDestination),
                    _ => Ok(()),
                }
            }
            ("arg", Arguments::Quoted(words)) if words.iter().any(|word| word.starts_with('=')) => {
                Err(Kind::NotNameValue)
            }
            ("env" | "label", Arguments::Quoted(names)) if names.iter().any(String::is_empty) => {
                Err(Kind::NotNameValue)
            }
            ("shell", Arguments::Text(_)) => Err(Kind::NotJson),
            ("volume", Arguments::Array(strings))
                if strings.iter().any(|s| s.trim().is_empty()) =>
            {
                Err(Kind::BlankArgument)
            }
            ("volume", Arguments::Words(words))
                if words.iter().any(|(_, word)| word.trim().is_empty()) =>
            {
                Err(Kind::BlankArgument)
            }
            _ => Ok(()),
        }
    }

    /// The number of arguments, as far as it matters.
    fn count(&self) -> usize {
        match &self.arguments {
            Arguments::Words(words) => words.len(),
            Arguments::Array(strings) => strings.len(),
            Arguments::Quoted(words) => words.len(),
            Arguments::Text(text) => usize::from(!text.is_empty()),
            Arguments::Instruction => 0,
        }
    }

    fn check_flags(&self, row: &Row) -> Result<(), Kind> {
        self.flag_error(row).map_or(Ok(()), |(kind, _)| Err(kind))
    }

    /// The flag to blame for an error.
    pub(super) fn wrong_flag(&self, kind: Kind) -> Option<&Flag> {
        let (found, flag) = self.flag_error(self.row?)?;
        (found == kind).then_some(flag)
    }

    /// The names of the flags that the instruction has.
    pub(super) fn known_flags(&self) -> impl Iterator<Item = &'static str> {
        self.row.and_then(|row| row.flags).into_iter().flatten().map(|&(name, _)| name)
    }

    /// What is wrong with the flags, and the first flag that is.
    fn flag_error(&self, row: &Row) -> Option<(Kind, &Flag)> {
        let known = row.flags?;
        let mut used = [false; 8];
        for flag in &self.flags {
            let (name, value) = flag_parts(flag);
            let Some(index) = known.iter().position(|(known, _)| *known == name) else {
                return Some((Kind::UnknownFlag, flag));
            };
            let kind = known.get(index)?.1;
            if let Some(used) = used.get_mut(index) {
                if *used && kind != Texts {
                    return Some((Kind::SecondFlag, flag));
                }
                *used = true;
            }
            let valid = match (kind, value) {
                (Bool, None) => true,
                (Bool, Some(value)) => {
                    value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false")
                }
                (_, None) => false,
                (_, Some(value)) => is_value(name, value),
            };
            if !valid {
                return Some((Kind::BadFlagValue, flag));
            }
        }
        None
    }

    /// Returns the value of a flag and its place in the logical line.
    pub(super) fn flag(&self, name: &str) -> Option<(&str, (usize, usize))> {
        self.flags.iter().find_map(|flag| {
            let (found, value) = flag_parts(flag);
            let value = value.filter(|_| found == name)?;
            Some((value, flag.range(flag.text.len().saturating_sub(value.len()), flag.text.len())))
        })
    }
}

/// Splits `--name[=value]`.
pub(super) fn flag_parts(flag: &Flag) -> (&str, Option<&str>) {
    let text = flag.text.strip_prefix("--").unwrap_or_default();
    match text.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (text, None),
    }
}

/// Returns `true` if BuildKit accepts the flag's value.
fn is_value(name: &str, value: &str) -> bool {
    match name {
        "network" => matches!(value, "default" | "none" | "host"),
        "security" => matches!(value, "insecure" | "sandbox"),
        "device" => mount::is_device(value),
        "interval" | "timeout" | "start-period" | "start-interval" => {
            value.is_empty() || is_interval(value)
        }
        "retries" => value.is_empty() || value.parse::<i32>().is_ok_and(|n| n >= 0),
        _ => true,
    }
}

/// Returns the type of a health check, and the rest. BuildKit reads bytes here as characters of Latin-1, so a type may
/// end inside a character: no type has that name.
fn health_type(args: &str) -> (&str, &str) {
    let is_space = |byte: &u8| matches!(*byte, b'\t'..=b'\r' | b' ' | 0x85 | 0xa0);
    let bytes = args.as_bytes();
    let end = bytes.iter().position(is_space).unwrap_or(bytes.len());
    let spaces = bytes.iter().skip(end).take_while(|&byte| is_space(byte)).count();
    // No JSON array begins inside a character.
    let rest = args.get(end + spaces..).unwrap_or("?");
    (args.get(..end).unwrap_or_default(), rest)
}

/// Returns the names of `name=value …`, or of `name value`. Blank ones are checked later.
fn pairs(args: &str, escape: char) -> Result<Vec<String>, Kind> {
    let mut words = quoted_words(args, escape);
    let Some(first) = words.first() else { return Ok(words) };
    if !first.contains('=') {
        return match args.split_once(is_blank) {
            Some((name, _)) => Ok(Vec::from([name.to_string()])),
            None => Err(Kind::ArgumentCount),
        };
    }
    for word in &mut words {
        match word.find('=') {
            Some(end) => word.truncate(end),
            None => return Err(Kind::NotNameValue),
        }
    }
    Ok(words)
}

/// Lowercases an instruction's name. One that is longer than every known name stays as it is.
fn lower_case(name: &str) -> String {
    if name.len() > 64 { name.to_string() } else { chars::lower(name) }
}
