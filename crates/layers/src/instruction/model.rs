//! [`Instruction`]: its parts, and how they are read from `created_by`.

use alloc::borrow::Cow;
use core::fmt;

use super::arguments::dockerfile_arguments;
use super::escape::write_escaped;
use super::kind::InstructionKind;
use super::shell::{split_build_args, split_shell};
use imageref::image::HistoryStep;

/// An instruction of a Dockerfile, as far as a builder wrote it to the history's `created_by`.
///
/// The forms of the classic builder, `BuildKit`, buildah and kaniko are recognized, and commands in a known shell.
/// Everything else is kept verbatim as [`InstructionKind::Other`], such as the names of bazel, jib, ko, apko, umoci and
/// buildpacks.
///
/// Two losses cannot be undone: the classic builder and buildah write the hash of what `COPY` and `ADD` copied instead of
/// its path; and where a builder wrote a list without quotes, as all do for `SHELL`, a word that contained a space becomes
/// two.
///
/// Instructions are equal if kind, text, shell and build arguments are, whichever builder wrote them.
///
/// # Examples
///
/// ```
/// use imageref_layers::instruction::{Instruction, InstructionKind};
///
/// let classic = Instruction::of("/bin/sh -c #(nop)  CMD [\"nginx\" \"-g\" \"daemon off;\"]");
/// assert_eq!(classic.to_string(), r#"CMD ["nginx","-g","daemon off;"]"#);
/// let buildkit = Instruction::of("RUN |1 V=2 /bin/sh -c make v$V # buildkit");
/// assert_eq!((buildkit.kind(), buildkit.text()), (InstructionKind::Run, "make v$V"));
/// assert_eq!((buildkit.build_args(), buildkit.shell()), (Some("V=2"), Some("/bin/sh -c")));
/// assert_eq!(Instruction::of("bazel build ...").kind(), InstructionKind::Other);
/// ```
#[doc(alias = "created_by")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction<'a> {
    kind: InstructionKind,
    text: Cow<'a, str>,
    shell: Option<&'a str>,
    build_args: Option<&'a str>,
}

impl<'a> Instruction<'a> {
    /// Reads the instruction from a history entry's `created_by`. Every string is accepted.
    #[doc(alias = "parse")]
    pub fn of(created_by: &'a str) -> Self {
        let text = created_by.trim();
        let text = text.strip_suffix("# buildkit").map_or(text, str::trim_end);
        if let Some((shell, command)) = split_shell(text) {
            // The classic builder marks an instruction that runs nothing as a comment to the shell.
            return match command.strip_prefix("#(nop)") {
                Some(instruction) => Self::of_line(instruction.trim()),
                None => Self::run(command, Some(shell), None),
            };
        }
        match split_build_args(text) {
            Some((build_args, command)) => Self::of_command(command, Some(build_args)),
            None => Self::of_line(text),
        }
    }

    /// Returns the keyword.
    pub fn kind(&self) -> InstructionKind {
        self.kind
    }

    /// Returns the arguments after the keyword, verbatim: not escaped, and without the shell and the build arguments that a
    /// builder writes before a command. Lists and ports have a Dockerfile's form.
    ///
    /// For [`InstructionKind::Other`], this is all of `created_by`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the shell that ran the command, with its flags, such as `/bin/sh -c`; `None` if none was written.
    pub fn shell(&self) -> Option<&'a str> {
        self.shell
    }

    /// Returns the build arguments that the command could read, as the builder wrote them: `A=1 B=2`.
    pub fn build_args(&self) -> Option<&'a str> {
        self.build_args
    }

    fn run(command: &'a str, shell: Option<&'a str>, build_args: Option<&'a str>) -> Self {
        let text = Cow::Borrowed(command.trim());
        Self { kind: InstructionKind::Run, text, shell, build_args }
    }

    /// Reads a command with or without a shell before it.
    fn of_command(text: &'a str, build_args: Option<&'a str>) -> Self {
        match split_shell(text) {
            Some((shell, command)) => Self::run(command, Some(shell), build_args),
            None => Self::run(text, None, build_args),
        }
    }

    /// Reads a line that starts with a keyword.
    fn of_line(text: &'a str) -> Self {
        let (keyword, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
        let rest = rest.trim();
        let (kind, text) = match InstructionKind::of_keyword(keyword) {
            Some(InstructionKind::Run) => {
                return match split_build_args(rest) {
                    Some((build_args, command)) => Self::of_command(command, Some(build_args)),
                    None => Self::of_command(rest, None),
                };
            }
            Some(kind) => (kind, dockerfile_arguments(kind, rest)),
            None => (InstructionKind::Other, Cow::Borrowed(text)),
        };
        Self { kind, text, shell: None, build_args: None }
    }
}

impl<'a> From<&'a str> for Instruction<'a> {
    fn from(created_by: &'a str) -> Self {
        Self::of(created_by)
    }
}

/// The instruction of a step; that of a layer is `layer.step().map(Instruction::from)`.
impl<'a> From<HistoryStep<'a>> for Instruction<'a> {
    fn from(step: HistoryStep<'a>) -> Self {
        Self::of(step.history().created_by().unwrap_or_default())
    }
}

impl fmt::Display for Instruction<'_> {
    /// Writes the instruction on one line, with control and invisible characters escaped. [`text`](Instruction::text)
    /// returns them as they are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(keyword) = self.kind.keyword() {
            f.write_str(keyword)?;
            if !self.text.is_empty() {
                f.write_str(" ")?;
            }
        }
        write_escaped(f, &self.text)
    }
}
