//! [`DigestText`]: a digest's string without an allocation.

use core::fmt;
use core::ops::Deref;

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
    /// INVARIANT: the first `len` bytes are ASCII.
    Stack {
        bytes: [u8; MAX],
        len: u8,
    },
    Borrowed(&'a str),
}

/// `sha512:` and 128 digits.
const MAX: usize = 7 + 128;

impl<'a> DigestText<'a> {
    pub(super) const fn borrowed(text: &'a str) -> Self {
        Self(Inner::Borrowed(text))
    }

    /// `name ":" hex`, or the hex alone if the name is empty. The hash has at most 64 bytes.
    pub(super) fn known(name: &str, hash: &[u8]) -> Self {
        let mut bytes = [0; MAX];
        let mut at = 0;
        if !name.is_empty() {
            bytes[..name.len()].copy_from_slice(name.as_bytes());
            bytes[name.len()] = b':';
            at = name.len() + 1;
        }
        let end = at + hash.len() * 2;
        let encoded = hex::encode_to_slice(hash, &mut bytes[at..end]);
        debug_assert_eq!(encoded, Ok(()));
        #[expect(clippy::cast_possible_truncation, reason = "at most MAX, which is 135")]
        Self(Inner::Stack { bytes, len: end as u8 })
    }

    /// The string.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Inner::Stack { bytes, len } => {
                core::str::from_utf8(&bytes[..usize::from(*len)]).unwrap_or_default()
            }
            Inner::Borrowed(text) => text,
        }
    }
}

impl Deref for DigestText<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for DigestText<'_> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for DigestText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for DigestText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for DigestText<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for DigestText<'_> {}

impl PartialEq<str> for DigestText<'_> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for DigestText<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
