//! [`RootFs`]: the layers as they are when unpacked.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::digest::DiffId;
use crate::document::values;
use crate::error::DocumentErrorKind;
use crate::json::{
    Case, DocumentWarningKind, Fault, Form, Member, Members, Null, Omit, Reader, Result, Writer,
};

/// The layers as they are when unpacked, by the digests of their uncompressed tar streams.
///
/// Source: image-spec 1.1, config.md, `rootfs`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RootFs {
    kind: Box<str>,
    diff_ids: Vec<DiffId>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Type,
    DiffIds,
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        Member { slot: Slot::Type, name: "type", null: Null::Odd, omit: Omit::Never },
        Member { slot: Slot::DiffIds, name: "diff_ids", null: Null::Odd, omit: Omit::Never },
    ],
    others: &[],
    case: Case::Refused,
};

impl RootFs {
    /// A file system of these layers, the base first.
    pub fn new(diff_ids: Vec<DiffId>) -> Self {
        let mut form = Form::default();
        form.set(&MEMBERS, Slot::Type);
        form.set(&MEMBERS, Slot::DiffIds);
        Self { kind: "layers".into(), diff_ids, form }
    }

    /// The digests of the layers' uncompressed tar streams, the base first.
    pub fn diff_ids(&self) -> &[DiffId] {
        &self.diff_ids
    }

    /// The same file system of other layers.
    pub(super) fn with_diff_ids(mut self, diff_ids: Vec<DiffId>) -> Self {
        self.diff_ids = diff_ids;
        self.form.set(&MEMBERS, Slot::DiffIds);
        self
    }

    pub(super) fn push(&mut self, diff_id: DiffId) {
        self.diff_ids.push(diff_id);
        self.form.set(&MEMBERS, Slot::DiffIds);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let mut root = Self::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut root.form)? {
            let at = reader.position();
            match slot {
                Slot::Type => {
                    root.kind = values::text(reader)?;
                    if !matches!(&*root.kind, "" | "layers") {
                        return Err(Fault::new(DocumentErrorKind::RootFsType, at));
                    }
                }
                Slot::DiffIds => {
                    root.diff_ids.reserve(reader.room_for(80));
                    reader.elements(|reader| {
                        root.diff_ids.push(DiffId::new(values::digest(reader)?));
                        Ok(())
                    })?;
                }
            }
        }
        if root.kind.is_empty() {
            reader.note(DocumentWarningKind::RootFsTypeMissing, start);
        }
        if !root.form.has(&MEMBERS, Slot::DiffIds) {
            reader.note(DocumentWarningKind::DiffIdsMissing, start);
        }
        Ok(root)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::Type => writer.string(&self.kind),
            Slot::DiffIds => {
                writer.array(&self.diff_ids, |writer, diff_id| writer.string(&diff_id.to_text()));
            }
        });
    }
}
