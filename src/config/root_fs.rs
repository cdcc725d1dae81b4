//! [`RootFs`]: the unpacked layers.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::digest::DiffId;
use crate::document::{assign, member, model};
use crate::error::DocumentErrorKind;
use crate::json::{DocumentWarningKind, Fault, Reader, Result};

model! {
    /// The unpacked layers of an image, by the digests of their uncompressed tar streams.
    ///
    /// Source: image-spec 1.1, config.md, `rootfs`.
    ///
    /// ```
    /// use imageref::config::RootFs;
    /// use imageref::{DiffId, Digest};
    ///
    /// let root_fs = RootFs::new([DiffId::new(Digest::sha256(b"tar stream"))]);
    /// assert_eq!(root_fs.diff_ids().len(), 1);
    /// ```
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct RootFs
    TABLE Slot, "`rootfs`", Reject, "image-spec 1.1 does not specify";

    kind: plain<Box<str>>, "type" Warn No;
    diff_ids(with_diff_ids): items<DiffId>, "diff_ids" Warn No,
        "the digests of the layers' uncompressed tar streams, base first";
}

impl RootFs {
    /// Creates a file system of these layers, base first.
    pub fn new(diff_ids: impl IntoIterator<Item = DiffId>) -> Self {
        let mut root_fs = Self::default();
        assign((&mut root_fs.order, Slot::kind), &mut root_fs.kind, "layers".into());
        root_fs.with_diff_ids(diff_ids)
    }

    /// The file system with these layers; a new one if it was null.
    pub(super) fn or_new(self, diff_ids: Vec<DiffId>) -> Self {
        if self.order.is_empty() { Self::new(diff_ids) } else { self.with_diff_ids(diff_ids) }
    }
}

member! { RootFs: |reader| Self::read(reader), |root, writer| root.write_members(writer); }

impl RootFs {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let (start, mut kind_at) = (reader.position(), 0);
        let mut root = Self::default();
        root.order = reader.object(&TABLE, &mut |reader, slot| {
            if slot == Slot::kind {
                kind_at = reader.position();
            }
            root.read_member(reader, slot)
        })?;
        match &*root.kind {
            "layers" => {}
            "" => reader.note(DocumentWarningKind::RootFsTypeMissing, start),
            _ => return Err(Fault::new(DocumentErrorKind::RootFsType, kind_at)),
        }
        if !root.order.has(Slot::diff_ids) {
            reader.note(DocumentWarningKind::DiffIdsMissing, start);
        }
        Ok(root)
    }
}
