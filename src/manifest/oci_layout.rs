//! [`OciLayout`]: the `oci-layout` file.

use crate::document::{Reading, impl_model, member, model, order_of, require, values};
use crate::error::DocumentErrorKind;
use crate::json::{Fault, Layout, Reader, Result};
use crate::media_type::{MediaType, MediaTypeKind};

model! {
    /// The `oci-layout` file that marks a folder as an OCI layout, version 1.0.0. The folder's `index.json` is an
    /// [`ImageIndex`](super::ImageIndex).
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
    pub struct OciLayout { layout: Layout, }
    TABLE Slot, "an OCI layout", Reject, "image-spec 1.1 does not specify", blank unread;

    version: plain<LayoutVersion>, "imageLayoutVersion" Reject No;
}

/// `imageLayoutVersion`, which must be the only version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LayoutVersion;

impl OciLayout {
    /// The only version.
    pub const VERSION: &'static str = "1.0.0";

    /// Creates the file of a new layout.
    pub fn new() -> Self {
        Self { order: order_of(&[Slot::version]), ..Self::unread() }
    }
}

impl Default for OciLayout {
    fn default() -> Self {
        Self::new()
    }
}

member! {
    LayoutVersion: |reader| {
        let at = reader.position();
        match &*reader.string()? {
            OciLayout::VERSION => Ok(Self),
            _ => Err(Fault::new(DocumentErrorKind::LayoutVersion, at)),
        }
    }, |_version, writer| writer.string(OciLayout::VERSION);
}

impl Reading for OciLayout {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let start = reader.position();
        let file = Self { layout: reader.layout(), ..Self::unread() }.read_members(reader)?;
        require(&TABLE, &file.order, &[Slot::version], start)?;
        values::check_media_type(None, content_type, MediaTypeKind::LayoutHeader)?;
        Ok(file)
    }

    crate::document::layout_and_members!();

    fn inferred_media_type(&self) -> MediaType {
        MediaType::OCI_LAYOUT
    }
}

impl_model!(OciLayout);
