//! [`RootFs`]: the unpacked layers.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::digest::DiffId;
use crate::document::{UnknownMembers, values};
use crate::error::DocumentErrorKind;
use crate::json::{DocumentWarningKind, Fault, MemberOrder, Reader, Result, Writer, members};

/// The unpacked layers of an image, by the digests of their uncompressed tar streams.
///
/// `Eq` compares content and ignores member order.
///
/// ```
/// use imageref::config::RootFs;
/// use imageref::{DiffId, Digest};
///
/// let root_fs = RootFs::new(vec![DiffId::new(Digest::sha256(b"tar"))]);
/// assert_eq!(root_fs.diff_ids().len(), 1);
/// ```
///
/// Source: image-spec 1.1, config.md, `rootfs`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RootFs {
    kind: Box<str>,
    diff_ids: Vec<DiffId>,
    order: MemberOrder,
}

members! {
    MEMBERS: Slot, "`rootfs`", Reject;
    Type "type" Warn No,
    DiffIds "diff_ids" Warn No,
}

impl RootFs {
    /// A file system of these layers, base first.
    pub fn new(diff_ids: Vec<DiffId>) -> Self {
        let mut order = MemberOrder::default();
        order.set(&MEMBERS, Slot::Type);
        order.set(&MEMBERS, Slot::DiffIds);
        Self { kind: "layers".into(), diff_ids, order }
    }

    /// The digests of the layers' uncompressed tar streams, base first.
    pub fn diff_ids(&self) -> &[DiffId] {
        &self.diff_ids
    }

    /// Returns the file system with other layers.
    pub(super) fn with_diff_ids(mut self, diff_ids: Vec<DiffId>) -> Self {
        if self.order.is_empty() {
            return Self::new(diff_ids); // it was null
        }
        self.diff_ids = diff_ids;
        self.order.set(&MEMBERS, Slot::DiffIds);
        self
    }

    /// The members that image-spec 1.1 does not specify: name and value as JSON.
    pub fn unknown_members(&self) -> UnknownMembers<'_> {
        self.order.unknown()
    }

    pub(super) fn push(&mut self, diff_id: DiffId) {
        let mut diff_ids = core::mem::take(&mut self.diff_ids);
        diff_ids.push(diff_id);
        *self = core::mem::take(self).with_diff_ids(diff_ids);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let mut root = Self::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut root.order)? {
            let at = reader.position();
            match slot {
                Slot::Type => {
                    root.kind = values::text(reader)?;
                    if !matches!(&*root.kind, "" | "layers") {
                        return Err(Fault::new(DocumentErrorKind::RootFsType, at));
                    }
                }
                Slot::DiffIds => {
                    root.diff_ids.reserve(reader.capacity_hint(80));
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
        if !root.order.has(&MEMBERS, Slot::DiffIds) {
            reader.note(DocumentWarningKind::DiffIdsMissing, start);
        }
        Ok(root)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.order, |writer, slot| match slot {
            Slot::Type => writer.string(&self.kind),
            Slot::DiffIds => {
                writer.array(&self.diff_ids, |writer, diff_id| writer.string(&diff_id.to_text()));
            }
        });
    }
}
