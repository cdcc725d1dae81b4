//! What a Dockerfile says: stages, and the images and stages that they take files from.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use imageref::error::Span;

/// A word of an instruction, without the quotes and escapes of flags; borrowed where it stands in the file as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: Span,
}

impl Word<'_> {
    /// The word: variables in it are not expanded.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where in the file it stands, line continuations in it included.
    pub const fn span(&self) -> Span {
        self.span
    }
}

/// A build stage: `FROM` and the instructions behind it.
#[derive(Clone, Debug)]
pub struct Stage<'a> {
    pub(super) name: Option<Box<str>>,
    pub(super) base: Word<'a>,
    pub(super) platform: Option<Box<Word<'a>>>, // boxed: most stages have none
    pub(super) line: usize,
    pub(super) span: Span,
    pub(super) uses: Vec<Use<'a>>,
    /// The `RUN` mounts without `from`: for each, how many of the uses come before it.
    pub(super) nameless: Vec<usize>,
    pub(super) triggers: Vec<Trigger<'a>>,
}

impl<'a> Stage<'a> {
    /// The name, in lower case as BuildKit keeps it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What stands behind `FROM`: an image or the name of an earlier stage, perhaps with variables.
    pub const fn base(&self) -> &Word<'a> {
        &self.base
    }

    /// The value of `--platform`, perhaps with variables.
    pub fn platform(&self) -> Option<&Word<'a>> {
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

    /// What the stage's instructions take files from, in order.
    pub fn uses(&self) -> &[Use<'a>] {
        &self.uses
    }

    /// The `ONBUILD` instructions: what stages on top of this one run first.
    pub fn triggers(&self) -> &[Trigger<'a>] {
        &self.triggers
    }
}

/// Which instruction takes files from an image or a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UseKind {
    /// `COPY --from=`
    Copy,
    /// `RUN --mount=from=`
    Mount,
}

/// An instruction that takes files from an image or a stage.
#[derive(Clone, Debug)]
pub struct Use<'a> {
    pub(super) kind: UseKind,
    pub(super) from: Word<'a>,
    pub(super) line: usize,
    pub(super) span: Span,
}

impl<'a> Use<'a> {
    /// The index that the use is, if it is one: Go's `strconv.Atoi`.
    pub(super) fn index(&self) -> Option<i64> {
        if self.kind == UseKind::Copy { self.from.text.parse().ok() } else { None }
    }

    /// Which instruction it is.
    pub const fn kind(&self) -> UseKind {
        self.kind
    }

    /// The image, or the stage's name; or, for `COPY`, the index of a stage or of what BuildKit lists behind the stages:
    /// see [`Dockerfile::resolve`](super::Dockerfile::resolve).
    pub const fn from(&self) -> &Word<'a> {
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
#[derive(Clone, Debug)]
pub struct Trigger<'a> {
    pub(super) expression: String,
    pub(super) span: Span,
    pub(super) uses: Vec<Use<'a>>,
}

impl<'a> Trigger<'a> {
    /// The instruction behind `ONBUILD`, its heredocs behind it.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// The lines of `ONBUILD`, as bytes of the file, without the last line feed.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// What the instruction takes files from.
    pub fn uses(&self) -> &[Use<'a>] {
        &self.uses
    }
}

/// A variable of an `ARG` before the first `FROM`.
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

    /// The default as written: quotes and variables stand in it.
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
