//! [`OciLayout`]: the `oci-layout` file.

use crate::document::{Reading, impl_model, values};
use crate::error::DocumentErrorKind;
use crate::json::{Fault, Layout, MemberOrder, Reader, Result, Writer, members};
use crate::media_type::{MediaType, MediaTypeKind};

/// The `oci-layout` file that marks a folder as an OCI layout, version 1.0.0. The folder's `index.json` is an
/// [`ImageIndex`](super::ImageIndex).
///
/// `Eq` compares content and ignores member order and spacing.
///
/// Source: image-spec 1.1, image-layout.md.
///
/// ```
/// use imageref::manifest::OciLayout;
///
/// assert_eq!(OciLayout::new().to_bytes(), br#"{"imageLayoutVersion":"1.0.0"}"#);
/// assert!(OciLayout::from_slice(br#"{"imageLayoutVersion":"2.0.0"}"#).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OciLayout {
    order: MemberOrder,
    layout: Layout,
}

members! {
    MEMBERS: Slot, "an OCI layout", Reject;
    Version "imageLayoutVersion" Reject No,
}

impl OciLayout {
    /// The only version.
    pub const VERSION: &'static str = "1.0.0";

    /// The file of a new layout.
    pub fn new() -> Self {
        let mut order = MemberOrder::default();
        order.set(&MEMBERS, Slot::Version);
        Self { order, layout: Layout::default() }
    }
}

impl Default for OciLayout {
    fn default() -> Self {
        Self::new()
    }
}

impl Reading for OciLayout {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let mut order = MemberOrder::default();
        reader.open_object()?;
        while let Some(Slot::Version) = reader.member(&MEMBERS, &mut order)? {
            let at = reader.position();
            if reader.string()? != Self::VERSION {
                return Err(Fault::new(DocumentErrorKind::LayoutVersion, at));
            }
        }
        if !order.has(&MEMBERS, Slot::Version) {
            return Err(values::missing("imageLayoutVersion", start));
        }
        values::check_media_type(None, content_type, MediaTypeKind::LayoutHeader)?;
        Ok(Self { order, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.order, |writer, Slot::Version| writer.string(Self::VERSION));
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn inferred_media_type(&self) -> MediaType {
        MediaType::OCI_LAYOUT
    }
}

impl_model!(OciLayout);
