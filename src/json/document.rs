//! Reading a whole document: size, encoding, byte order mark, the value, nothing after it.

use alloc::string::String;
use alloc::vec::Vec;

use super::fault::Result;
use super::limits::DocumentLimits;
use super::reader::Reader;
use super::warning::{DocumentWarning, DocumentWarningKind};
use super::{pointer, strings};
use crate::error::{DocumentError, DocumentErrorKind as Kind};

/// Reads a whole document with `read`: size, encoding, byte order mark, the value, nothing after it.
pub(crate) fn read_document<T>(
    bytes: &[u8],
    limits: DocumentLimits,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
) -> core::result::Result<(T, Vec<DocumentWarning>), DocumentError> {
    if bytes.len() > limits.max_bytes() {
        let kind = Kind::TooLarge { max: limits.max_bytes() };
        return Err(DocumentError::new(kind, String::new(), limits.max_bytes()));
    }
    match core::str::from_utf8(bytes) {
        Ok(text) => read_text(text, limits, read),
        Err(_) => read_lossy(bytes, limits, read),
    }
}

fn read_text<T>(
    text: &str,
    limits: DocumentLimits,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
) -> core::result::Result<(T, Vec<DocumentWarning>), DocumentError> {
    let mut reader = Reader::new(text, limits);
    match reader.document(read) {
        Ok(value) => {
            let notes = reader.notes;
            Ok((
                value,
                if notes.is_empty() { Vec::new() } else { pointer::locate_all(text, notes) },
            ))
        }
        Err(fault) => Err(pointer::explain(text, &fault)),
    }
}

/// Reads bytes that are not UTF-8 as Go does, each invalid byte as U+FFFD, which is JSON inside strings only.
#[cold]
fn read_lossy<T>(
    bytes: &[u8],
    limits: DocumentLimits,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
) -> core::result::Result<(T, Vec<DocumentWarning>), DocumentError> {
    let (text, wrong) = strings::from_utf8_like_go(bytes);
    // U+FFFD has two bytes more than what it replaces.
    let original = |offset: usize| offset - 2 * wrong.partition_point(|&at| at < offset);
    let note = |reader: &mut Reader<'_>| {
        for &at in &wrong {
            reader.note(DocumentWarningKind::InvalidUtf8, at);
        }
        read(reader)
    };
    match read_text(&text, limits, note) {
        Ok((value, mut warnings)) => {
            for warning in &mut warnings {
                warning.offset = original(warning.offset);
            }
            Ok((value, warnings))
        }
        Err(error) => {
            Err(DocumentError::new(error.kind(), error.pointer().into(), original(error.offset())))
        }
    }
}
