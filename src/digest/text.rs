//! [`DigestText`]: a digest's string without an allocation.

use core::ops::Deref;

use super::Algorithm;
use crate::text::encode_hex;
use crate::text_traits::text_traits;

/// The string of a digest, or of its encoded part, as a value on the stack that dereferences to `str`.
///
/// ```
/// use imageref::Digest;
///
/// let text = Digest::sha256(b"").to_text().as_str().len();
/// assert_eq!(text, 7 + 64);
/// ```
#[derive(Clone, Copy)]
pub struct DigestText<'a>(Inner<'a>);

#[derive(Clone, Copy)]
enum Inner<'a> {
    /// The bytes `start..end`. INVARIANT: all bytes are ASCII, `start <= end <= MAX`.
    Stack {
        bytes: [u8; MAX],
        start: u8,
        end: u8,
    },
    Borrowed(&'a str),
}

/// `sha256:`, or another known algorithm.
const NAME: usize = b"sha256:".len();
/// `sha512:` and 128 digits.
const MAX: usize = NAME + Algorithm::Sha512.hex_len();

impl<'a> DigestText<'a> {
    pub(super) const fn borrowed(text: &'a str) -> Self {
        Self(Inner::Borrowed(text))
    }

    /// The prefix, which is `algorithm ":"`, and the hash in hex.
    #[inline]
    pub(super) fn known<const N: usize>(prefix: [u8; NAME], hash: &[u8; N]) -> Self {
        let mut bytes = [0; MAX];
        let (name, hex) = bytes.split_at_mut(NAME);
        name.copy_from_slice(&prefix);
        encode_hex(hash, hex.as_chunks_mut().0);
        let end = clamp(NAME.saturating_add(N.saturating_mul(2)));
        Self(Inner::Stack { bytes, start: 0, end })
    }

    /// The first `digits` of the part after the colon, or all if there are fewer.
    pub(super) fn encoded(self, digits: usize) -> Self {
        match self.0 {
            Inner::Stack { bytes, end, .. } => {
                let end = end.min(clamp(NAME.saturating_add(digits)));
                Self(Inner::Stack { bytes, start: clamp(NAME), end })
            }
            Inner::Borrowed(text) => {
                let value = text.split_once(':').map_or("", |(_, value)| value);
                Self(Inner::Borrowed(value.get(..digits).unwrap_or(value)))
            }
        }
    }

    /// The string.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Inner::Stack { bytes, start, end } => {
                let bytes = bytes.get(usize::from(*start)..usize::from(*end)).unwrap_or_default();
                core::str::from_utf8(bytes).unwrap_or_default()
            }
            Inner::Borrowed(text) => text,
        }
    }
}

fn clamp(at: usize) -> u8 {
    u8::try_from(at).unwrap_or(u8::MAX)
}

impl Deref for DigestText<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

text_traits! { DigestText, DigestText<'_> => plain lend order; }
