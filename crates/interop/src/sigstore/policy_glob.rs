//! [`SigstoreGlob`]: the globs of Sigstore's policy controller.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::go::ggcr_name as ggcr;

/// A `glob` of a `ClusterImagePolicy`: `*` stands for any bytes but `/`, `**` for any bytes at all.
///
/// Compared with the image's full name as go-containerregistry writes it (`index.docker.io/library/ubuntu:latest`), and
/// then with the text as it was given. `:` and `@` are ordinary bytes: `gcr.io/p/app` matches `gcr.io/p/app` and not
/// `gcr.io/p/app:v1`, `gcr.io/p/*` matches any tag and digest. **`**` reaches over hosts: `gcr.io**` matches
/// `gcr.io.evil.com/x`.** For rules of your own there is [`Pattern`](crate::pattern::Pattern).
///
/// Time is at most one step for each byte of the image and each wildcard or byte of the glob.
///
/// ```
/// use imageref_interop::sigstore::SigstoreGlob;
///
/// let glob = SigstoreGlob::parse("index.docker.io/library/*")?;
/// assert!(glob.matches("ubuntu:22.04")?);
/// assert!(!glob.matches("user/app")?);
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// **Source** sigstore/policy-controller, `pkg/apis/glob/glob.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigstoreGlob {
    text: Box<str>,
    tokens: Vec<Token>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Byte(u8),
    /// Any bytes but `/`.
    Star,
    /// Any bytes.
    Stars,
}

impl SigstoreGlob {
    /// Reads a glob. `*` alone and `*/*` mean images of Docker Hub, as there.
    ///
    /// **Errors** a byte that is none of letters, digits and `-_:/*.@`; an empty text.
    pub fn parse(glob: &str) -> Result<Self, FormatError> {
        let whole: Cow<'_, str> = match glob {
            "*" => "index.docker.io/library/*".into(),
            "*/*" => "index.docker.io/*/*".into(),
            _ => glob.into(),
        };
        if glob.is_empty() {
            return Err(FormatError::new(Kind::Empty, FormatPart::Pattern, 0, 0));
        }
        let taken = |b: u8| b.is_ascii_alphanumeric() || b"-_:/*.@".contains(&b);
        if let Some(at) = glob.bytes().position(|b| !taken(b)) {
            return Err(unexpected(
                glob,
                at,
                FormatPart::Pattern,
                "a lower-case letter, digit, `.`, `_`, `-` or `/`",
            ));
        }
        let mut tokens = Vec::with_capacity(whole.len());
        let mut bytes = whole.bytes().peekable();
        while let Some(byte) = bytes.next() {
            tokens.push(match byte {
                b'*' if bytes.next_if_eq(&b'*').is_some() => Token::Stars,
                b'*' => Token::Star,
                _ => Token::Byte(byte),
            });
        }
        Ok(Self { text: glob.into(), tokens })
    }

    /// Whether an image's text matches.
    ///
    /// **Errors** a text that go-containerregistry reads as no reference.
    pub fn matches(&self, image: &str) -> Result<bool, FormatError> {
        let Some(name) = ggcr::full_name(image) else {
            return Err(FormatError::new(Kind::NotAReference, FormatPart::Pattern, 0, image.len()));
        };
        Ok(self.matches_text(name.as_bytes()) || self.matches_text(image.as_bytes()))
    }

    /// The glob as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn matches_text(&self, text: &[u8]) -> bool {
        // What is wild begins here; all before must be there as it is.
        let literal = self.tokens.iter().position(|token| !matches!(token, Token::Byte(_)));
        let literal = literal.unwrap_or(self.tokens.len());
        let begins = self.tokens[..literal]
            .iter()
            .zip(text)
            .all(|(token, byte)| *token == Token::Byte(*byte));
        if text.len() < literal || !begins {
            return false;
        }
        let (tokens, text) = (&self.tokens[literal..], &text[literal..]);
        // Whether the tokens before the nth can stand for all bytes so far.
        let mut reached = vec![false; tokens.len() + 1];
        reached[0] = true;
        skip_wildcards(tokens, &mut reached);
        for &byte in text {
            reached[tokens.len()] = false;
            for (at, token) in tokens.iter().enumerate().rev() {
                let here = reached[at];
                match token {
                    Token::Byte(wanted) => {
                        reached[at + 1] |= here && *wanted == byte;
                        reached[at] = false;
                    }
                    Token::Star => reached[at] = here && byte != b'/',
                    Token::Stars => {}
                }
            }
            skip_wildcards(tokens, &mut reached);
        }
        reached[tokens.len()]
    }
}

/// A wildcard can stand for nothing.
fn skip_wildcards(tokens: &[Token], reached: &mut [bool]) {
    for (at, token) in tokens.iter().enumerate() {
        if !matches!(token, Token::Byte(_)) {
            reached[at + 1] |= reached[at];
        }
    }
}
