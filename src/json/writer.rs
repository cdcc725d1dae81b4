//! Writing as Go's `encoding/json` does, in the layout of what was read.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt::{Display, Write};

use super::member_order::{Entry, MemberOrder};
use super::members::Members;
use super::splice::splice;
use super::strings;

/// How a document is laid out.
///
/// It decides how a value is written, not what it means: all layouts are equal.
#[derive(Clone, Default)]
pub struct Layout {
    lines: Lines,
    /// `true` if a line break ends the document.
    final_newline: bool,
    /// The bytes that the value was read from, if they are kept: what did not change keeps their spelling.
    source: Option<Arc<[u8]>>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Lines {
    /// No white space: Go's `json.Marshal`.
    #[default]
    Compact,
    /// One line with a space after `,` and `:`.
    Spaced,
    /// A line a member: Go's `json.MarshalIndent`.
    Indented { width: u8, tabs: bool, carriage_return: bool },
}

impl Layout {
    /// The layout of a document that begins with an object or an array.
    pub(super) fn of(text: &str, source: Option<Arc<[u8]>>) -> Self {
        let inner = text.trim_start().get(1..).unwrap_or_default();
        let carriage_return = inner.starts_with("\r\n");
        let lines = match inner.strip_prefix(if carriage_return { "\r\n" } else { "\n" }) {
            Some(line) => {
                let rest = line.trim_start_matches([' ', '\t']);
                let width = u8::try_from(line.len() - rest.len()).unwrap_or(0);
                Lines::Indented { width, tabs: line.starts_with('\t'), carriage_return }
            }
            // The first name's colon decides.
            None => match inner.split_once("\":") {
                Some((_, value)) if value.starts_with(' ') => Lines::Spaced,
                _ => Lines::Compact,
            },
        };
        Self { lines, final_newline: text.ends_with('\n'), source }
    }

    fn line_break(&self) -> &'static str {
        match self.lines {
            Lines::Indented { carriage_return: true, .. } => "\r\n",
            _ => "\n",
        }
    }
}

impl PartialEq for Layout {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Layout {}

impl core::fmt::Debug for Layout {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Layout")
    }
}

/// A document that is being written.
pub struct Writer {
    out: String,
    layout: Layout,
    depth: usize,
    /// `true` while the innermost container is empty.
    first: bool,
}

impl Writer {
    pub(crate) fn new(layout: Layout) -> Self {
        Self { out: String::new(), layout, depth: 0, first: true }
    }

    /// The document's bytes.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        if self.layout.final_newline {
            self.out.push_str(self.layout.line_break());
        }
        match &self.layout.source {
            Some(source) => splice(source, &self.out),
            None => self.out.into_bytes(),
        }
    }

    /// The text of a document that has Go's layout.
    pub(crate) fn into_text(self) -> String {
        self.out
    }

    /// Writes an object as `order` remembers it, the known members' values with `value`.
    pub(crate) fn object(
        &mut self,
        members: &Members,
        order: &MemberOrder,
        value: &mut dyn FnMut(&mut Self, usize),
    ) {
        if order.is_null() {
            return self.raw("null");
        }
        self.open('{');
        order.for_each(members, &mut |entry| {
            self.separate();
            match entry {
                Entry::Known(slot, name) => {
                    self.name(name);
                    value(self, slot);
                }
                Entry::Null(name) => {
                    self.name(name);
                    self.raw("null");
                }
                Entry::Unknown(name, value) => {
                    self.raw(name);
                    self.colon();
                    self.raw(value);
                }
            }
        });
        self.close('}');
    }

    /// Writes an array, each element with `value`.
    pub(crate) fn array<T>(
        &mut self,
        elements: impl IntoIterator<Item = T>,
        mut value: impl FnMut(&mut Self, T),
    ) {
        self.open('[');
        for element in elements {
            self.separate();
            value(self, element);
        }
        self.close(']');
    }

    /// Writes a map, each value with `value`.
    pub(crate) fn map<'k, T>(
        &mut self,
        entries: impl IntoIterator<Item = (&'k str, T)>,
        mut value: impl FnMut(&mut Self, T),
    ) {
        self.open('{');
        for (name, element) in entries {
            self.separate();
            self.name(name);
            value(self, element);
        }
        self.close('}');
    }

    pub(crate) fn string(&mut self, text: &str) {
        strings::write(&mut self.out, text);
    }

    pub(crate) fn strings<T: AsRef<str>>(&mut self, texts: &[T]) {
        self.array(texts, |writer, text| writer.string(text.as_ref()));
    }

    pub(crate) fn number(&mut self, number: impl Display) {
        write!(self.out, "{number}").expect("writing to a String never fails");
    }

    pub(crate) fn boolean(&mut self, truth: bool) {
        self.raw(if truth { "true" } else { "false" });
    }

    /// Writes JSON text verbatim.
    pub(crate) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn name(&mut self, name: &str) {
        self.string(name);
        self.colon();
    }

    fn colon(&mut self) {
        self.out.push_str(if self.layout.lines == Lines::Compact { ":" } else { ": " });
    }

    fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.depth += 1;
        self.first = true;
    }

    fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if !self.first {
            self.line();
        }
        self.out.push(bracket);
        self.first = false;
    }

    fn separate(&mut self) {
        if !self.first {
            self.out.push(',');
            if self.layout.lines == Lines::Spaced {
                self.out.push(' ');
            }
        }
        self.first = false;
        self.line();
    }

    fn line(&mut self) {
        if let Lines::Indented { width, tabs, .. } = self.layout.lines {
            self.out.push_str(self.layout.line_break());
            for _ in 0..self.depth * usize::from(width) {
                self.out.push(if tabs { '\t' } else { ' ' });
            }
        }
    }
}
