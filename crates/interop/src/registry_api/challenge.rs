//! [`Challenge`] and [`Challenges`]: `WWW-Authenticate`.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::iter::FusedIterator;
use core::slice;

use super::cursor::{Cursor, is_token_byte};
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::parse_traits::parse_traits;

/// One challenge of a `WWW-Authenticate` header: how a registry wants requests to be authenticated.
///
/// It holds no control characters, and `Display` quotes every value, so that it can be written into a header.
///
/// ```
/// use imageref_interop::registry_api::Challenge;
///
/// let challenge = Challenge::parse(r#"Bearer realm="https://auth.example.com/token",scope="repository:a:pull,push""#)?;
/// assert!(challenge.is("bearer"));
/// assert_eq!(challenge.parameter("realm"), Some("https://auth.example.com/token"));
/// assert_eq!(challenge.parameter("scope"), Some("repository:a:pull,push"));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// Source: RFC 9110, sections 5.6 and 11.6.1; the distribution specification's token authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    scheme: String,
    token68: Option<String>,
    parameters: Vec<(String, String)>, // names in lower case
}

impl Challenge {
    /// Parses one challenge. [`Challenges`] reads a header, which may hold several.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if the text is not one challenge.
    pub fn parse(text: &str) -> Result<Self, FormatError> {
        let mut challenges = Challenges::new(text);
        let end = |expected| {
            let kind = Kind::UnexpectedEnd { expected };
            FormatError::new(kind, FormatPart::Challenge, text.len(), text.len())
        };
        let challenge = challenges.next().ok_or_else(|| end("a token"))??;
        let start = challenges.position();
        match challenges.next() {
            None => Ok(challenge),
            Some(Err(error)) => Err(error),
            Some(Ok(_)) => {
                Err(FormatError::new(Kind::Duplicate, FormatPart::Challenge, start, text.len()))
            }
        }
    }

    /// Returns the scheme, verbatim: `Bearer`, `Basic`.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Returns `true` if this is the scheme, in any case.
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// Returns the token after the scheme, in the place of parameters, as in `Negotiate YII=`.
    pub fn token68(&self) -> Option<&str> {
        self.token68.as_deref()
    }

    /// Returns a parameter by its name, in any case: `realm`, `service`, `scope`, `error`.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the parameters in order, with their names in lower case.
    pub fn parameters(&self) -> ChallengeParameters<'_> {
        ChallengeParameters(self.parameters.iter())
    }
}

parse_traits!(Challenge);

/// An iterator over the parameters of a [`Challenge`]: names in lower case, and values.
///
/// ```
/// use imageref_interop::registry_api::{Challenge, ChallengeParameters};
///
/// let challenge = Challenge::parse(r#"Bearer realm="https://auth.example.com/token",service="registry""#)?;
/// let parameters: ChallengeParameters<'_> = challenge.parameters();
/// assert_eq!(parameters.map(|(name, _)| name).collect::<Vec<_>>(), ["realm", "service"]);
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ChallengeParameters<'a>(slice::Iter<'a, (String, String)>);

impl<'a> Iterator for ChallengeParameters<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for ChallengeParameters<'_> {}

impl fmt::Display for Challenge {
    /// Writes the challenge with every value in quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.scheme)?;
        if let Some(token) = &self.token68 {
            return write!(f, " {token}");
        }
        for (n, (name, value)) in self.parameters.iter().enumerate() {
            write!(f, "{}{name}=\"", if n == 0 { " " } else { "," })?;
            for char in value.chars() {
                if matches!(char, '"' | '\\') {
                    f.write_char('\\')?;
                }
                f.write_char(char)?;
            }
            f.write_char('"')?;
        }
        Ok(())
    }
}

