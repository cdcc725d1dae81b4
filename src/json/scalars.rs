//! Strings, numbers, literals.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use super::fault::{Fault, Result};
use super::reader::Reader;
use super::strings;
use super::text::Text;
use super::warning::DocumentWarningKind;
use crate::error::DocumentErrorKind as Kind;

impl<'a> Reader<'a> {
    /// A string.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>> {
        Ok(match self.plain_or_scratch()? {
            Some(plain) => Cow::Borrowed(plain),
            None => Cow::Owned(self.scratch.clone()),
        })
    }

    /// A string, boxed.
    #[inline]
    pub(crate) fn boxed_string(&mut self) -> Result<Box<str>> {
        Ok(match self.plain_or_scratch()? {
            Some(plain) => plain.into(),
            None => self.scratch.as_str().into(),
        })
    }

    /// A string that shares a copy of the document with the others.
    #[inline]
    pub(crate) fn shared_string(&mut self) -> Result<Text> {
        let Some(plain) = self.plain_or_scratch()? else { return Ok(self.scratch.as_str().into()) };
        let end = self.at.saturating_sub(1);
        let source = self.shared.get_or_insert_with(|| self.text.into());
        Ok(Text::part(source, end.saturating_sub(plain.len()), end))
    }

    /// The next string, if it has `length` bytes and `parse` accepts them, which it must not if they need an escape.
    #[inline]
    pub(crate) fn string_of<T>(
        &mut self,
        length: usize,
        parse: impl FnOnce(&'a str) -> Option<T>,
    ) -> Option<T> {
        self.skip_whitespace();
        let end = self.at + 1 + length;
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b'"') || bytes.get(end) != Some(&b'"') {
            return None;
        }
        let value = parse(self.text.get(self.at + 1..end)?)?;
        self.at = end + 1;
        Some(value)
    }

    /// A whole number of 64 bits, as Go's `int64`.
    pub(crate) fn integer(&mut self) -> Result<i64> {
        let start = self.position();
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.wrong_type("a whole number"));
        }
        if !self.number()? {
            return Err(Fault::new(Kind::NotWhole, start));
        }
        let digits = &self.text[start..self.at];
        if digits == "-0" {
            self.note(DocumentWarningKind::NumberForm, start);
        }
        digits.parse().map_err(|_| Fault::new(Kind::Range, start))
    }

    /// A whole number from 0 to 2^63 - 1: a size in bytes.
    #[inline]
    pub(crate) fn size(&mut self) -> Result<u64> {
        let start = self.position();
        let number = self.integer()?;
        u64::try_from(number).map_err(|_| Fault::new(Kind::Negative, start))
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self) -> Result<bool> {
        match self.peek() {
            Some(b't') => self.literal("true").map(|()| true),
            Some(b'f') => self.literal("false").map(|()| false),
            _ => Err(self.wrong_type("true or false")),
        }
    }

    /// Reads a string: what is between the quotes if it has no escapes, else it is unescaped into `self.scratch`.
    #[inline]
    fn plain_or_scratch(&mut self) -> Result<Option<&'a str>> {
        if self.peek() != Some(b'"') {
            return Err(self.wrong_type("a string"));
        }
        let start = self.at + 1;
        self.at = strings::plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(self.at) == Some(&b'"') {
            let text = &self.text[start..self.at];
            self.at += 1;
            return Ok(Some(text));
        }
        self.unescape(start).map(|()| None)
    }

    /// Unescapes a string from `start` on, whose first byte that is not plain text is at `self.at`.
    fn unescape(&mut self, start: usize) -> Result<()> {
        let text = self.text;
        let bytes = text.as_bytes();
        self.scratch.clear();
        let mut from = start;
        loop {
            match bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {}
                _ => return Err(self.syntax("a character of a string or its end")),
            }
            self.scratch.push_str(&text[from..self.at]);
            match strings::escape(bytes, self.at + 1) {
                Ok((c, length)) => {
                    if c.is_none() {
                        self.note(DocumentWarningKind::LoneSurrogate, self.at);
                    }
                    self.scratch.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
                    from = self.at + 1 + length;
                    self.at = strings::plain_end(bytes, from);
                }
                Err(at) => {
                    self.at = at.min(bytes.len());
                    return Err(self.syntax("an escape"));
                }
            }
        }
        self.scratch.push_str(&text[from..self.at]);
        self.at += 1;
        Ok(())
    }

    /// Reads `null` in place of a value, with a warning: Go reads an empty value.
    pub(crate) fn null_as_empty(&mut self) -> Result<bool> {
        if self.peek() != Some(b'n') {
            return Ok(false);
        }
        let at = self.at;
        self.literal("null")?;
        self.note(DocumentWarningKind::Null, at);
        Ok(true)
    }

    #[inline]
    pub(super) fn literal(&mut self, literal: &'static str) -> Result<()> {
        if self.text.as_bytes()[self.at..].starts_with(literal.as_bytes()) {
            self.at += literal.len();
            return Ok(());
        }
        Err(self.syntax("a JSON value"))
    }

    /// Passes over a number. Returns `true` if it has neither fraction nor exponent.
    pub(super) fn number(&mut self) -> Result<bool> {
        self.next_is(b'-');
        let start = self.at;
        self.digits()?;
        if self.at - start > 1 && self.text.as_bytes()[start] == b'0' {
            let kind = Kind::Syntax { expected: "no digit after a leading 0" };
            return Err(Fault::new(kind, self.at - 1));
        }
        let whole = self.at;
        if self.next_is(b'.') {
            self.digits()?;
        }
        if self.next_is(b'e') || self.next_is(b'E') {
            let _sign = self.next_is(b'+') || self.next_is(b'-');
            self.digits()?;
        }
        Ok(self.at == whole)
    }

    /// Passes over a byte if it comes next.
    fn next_is(&mut self, byte: u8) -> bool {
        let is = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(is);
        is
    }

    /// Passes over one digit or more.
    fn digits(&mut self) -> Result<()> {
        let start = self.at;
        while self.text.as_bytes().get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        if self.at == start { Err(self.syntax("a digit")) } else { Ok(()) }
    }
}
