//! [`Cursor`]: a position in a header.

use alloc::string::String;

use crate::error::unexpected;
use crate::error::{FormatError, FormatPart};

/// A position in a header, which holds no control characters.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize, // on a character's boundary
    pub(super) part: FormatPart,
}

impl<'a> Cursor<'a> {
    /// Starts at the header's start.
    ///
    /// # Errors
    ///
    /// If the header holds a control character, which would end it or hide a part of it. Tabs are spaces there.
    pub(super) fn new(text: &'a str, part: FormatPart) -> Result<Self, FormatError> {
        match text.char_indices().find(|(_, char)| char.is_control() && *char != '\t') {
            Some((at, _)) => Err(unexpected(text, at, part, "a printable character")),
            None => Ok(Self { text, at: 0, part }),
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips and returns the bytes that are wanted: only ASCII ones, or all but ASCII ones, so that `at` stays on a
    /// boundary.
    pub(super) fn skip(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.bytes().position(|b| !wanted(b)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn spaces(&mut self) {
        self.skip(|b| matches!(b, b' ' | b'\t'));
    }

    pub(super) fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), FormatError> {
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        Err(self.unexpected(expected))
    }

    /// Reads one or more bytes of a token.
    pub(super) fn token(&mut self) -> Result<&'a str, FormatError> {
        match self.skip(is_token_byte) {
            "" => Err(self.unexpected("a token")),
            token => Ok(token),
        }
    }

    /// Reads a string in quotes, in which a `\` escapes the character after it.
    pub(super) fn quoted(&mut self) -> Result<String, FormatError> {
        self.expect(b'"', "`\"`")?;
        let mut out = String::new();
        let mut chars = self.rest().char_indices();
        while let Some((at, char)) = chars.next() {
            match char {
                '"' => {
                    self.at += at + 1;
                    return Ok(out);
                }
                '\\' => out.extend(chars.next().map(|(_, char)| char)),
                _ => out.push(char),
            }
        }
        self.at = self.text.len();
        Err(self.unexpected("`\"`"))
    }

    /// Reads a token of `Negotiate` and its like, which ends the challenge.
    pub(super) fn token68(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.skip(|b| b.is_ascii_alphanumeric() || b"-._~+/".contains(&b));
        let token = self.at;
        self.skip(|b| b == b'=');
        let end = self.at;
        self.spaces();
        if token > start && matches!(self.peek(), None | Some(b',')) {
            return self.text.get(start..end);
        }
        self.at = start;
        None
    }

    /// The error of the byte at this position.
    pub(super) fn unexpected(&self, expected: &'static str) -> FormatError {
        unexpected(self.text, self.at, self.part, expected)
    }
}

pub(super) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
