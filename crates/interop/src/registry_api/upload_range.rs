//! [`UploadRange`]: `Content-Range` and `Range` of uploads.

use core::fmt;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::parse_traits::parse_traits;

/// The bytes of a chunk that is uploaded, or those that a registry has: the first and the last one, both included.
///
/// Unlike the rest of HTTP, uploads write it without a unit: `0-1023`. No range is empty, so a registry without any
/// bytes writes `0-0` too, the range of one byte.
///
/// ```
/// use imageref_interop::registry_api::UploadRange;
///
/// let range = UploadRange::parse("1024-2047")?;
/// assert_eq!((range.first(), range.last(), range.next()), (1024, 2047, Some(2048)));
/// assert_eq!(UploadRange::of_chunk(1024, 1024), Some(range));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// Source: OCI distribution specification 1.1, "Pushing a blob in chunks".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UploadRange {
    first: u64,
    last: u64, // INVARIANT: not less than `first`
}

impl UploadRange {
    /// Returns the range of a chunk of `len` bytes at `offset`, or `None` if it is empty or reaches over 64 bits.
    pub fn of_chunk(offset: u64, len: u64) -> Option<Self> {
        Some(Self { first: offset, last: offset.checked_add(len.checked_sub(1)?)? })
    }

    /// Parses `first-last`. `bytes=` before it, which some registries write, is skipped.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if the text is not two numbers of at most 64 bits, or the last one is less than the first.
    pub fn parse(text: &str) -> Result<Self, FormatError> {
        let part = FormatPart::UploadRange;
        let start = if text.starts_with("bytes=") { "bytes=".len() } else { 0 };
        let (first, dash) = number(text, start)?;
        if text.as_bytes().get(dash) != Some(&b'-') {
            return Err(unexpected(text, dash, part, "`-`"));
        }
        let (last, end) = number(text, dash + 1)?;
        if end < text.len() {
            return Err(unexpected(text, end, part, "a digit"));
        }
        if first > last {
            return Err(FormatError::new(Kind::ReversedRange, part, start, end));
        }
        Ok(Self { first, last })
    }

    /// Returns the offset of the first byte.
    pub const fn first(self) -> u64 {
        self.first
    }

    /// Returns the offset of the last byte.
    pub const fn last(self) -> u64 {
        self.last
    }

    /// Returns the offset at which the next chunk starts, or `None` if that is over 64 bits.
    pub const fn next(self) -> Option<u64> {
        self.last.checked_add(1)
    }
}

parse_traits!(UploadRange);

/// Reads the digits from `start`; returns their value and end.
fn number(text: &str, start: usize) -> Result<(u64, usize), FormatError> {
    let rest = text.get(start..).unwrap_or_default();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let end = start + digits;
    let digits = rest.get(..digits).unwrap_or_default();
    if digits.is_empty() {
        return Err(unexpected(text, start, FormatPart::UploadRange, "a digit"));
    }
    let error = FormatError::new(Kind::NumberRange, FormatPart::UploadRange, start, end);
    Ok((digits.parse().map_err(|_| error)?, end))
}

impl fmt::Display for UploadRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.last)
    }
}
