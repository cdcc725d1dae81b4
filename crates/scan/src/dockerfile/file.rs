//! [`Dockerfile`]: a file as BuildKit reads it.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

use super::chars;
use super::diagnosis;
use super::directive::{self, BLANK};
use super::error::{DockerfileError, DockerfileErrorKind as Kind};
use super::heredoc;
use super::instruction::{Arguments, Instruction, flag_parts};
use super::lines::{Line, Lines};
use super::model::{BuildStage, GlobalArg, OnBuildTrigger, StageUse, StageUseKind};
use super::mount;
use super::split::split;
use imageref::error::Span;

/// A Dockerfile as BuildKit reads it.
///
/// [`parse`](Self::parse) returns what is written: stages, bases, `COPY --from` and mounts with their places.
/// [`resolve`](Self::resolve) returns what a build would use for them.
///
/// ```
/// use imageref_scan::Dockerfile;
///
/// let text = "ARG GO=1.22\nFROM golang:${GO} AS build\nFROM scratch\nCOPY --from=build /app /app\n";
/// let file = Dockerfile::parse(text)?;
/// let [build, last] = file.stages() else { unreachable!("two FROM, two stages") };
/// assert_eq!((build.name(), build.base().as_str()), (Some("build"), "golang:${GO}"));
/// assert_eq!(&text[build.base().span().range()], "golang:${GO}");
/// assert_eq!(last.uses()[0].from().as_str(), "build");
/// # Ok::<(), imageref_scan::DockerfileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Dockerfile<'a> {
    text: &'a str,
    escape: char,
    args: Vec<GlobalArg>,
    stages: Vec<BuildStage<'a>>,
}

impl<'a> Dockerfile<'a> {
    /// Parses a file: every instruction, its flags and the number of its arguments, as BuildKit does before it builds.
    ///
    /// An invalid reference is not an error here: [`resolve`](Self::resolve) reports it.
    ///
    /// # Errors
    ///
    /// The first error that BuildKit reports.
    ///
    /// Source: moby/buildkit, frontend/dockerfile, parser and instructions.
    pub fn parse(text: &'a str) -> Result<Self, DockerfileError> {
        let start = Span { start: 0, end: 0 };
        if let Some((value, span)) = directive::find(text, "check")
            && !directive::is_check(value)
        {
            return Err(DockerfileError::new(Kind::BadCheck, 1, span));
        }
        let mut lines = Lines::new(text);
        let mut builder = Builder::default();
        let mut any = false;
        // BuildKit checks instructions only once all lines have been read.
        let mut fault = None;
        while let Some(line) = lines.next()? {
            any = true;
            let result = builder.line(&line, &mut lines);
            match result {
                Ok(()) => {}
                Err(Fault::Line(error)) => return Err(error),
                Err(Fault::Instruction(error)) => {
                    fault.get_or_insert(error);
                }
            }
        }
        if let Some(error) = lines.fault() {
            return Err(error);
        }
        if !any {
            return Err(DockerfileError::new(Kind::NoInstructions, 1, start));
        }
        if let Some(error) = fault {
            return Err(error);
        }
        if builder.stages.is_empty() {
            return Err(DockerfileError::new(Kind::NoStages, 1, start));
        }
        let Builder { args, stages, .. } = builder;
        Ok(Self { text, escape: lines.escape, args, stages })
    }

    /// The text of the file.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// The escape and continuation character: `\`, or `` ` `` by a directive.
    pub const fn escape(&self) -> char {
        self.escape
    }

    /// The image of the frontend that reads the file, named by the directive `# syntax=`, and its place.
    pub fn syntax(&self) -> Option<(&'a str, Span)> {
        directive::find(self.text, "syntax")
    }

    /// The variables that `FROM` may use, in order.
    pub fn global_args(&self) -> &[GlobalArg] {
        &self.args
    }

    /// The stages in order.
    pub fn stages(&self) -> &[BuildStage<'a>] {
        &self.stages
    }
}

/// An error that BuildKit reports while it reads lines, or afterwards.
enum Fault {
    Line(DockerfileError),
    Instruction(DockerfileError),
}

#[derive(Default)]
struct Builder<'a> {
    args: Vec<GlobalArg>,
    stages: Vec<BuildStage<'a>>,
    /// The instruction whose `<<WORD` opens no heredoc, so that what was meant as its body is read as instructions.
    no_heredoc: Option<String>,
}

