//! `WWW-Authenticate`: what a registry wants to see before it answers.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};

/// One challenge of a `WWW-Authenticate` header.
///
/// ```
/// use imageref_interop::registry_api::Challenge;
///
/// let header = r#"Bearer realm="https://auth.example.com/token",scope="repository:a:pull,push", Basic realm="x""#;
/// let challenges = Challenge::parse(header)?;
/// assert_eq!(challenges.len(), 2);
/// assert!(challenges[0].is("bearer"));
/// assert_eq!(challenges[0].parameter("realm"), Some("https://auth.example.com/token"));
/// assert_eq!(challenges[0].parameter("scope"), Some("repository:a:pull,push"));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// **Source** RFC 9110, sections 5.6 and 11.6.1; the distribution specification's token authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    scheme: String,
    token68: Option<String>,
    parameters: Vec<(String, String)>, // names in lower case
}

impl Challenge {
    /// Reads one header: any number of challenges, with commas among them and among their parameters. Where a response
    /// has the header several times, each is read alone.
    ///
    /// More than the grammar takes: a value without quotes may hold anything but spaces, commas and quotes, as
    /// registries write `realm=https://…`.
    ///
    /// **Errors** what is no challenge: a quote that doesn't end, a parameter before any scheme or beside a
    /// token68, one that comes twice.
    pub fn parse(header: &str) -> Result<Vec<Self>, FormatError> {
        let mut challenges: Vec<Self> = Vec::new();
        let mut seen = BTreeSet::new(); // the names of the last challenge's parameters
        let mut cursor = Cursor { text: header, at: 0, part: FormatPart::Challenge };
        loop {
            cursor.skip(|b| matches!(b, b' ' | b'\t' | b','));
            if cursor.is_at_end() {
                return Ok(challenges);
            }
            let start = cursor.at;
            let word = cursor.token()?;
            let behind = cursor.at;
            cursor.spaces();
            if cursor.peek() == Some(b'=') {
                // A challenge has parameters or a token68, not both.
                let open = challenges.last_mut().filter(|challenge| challenge.token68.is_none());
                let Some(challenge) = open else {
                    return Err(cursor.unexpected("a token character"));
                };
                challenge.read_parameter(word, start, &mut cursor, &mut seen)?;
            } else {
                seen.clear();
                let mut challenge =
                    Self { scheme: word.into(), token68: None, parameters: Vec::new() };
                if cursor.at > behind {
                    challenge.token68 = cursor.token68().map(String::from);
                    if challenge.token68.is_none() && cursor.peek().is_some_and(is_token_byte) {
                        let start = cursor.at;
                        let name = cursor.token()?;
                        cursor.spaces();
                        challenge.read_parameter(name, start, &mut cursor, &mut seen)?;
                    }
                }
                challenges.push(challenge);
            }
            cursor.spaces();
            if cursor.peek().is_some_and(|b| b != b',') {
                return Err(cursor.unexpected("`,`"));
            }
        }
    }

    /// The scheme as written: `Bearer`, `Basic`.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Whether this is the scheme, in any case.
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// What stands behind the scheme in the place of parameters, as `Negotiate` has it.
    pub fn token68(&self) -> Option<&str> {
        self.token68.as_deref()
    }

    /// A parameter by its name, in any case: `realm`, `service`, `scope`, `error`.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The parameters in their order, names in lower case.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Reads `= value` behind a name that begins at `start`.
    fn read_parameter(
        &mut self,
        name: &str,
        start: usize,
        cursor: &mut Cursor<'_>,
        seen: &mut BTreeSet<String>,
    ) -> Result<(), FormatError> {
        cursor.expect(b'=', "`=`")?;
        cursor.spaces();
        let key = name.to_ascii_lowercase();
        if !seen.insert(key.clone()) {
            let end = start + name.len();
            return Err(FormatError::new(Kind::Duplicate, FormatPart::Challenge, start, end));
        }
        let value = if cursor.peek() == Some(b'"') {
            cursor.quoted()?
        } else {
            let from = cursor.at;
            cursor.skip(|b| !matches!(b, b' ' | b'\t' | b',' | b'"'));
            cursor.text[from..cursor.at].into()
        };
        self.parameters.push((key, value));
        Ok(())
    }
}

impl core::fmt::Display for Challenge {
    /// The challenge with every value in quotes.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.scheme)?;
        if let Some(token) = &self.token68 {
            return write!(f, " {token}");
        }
        for (n, (name, value)) in self.parameters.iter().enumerate() {
            let value = value.replace('\\', "\\\\").replace('"', "\\\"");
            write!(f, "{}{name}=\"{value}\"", if n == 0 { " " } else { "," })?;
        }
        Ok(())
    }
}

/// A place in a header.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) part: FormatPart,
}

impl<'a> Cursor<'a> {
    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes on while bytes are wanted; ASCII or all, so that `at` stays on a character's border.
    pub(super) fn skip(&mut self, wanted: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|b| !wanted(*b)).unwrap_or(rest.len());
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

    /// One or more bytes of a token.
    pub(super) fn token(&mut self) -> Result<&'a str, FormatError> {
        let start = self.at;
        self.skip(is_token_byte);
        if self.at > start {
            Ok(&self.text[start..self.at])
        } else {
            Err(self.unexpected("a token character"))
        }
    }

    /// A string in quotes, in which `\` stands before a character that means itself.
    pub(super) fn quoted(&mut self) -> Result<String, FormatError> {
        self.expect(b'"', "`\"`")?;
        let mut out = String::new();
        let mut chars = self.text[self.at..].char_indices();
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

    /// A token of `Negotiate` and its like, which ends the challenge.
    fn token68(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.skip(|b| b.is_ascii_alphanumeric() || b"-._~+/".contains(&b));
        let token = self.at;
        self.skip(|b| b == b'=');
        let end = self.at;
        self.spaces();
        if token > start && matches!(self.peek(), None | Some(b',')) {
            return Some(&self.text[start..end]);
        }
        self.at = start;
        None
    }

    fn unexpected(&self, expected: &'static str) -> FormatError {
        unexpected(self.text, self.at, self.part, expected)
    }
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
