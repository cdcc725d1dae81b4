//! [`OciLayout`]: the `oci-layout` file.

use crate::document::{Reading, impl_model, values};
use crate::error::DocumentErrorKind;
use crate::json::{Case, Fault, Form, Layout, Member, Members, Null, Omit, Reader, Result, Writer};
use crate::media_type::{MediaType, MediaTypeKind};

/// The `oci-layout` file that marks a folder as an OCI layout, version 1.0.0. Its `index.json` is an
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
pub struct OciLayout {
    form: Form,
    layout: Layout,
}

#[derive(Clone, Copy, PartialEq)]
struct Version;

static MEMBERS: Members<Version> = Members {
    list: &[Member {
        slot: Version,
        name: "imageLayoutVersion",
        null: Null::Refused,
        omit: Omit::Never,
    }],
    others: &[],
    case: Case::Refused,
};

impl OciLayout {
    /// The one version that there is.
    pub const VERSION: &'static str = "1.0.0";

    /// The file of a new layout.
    pub fn new() -> Self {
        let mut form = Form::default();
        form.set(&MEMBERS, Version);
        Self { form, layout: Layout::default() }
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
        let mut form = Form::default();
        reader.open_object()?;
        while let Some(Version) = reader.member(&MEMBERS, &mut form)? {
            let at = reader.position();
            if reader.string()? != Self::VERSION {
                return Err(Fault::new(DocumentErrorKind::LayoutVersion, at));
            }
        }
        if !form.has(&MEMBERS, Version) {
            return Err(values::missing("imageLayoutVersion", start));
        }
        values::agree(None, content_type, MediaTypeKind::LayoutHeader)?;
        Ok(Self { form, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, Version| writer.string(Self::VERSION));
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn told_media_type(&self) -> MediaType {
        MediaType::OCI_LAYOUT
    }
}

impl_model!(OciLayout);
