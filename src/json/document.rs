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
    read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
) -> core::result::Result<(T, Vec<DocumentWarning>), DocumentError> {
    if bytes.len() > limits.max_bytes() {
        let kind = Kind::TooLarge { max: limits.max_bytes() };
        return Err(DocumentError::new(kind, String::new(), limits.max_bytes()));
    }
    let (text, wrong) = match core::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), Vec::new()),
        Err(_) => strings::from_utf8_like_go(bytes),
    };
    // U+FFFD has two bytes more than what it replaces.
    let original = |offset: usize| offset - 2 * wrong.partition_point(|&at| at < offset);
    let mut reader = Reader::new(&text, limits);
    for &at in &wrong {
        reader.note(DocumentWarningKind::InvalidUtf8, at);
    }
    match reader.document(read) {
        Ok(value) if reader.notes.is_empty() => Ok((value, Vec::new())),
        Ok(value) => Ok((value, pointer::warnings(&text, reader.notes, original))),
        Err(fault) => Err(pointer::error(&text, &fault, original)),
    }
}
