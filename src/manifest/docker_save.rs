//! [`DockerSave`]: `manifest.json` of `docker save`.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::document::{Reading, StringList, Strings, UnknownMembers, impl_model, values};
use crate::error::DocumentErrorKind;
use crate::json::{
    DocumentWarningKind, Fault, Layout, MemberOrder, RawJson, Reader, Result, Writer, members,
};
use crate::media_type::{MediaType, MediaTypeKind};

/// `manifest.json` of an archive that `docker save` wrote: its images, as paths into the archive.
///
/// `Eq` compares content and ignores member order and spacing.
///
/// Up to Docker 24 a config is `<hex>.json` and a layer `<hex>/layer.tar`; from Docker 25 on both are
/// `blobs/sha256/<hex>`.
///
/// ```
/// use imageref::manifest::{DockerSave, SavedImage};
///
/// let saved = DockerSave::from_slice(
///     br#"[{"Config":"blobs/sha256/1a","RepoTags":["app:1"],"Layers":["blobs/sha256/2b"]}]"#,
/// )?;
/// let image: &SavedImage = &saved.images()[0];
/// assert_eq!(image.config(), "blobs/sha256/1a");
/// assert_eq!(image.repo_tags().collect::<Vec<_>>(), ["app:1"]);
/// # Ok::<(), imageref::DocumentError>(())
/// ```
///
/// Source: moby, `tarexport/save.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DockerSave {
    images: Vec<SavedImage>,
    layout: Layout,
}

/// One image of an archive that `docker save` wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedImage {
    config: Box<str>,
    repo_tags: StringList,
    layers: StringList,
    parent: Option<Box<str>>,
    layer_sources: Option<RawJson>,
    order: MemberOrder,
}

members! {
    MEMBERS: Slot, "an image of `docker save`", Reject;
    Config "Config" Reject No,
    RepoTags "RepoTags" Allow No,
    Layers "Layers" Warn No,
    Parent "Parent" Allow Yes,
    LayerSources "LayerSources" Allow Yes,
}

impl DockerSave {
    /// The images of the archive, at least one.
    pub fn images(&self) -> &[SavedImage] {
        &self.images
    }
}

impl SavedImage {
    /// The config's path in the archive.
    pub fn config(&self) -> &str {
        &self.config
    }

    /// The names that the image was saved under, in familiar form: `nginx:latest`.
    pub fn repo_tags(&self) -> Strings<'_> {
        self.repo_tags.iter()
    }

    /// The layers' paths in the archive, base first.
    pub fn layers(&self) -> Strings<'_> {
        self.layers.iter()
    }

    /// The ID of the image that this one was built from, if present.
    pub fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    /// The sources of foreign layers as JSON, if present: descriptors by diff ID.
    pub fn layer_sources(&self) -> Option<&str> {
        self.layer_sources.as_ref().map(RawJson::as_str)
    }

    /// The members that Docker does not write: name and value as JSON.
    pub fn unknown_members(&self) -> UnknownMembers<'_> {
        self.order.unknown()
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let mut image = Self::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut image.order)? {
            match slot {
                Slot::Config => image.config = values::text(reader)?,
                Slot::RepoTags => image.repo_tags = StringList::read(reader)?,
                Slot::Layers => image.layers = StringList::read(reader)?,
                Slot::Parent => image.parent = Some(values::text(reader)?),
                Slot::LayerSources if reader.peek() == Some(b'{') => {
                    image.layer_sources = Some(RawJson::new(reader.skip()?));
                }
                Slot::LayerSources => return Err(reader.wrong_type("an object")),
            }
        }
        if !image.order.has(&MEMBERS, Slot::Config) {
            return Err(values::missing("Config", start));
        }
        if !image.order.has(&MEMBERS, Slot::Layers) {
            return Err(values::missing("Layers", start));
        }
        Ok(image)
    }
}

impl Reading for DockerSave {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let mut images = Vec::new();
        if content_type.is_some() {
            values::check_media_type(None, content_type, MediaTypeKind::Unknown)?;
        }
        reader.elements(|reader| {
            images.push(SavedImage::read(reader)?);
            Ok(())
        })?;
        if images.is_empty() {
            return Err(Fault::new(DocumentErrorKind::Empty, start));
        }
        if images
            .iter()
            .any(|image: &SavedImage| image.layers.is_empty() || image.config.is_empty())
        {
            reader.note(DocumentWarningKind::Empty, start);
        }
        Ok(Self { images, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.array(&self.images, |writer, image| {
            writer.object(&MEMBERS, &image.order, |writer, slot| match slot {
                Slot::Config => writer.string(&image.config),
                Slot::RepoTags => image.repo_tags.write(writer),
                Slot::Layers => image.layers.write(writer),
                Slot::Parent => writer.string(image.parent().unwrap_or_default()),
                Slot::LayerSources => writer.raw(image.layer_sources().unwrap_or("null")),
            });
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn inferred_media_type(&self) -> MediaType {
        MediaType::new("application/json")
    }
}

impl_model!(DockerSave);