/// An iterator over the challenges of one `WWW-Authenticate` header, which separates them, and their parameters, with
/// commas. If a response has the header several times, each is read by an iterator of its own.
///
/// A wrong challenge is an error and the end, since it does not show where the next one starts; the ones before it are
/// returned. An unquoted value may hold anything but spaces, commas and quotes, as registries write `realm=https://…`.
///
/// The errors are those of a control character anywhere in the header, a quote without its end, a parameter before any
/// scheme or after a token68, and a parameter that occurs twice.
///
/// ```
/// use imageref_interop::registry_api::Challenges;
///
/// let header = r#"Bearer realm="https://auth.example.com/token", Basic realm="x", Digest realm"#;
/// let bearer = Challenges::new(header).flatten().find(|challenge| challenge.is("Bearer"));
/// assert_eq!(bearer.unwrap().parameter("realm"), Some("https://auth.example.com/token"));
///
/// let schemes: Result<Vec<_>, _> = Challenges::new(r#"Basic, Bearer realm="a"#).collect();
/// assert_eq!(schemes.unwrap_err().to_string(), "expected `\"`, but the challenge ends");
/// ```
#[doc(alias = "WWW-Authenticate")]
#[doc(alias = "ResponseChallenges")]
#[derive(Clone, Debug)]
pub struct Challenges<'a> {
    /// `None` after the end or an error.
    cursor: Option<Cursor<'a>>,
    /// The error of the whole header.
    error: Option<FormatError>,
}

impl<'a> Challenges<'a> {
    /// Starts to read a header.
    pub fn new(header: &'a str) -> Self {
        match Cursor::new(header, FormatPart::Challenge) {
            Ok(cursor) => Self { cursor: Some(cursor), error: None },
            Err(error) => Self { cursor: None, error: Some(error) },
        }
    }

    fn position(&self) -> usize {
        self.cursor.as_ref().map_or(0, |cursor| cursor.at)
    }
}

impl Iterator for Challenges<'_> {
    type Item = Result<Challenge, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.error.take() {
            return Some(Err(error));
        }
        let cursor = self.cursor.as_mut()?;
        skip_commas(cursor);
        let result = if cursor.is_at_end() { None } else { Some(read(cursor)) };
        if !matches!(result, Some(Ok(_))) {
            self.cursor = None;
        }
        result
    }
}

impl FusedIterator for Challenges<'_> {}

fn skip_commas(cursor: &mut Cursor<'_>) {
    cursor.skip(|b| matches!(b, b' ' | b'\t' | b','));
}

/// Reads a challenge, up to the scheme of the next one.
fn read(cursor: &mut Cursor<'_>) -> Result<Challenge, FormatError> {
    let mut challenge =
        Challenge { scheme: cursor.token()?.into(), token68: None, parameters: Vec::new() };
    let after_scheme = cursor.at;
    cursor.spaces();
    if cursor.peek() == Some(b'=') {
        return Err(cursor.unexpected("a scheme before the parameter"));
    }
    let mut seen = BTreeSet::new();
    if cursor.at > after_scheme {
        challenge.token68 = cursor.token68().map(String::from);
        if challenge.token68.is_none() && cursor.peek().is_some_and(is_token_byte) {
            read_parameter(cursor, &mut challenge, &mut seen)?;
        }
    }
    loop {
        cursor.spaces();
        if cursor.peek().is_some_and(|b| b != b',') {
            return Err(cursor.unexpected("`,`"));
        }
        skip_commas(cursor);
        // A parameter is a token and a `=`; a token alone is the next challenge's scheme.
        let mut ahead = cursor.clone();
        let is_parameter = ahead.token().is_ok() && {
            ahead.spaces();
            ahead.peek() == Some(b'=')
        };
        if !is_parameter {
            return Ok(challenge);
        }
        if challenge.token68.is_some() {
            return Err(ahead.unexpected("a challenge without parameters"));
        }
        read_parameter(cursor, &mut challenge, &mut seen)?;
    }
}

fn read_parameter(
    cursor: &mut Cursor<'_>,
    challenge: &mut Challenge,
    seen: &mut BTreeSet<String>,
) -> Result<(), FormatError> {
    let start = cursor.at;
    let name = cursor.token()?.to_ascii_lowercase();
    let end = cursor.at;
    cursor.spaces();
    cursor.expect(b'=', "`=`")?;
    cursor.spaces();
    if !seen.insert(name.clone()) {
        return Err(FormatError::new(Kind::Duplicate, FormatPart::Challenge, start, end));
    }
    let value = if cursor.peek() == Some(b'"') {
        cursor.quoted()?
    } else {
        cursor.skip(|b| !matches!(b, b' ' | b'\t' | b',' | b'"')).into()
    };
    challenge.parameters.push((name, value));
    Ok(())
}