impl<'a> Builder<'a> {
    fn line(&mut self, line: &Line<'a>, lines: &mut Lines<'a>) -> Result<(), Fault> {
        let at_line =
            |kind, end| DockerfileError::new(kind, line.number, Span { start: line.start, end });
        let escape = lines.escape;
        let joined_end = lines.end;
        let early = |kind| Fault::Line(at_line(kind, joined_end));
        let parts = split(&line.text, escape);
        let (child_text, child_at, name) = (parts.args, parts.args_at, parts.name);
        let whole = Span { start: line.start, end: joined_end };
        let instruction = Instruction::parse(parts, escape).map_err(|kind| {
            let args = (child_text, child_at);
            Fault::Line(self.hinted(diagnosis::line_error(kind, line, name, args, whole)))
        })?;
        let on_build = matches!(instruction.arguments, Arguments::Instruction);
        let child = if on_build && !child_text.is_empty() {
            let parts = shifted(child_text, child_at, escape);
            let (name, text) = (parts.name, parts.args);
            let child = Instruction::parse(parts, escape).map_err(early)?;
            if matches!(child.arguments, Arguments::Instruction) {
                nested(text, escape).map_err(early)?;
            }
            Some((name, child))
        } else {
            None
        };
        let mut bodies = String::new();
        let innermost = child.as_ref().map_or(&instruction, |(_, child)| child);
        if innermost.opens_heredocs() && line.text.contains("<<") {
            for heredoc in heredoc::in_line(&line.text).map_err(early)? {
                let body = lines.heredoc(&heredoc.name, heredoc.chomp);
                let body = body.ok_or_else(|| early(Kind::OpenHeredoc))?;
                if on_build {
                    // Writing to a `String` can't fail.
                    let _ = write!(bodies, "\n{body}{}", heredoc.name);
                }
            }
        }
        let span = Span { start: line.start, end: lines.end };
        let no_heredoc = instruction.has_literal_heredoc();
        let result = match child {
            Some((name, child)) => {
                instruction.check().and_then(|()| self.trigger(line, span, name, &child, &bodies))
            }
            None => self.instruction(line, span, &instruction),
        };
        let result = result.map_err(|kind| {
            let args = (child_text, child_at);
            Fault::Instruction(self.hinted(diagnosis::error(kind, line, &instruction, args, span)))
        });
        if no_heredoc {
            self.no_heredoc = Some(chars::upper(&instruction.name));
        }
        result
    }

    fn hinted(&self, error: DockerfileError) -> DockerfileError {
        match (&self.no_heredoc, error.kind()) {
            (Some(name), Kind::UnknownInstruction | Kind::ArgumentCount | Kind::NotNameValue) => {
                let hint = format!("`{name}` accepts no heredoc; `RUN`, `COPY` and `ADD` do");
                error.with_hint(Some(hint.into()))
            }
            _ => error,
        }
    }

    fn instruction(
        &mut self,
        line: &Line<'a>,
        span: Span,
        instruction: &Instruction<'_>,
    ) -> Result<(), Kind> {
        match instruction.name.as_str() {
            "from" => {
                let stage = stage(line, span, instruction)?;
                self.stages.push(stage);
                self.no_heredoc = None;
                return Ok(());
            }
            // Without an instruction after it.
            "onbuild" => return Err(Kind::ArgumentCount),
            _ => instruction.check()?,
        }
        let Some(stage) = self.stages.last_mut() else {
            let Arguments::Quoted(words) = &instruction.arguments else {
                return Err(Kind::NoStage);
            };
            if instruction.name != "arg" {
                return Err(Kind::NoStage);
            }
            self.args.extend(words.iter().map(|word| {
                let (name, default) = match word.split_once('=') {
                    Some((name, default)) => (name, Some(default.to_string())),
                    None => (word.as_str(), None),
                };
                GlobalArg { name: name.into(), default, line: line.number, span }
            }));
            return Ok(());
        };
        let taken = uses(line, span, instruction)?;
        let before = stage.uses.len();
        stage.nameless.extend(taken.nameless.iter().map(|uses| before + uses));
        stage.uses.extend(taken.uses);
        Ok(())
    }

    /// Reads `ONBUILD`. BuildKit checks its instruction only where a stage runs it, so errors in it are ignored here.
    fn trigger(
        &mut self,
        line: &Line<'a>,
        span: Span,
        name: &str,
        child: &Instruction<'_>,
        bodies: &str,
    ) -> Result<(), Kind> {
        if matches!(chars::upper(name.trim()).as_str(), "ONBUILD" | "FROM" | "MAINTAINER") {
            return Err(Kind::BadTrigger);
        }
        let stage = self.stages.last_mut().ok_or(Kind::NoStage)?;
        let mut expression = String::from(expression(&line.text));
        expression.push_str(bodies);
        let taken = child.check().and_then(|()| uses(line, span, child)).unwrap_or_default();
        stage.triggers.push(OnBuildTrigger { expression, span, uses: taken.uses });
        Ok(())
    }
}

