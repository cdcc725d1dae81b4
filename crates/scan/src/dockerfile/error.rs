//! Why BuildKit would not build a Dockerfile.

use alloc::borrow::Cow;
use core::fmt;

use imageref::error::Span;

/// The reason why BuildKit rejects a Dockerfile: what is wrong, on which line, at which bytes, and what to write
/// instead.
///
/// `{}` is one sentence, `{:#}` adds the hint. [`Excerpt`](crate::Excerpt) draws the place.
///
/// ```
/// use imageref_scan::{Dockerfile, Excerpt};
///
/// let text = "FROM alpine\nFRM alpine:3.20\n";
/// let error = Dockerfile::parse(text).unwrap_err();
/// assert_eq!(error.to_string(), "line 2: unknown instruction");
/// assert_eq!(error.hint(), Some("did you mean `FROM`?"));
/// assert_eq!(format!("{:#}", Excerpt::new(text, error.span())), "FRM alpine:3.20\n^^^");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DockerfileError {
    kind: DockerfileErrorKind,
    line: usize,
    span: Span,
    hint: Option<Cow<'static, str>>,
}

impl DockerfileError {
    pub(super) fn new(kind: DockerfileErrorKind, line: usize, span: Span) -> Self {
        Self { kind, line, span, hint: kind.hint().map(Cow::Borrowed) }
    }

    pub(super) fn with_hint(self, hint: Option<Cow<'static, str>>) -> Self {
        Self { hint: hint.or(self.hint), ..self }
    }

    /// What is wrong.
    pub const fn kind(&self) -> DockerfileErrorKind {
        self.kind
    }

    /// The line on which the instruction begins, counted from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The bytes of the file that are wrong: a word if one is to blame, otherwise the instruction.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// What to write instead, where that is known.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for DockerfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.kind)?;
        match &self.hint {
            Some(hint) if f.alternate() => write!(f, "\nhint: {hint}"),
            _ => Ok(()),
        }
    }
}

impl core::error::Error for DockerfileError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.kind)
    }
}

