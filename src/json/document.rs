//! Reading a whole document: size, encoding, byte order mark, the value, nothing after it.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::fault::Result;
use super::limits::DocumentLimits;
use super::reader::Reader;
use super::warning::{DocumentWarning, DocumentWarningKind};
use super::{pointer, strings};
use crate::error::{DocumentError, DocumentErrorKind as Kind};

/// Reads a whole document with `read`.
///
/// Bytes that are not UTF-8 are read as Go does, each as U+FFFD, which is JSON inside strings only.
pub(crate) fn read_document<T>(
    bytes: &[u8],
    limits: DocumentLimits,
    read: impl Fn(&mut Reader<'_>) -> Result<T>,
) -> core::result::Result<(T, Vec<DocumentWarning>), DocumentError> {
    let mut value = None;
    let warnings = read_whole(bytes, limits, &mut |reader| {
        value = Some(read(reader)?);
        Ok(())
    })?;
    Ok((value.expect("`read` was called"), warnings))
}

/// The part that is the same for all values, so that its code exists once.
fn read_whole(
    bytes: &[u8],
    limits: DocumentLimits,
    read: &mut dyn FnMut(&mut Reader<'_>) -> Result<()>,
) -> core::result::Result<Vec<DocumentWarning>, DocumentError> {
    let max = limits.max_bytes();
    if bytes.len() > max {
        return Err(DocumentError::new(Kind::TooLarge { max }, String::new(), max));
    }
    let (text, wrong) = match core::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), Vec::new()),
        Err(_) => strings::from_utf8_like_go(bytes),
    };
    let mut reader = Reader::new(&text, limits);
    for &at in &wrong {
        reader.note(DocumentWarningKind::InvalidUtf8, at);
    }
    match reader.document(read) {
        Ok(()) if reader.notes.is_empty() => Ok(Vec::new()),
        Ok(()) => Ok(pointer::warnings(&text, &reader.notes, &wrong)),
        Err(fault) => Err(pointer::error(&text, &fault, &wrong)),
    }
}
