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
        let start = match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.at,
            _ => return Err(self.wrong_type("a whole number")),
        };
        let number = self.number()?;
        if !number.whole {
            return Err(Fault::new(Kind::NotWhole, start));
        }
        if number.negative && number.magnitude == Some(0) {
            self.note(DocumentWarningKind::NumberForm, start);
        }
        number.value().ok_or_else(|| Fault::new(Kind::Range, start))
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

    /// Reads `null` if that is what comes next.
    pub(crate) fn null(&mut self) -> Result<bool> {
        if self.peek() != Some(b'n') {
            return Ok(false);
        }
        self.literal("null").map(|()| true)
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
                found => {
                    return Err(self.syntax(found.copied(), "a character of a string or its end"));
                }
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
                    return Err(self.syntax(bytes.get(self.at).copied(), "an escape"));
                }
            }
        }
        self.scratch.push_str(&text[from..self.at]);
        self.at += 1;
        Ok(())
    }

    /// Reads `null` in place of a value, with a warning: Go reads an empty value.
    pub(crate) fn null_as_empty(&mut self) -> Result<bool> {
        let at = self.position();
        let null = self.null()?;
        if null {
            self.note(DocumentWarningKind::Null, at);
        }
        Ok(null)
    }

    #[inline]
    pub(super) fn literal(&mut self, literal: &'static str) -> Result<()> {
        if self.text.as_bytes()[self.at..].starts_with(literal.as_bytes()) {
            self.at += literal.len();
            return Ok(());
        }
        Err(self.syntax(Some(b' '), "a JSON value"))
    }

    /// Reads a number.
    pub(super) fn number(&mut self) -> Result<Number> {
        let negative = self.next_is(b'-');
        let start = self.at;
        let magnitude = self.digits()?;
        if self.at - start > 1 && self.text.as_bytes().get(start) == Some(&b'0') {
            let kind = Kind::Syntax { expected: "no digit after a leading 0" };
            return Err(Fault::new(kind, self.at - 1));
        }
        let whole = !matches!(self.text.as_bytes().get(self.at), Some(b'.' | b'e' | b'E'));
        if !whole {
            self.fraction()?;
        }
        Ok(Number { negative, magnitude, whole })
    }

    /// Passes over a number's fraction and exponent.
    #[cold]
    fn fraction(&mut self) -> Result<()> {
        if self.next_is(b'.') {
            self.digits()?;
        }
        if self.next_is(b'e') || self.next_is(b'E') {
            let _sign = self.next_is(b'+') || self.next_is(b'-');
            self.digits()?;
        }
        Ok(())
    }

    /// Passes over a byte if it comes next.
    fn next_is(&mut self, byte: u8) -> bool {
        let is = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(is);
        is
    }

    /// Reads one digit or more.
    fn digits(&mut self) -> Result<Option<u64>> {
        let start = self.at;
        let mut value = Some(0u64);
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            value =
                value.and_then(|value| value.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
            self.at += 1;
        }
        if self.at == start {
            return Err(self.syntax(self.text.as_bytes().get(start).copied(), "a digit"));
        }
        Ok(value)
    }
}

/// A number that was read.
pub(super) struct Number {
    negative: bool,
    /// The digits before the fraction; `None` if 64 bits can't hold them.
    magnitude: Option<u64>,
    /// `true` if it has neither fraction nor exponent.
    whole: bool,
}

impl Number {
    fn value(&self) -> Option<i64> {
        let magnitude = self.magnitude?;
        if self.negative { 0i64.checked_sub_unsigned(magnitude) } else { magnitude.try_into().ok() }
    }
}
