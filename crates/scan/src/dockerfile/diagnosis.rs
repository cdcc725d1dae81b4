//! What is wrong with an instruction: which of its words, and what to write instead.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::borrow::Cow;
use alloc::format;

use imageref::error::Span;

use super::chars;
use super::error::{DockerfileError, DockerfileErrorKind as Kind};
use super::instruction::{INSTRUCTIONS, Instruction, flag_parts};
use super::json::{self, Array};
use super::lines::Line;
use super::split::words;
use crate::similar::is_similar;

/// The bytes of the logical line that are wrong; `None`: all of them.
type Range = Option<(usize, usize)>;

/// Returns the error for an instruction with these arguments, which begin at `args_at` of the logical line.
pub(super) fn error(
    kind: Kind,
    line: &Line<'_>,
    instruction: &Instruction<'_>,
    (args, args_at): (&str, usize),
    whole: Span,
) -> DockerfileError {
    comment_error(kind, line, &instruction.name, (args, args_at)).unwrap_or_else(|| {
        let (range, hint) = word(kind, line, instruction, args, args_at);
        let span = range.map_or(whole, |(start, end)| line.span(start, end));
        DockerfileError::new(kind, line.number, span).with_hint(hint)
    })
}

/// Returns the error for a line whose arguments can't be read.
pub(super) fn line_error(
    kind: Kind,
    line: &Line<'_>,
    name: &str,
    args: (&str, usize),
    whole: Span,
) -> DockerfileError {
    let name = name.to_ascii_lowercase();
    comment_error(kind, line, &name, args).unwrap_or_else(|| {
        let hint = match kind {
            Kind::ArgumentCount | Kind::NotNameValue => usage(&name).map(Cow::Borrowed),
            _ => None,
        };
        DockerfileError::new(kind, line.number, whole).with_hint(hint)
    })
}

/// The error for a comment that was read as arguments.
fn comment_error(
    kind: Kind,
    line: &Line<'_>,
    name: &str,
    (args, args_at): (&str, usize),
) -> Option<DockerfileError> {
    let start = match kind {
        Kind::ArgumentCount | Kind::NotNameValue | Kind::NotJson => comment(name, args, args_at)?,
        _ => return None,
    };
    let span = line.span(start, line.text.trim_end().len());
    Some(DockerfileError::new(Kind::TrailingComment, line.number, span))
}

/// Where a comment begins that was read as arguments, if the instruction is right without it.
fn comment(name: &str, args: &str, args_at: usize) -> Option<usize> {
    let words = words(args, args_at);
    let index = words.iter().position(|(_, word)| word.starts_with('#'))?;
    let before = words.get(..index)?;
    let right = match (name, before) {
        ("from", [_]) => true,
        ("from", [_, (_, word), _]) => chars::upper(word) == "AS",
        ("env" | "label", [_, ..]) => before.iter().all(|(_, word)| word.contains('=')),
        ("healthcheck", [(_, word)]) => word.eq_ignore_ascii_case("none"),
        ("shell", _) => {
            let end = words.get(index).and_then(|&(at, _)| at.checked_sub(args_at))?;
            matches!(json::array(args.get(..end)?), Array::Strings(_))
        }
        _ => false,
    };
    if right { words.get(index).map(|&(at, _)| at) } else { None }
}

/// The word that is wrong, and what to write instead.
fn word(
    kind: Kind,
    line: &Line<'_>,
    instruction: &Instruction<'_>,
    args: &str,
    args_at: usize,
) -> (Range, Option<Cow<'static, str>>) {
    let name_at = line.text.len().saturating_sub(line.text.trim_start().len());
    match kind {
        Kind::UnknownInstruction => {
            let len = line.text.trim().split(char::is_whitespace).next().map_or(0, str::len);
            let known = INSTRUCTIONS.iter().map(|row| row.name);
            let hint = match closest(&instruction.name, known) {
                Some(known) => format!("did you mean `{}`?", known.to_ascii_uppercase()).into(),
                None => Cow::Borrowed(
                    "to continue the instruction before it, end that line with a backslash",
                ),
            };
            (Some((name_at, name_at + len)), Some(hint))
        }
        Kind::UnknownFlag | Kind::BadFlagValue | Kind::SecondFlag => {
            let Some(flag) = instruction.wrong_flag(kind) else { return (None, None) };
            let (name, value) = flag_parts(flag);
            let hint = match (kind, value) {
                (Kind::UnknownFlag, _) => {
                    let name = name.to_ascii_lowercase();
                    closest(&name, instruction.known_flags())
                        .map(|known| format!("did you mean `--{known}`?").into())
                }
                (Kind::BadFlagValue, Some(_)) => Some(Cow::Borrowed("correct the flag's value")),
                _ => None,
            };
            (Some(flag.range(0, flag.text.len())), hint)
        }
        Kind::BadStageName => {
            let words = words(args, args_at);
            (words.last().map(|&(at, name)| (at, at + name.len())), None)
        }
        // `--platform linux/amd64`: the value is read as an argument.
        Kind::ArgumentCount if instruction.wrong_flag(Kind::BadFlagValue).is_some() => {
            let (range, _) = word(Kind::BadFlagValue, line, instruction, args, args_at);
            (range, Kind::BadFlagValue.hint().map(Cow::Borrowed))
        }
        Kind::ArgumentCount | Kind::NotNameValue => {
            (None, usage(&instruction.name).map(Cow::Borrowed))
        }
        _ => (None, None),
    }
}

/// The known word that differs least.
fn closest(word: &str, mut known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    known.find(|known| is_similar(word.as_bytes(), known.as_bytes()))
}

/// The arguments that an instruction needs.
fn usage(name: &str) -> Option<&'static str> {
    Some(match name {
        "from" => "write `FROM image` or `FROM image AS name`",
        "add" | "copy" => "write at least one source and a destination",
        "arg" => "write `ARG name` or `ARG name=default`",
        "env" => "write `ENV name=value`",
        "label" => "write `LABEL name=value`",
        "healthcheck" => "write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`",
        "onbuild" => "write an instruction after `ONBUILD`",
        "shell" => r#"write `SHELL ["executable", "parameter"]`"#,
        "expose" => "write at least one port",
        "volume" => "write at least one path",
        "maintainer" | "user" | "workdir" | "stopsignal" => "write one argument",
        _ => return None,
    })
}
