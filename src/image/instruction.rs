//! [`Instruction`]: a Dockerfile's instruction, read back from what a builder wrote down.

use alloc::borrow::Cow;
use core::fmt;

use super::instruction_forms::arguments;
use super::shell::{split_build_args, split_shell};

/// A Dockerfile's instruction as far as a builder wrote it down in `created_by`.
///
/// It reads what the classic builder, `BuildKit`, buildah and kaniko write, and commands in a plain shell; what is none of
/// these is kept as [`InstructionKind::Other`]: bazel's, jib's, ko's, apko's and umoci's own names, a buildpack's layer.
/// `COPY` and `ADD` of the classic builder and of buildah name the hash of what was copied, not its path: it can't be read
/// back. Where a builder wrote a list without quotes, as all do with `SHELL`, a word that had a blank is two.
///
/// ```
/// use imageref::image::{Instruction, InstructionKind};
///
/// let classic = Instruction::parse("/bin/sh -c #(nop)  CMD [\"nginx\" \"-g\" \"daemon off;\"]");
/// assert_eq!(classic.to_string(), r#"CMD ["nginx","-g","daemon off;"]"#);
/// let buildkit = Instruction::parse("RUN |1 V=2 /bin/sh -c make v$V # buildkit");
/// assert_eq!((buildkit.kind(), buildkit.text()), (InstructionKind::Run, "make v$V"));
/// assert_eq!((buildkit.build_args(), buildkit.shell()), (Some("V=2"), Some("/bin/sh -c")));
/// assert_eq!(Instruction::parse("bazel build ...").kind(), InstructionKind::Other);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction<'a> {
    kind: InstructionKind,
    text: Cow<'a, str>,
    shell: Option<&'a str>,
    build_args: Option<&'a str>,
}

/// What a step does: the keyword of the Dockerfile's instruction.
///
/// Source: `BuildKit`, frontend/dockerfile/command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum InstructionKind {
    /// `ADD`: files, unpacked archives, URLs.
    Add,
    /// `ARG`: a build argument.
    Arg,
    /// `CMD`: what is run, or its default arguments.
    Cmd,
    /// `COPY`: files of the build context or of another stage.
    Copy,
    /// `ENTRYPOINT`: what is run.
    Entrypoint,
    /// `ENV`: a variable of the environment.
    Env,
    /// `EXPOSE`: ports.
    Expose,
    /// `FROM`: the base. Few builders write it down.
    From,
    /// `HEALTHCHECK`: how the container is asked whether it is well.
    Healthcheck,
    /// `LABEL`: labels.
    Label,
    /// `MAINTAINER`: the author. Deprecated.
    Maintainer,
    /// `ONBUILD`: an instruction for images built from this one.
    Onbuild,
    /// `RUN`: a command.
    Run,
    /// `SHELL`: the shell of `RUN`, `CMD` and `ENTRYPOINT`.
    Shell,
    /// `STOPSIGNAL`: the signal that stops the container.
    Stopsignal,
    /// `USER`: the user that the process runs as.
    User,
    /// `VOLUME`: directories with a container's own data.
    Volume,
    /// `WORKDIR`: the directory that the process starts in.
    Workdir,
    /// None of these: what another tool wrote, or nothing.
    Other,
}

const KEYWORDS: [(&str, InstructionKind); 18] = [
    ("ADD", InstructionKind::Add),
    ("ARG", InstructionKind::Arg),
    ("CMD", InstructionKind::Cmd),
    ("COPY", InstructionKind::Copy),
    ("ENTRYPOINT", InstructionKind::Entrypoint),
    ("ENV", InstructionKind::Env),
    ("EXPOSE", InstructionKind::Expose),
    ("FROM", InstructionKind::From),
    ("HEALTHCHECK", InstructionKind::Healthcheck),
    ("LABEL", InstructionKind::Label),
    ("MAINTAINER", InstructionKind::Maintainer),
    ("ONBUILD", InstructionKind::Onbuild),
    ("RUN", InstructionKind::Run),
    ("SHELL", InstructionKind::Shell),
    ("STOPSIGNAL", InstructionKind::Stopsignal),
    ("USER", InstructionKind::User),
    ("VOLUME", InstructionKind::Volume),
    ("WORKDIR", InstructionKind::Workdir),
];

impl InstructionKind {
    /// The keyword; empty for [`Other`](Self::Other).
    pub fn keyword(self) -> &'static str {
        KEYWORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(keyword, _)| keyword)
    }
}

impl<'a> Instruction<'a> {
    /// Reads what a builder wrote as `created_by`. There is no text that it does not take.
    pub fn parse(created_by: &'a str) -> Self {
        let text = created_by.trim();
        let text = text.strip_suffix("# buildkit").map_or(text, str::trim_end);
        if let Some((shell, command)) = split_shell(text) {
            // The classic builder's mark for what runs nothing: a comment to the shell.
            return match command.strip_prefix("#(nop)") {
                Some(instruction) => Self::read_keyword(instruction.trim()),
                None => Self::run(command, Some(shell), None),
            };
        }
        if let Some((build_args, command)) = split_build_args(text) {
            return Self::read_command(command, Some(build_args));
        }
        Self::read_keyword(text)
    }

    /// What the step does.
    pub fn kind(&self) -> InstructionKind {
        self.kind
    }

    /// What stands behind the keyword, without the shell and the build arguments that a builder puts before a command;
    /// lists and ports as a Dockerfile has them. All of `created_by` for [`InstructionKind::Other`].
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The shell that a command ran in, with its flags: `/bin/sh -c`. `None` where none was written.
    pub fn shell(&self) -> Option<&'a str> {
        self.shell
    }

    /// The build arguments that a command could see, as the builder wrote them: `A=1 B=2`.
    pub fn build_args(&self) -> Option<&'a str> {
        self.build_args
    }

    fn run(command: &'a str, shell: Option<&'a str>, build_args: Option<&'a str>) -> Self {
        let text = Cow::Borrowed(command.trim());
        Self { kind: InstructionKind::Run, text, shell, build_args }
    }

    fn read_command(text: &'a str, build_args: Option<&'a str>) -> Self {
        match split_shell(text) {
            Some((shell, command)) => Self::run(command, Some(shell), build_args),
            None => Self::run(text, None, build_args),
        }
    }

    fn read_keyword(text: &'a str) -> Self {
        let (first, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
        let Some((_, kind)) = KEYWORDS.iter().find(|(keyword, _)| *keyword == first) else {
            let kind = InstructionKind::Other;
            return Self { kind, text: Cow::Borrowed(text), shell: None, build_args: None };
        };
        let rest = rest.trim();
        if *kind != InstructionKind::Run {
            return Self {
                kind: *kind,
                text: arguments(*kind, rest),
                shell: None,
                build_args: None,
            };
        }
        match split_build_args(rest) {
            Some((build_args, command)) => Self::read_command(command, Some(build_args)),
            None => Self::read_command(rest, None),
        }
    }
}

impl fmt::Display for Instruction<'_> {
    /// The instruction's line, as it is: [`escape_debug`](str::escape_debug) it before it is shown on a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind.keyword(), &*self.text) {
            ("", text) => f.write_str(text),
            (keyword, "") => f.write_str(keyword),
            (keyword, text) => write!(f, "{keyword} {text}"),
        }
    }
}
