//! The payload of a signed schema 1 manifest: the bytes that were signed.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::{self, DocumentLimits, Fault, MemberOrder, Reader, Result, members};

members! {
    MANIFEST: Slot, "a schema 1 manifest", Warn;
    Version "schemaVersion" Allow No,
    Signatures "signatures" Allow No,
}

members! {
    SIGNATURE: SignatureSlot, "a signature", Warn;
    Protected "protected" Allow No,
}

members! {
    PROTECTED: ProtectedSlot, "a protected header", Warn;
    Length "formatLength" Allow No,
    Tail "formatTail" Allow No,
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
    let (mut order, mut ends, mut signatures_at) = (MemberOrder::default(), Vec::new(), 0);
    let mut version_1 = false;
    reader.open_object()?;
    while let Some(slot) = reader.member(&MANIFEST, &mut order)? {
        if slot == Slot::Signatures {
            signatures_at = reader.position();
            if reader.peek() == Some(b'[') {
                reader.elements(|reader| {
                    ends.push(read_signature(reader)?);
                    Ok(())
                })?;
                continue;
            }
        }
        let value = reader.skip()?;
        version_1 |= slot == Slot::Version && value == "1";
    }
    if !version_1 {
        ends.clear();
    }
    Ok((ends, signatures_at))
}

fn read_signature(reader: &mut Reader<'_>) -> Result<End> {
    let (mut order, mut end) = (MemberOrder::default(), None);
    let start = reader.position();
    reader.open_object()?;
    while let Some(SignatureSlot::Protected) = reader.member(&SIGNATURE, &mut order)? {
        let at = reader.position();
        let text = reader.string()?;
        end = json::decode_base64_url(&text).and_then(|json| read_protected(reader, &json));
        if end.is_none() {
            return Err(Fault::new(DocumentErrorKind::Signature, at));
        }
    }
    end.ok_or_else(|| Fault::new(DocumentErrorKind::Signature, start))
}

fn read_protected(reader: &Reader<'_>, json: &[u8]) -> Option<End> {
    let json = core::str::from_utf8(json).ok()?;
    let (mut length, mut tail) = (None, None);
    let read = reader.nested(json, |inner| {
        let mut order = MemberOrder::default();
        inner.open_object()?;
        while let Some(slot) = inner.member(&PROTECTED, &mut order)? {
            match slot {
                ProtectedSlot::Length => length = usize::try_from(inner.size()?).ok(),
                ProtectedSlot::Tail => tail = json::decode_base64_url(&inner.string()?),
            }
        }
        Ok(())
    });
    read.ok()?;
    Some(End { length: length?, tail: tail? })
}
