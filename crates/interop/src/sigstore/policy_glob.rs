//! [`PolicyGlob`]: the globs of Sigstore's policy controller.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::go::ggcr_name as ggcr;
use crate::parse_traits::parse_traits;

/// A `glob` of a `ClusterImagePolicy`: `*` matches any bytes but `/`, `**` any bytes at all.
///
/// It is compared with the image's full name as go-containerregistry writes it (`index.docker.io/library/ubuntu:latest`),
/// and then with the image verbatim. `:` and `@` are ordinary bytes: `gcr.io/p/app` matches `gcr.io/p/app` but not
/// `gcr.io/p/app:v1`, and `gcr.io/p/*` matches any tag and digest. **`**` reaches across hosts: `gcr.io**` matches
/// `gcr.io.evil.com/x`.** For rules of your own, use [`Pattern`](crate::pattern::Pattern).
///
/// ```
/// use imageref_interop::sigstore::PolicyGlob;
///
/// let glob = PolicyGlob::parse("index.docker.io/library/*")?;
/// assert!(glob.matches("ubuntu:22.04")?);
/// assert!(!glob.matches("user/app")?);
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// Source: sigstore/policy-controller, `pkg/apis/glob/glob.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyGlob {
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

impl PolicyGlob {
    /// Parses a glob. `*` alone and `*/*` mean images of Docker Hub, as in the policy controller.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if the glob is empty, or holds a byte other than letters, digits and `-_:/*.@`.
    pub fn parse(glob: &str) -> Result<Self, FormatError> {
        let whole = match glob {
            "" => return Err(FormatError::new(Kind::Empty, FormatPart::Pattern, 0, 0)),
            "*" => "index.docker.io/library/*",
            "*/*" => "index.docker.io/*/*",
            _ => glob,
        };
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-_:/*.@".contains(&b);
        if let Some(at) = glob.bytes().position(|b| !allowed(b)) {
            let expected = "a letter, digit or one of `-_:/*.@`";
            return Err(unexpected(glob, at, FormatPart::Pattern, expected));
        }
        let mut tokens: Vec<Token> = Vec::with_capacity(whole.len());
        let mut bytes = whole.bytes().peekable();
        while let Some(byte) = bytes.next() {
            let token = match byte {
                b'*' if bytes.next_if_eq(&b'*').is_some() => Token::Stars,
                b'*' => Token::Star,
                _ => Token::Byte(byte),
            };
            match (tokens.last_mut(), token) {
                // A wildcard that follows `**` adds nothing to it.
                (Some(Token::Stars), Token::Star | Token::Stars) => {}
                _ => tokens.push(token),
            }
        }
        Ok(Self { text: glob.into(), tokens })
    }

    /// Returns `true` if the glob matches an image.
    ///
    /// The time is linear in the image, with a step for every 64 bytes of the glob.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if go-containerregistry does not read the image as a reference.
    pub fn matches(&self, image: &str) -> Result<bool, FormatError> {
        let Some(name) = ggcr::full_name(image) else {
            return Err(FormatError::new(Kind::NotAReference, FormatPart::Image, 0, image.len()));
        };
        Ok(matches(&self.tokens, name.as_bytes()) || matches(&self.tokens, image.as_bytes()))
    }

    /// Returns the glob, verbatim.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

parse_traits!(PolicyGlob);

/// Returns `true` if the tokens match the whole text: the literal start is compared, the rest is simulated.
fn matches(tokens: &[Token], text: &[u8]) -> bool {
    let literal = tokens.iter().position(|token| !matches!(token, Token::Byte(_)));
    let (start, tokens) = tokens.split_at(literal.unwrap_or(tokens.len()));
    let Some((front, text)) = text.split_at_checked(start.len()) else { return false };
    if !start.iter().zip(front).all(|(token, byte)| *token == Token::Byte(*byte)) {
        return false;
    }
    Automaton::new(tokens).matches(text)
}

/// All positions between the tokens that the text so far can lead to, as one set of bits that moves with each byte.
struct Automaton {
    words: usize,
    end: usize,
    /// The tokens that each byte satisfies.
    bytes: BTreeMap<u8, Vec<u64>>,
    stars: Vec<u64>,
    /// `*` and `**`.
    wild: Vec<u64>,
}

impl Automaton {
    fn new(tokens: &[Token]) -> Self {
        let words = tokens.len() / 64 + 1;
        let mut bytes: BTreeMap<u8, Vec<u64>> = BTreeMap::new();
        let (mut stars, mut wild) = (vec![0; words], vec![0; words]);
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Byte(byte) => set(bytes.entry(*byte).or_insert_with(|| vec![0; words]), at),
                Token::Star => set(&mut wild, at),
                Token::Stars => {
                    set(&mut stars, at);
                    set(&mut wild, at);
                }
            }
        }
        Self { words, end: tokens.len(), bytes, stars, wild }
    }

    fn matches(&self, text: &[u8]) -> bool {
        let mut here = vec![0; self.words];
        set(&mut here, 0);
        self.skip_wildcards(&mut here);
        let none = vec![0; self.words];
        for byte in text {
            let literal = self.bytes.get(byte).unwrap_or(&none);
            let stays = if *byte == b'/' { &self.stars } else { &self.wild };
            let mut carry = 0;
            for ((here, literal), stays) in here.iter_mut().zip(literal).zip(stays) {
                let moves = *here & literal;
                *here = *here & stays | moves << 1 | carry;
                carry = moves >> 63;
            }
            self.skip_wildcards(&mut here);
        }
        here.get(self.end / 64).is_some_and(|word| word >> (self.end % 64) & 1 == 1)
    }

    /// A wildcard may match nothing. No two follow each other.
    fn skip_wildcards(&self, here: &mut [u64]) {
        let mut carry = 0;
        for (here, wild) in here.iter_mut().zip(&self.wild) {
            let skips = *here & wild;
            *here |= skips << 1 | carry;
            carry = skips >> 63;
        }
    }
}

/// Sets a bit.
fn set(words: &mut [u64], at: usize) {
    if let Some(word) = words.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}
