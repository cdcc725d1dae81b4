//! The payload of a signed schema 1 manifest: the bytes that were signed.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::{
    self, Case, DocumentLimits, Fault, Form, Member, Members, Null, Omit, Reader, Result,
};

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Version,
    Signatures,
    Protected,
    Length,
    Tail,
}

const fn member(slot: Slot, name: &'static str) -> Member<Slot> {
    Member { slot, name, null: Null::Fine, omit: Omit::Never }
}

static MANIFEST: Members<Slot> =
    table(&[member(Slot::Version, "schemaVersion"), member(Slot::Signatures, "signatures")]);
static SIGNATURE: Members<Slot> = table(&[member(Slot::Protected, "protected")]);
static PROTECTED: Members<Slot> =
    table(&[member(Slot::Length, "formatLength"), member(Slot::Tail, "formatTail")]);

const fn table(list: &'static [Member<Slot>]) -> Members<Slot> {
    Members { list, others: &[], case: Case::Odd }
}

/// Where the payload of a signature ends: so many bytes of the document, then the tail.
#[derive(PartialEq)]
struct End {
    length: usize,
    tail: Vec<u8>,
}

/// The signed payload of a manifest: its first `formatLength` bytes and `formatTail`, which every signature must state
/// alike; all bytes if there are no signatures.
///
/// Source: libtrust, jsonsign.go, `ParsePrettySignature`; containers/image, `manifest.Digest`.
pub(super) fn payload(bytes: &[u8]) -> core::result::Result<Cow<'_, [u8]>, DocumentError> {
    let refuse = |at| {
        let pointer = String::from("/signatures");
        DocumentError::new(DocumentErrorKind::Signature, pointer, at)
    };
    let limits = DocumentLimits::default().with_max_bytes(usize::MAX);
    let ((ends, at), _) = json::read_document(bytes, limits, read_ends)?;
    let Some((first, rest)) = ends.split_first() else { return Ok(Cow::Borrowed(bytes)) };
    match bytes.get(..first.length) {
        Some(head) if rest.iter().all(|end| end == first) => {
            Ok([head, &first.tail].concat().into())
        }
        _ => Err(refuse(at)),
    }
}

/// The ends that the signatures state, and where the signatures stand.
fn read_ends(reader: &mut Reader<'_>) -> Result<(Vec<End>, usize)> {
    let (mut form, mut ends, mut signatures_at) = (Form::default(), Vec::new(), 0);
    let mut version_1 = false;
    reader.open_object()?;
    while let Some(slot) = reader.member(&MANIFEST, &mut form)? {
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
    let (mut form, mut end) = (Form::default(), None);
    let start = reader.position();
    reader.open_object()?;
    while let Some(_protected) = reader.member(&SIGNATURE, &mut form)? {
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
    let read = reader.inside(json, |inner| {
        let mut form = Form::default();
        inner.open_object()?;
        while let Some(slot) = inner.member(&PROTECTED, &mut form)? {
            match slot {
                Slot::Length => length = usize::try_from(inner.size()?).ok(),
                Slot::Tail => tail = json::decode_base64_url(&inner.string()?),
                _ => drop(inner.skip()?),
            }
        }
        Ok(())
    });
    read.ok()?;
    Some(End { length: length?, tail: tail? })
}
