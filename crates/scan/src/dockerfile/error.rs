//! Why BuildKit would not build a Dockerfile.

use core::fmt;

use imageref::error::Span;

/// Why a Dockerfile is refused: what is wrong, on which line, at which bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DockerfileError {
    kind: DockerfileErrorKind,
    line: usize,
    span: Span,
}

impl DockerfileError {
    pub(super) const fn new(kind: DockerfileErrorKind, line: usize, span: Span) -> Self {
        Self { kind, line, span }
    }

    /// What is wrong.
    pub const fn kind(&self) -> DockerfileErrorKind {
        self.kind
    }

    /// The line on which the instruction begins, counted from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The instruction's lines, as bytes of the file.
    pub const fn span(&self) -> Span {
        self.span
    }
}

impl fmt::Display for DockerfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.kind)
    }
}

impl core::error::Error for DockerfileError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.kind)
    }
}

/// What is wrong with a Dockerfile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum DockerfileErrorKind {
    /// No instruction at all.
    #[error("the file has no instructions")]
    NoInstructions,
    /// An instruction other than `ARG` before the first `FROM`.
    #[error("an instruction before the first FROM")]
    NoStage,
    /// Instructions, but no `FROM`.
    #[error("the file has no stage")]
    NoStages,
    /// A line of 64 KiB or more.
    #[error("a line is longer than 65535 bytes")]
    LineTooLong,
    /// The same directive twice.
    #[error("a parser directive stands twice")]
    SecondDirective,
    /// `# escape=` with something else than `\` or `` ` ``.
    #[error("the escape character is neither a backslash nor a backtick")]
    BadEscape,
    /// `# check=` with an unknown option.
    #[error("the check directive has an unknown option")]
    BadCheck,
    /// A heredoc whose closing word is missing.
    #[error("a heredoc does not end")]
    OpenHeredoc,
    /// A heredoc whose word can't be read.
    #[error("the word of a heredoc can't be read")]
    BadHeredoc,
    /// A word that is no instruction.
    #[error("unknown instruction")]
    UnknownInstruction,
    /// A flag that the instruction does not have.
    #[error("the instruction does not have this flag")]
    UnknownFlag,
    /// A flag that may stand once.
    #[error("a flag stands twice")]
    SecondFlag,
    /// A flag without its value, or with one that it does not take.
    #[error("a flag's value is missing or wrong")]
    BadFlagValue,
    /// Too few arguments, or too many.
    #[error("the number of arguments is wrong")]
    ArgumentCount,
    /// A JSON array of other things than strings.
    #[error("a JSON array may hold strings alone")]
    NotStrings,
    /// `SHELL` without a JSON array.
    #[error("the arguments must be a JSON array")]
    NotJson,
    /// `ENV`, `LABEL`: not of the form name=value, or without a name.
    #[error("an argument is not of the form name=value")]
    NotNameValue,
    /// An argument that must not be blank.
    #[error("an argument is blank")]
    BlankArgument,
    /// `HEALTHCHECK` of another type than `CMD` and `NONE`.
    #[error("unknown type of health check")]
    UnknownHealthCheck,
    /// `ONBUILD` of `ONBUILD`, `FROM` or `MAINTAINER`.
    #[error("ONBUILD does not take this instruction")]
    BadTrigger,
    /// A stage's name that does not begin with a letter, or has other characters than `a-z0-9-_.`.
    #[error("the stage's name is not valid")]
    BadStageName,
    /// A heredoc as the destination of `COPY` or `ADD`.
    #[error("the destination is a heredoc")]
    HeredocDestination,
    /// A mount that is no CSV record.
    #[error("the mount can't be read")]
    BadMount,
    /// A variable in `COPY --from` or a mount's `from`, which BuildKit does not expand.
    #[error("variables are not expanded here: name a stage with FROM instead")]
    VariableInFrom,
    /// A quote or `${` without its end, or an unknown modifier.
    #[error("the word's quotes or substitutions can't be read")]
    BadSubstitution,
    /// `${V:?}` of a variable that has no value.
    #[error("a required variable has no value")]
    RequiredVariable,
    /// Substitutions nested deeper than this crate follows.
    #[error("substitutions are nested too deeply")]
    TooDeep,
    /// Expanded values that outgrow the file by far.
    #[error("the expanded values are too long")]
    TooLong,
    /// `FROM` of a word that expands to nothing.
    #[error("the base image's name is blank")]
    BlankBase,
    /// `--platform` of a word that expands to nothing.
    #[error("the platform is blank")]
    BlankPlatform,
    /// `--platform` of an unknown platform.
    #[error("the platform can't be read")]
    BadPlatform,
    /// `COPY --from` of an index that no stage has.
    #[error("no stage has this index")]
    NoSuchStage,
    /// A stage that copies from itself, if through others.
    #[error("a stage depends on itself")]
    Circular,
}
