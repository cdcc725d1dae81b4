//! The contents of a Dockerfile: stages, and the images and stages that they copy or mount files from.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use imageref::error::Span;

/// A word of an instruction, without the quotes and escapes of flags, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DockerfileWord<'a> {
    // Borrowed where the file has it verbatim.
    pub(super) text: Cow<'a, str>,
    pub(super) span: Span,
}

impl DockerfileWord<'_> {
    /// Returns the word. Variables in it are not expanded.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The word's bytes in the file, with any line continuations.
    pub const fn span(&self) -> Span {
        self.span
    }
}

/// A build stage: `FROM` and the instructions after it.
///
/// ```
/// use imageref_scan::{BuildStage, Dockerfile, DockerfileWord, StageUse, StageUseKind};
///
/// let file = Dockerfile::parse("FROM alpine AS base\nFROM scratch\nCOPY --from=base /a /b\n")?;
/// let last: &BuildStage<'_> = &file.stages()[1];
/// let base: &DockerfileWord<'_> = last.base();
/// assert_eq!((base.as_str(), last.name(), last.line()), ("scratch", None, 2));
/// let used: &StageUse<'_> = &last.uses()[0];
/// assert_eq!((used.kind(), used.from().as_str()), (StageUseKind::Copy, "base"));
/// # Ok::<(), imageref_scan::DockerfileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct BuildStage<'a> {
    pub(super) name: Option<Box<str>>,
    pub(super) base: DockerfileWord<'a>,
    // Boxed: most stages have none.
    pub(super) platform: Option<Box<DockerfileWord<'a>>>,
    pub(super) line: usize,
    pub(super) span: Span,
    pub(super) uses: Vec<StageUse<'a>>,
    /// For each `RUN` mount without `from`, how many of the uses come before it.
    pub(super) nameless: Vec<usize>,
    pub(super) triggers: Vec<OnBuildTrigger<'a>>,
}

impl<'a> BuildStage<'a> {
    /// The name, in lower case as BuildKit keeps it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The argument of `FROM`: an image or the name of an earlier stage, perhaps with variables.
    pub const fn base(&self) -> &DockerfileWord<'a> {
        &self.base
    }

    /// The value of `--platform`, perhaps with variables.
    pub fn platform(&self) -> Option<&DockerfileWord<'a>> {
        self.platform.as_deref()
    }

    /// The line of `FROM`, counted from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The lines of `FROM`, as bytes of the file, without the last line feed.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The images and stages that the instructions copy or mount files from, in order.
    pub fn uses(&self) -> &[StageUse<'a>] {
        &self.uses
    }

    /// The `ONBUILD` instructions, which stages based on this one run first.
    pub fn triggers(&self) -> &[OnBuildTrigger<'a>] {
        &self.triggers
    }
}

/// The instruction that uses an image or a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StageUseKind {
    /// `COPY --from=`
    Copy,
    /// `RUN --mount=from=`
    Mount,
}

/// An image or a stage that an instruction copies or mounts files from.
#[derive(Clone, Debug)]
pub struct StageUse<'a> {
    pub(super) kind: StageUseKind,
    pub(super) from: DockerfileWord<'a>,
    pub(super) line: usize,
    pub(super) span: Span,
}

impl<'a> StageUse<'a> {
    /// The index that the use is, if it is one, as Go's `strconv.Atoi` reads it.
    pub(super) fn index(&self) -> Option<i64> {
        if self.kind == StageUseKind::Copy { self.from.text.parse().ok() } else { None }
    }

    /// The kind of instruction.
    pub const fn kind(&self) -> StageUseKind {
        self.kind
    }

    /// The image, the stage's name or, for `COPY`, an index: see [`Dockerfile::resolve`](super::Dockerfile::resolve).
    pub const fn from(&self) -> &DockerfileWord<'a> {
        &self.from
    }

    /// The instruction's line, counted from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The instruction's lines, as bytes of the file, without the last line feed.
    pub const fn span(&self) -> Span {
        self.span
    }
}

/// An `ONBUILD` instruction.
///
/// ```
/// use imageref_scan::{Dockerfile, OnBuildTrigger};
///
/// let file = Dockerfile::parse("FROM alpine\nONBUILD COPY --from=busybox /a /b\n")?;
/// let trigger: &OnBuildTrigger<'_> = &file.stages()[0].triggers()[0];
/// assert_eq!(trigger.expression(), "COPY --from=busybox /a /b");
/// assert_eq!(trigger.uses().len(), 1);
/// # Ok::<(), imageref_scan::DockerfileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct OnBuildTrigger<'a> {
    pub(super) expression: String,
    pub(super) span: Span,
    pub(super) uses: Vec<StageUse<'a>>,
}

impl<'a> OnBuildTrigger<'a> {
    /// The instruction after `ONBUILD`, followed by its heredocs.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// The lines of `ONBUILD`, as bytes of the file, without the last line feed.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The images and stages that the instruction copies or mounts files from.
    pub fn uses(&self) -> &[StageUse<'a>] {
        &self.uses
    }
}

/// A variable that `FROM` may use: of an `ARG` before the first `FROM`.
///
/// ```
/// use imageref_scan::{Dockerfile, GlobalArg};
///
/// let file = Dockerfile::parse("ARG TAG=3.20\nFROM alpine:$TAG\n")?;
/// let arg: &GlobalArg = &file.global_args()[0];
/// assert_eq!((arg.name(), arg.default()), ("TAG", Some("3.20")));
/// # Ok::<(), imageref_scan::DockerfileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct GlobalArg {
    pub(super) name: String,
    pub(super) default: Option<String>,
    pub(super) line: usize,
    pub(super) span: Span,
}

impl GlobalArg {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The default, verbatim: with its quotes and variables.
    pub fn default(&self) -> Option<&str> {
        self.default.as_deref()
    }

    /// The instruction's line, counted from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The instruction's lines, as bytes of the file, without the last line feed.
    pub const fn span(&self) -> Span {
        self.span
    }
}