/// Returns what `ONBUILD` keeps: everything after its name and the blanks there, with the flags. Where BuildKit's pattern
/// does not find the name (`ONBUİLD`, or a vertical tab before it), it keeps the line.
fn expression(line: &str) -> &str {
    let trimmed = line.trim_start_matches(BLANK);
    match trimmed.split_at_checked("onbuild".len()) {
        Some((name, rest)) if name.eq_ignore_ascii_case("onbuild") => {
            rest.trim_start_matches(BLANK)
        }
        _ => line,
    }
}

/// Splits an instruction inside another, with offsets in the outer line.
fn shifted(text: &str, at: usize, escape: char) -> super::split::Parts<'_> {
    let mut parts = split(text, escape);
    parts.args_at += at;
    for flag in &mut parts.flags {
        flag.at.iter_mut().for_each(|offset| *offset += at);
    }
    parts
}

/// Reads what follows `ONBUILD ONBUILD`. This is rejected later, but BuildKit reports errors in lines first.
fn nested(mut text: &str, escape: char) -> Result<(), Kind> {
    while !text.is_empty() {
        let parts = split(text, escape);
        text = parts.args;
        if !matches!(Instruction::parse(parts, escape)?.arguments, Arguments::Instruction) {
            break;
        }
    }
    Ok(())
}

/// Reads `FROM [--platform=P] BASE [AS NAME]`.
fn stage<'a>(
    line: &Line<'a>,
    span: Span,
    instruction: &Instruction<'_>,
) -> Result<BuildStage<'a>, Kind> {
    let Arguments::Words(words) = &instruction.arguments else { return Err(Kind::ArgumentCount) };
    let (at, base, name) = match words[..] {
        [(at, base)] => (at, base, None),
        [(at, base), (_, word), (_, name)] if chars::upper(word) == "AS" => {
            (at, base, Some(stage_name(name).ok_or(Kind::BadStageName)?))
        }
        _ => return Err(Kind::ArgumentCount),
    };
    instruction.check()?;
    let platform = instruction.flag("platform").filter(|(value, _)| !value.is_empty());
    Ok(BuildStage {
        name,
        base: line.word(base, at, at + base.len()),
        platform: platform.map(|(value, (start, end))| Box::new(line.word(value, start, end))),
        line: line.number,
        span,
        uses: Vec::new(),
        nameless: Vec::new(),
        triggers: Vec::new(),
    })
}

/// Returns the name in lower case if it matches `[a-z][a-z0-9-_.]*` there.
fn stage_name(name: &str) -> Option<Box<str>> {
    let name = chars::lower(name);
    let letter = name.starts_with(|c: char| c.is_ascii_lowercase());
    let rest = name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.'));
    (letter && rest).then(|| name.into())
}

/// The images and stages that an instruction copies or mounts files from.
#[derive(Default)]
struct Taken<'a> {
    uses: Vec<StageUse<'a>>,
    /// For each mount without `from`, how many uses come before it.
    nameless: Vec<usize>,
}

/// Returns the values of `COPY --from` and `RUN --mount=from`.
fn uses<'a>(line: &Line<'a>, span: Span, instruction: &Instruction<'_>) -> Result<Taken<'a>, Kind> {
    let mut taken = Taken::default();
    let make = |kind, from| StageUse { kind, from, line: line.number, span };
    match instruction.name.as_str() {
        "copy" => {
            let from = instruction.flag("from").filter(|(value, _)| !value.is_empty());
            taken.uses.extend(from.map(|(value, (start, end))| {
                make(StageUseKind::Copy, line.word(value, start, end))
            }));
        }
        "run" => {
            for flag in &instruction.flags {
                let ("mount", Some(record)) = flag_parts(flag) else { continue };
                let offset = flag.text.len().saturating_sub(record.len());
                let Some((value, start, end)) = mount::from(record)? else {
                    taken.nameless.push(taken.uses.len());
                    continue;
                };
                let (start, end) = flag.range(offset + start, offset + end);
                taken.uses.push(make(StageUseKind::Mount, line.word(&value, start, end)));
            }
        }
        _ => {}
    }
    Ok(taken)
}
