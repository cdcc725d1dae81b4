//! The payload of a signed schema 1 manifest: the bytes that were signed.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::{self, DocumentLimits, Fault, Reader, Result, members};

members! {
    MANIFEST: Slot, "a schema 1 manifest", Warn;
    version "schemaVersion" Allow No,
    signatures "signatures" Allow No,
}

members! {
    SIGNATURE: SignatureSlot, "a signature", Warn;
    protected "protected" Allow No,
}

members! {
    PROTECTED: ProtectedSlot, "a protected header", Warn;
    length "formatLength" Allow No,
    tail "formatTail" Allow No,
}

/// Where the payload of a signature ends: so many bytes of the document, then the tail.
#[derive(PartialEq)]
struct End {
    length: usize,
    tail: Vec<u8>,
}

/// The signed payload of a manifest: its first `formatLength` bytes, then `formatTail`, on which all signatures must
/// agree; all bytes if there are no signatures.
///
/// Source: libtrust, jsonsign.go, `ParsePrettySignature`; containers/image, `manifest.Digest`.
pub(super) fn payload(bytes: &[u8]) -> core::result::Result<Cow<'_, [u8]>, DocumentError> {
    let limits = DocumentLimits::default().with_max_bytes(usize::MAX);
    let ((ends, at), _) = json::read_document(bytes, limits, read_ends)?;
    let Some((first, rest)) = ends.split_first() else { return Ok(Cow::Borrowed(bytes)) };
    match bytes.get(..first.length) {
        Some(head) if rest.iter().all(|end| end == first) => {
            Ok([head, &first.tail].concat().into())
        }
        _ => Err(DocumentError::new(DocumentErrorKind::Signature, "/signatures".into(), at)),
    }
}

/// The ends that the signatures state, and where the signatures begin.
fn read_ends(reader: &mut Reader<'_>) -> Result<(Vec<End>, usize)> {
    let (mut ends, mut signatures_at, mut version_1) = (Vec::new(), 0, false);
    reader.object(&MANIFEST, &mut |reader, slot| {
        if slot == Slot::signatures {
            signatures_at = reader.position();
            if reader.peek() == Some(b'[') {
                return reader.elements(&mut |reader| {
                    ends.push(read_signature(reader)?);
                    Ok(())
                });
            }
        }
        let value = reader.skip()?;
        version_1 |= slot == Slot::version && value == "1";
        Ok(())
    })?;
    if !version_1 {
        ends.clear();
    }
    Ok((ends, signatures_at))
}

fn read_signature(reader: &mut Reader<'_>) -> Result<End> {
    let (start, mut end) = (reader.position(), None);
    reader.object(&SIGNATURE, &mut |reader, _| {
        let at = reader.position();
        let text = reader.string()?;
        end = json::decode_base64_url(&text).and_then(|json| read_protected(reader, &json));
        match end {
            Some(_) => Ok(()),
            None => Err(Fault::new(DocumentErrorKind::Signature, at)),
        }
    })?;
    end.ok_or_else(|| Fault::new(DocumentErrorKind::Signature, start))
}

fn read_protected(reader: &Reader<'_>, json: &[u8]) -> Option<End> {
    let json = core::str::from_utf8(json).ok()?;
    let (mut length, mut tail) = (None, None);
    let read = reader.nested(json, |inner| {
        inner.object(&PROTECTED, &mut |inner, slot| {
            match slot {
                ProtectedSlot::length => length = usize::try_from(inner.size()?).ok(),
                _ => tail = json::decode_base64_url(&inner.string()?),
            }
            Ok(())
        })
    });
    read.ok()?;
    Some(End { length: length?, tail: tail? })
}
