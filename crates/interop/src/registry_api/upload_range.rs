//! `Content-Range` and `Range` of uploads.

use core::fmt;
use core::str::FromStr;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};

/// The bytes of a chunk that is uploaded, or those that a registry has: first and last, both included.
///
/// Uploads write it without a unit, unlike the rest of HTTP: `0-1023`. A registry that has nothing yet can't say so:
/// `0-0` means one byte, or none before the first chunk was sent.
///
/// ```
/// use imageref_interop::registry_api::UploadRange;
///
/// let range: UploadRange = "1024-2047".parse()?;
/// assert_eq!((range.first(), range.last(), range.next()), (1024, 2047, Some(2048)));
/// assert_eq!(UploadRange::of_chunk(1024, 1024), Some(range));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// **Source** OCI distribution specification 1.1, "Pushing a blob in chunks".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UploadRange {
    first: u64,
    last: u64, // INVARIANT: not before `first`
}

impl UploadRange {
    /// The range of a chunk of `len` bytes at `offset`; `None` for an empty one, which has no last byte, and behind the
    /// last byte that can be told.
    pub fn of_chunk(offset: u64, len: u64) -> Option<Self> {
        Some(Self { first: offset, last: offset.checked_add(len.checked_sub(1)?)? })
    }

    /// The offset of the first byte.
    pub const fn first(self) -> u64 {
        self.first
    }

    /// The offset of the last byte.
    pub const fn last(self) -> u64 {
        self.last
    }

    /// The offset at which the next chunk begins.
    pub const fn next(self) -> Option<u64> {
        self.last.checked_add(1)
    }
}

impl FromStr for UploadRange {
    type Err = FormatError;
    /// Reads `first-last`; `bytes=` before it is skipped, which some registries write.
    ///
    /// **Errors** anything else, and a last byte before the first.
    fn from_str(text: &str) -> Result<Self, FormatError> {
        let start = if text.starts_with("bytes=") { 6 } else { 0 };
        let end = text.len();
        let fault = |kind, from, to| Err(FormatError::new(kind, FormatPart::UploadRange, from, to));
        let Some(dash) = text[start..].find('-').map(|at| start + at) else {
            return fault(Kind::UnexpectedEnd { expected: "`-`" }, end, end);
        };
        let (first, last) = (number(text, start, dash)?, number(text, dash + 1, end)?);
        if first > last {
            return fault(Kind::NotCanonical, start, end);
        }
        Ok(Self { first, last })
    }
}

fn number(text: &str, start: usize, end: usize) -> Result<u64, FormatError> {
    let digits = &text[start..end];
    let wrong = digits.bytes().position(|b| !b.is_ascii_digit());
    if let Some(at) = wrong.or(digits.is_empty().then_some(0)) {
        let bytes = &text[..end];
        return Err(unexpected(bytes, start + at, FormatPart::UploadRange, "a digit"));
    }
    let kind = Kind::TooLong { max: 20 };
    digits.parse().map_err(|_| FormatError::new(kind, FormatPart::UploadRange, start, end))
}

impl fmt::Display for UploadRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.last)
    }
}
