//! [`ParseError`], and the [`Span`] that it points at.

use core::ops::Range;

use super::kind::{ParseErrorKind, Part};

/// Bytes `start..end` of the parsed string: counted from 0, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span as a range, to slice the string with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Why a string was rejected: what is wrong, in which part, at which bytes.
///
/// `Copy` and at most 24 bytes, since it does not keep the input. `Display` writes one sentence of printable ASCII;
/// `in_text` (feature `alloc`) shows the error together with the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParseError {
    start: u32,
    end: u32,
    kind: ParseErrorKind,
    part: Part,
    /// What was parsed, which is not always the part that is wrong.
    subject: Part,
}

impl ParseError {
    /// An error at bytes `start..end` of a string that was parsed as a `part`.
    ///
    /// Offsets are kept as `u32`: an error beyond 4 GiB points at byte 4,294,967,295.
    pub(crate) const fn new(kind: ParseErrorKind, part: Part, start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end), kind, part, subject: part }
    }

    /// An error at one byte.
    pub(crate) const fn of_byte(kind: ParseErrorKind, part: Part, at: usize) -> Self {
        Self::new(kind, part, at, at.saturating_add(1))
    }

    /// The same error of a larger string, parsed as a `subject`, that contains this one from byte `by`.
    pub(crate) const fn within(self, subject: Part, by: usize) -> Self {
        let by = clamp(by);
        let (start, end) = (self.start.saturating_add(by), self.end.saturating_add(by));
        Self { start, end, subject, ..self }
    }

    /// The same error at other bytes: those of the input, where the error is in what was made of it.
    #[cfg(feature = "alloc")]
    pub(crate) const fn at(self, subject: Part, start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end), subject, ..self }
    }

    /// What is wrong.
    pub const fn kind(&self) -> ParseErrorKind {
        self.kind
    }

    /// The part that is wrong.
    pub const fn part(&self) -> Part {
        self.part
    }

    /// What was parsed: [`Part::Reference`] for a reference, even where its tag is wrong.
    pub const fn subject(&self) -> Part {
        self.subject
    }

    /// The bytes that are wrong, counted from 0, half-open; empty where something is missing.
    pub const fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "checked in the condition")]
const fn clamp(n: usize) -> u32 {
    if n > u32::MAX as usize { u32::MAX } else { n as u32 }
}

const _: () = assert!(size_of::<ParseError>() <= 24);

impl core::error::Error for ParseError {}
