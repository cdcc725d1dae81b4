//! [`UploadSession`]: the name of an upload.

use core::fmt;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};

/// The name of an upload, as a registry sends it in the path of `Location`: one component that no server and no client
/// can read as anything else.
///
/// Letters, digits, and the bytes `-._~+=:`; not `.` or `..`.
///
/// ```
/// use imageref_interop::registry_api::UploadSession;
///
/// let session = UploadSession::parse("b6b1f1cd-9b3f-4b8a-8a5e-1d5d7d2b7f4e")?;
/// assert_eq!(session.as_str().len(), 36);
/// assert!(UploadSession::parse("..").is_err());
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UploadSession<'a>(&'a str); // INVARIANT: `parse` accepts it

impl<'a> UploadSession<'a> {
    /// Parses the name of an upload.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if the name is empty, `.` or `..`, or holds any other byte: a slash, a query, a fragment, an
    /// escape, whitespace.
    pub fn parse(text: &'a str) -> Result<Self, FormatError> {
        let part = FormatPart::UploadSession;
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~+=:".contains(&b);
        if let Some((at, byte)) = text.bytes().enumerate().find(|(_, b)| !allowed(*b)) {
            let kind = match byte {
                b'?' => Kind::Query,
                b'#' => Kind::Fragment,
                b'%' => Kind::PercentEncoding,
                _ => return Err(unexpected(text, at, part, "a letter, digit or one of `-._~+=:`")),
            };
            return Err(FormatError::new(kind, part, at, text.len()));
        }
        match text {
            "" => Err(FormatError::new(Kind::Empty, part, 0, 0)),
            "." | ".." => Err(FormatError::new(Kind::DotSegment, part, 0, text.len())),
            _ => Ok(Self(text)),
        }
    }

    /// Returns the name.
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

impl<'a> TryFrom<&'a str> for UploadSession<'a> {
    type Error = FormatError;
    fn try_from(text: &'a str) -> Result<Self, FormatError> {
        Self::parse(text)
    }
}

impl fmt::Display for UploadSession<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