/// What is wrong with a Dockerfile.
///
/// ```
/// use imageref_scan::{Dockerfile, DockerfileErrorKind};
///
/// let error = Dockerfile::parse("RUN true\n").unwrap_err();
/// assert_eq!(error.kind(), DockerfileErrorKind::NoStage);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum DockerfileErrorKind {
    /// No instruction at all.
    #[error("the file has no instructions")]
    NoInstructions,
    /// An instruction other than `ARG` before the first `FROM`.
    #[error("unexpected instruction before the first `FROM`")]
    NoStage,
    /// Instructions, but no `FROM`.
    #[error("missing `FROM`: the file has no build stage")]
    NoStages,
    /// A line of 64 KiB or more.
    #[error("the line is longer than 65,535 bytes")]
    LineTooLong,
    /// The same directive twice.
    #[error("unexpected second parser directive of the same name")]
    SecondDirective,
    /// `# escape=` with something else than `\` or `` ` ``.
    #[error("unknown escape character in the `escape` directive")]
    BadEscape,
    /// `# check=` with an unknown option.
    #[error("unknown option in the `check` directive")]
    BadCheck,
    /// A heredoc whose closing word is missing.
    #[error("unterminated heredoc")]
    OpenHeredoc,
    /// A heredoc whose word can't be read.
    #[error("malformed word after `<<`")]
    BadHeredoc,
    /// A word that is not an instruction.
    #[error("unknown instruction")]
    UnknownInstruction,
    /// A flag that the instruction does not have.
    #[error("unknown flag for this instruction")]
    UnknownFlag,
    /// A flag that may be written only once.
    #[error("unexpected second flag of the same name")]
    SecondFlag,
    /// A flag without its value, or with one that is not valid.
    #[error("missing or invalid value of a flag")]
    BadFlagValue,
    /// Too few arguments, or too many.
    #[error("wrong number of arguments")]
    ArgumentCount,
    /// `# …` after an instruction's arguments, where BuildKit reads it as more arguments.
    #[error("unexpected comment after the arguments")]
    TrailingComment,
    /// A JSON array with other elements than strings.
    #[error("unexpected element in the JSON array: not a string")]
    NotStrings,
    /// `SHELL` without a JSON array.
    #[error("expected a JSON array of strings as the arguments")]
    NotJson,
    /// `ENV`, `LABEL`: not of the form name=value, or without a name.
    #[error("expected arguments of the form `name=value`")]
    NotNameValue,
    /// An argument that must not be blank.
    #[error("unexpected blank argument")]
    BlankArgument,
    /// `HEALTHCHECK` of another type than `CMD` and `NONE`.
    #[error("unknown type of health check")]
    UnknownHealthCheck,
    /// `ONBUILD` of `ONBUILD`, `FROM` or `MAINTAINER`.
    #[error("unexpected instruction after `ONBUILD`")]
    BadTrigger,
    /// A stage's name that does not begin with a letter, or has other characters than `a-z0-9-_.`.
    #[error("invalid name of a build stage")]
    BadStageName,
    /// A heredoc as the destination of `COPY` or `ADD`.
    #[error("unexpected heredoc as the destination")]
    HeredocDestination,
    /// A mount that is not a CSV record.
    #[error("malformed value of `--mount`")]
    BadMount,
    /// A variable in `COPY --from` or a mount's `from`, which BuildKit does not expand.
    #[error("unexpected variable: BuildKit does not expand variables in `from`")]
    VariableInFrom,
    /// A quote or `${` without its end, or an unknown modifier.
    #[error("malformed quotes or variable substitution")]
    BadSubstitution,
    /// `${V:?}` of an unset variable.
    #[error("missing value of a required variable")]
    RequiredVariable,
    /// Substitutions nested deeper than this package follows.
    #[error("the substitutions are nested too deeply")]
    TooDeep,
    /// Expanded values that outgrow the file by far.
    #[error("the expanded values are too long")]
    TooLong,
    /// `FROM` of a word that expands to nothing.
    #[error("the name of the base image expands to nothing")]
    BlankBase,
    /// `--platform` of a word that expands to nothing.
    #[error("the platform expands to nothing")]
    BlankPlatform,
    /// `--platform` of an unknown platform.
    #[error("invalid platform")]
    BadPlatform,
    /// `COPY --from` of an index that no stage has.
    #[error("no build stage has this index")]
    NoSuchStage,
    /// A stage that copies from itself, directly or through others.
    #[error("the build stage depends on itself")]
    Circular,
}

impl DockerfileErrorKind {
    /// What to write instead, where that does not depend on the instruction.
    pub(super) const fn hint(self) -> Option<&'static str> {
        Some(match self {
            Self::NoInstructions | Self::NoStages => "add `FROM image`",
            Self::NoStage => "move it after `FROM`; only `ARG` may come before",
            Self::SecondDirective => "remove the second directive",
            Self::BadEscape => "write `# escape=\\` or `` # escape=` ``",
            Self::BadCheck => "the options are `skip`, `error` and `experimental`",
            Self::OpenHeredoc => "put the closing word on a line of its own",
            Self::TrailingComment => "move the comment to a line of its own",
            Self::NotStrings => "put every element in double quotes",
            Self::NotJson => r#"write `SHELL ["executable", "parameter"]`"#,
            Self::BadFlagValue => "join the flag and its value with `=`",
            Self::UnknownHealthCheck => "write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`",
            Self::BadStageName => {
                "start the name with a letter; continue with letters, digits, `-`, `_` or `.`"
            }
            Self::HeredocDestination => "write the path of the destination last",
            Self::VariableInFrom => "name the image with `FROM image AS name` and write that name",
            Self::RequiredVariable => "set it with a build argument or the default of an `ARG`",
            Self::BlankBase | Self::BlankPlatform => {
                "give its variables a value with `ARG` before the first `FROM`"
            }
            Self::BadPlatform => "write `os/architecture`, such as `linux/amd64`",
            _ => return None,
        })
    }
}
